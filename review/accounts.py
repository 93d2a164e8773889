"""Accounts of a store: made, changed, proven by password. Knows no request."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from sqlalchemy import delete, func, select, update

from extract.problems import SetupProblem
from outputs.store import Store, now, reading, writing
from outputs.store_schema import accounts, assignments, doors
from review.journal import note
from review.people import ROLES, Person, Role

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from sqlalchemy import Connection

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
_NAME = re.compile(r"[\w][\w .@-]{0,59}")
PLACES = ("unit", "folder")


@dataclass(frozen=True, slots=True)
class Account:
    """A person with a password. `active`: false for those who may not come in any more."""

    person: Person
    active: bool
    made_at: str


def add_account(store: Store, name: str, role: str, password: str, *, by: str) -> None:
    """Make an account. Raises SetupProblem for a name that is taken, or what is not fit to be one."""
    name = _fit_name(name)
    hashed = _hasher().hash(_fit_password(name, password))
    with writing(store, durable=True) as connection:
        if connection.scalar(select(accounts.c.name).where(accounts.c.name == name)):
            raise SetupProblem("account_exists", f"Đã có tài khoản “{name}”; hãy chọn tên khác.")
        row = {"name": name, "role": _fit_role(role), "password": hashed, "active": True, "made_at": now()}
        connection.execute(accounts.insert().values(row))
        note(connection, by, "account_added", f"{name} ({role})")


def change_account(
    store: Store,
    name: str,
    *,
    by: str,
    role: str | None = None,
    password: str | None = None,
    active: bool | None = None,
) -> None:
    """Change what is given; every door of the account is closed. Raises SetupProblem."""
    name = normalize("NFC", name)
    wanted: dict[str, object] = {}
    if role is not None:
        wanted["role"] = _fit_role(role)
    if password is not None:
        wanted["password"] = _hasher().hash(_fit_password(name, password))
    if active is not None:
        wanted["active"] = active
    with writing(store, durable=True) as connection:
        _known(connection, name)
        if wanted:
            connection.execute(update(accounts).where(accounts.c.name == name).values(wanted))
        if not _admins(connection):
            raise SetupProblem(
                "last_admin", "Phải còn ít nhất một quản trị viên; hãy thêm người khác làm quản trị trước."
            )
        connection.execute(delete(doors).where(doors.c.account == name))
        changed = ", ".join(f"{key}={value}" for key, value in wanted.items() if key != "password")
        note(connection, by, "account_changed", f"{name}: {changed or 'password'}")


def assign(store: Store, name: str, places: Iterable[tuple[str, str]], *, by: str) -> None:
    """Let an account decide on these units and folders alone; on everything where there are none."""
    name = normalize("NFC", name)
    rows = [
        {"account": name, "kind": kind, "value": normalize("NFC", value).strip()}
        for kind, value in dict.fromkeys(places)
    ]
    if any(row["kind"] not in PLACES or not row["value"] for row in rows):
        raise SetupProblem("bad_assignment", "Chỉ giao được đơn vị hoặc thư mục có tên; hãy kiểm tra lại.")
    with writing(store, durable=True) as connection:
        _known(connection, name)
        connection.execute(delete(assignments).where(assignments.c.account == name))
        if rows:
            connection.execute(assignments.insert(), rows)
        note(connection, by, "assigned", f"{name}: " + ("; ".join(row["value"] for row in rows) or "*"))


def all_accounts(connection: Connection) -> list[Account]:
    """Every account by name."""
    given: dict[str, list[tuple[str, str]]] = {}
    for account, kind, value in connection.execute(select(assignments).order_by(*assignments.c)):
        given.setdefault(account, []).append((kind, value))
    return [
        Account(Person(row.name, row.role, tuple(given.get(row.name, ()))), row.active, row.made_at)
        for row in connection.execute(select(accounts).order_by(accounts.c.name))
    ]


def account_of(connection: Connection, name: str) -> Person | None:
    """The person of an account that may come in."""
    row = connection.execute(select(accounts).where(accounts.c.name == name, accounts.c.active)).first()
    if row is None:
        return None
    query = select(assignments.c.kind, assignments.c.value).where(assignments.c.account == name)
    return Person(row.name, row.role, tuple(tuple(place) for place in connection.execute(query)))


def proven(store: Store, name: str, password: str) -> Person | None:
    """The person whose password this is. Takes as long for names that nobody has."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    name = normalize("NFC", name)
    with reading(store) as connection:
        hashed = connection.scalar(select(accounts.c.password).where(accounts.c.name == name))
        person = account_of(connection, name)
    try:
        _hasher().verify(hashed or _nobody(), normalize("NFC", password)[: LONGEST_PASSWORD + 1])
    except (Argon2Error, InvalidHashError):
        return None
    return person if hashed else None


def any_account(connection: Connection) -> bool:
    """Whether the store has accounts, so that nobody comes in without one."""
    return bool(connection.scalar(select(func.count()).select_from(accounts)))


def _known(connection: Connection, name: str) -> None:
    if connection.scalar(select(accounts.c.name).where(accounts.c.name == name)) is None:
        raise SetupProblem("no_account", f"Không có tài khoản “{name}”; hãy xem danh sách tài khoản.")


def _admins(connection: Connection) -> int:
    query = select(func.count()).select_from(accounts).where(accounts.c.role == "admin", accounts.c.active)
    return connection.scalar(query) or 0


def _fit_name(name: str) -> str:
    name = normalize("NFC", name).strip()
    if not _NAME.fullmatch(name):
        raise SetupProblem(
            "bad_name", "Tên tài khoản chỉ gồm chữ, số, dấu cách và . _ @ -, dài tối đa 60 ký tự."
        )
    return name


def _fit_role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise SetupProblem("bad_role", f"Không có vai trò “{role}”; hãy chọn một trong: {', '.join(ROLES)}.")


def _fit_password(name: str, password: str) -> str:
    password = normalize("NFC", password)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or len(set(password)) < 5:
        raise SetupProblem(
            "weak_password",
            f"Mật khẩu cần {SHORTEST_PASSWORD} đến {LONGEST_PASSWORD} ký tự, gồm ít nhất 5 ký tự khác nhau.",
        )
    if name.casefold() in password.casefold():
        raise SetupProblem("weak_password", "Mật khẩu không được chứa tên tài khoản; hãy chọn mật khẩu khác.")
    return password


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
