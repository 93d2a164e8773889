"""A row that no reader found, made by people out of words of the text. Knows no page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from sqlalchemy import select

from corpus.folding import key
from extract.problems import Problem
from outputs.store import Store, reading
from outputs.store_decisions import Change, decide
from outputs.store_queue import one_row
from outputs.store_rows import Row
from outputs.store_schema import reports, texts
from review.fields import FIELDS, MOST_LETTERS, field_of, read_value

# Layer -> its letter in row ids. Cells and checks come from tables and sums, never by hand.
_LETTERS = {"figures": "f", "units": "u", "models": "m"}


@dataclass(frozen=True, slots=True)
class Addition:
    """Words [start, end) of a report's text, in code points, and the slots of the row that they say."""

    report: str
    layer: str
    start: int
    end: int
    fields: dict[str, str | None] = field(default_factory=dict)
    vietnamese: bool = False


def add_row(store: Store, asked: Addition, who: str) -> tuple[str, str]:
    """The id of the new row, accepted, and the name under which that is undone. Raises Problem."""
    if asked.layer not in _LETTERS:
        raise Problem("no_layer", "Chỉ thêm được số liệu, đơn vị hoặc mô hình; hãy chọn lại loại dòng.")
    with reading(store) as connection:
        query = select(texts.c.text).join(reports, reports.c.key == texts.c.report)
        text = connection.scalar(query.where(reports.c.sha256 == asked.report))
        id = added_id(asked)
        known = one_row(connection, asked.report, asked.layer, id)
    if text is None or not 0 <= asked.start < asked.end <= min(len(text), asked.start + MOST_LETTERS):
        raise Problem("no_place", "Không thấy đoạn này trong văn bản; hãy tải lại trang rồi chọn lại.")
    if known is not None:
        raise Problem("already_added", "Đoạn này đã được thêm thành dòng; hãy sửa dòng đó.")
    batch = f"web-{uuid.uuid4().hex}"
    row = added_row(asked, text)
    changes = [
        Change(asked.report, id, asked.layer, name, new, 0)
        for name, new in (("added", row), ("state", "accepted"))
    ]
    decide(store, changes, who, "web", batch)
    return id, batch


def added_id(asked: Addition) -> str:
    """The id of the row that is made of these words."""
    return f"{asked.report[:12]}-a{_LETTERS[asked.layer]}{asked.start}-{asked.end}"


def added_row(asked: Addition, text: str) -> Row:
    """The row that these words of the report's text make. Raises Problem where a slot is wrong."""
    row: Row = {"start": asked.start, "end": asked.end, "text": text[asked.start : asked.end]}
    for name, value in asked.fields.items():
        row[name] = read_value(field_of(asked.layer, name), value, vietnamese=asked.vietnamese)
    for needed in FIELDS[asked.layer]:
        if needed.needed and not row.get(needed.name):
            read_value(needed, None, vietnamese=asked.vietnamese)
    if asked.layer == "figures":
        row["kind"] = "percent" if row.get("unit") == "%" else "count"
    if asked.layer == "models":
        row["key"] = key(row["text"])
    row["reasons"] = ["added"]
    return {name: value for name, value in row.items() if value is not None}
