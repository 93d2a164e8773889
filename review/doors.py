"""Sessions of browsers and tokens of programs: opened, recognised, closed. The store keeps only hashes."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, select

from outputs.store import Store, now, writing
from outputs.store_schema import doors
from review.accounts import account_of
from review.journal import note
from review.people import Person

if TYPE_CHECKING:
    from sqlalchemy import Connection

Kind = Literal["session", "token"]
# A working day, and a year.
HOURS: dict[Kind, float] = {"session": 12, "token": 24 * 365}


def open_door(
    store: Store, account: str, kind: Kind, *, label: str = "", hours: float | None = None, place: str = ""
) -> str:
    """A new secret that stands for the account until it ends."""
    secret = secrets.token_urlsafe(32)
    ends = datetime.now(UTC) + timedelta(hours=HOURS[kind] if hours is None else hours)
    with writing(store, durable=True) as connection:
        connection.execute(delete(doors).where(doors.c.ends_at < now()))
        connection.execute(
            doors.insert().values(
                hash=hashed(secret), account=account, kind=kind, label=label[:100], made_at=now(),
                ends_at=ends.isoformat(timespec="microseconds"),
            )
        )  # fmt: skip
        note(connection, account, "came_in" if kind == "session" else "token_made", label[:100], place)
    return secret


def person_behind(connection: Connection, secret: str, kind: Kind) -> Person | None:
    """Who came through this door, as they are now; None where it is closed or there is none."""
    query = select(doors.c.account).where(
        doors.c.hash == hashed(secret), doors.c.kind == kind, doors.c.ends_at > now()
    )
    account = connection.scalar(query)
    return None if account is None else account_of(connection, account)


def close_door(store: Store, hash: str, account: str | None, who: str) -> bool:
    """Close a door by the hash of its secret, if it is of this account or whose does not matter."""
    query = delete(doors).where(doors.c.hash == hash).returning(doors.c.kind, doors.c.account)
    if account is not None:
        query = query.where(doors.c.account == account)
    with writing(store, durable=True) as connection:
        closed = connection.execute(query).first()
        if closed is not None:
            note(connection, who, "went_out" if closed.kind == "session" else "token_ended", closed.account)
    return closed is not None


def tokens_of(connection: Connection, account: str | None) -> list[dict[str, Any]]:
    """The tokens of an account, or of all; `hash` names one."""
    query = select(doors).where(doors.c.kind == "token", doors.c.ends_at > now()).order_by(doors.c.made_at)
    if account is not None:
        query = query.where(doors.c.account == account)
    return [dict(row) for row in connection.execute(query).mappings()]


def hashed(secret: str) -> str:
    """What the store keeps of a secret, which has chance enough of its own."""
    return hashlib.sha256(secret.encode()).hexdigest()


def csrf(secret: str) -> str:
    """What a page must send along with the cookie that holds the secret."""
    return hashlib.sha256(b"csrf " + secret.encode()).hexdigest()
