"""The pages of people: the way in, accounts, and the journal of who did what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from outputs.store import reading
from review.accounts import SHORTEST_PASSWORD, all_accounts
from review.desk_api import Before, Name, decision_lines
from review.doors import tokens_of
from review.journal import happened
from review.pages import PAGE, page
from review.people import ROLE_TITLES

router = APIRouter(include_in_schema=False)


@router.get("/login")
def way_in(request: Request, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Name and password; whoever is in already goes on."""
    # Two slashes, or a backslash, would lead to another site.
    following = next if next.startswith("/") and next[1:2] not in ("/", "\\") else "/"
    if request.state.person is not None:
        return RedirectResponse(following, 303)
    return page(request, "login.html", following=following)


@router.get("/accounts")
def accounts(request: Request) -> Response:
    """Who may come in, as what, to decide on what."""
    with reading(request.app.state.store) as connection:
        found = all_accounts(connection)
        tokens = tokens_of(connection, None)
    return page(
        request, "accounts.html", accounts=found, tokens=tokens, roles=ROLE_TITLES, shortest=SHORTEST_PASSWORD
    )


@router.get("/log")
def log(request: Request, what: str = "decisions", before: Before = None, who: Name = None) -> Response:
    """Decisions, or what was done beside them, the latest first."""
    with reading(request.app.state.store) as connection:
        if what == "events":
            lines = happened(connection, before=before, who=who or None, limit=PAGE)
        else:
            lines = decision_lines(connection, before, who or None, None, PAGE)
    following = lines[-1]["seq"] if len(lines) == PAGE else None
    return page(request, "log.html", what=what, lines=lines, following=following, chosen=who or "")
