"""The columns of the review workbook, a sheet for each layer: which ones carry what. Knows no cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from outputs.store_heads import HEAD
from review.fields import CLOSINGS, FIELDS, LAYER_TITLES, Field, Kind, options

Role = Literal["hidden", "shown", "input"]
# The name of each sheet; the heads of reports have one of their own.
SHEET_TITLES = {**LAYER_TITLES, HEAD: "Báo cáo"}
LAYERS = tuple(SHEET_TITLES)
GUIDE, LISTS = "Hướng dẫn", "Danh mục"
# What stands before a column's key in the hidden row above the titles.
MARK = "tonghop."
CONFIRMED = "đúng số này"
_STATES = {"accepted": "duyệt", "rejected": "loại", "postponed": "để sau"}
_WIDTHS = {
    "noun": 26,
    "name": 30,
    "issuer": 30,
    "parent": 26,
    "title": 44,
    "indicator": 32,
    "row": 24,
    "column": 24,
    "action": 18,
    "actor": 18,
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column. `key`: as in the hidden row; `slot`: the field of the row that it sets.

    `sealed`: part of what the checksum of a row covers. `only`: of the codes to choose from, those that fit.
    """

    key: str
    title: str
    width: float
    role: Role
    slot: Field | None = None
    sealed: bool = False
    only: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """How its values are written."""
        return self.slot.kind if self.slot else "text"

    @property
    def name(self) -> str:
        """The field of a decision that it sets."""
        return self.slot.name if self.slot else self.key

    def choices(self) -> dict[str, str]:
        """Code -> words, where one of several is chosen."""
        if self.key in _CHOICES:
            known = _CHOICES[self.key]
            return {code: known[code] for code in self.only} if self.only else known
        return dict(options(self.slot.words)) if self.slot and self.slot.words else {}


# Slots that few rows have stand behind the others, past what is printed.
_RARE = frozenset("level actor value_max total approx change".split())
_CHOICES = {"state": _STATES, "closed": dict(CLOSINGS), "sure": {"sure": CONFIRMED}}
_HIDDEN = (
    SheetColumn("id", "Mã dòng", 4, "hidden"),
    SheetColumn("version", "Phiên bản", 4, "hidden"),
    SheetColumn("base", "Giá trị lúc xuất", 4, "hidden"),
    SheetColumn("seal", "Dấu kiểm", 4, "hidden"),
)
_HEAD = (
    SheetColumn("file", "Tệp", 15, "shown", sealed=True),
    SheetColumn("sentence", "Câu gốc", 58, "shown", sealed=True),
    SheetColumn("state", "Duyệt", 10, "input"),
)
_COMMENT = SheetColumn("comment", "Ghi chú", 24, "input")
_SURE = SheetColumn("sure", "Xác nhận số", 13, "input")
_TAIL = (
    SheetColumn("confidence", "Tin cậy", 9, "shown"),
    SheetColumn("checks", "Kiểm tra", 34, "shown"),
    SheetColumn("reasons", "Vì sao", 52, "shown"),
    SheetColumn("issuer", "Đơn vị báo cáo", 26, "shown"),
)
_CLOSING = (SheetColumn("closed", "Cách đóng", 17, "input"), SheetColumn("why", "Lý do", 30, "input"))


@cache
def columns_of(layer: str) -> tuple[SheetColumn, ...]:
    """All columns of a layer's sheet, as they are written."""
    slots = tuple(
        SheetColumn(f"slot.{field.name}", field.title, _width(field), "input", field)
        for field in FIELDS[layer]
    )
    if layer == "checks":
        return (*_HIDDEN, *_HEAD, *_CLOSING, _COMMENT, _TAIL[-1])
    if layer == HEAD:
        confirmed = replace(_HEAD[-1], only=("accepted",))
        return (*_HIDDEN, *_HEAD[:-1], confirmed, *slots, _COMMENT, _TAIL[1])
    rare = tuple(column for column in slots if column.name in _RARE)
    usual = tuple(column for column in slots if column.name not in _RARE)
    sure = (_SURE,) if any(field.kind == "number" for field in FIELDS[layer]) else ()
    return (*_HIDDEN, *_HEAD, *usual, _COMMENT, *rare, *sure, *_TAIL)


def merged_columns(layer: str) -> tuple[SheetColumn, ...]:
    """The columns whose values are merged with the store: those that people fill and the store keeps."""
    return tuple(
        column for column in columns_of(layer) if column.role == "input" and column.key not in ("why", "sure")
    )


def _width(field: Field) -> float:
    return _WIDTHS.get(field.name, 14 if field.kind in ("choice", "period") else 16)
