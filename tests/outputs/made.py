"""Reports made by hand for the tests of outputs: a text, and rows at places in it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extract.document import Block, Document, Notice
from nlp.records import Cell, Check, Evidence, Extraction, Figure, Meta, ModelTitle, UnitMention, row_id
from outputs.contract import to_contract
from outputs.tables import Frames, add_report, empty_rows, frames

SHA = "0123456789abcdef"
TEXT = "Kết quả\nĐảng ủy xã Minh Tân kiểm tra 1.030 đảng viên, trong đó 474 nữ. Tỷ lệ đạt 98,5%."


def document(text: str = TEXT, **changes: Any) -> Document:
    head = text.find("\n") + 1
    blocks = (
        Block("heading", 0, max(head - 1, 0), level=1, place="body/p[1]"),
        Block("para", head, len(text), page=2, path=("Kết quả",), place="body/p[2]"),
    )
    known: dict[str, Any] = {"name": "a.docx", "sha256": SHA, "mime": "x", "format": "docx", "pages": 3}
    return Document(text=text, blocks=blocks, **{**known, **changes})


def at(quote: str, text: str = TEXT) -> Evidence:
    start = text.index(quote)
    return Evidence(start, start + len(quote), quote)


def figure(quote: str, value: str, *, text: str = TEXT, **changes: Any) -> Figure:
    evidence = at(quote, text)
    known: dict[str, Any] = {"kind": "count", "confidence": 0.9, "reasons": ("number", "noun")}
    return Figure(row_id(SHA, "f", evidence.start), evidence, value=Decimal(value), **{**known, **changes})


def extraction() -> Extraction:
    """Two figures, a unit, a model, a cell and two checks, of which the second fails."""
    total = figure(
        "1.030 đảng viên", "1030", noun="đảng viên", action="kiểm tra", period="2024-H1", checks=("k2",)
    )
    part = figure("474 nữ", "474", noun="nữ", part_of=total.id, confidence=0.5)
    share = figure("98,5%", "98.5", kind="percent", unit="%", checks=("k1",))
    unit = UnitMention("u1", at("Đảng ủy xã Minh Tân"), "Đảng ủy xã Minh Tân", "đảng ủy", reasons=("head",))
    model = ModelTitle("m1", at("nữ"), "nu", "mô hình", unit="u1", reasons=("unquoted",))
    cell = Cell("c1", at("474"), 1, "Nữ", "Tổng số", Decimal("474"), reasons=("number",))
    good = Check("k1", "percent", True, Decimal("98.5"), (Decimal(197), Decimal(200)), (share.id,), "Khớp.")
    bad = Check(
        "k2", "sum", False, Decimal(1030), (Decimal(474), Decimal(565)), (total.id, part.id), "Lệch 9."
    )
    meta = Meta(
        kind="BÁO CÁO", issuer="Huyện ủy X", date="2024-06-18", period="2024-H1", recipients=("Như trên",)
    )
    return Extraction(meta, (total, part, share), (unit,), (model,), (cell,), (good, bad))


def report(file: str = "a.docx", **changes: Any) -> dict[str, Any]:
    """The contract object of the report above, some of its fields replaced."""
    warned = document(warnings=(Notice("lost", "Một phần chưa lấy được; hãy xem bản gốc.", 2),))
    return {**to_contract(warned, extraction(), file), **changes}


def tables(*reports: dict[str, Any]) -> Frames:
    rows = empty_rows()
    for made in reports:
        add_report(rows, made)
    return frames(rows)


def tables_with(layer: str, **values: Any) -> Frames:
    """The tables of one report, in which the first row of `layer` has these values."""
    made = report()
    made[layer] = [{**made[layer][0], **values}, *made[layer][1:]]
    return tables(made)
