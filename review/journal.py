"""What was done beside decisions, for people to read: who came in, failed to, exported, imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from outputs.store import now
from outputs.store_schema import events

if TYPE_CHECKING:
    from sqlalchemy import Connection

# What happened -> in words.
WORDS = {
    "account_added": "Thêm tài khoản",
    "account_changed": "Sửa tài khoản",
    "assigned": "Giao đơn vị, thư mục",
    "came_in": "Đăng nhập",
    "failed": "Đăng nhập không được",
    "went_out": "Đăng xuất",
    "token_made": "Tạo mã truy cập",
    "token_ended": "Hủy mã truy cập",
    "exported": "Xuất dữ liệu",
    "imported": "Nhập dữ liệu",
    "uploaded": "Nộp báo cáo",
}


def note(connection: Connection, who: str, what: str, about: str = "", place: str = "") -> None:
    """Write one line. `what`: a key of `WORDS`; `about`: no text of a document; `place`: an address."""
    assert what in WORDS, what
    row = {"at": now(), "who": who[:60], "what": what, "about": about[:500], "place": place}
    connection.execute(events.insert().values(row))


def happened(
    connection: Connection, *, before: int | None = None, who: str | None = None, limit: int = 50
) -> list[dict[str, Any]]:
    """The latest lines first. `before`: the number of the last line of the page before."""
    query = select(events).order_by(events.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(events.c.seq < before)
    if who:
        query = query.where(events.c.who == who)
    return [
        {**row, "words": WORDS.get(row["what"], row["what"])}
        for row in map(dict, connection.execute(query).mappings())
    ]
