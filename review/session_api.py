"""The routes of people: coming in and going out, accounts, tokens of programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Request, Response
from fastapi.responses import JSONResponse

from extract.problems import Problem
from outputs.store import Store, reading, writing
from review.accounts import add_account, all_accounts, assign, change_account, proven
from review.doors import close_door, csrf, hashed, open_door, tokens_of
from review.guard import COOKIE, Guard, set_cookie
from review.journal import note
from review.people import ROLE_TITLES, Person, Role, may

router = APIRouter(prefix="/api/v1", tags=["people"])
Letters = Annotated[str, Path(max_length=100)]
PlaceKind = Literal["unit", "folder"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """A name and its password."""

    name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made."""

    name: str
    password: str = field(repr=False)
    role: Role = "reviewer"


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What is not None is changed. `places`: kind and value of all that is assigned from now on."""

    role: Role | None = None
    password: str | None = field(default=None, repr=False)
    active: bool | None = None
    places: list[tuple[PlaceKind, str]] | None = None


@dataclass(frozen=True, slots=True)
class NewToken:
    """`label`: what it is for. `days`: until it ends."""

    label: str
    days: int = 365


@router.post("/session")
def sign_in(request: Request, asked: SignIn) -> Response:
    """Come in. 401 for a wrong name or password, 429 after several."""
    guard: Guard = request.app.state.guard
    store: Store = request.app.state.store
    place = request.client.host if request.client else ""
    keys = f"{place} {asked.name.casefold()[:60]}", place
    if waits := guard.rates.locked(*keys):
        message = f"Sai mật khẩu nhiều lần; hãy đợi {int(waits) + 1} giây rồi thử lại."
        return JSONResponse(
            {"code": "too_often", "message": message}, 429, {"Retry-After": str(int(waits) + 1)}
        )
    person = None if guard.alone is not None else proven(store, asked.name, asked.password)
    if person is None:
        guard.rates.wrong(*keys)
        with writing(store) as connection:
            note(connection, asked.name, "failed", place=place)
        message = "Tên hoặc mật khẩu không đúng; hãy nhập lại."
        return JSONResponse({"code": "not_known", "message": message}, 401)
    guard.rates.right(*keys)
    secret = open_door(store, person.name, "session", place=place)
    response = JSONResponse({**as_json(person), "csrf": csrf(secret)})
    set_cookie(guard, response, secret)
    return response


@router.get("/session")
def who_am_i(request: Request) -> dict[str, Any]:
    """Who asks, and what their pages send along when they write."""
    return {**as_json(request.state.person), "csrf": request.state.csrf}


@router.delete("/session")
def sign_out(request: Request) -> Response:
    """Go out."""
    person: Person = request.state.person
    if request.app.state.guard.alone is None:
        close_door(request.app.state.store, hashed(request.state.secret), person.name, person.name)
    response = JSONResponse({})
    response.delete_cookie(COOKIE, path="/")
    return response


@router.get("/accounts")
def list_accounts(request: Request) -> dict[str, Any]:
    """All accounts."""
    with reading(request.app.state.store) as connection:
        found = all_accounts(connection)
    return {
        "items": [
            {**as_json(one.person), "active": one.active, "made_at": one.made_at} for one in found
        ]
    }  # fmt: skip


@router.post("/accounts", status_code=201)
def make_account(request: Request, asked: NewAccount) -> dict[str, Any]:
    """Add an account."""
    _signed(request)
    by: Person = request.state.person
    add_account(request.app.state.store, asked.name, asked.role, asked.password, by=by.name)
    return {"name": asked.name, "role": asked.role}


@router.patch("/accounts/{name}")
def edit_account(request: Request, name: Letters, asked: AccountChange) -> dict[str, Any]:
    """Change an account; it has to come in again."""
    _signed(request)
    store, by = request.app.state.store, request.state.person.name
    if asked.places is not None:
        assign(store, name, asked.places, by=by)
    if (asked.role, asked.password, asked.active) != (None, None, None):
        change_account(store, name, by=by, role=asked.role, password=asked.password, active=asked.active)
    return {"name": name}


@router.get("/tokens")
def list_tokens(request: Request) -> dict[str, Any]:
    """The tokens of whoever asks; of everybody for admins."""
    person: Person = request.state.person
    with reading(request.app.state.store) as connection:
        found = tokens_of(connection, None if may(person, "admin") else person.name)
    return {"items": found}


@router.post("/tokens", status_code=201)
def make_token(request: Request, asked: NewToken) -> dict[str, Any]:
    """A token for a program that acts as whoever asks. It is shown this once."""
    _signed(request)
    name = request.state.person.name
    hours = 24 * max(1, min(asked.days, 730))
    secret = open_door(request.app.state.store, name, "token", label=asked.label, hours=hours)
    return {"token": secret, "hash": hashed(secret)}


@router.delete("/tokens/{hash}")
def end_token(request: Request, hash: Letters) -> dict[str, Any]:
    """End a token of one's own; any of them for admins."""
    person: Person = request.state.person
    of = None if may(person, "admin") else person.name
    if not close_door(request.app.state.store, hash, of, person.name):
        raise HTTPException(404, "no such token")
    return {}


def as_json(person: Person) -> dict[str, Any]:
    """The person for pages and programs."""
    return {
        "name": person.name,
        "role": person.role,
        "title": ROLE_TITLES[person.role],
        "places": [list(place) for place in person.places],
    }


def _signed(request: Request) -> None:
    """Accounts and tokens belong to people who sign in; the first account is made on the command line."""
    if request.app.state.guard.alone is not None:
        raise Problem(
            "no_accounts",
            "Kho chưa có tài khoản; hãy tạo quản trị viên đầu tiên bằng lệnh tonghop account add.",
        )
