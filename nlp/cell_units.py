"""In what the amounts of a table are measured: by header, by the unit column, by a line above the table.

Knows how units are written around tables; single measures are `measures`' work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.folding import fold
from nlp.measures import measured
from nlp.numbers import Number, numbers
from nlp.table_words import is_one_of, says_percent

_BRACKET = re.compile(r"\(([^()]{1,60})\)")
_NAMED = re.compile(r"(?:đvt|đơn vị tính|đơn vị đo|đv tính|đơn vị)\s*[:：]\s*")
_LINE = re.compile(r"(?:đvt|đơn vị tính|đv tính|đơn vị)\s*[:：]\s*(?P<unit>[^:：();\n]{1,40})")
_TAIL = re.compile(r"[,\-–:]\s*([^,\-–:()]{1,30})$")
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+và\s+")
_ROUND = re.compile(r"10*(?:\.000)*(?!\d)")
_CURRENCY = re.compile(r"(?:tỷ|tỉ|triệu|tr)$")
# "Số hộ" under "ĐVT: triệu đồng" still counts households.
_COUNTED = re.compile(r"(?:số|sl|số lượng)\s+(?!tiền|vốn|kinh|thu|chi|dư|nợ|thuế|quỹ|lãi|giá|đã thu|còn nợ)")
# Whole headers that name a thing more often than a measure.
_THINGS = frozenset(
    "công|ngày công|giờ|giờ công|độ|mẫu|tuần|năm|tháng|ngày|quý|phút|m|g|khối|công đất|sào".split("|")
)


@dataclass(frozen=True, slots=True)
class Scale:
    """`unit`: the guideline's slot or None for counts. `factor`: what a number is multiplied by."""

    unit: str | None
    factor: Decimal = Decimal(1)


@lru_cache(maxsize=2048)
def scale_of(text: str) -> Scale | None:
    """The scale that a unit's text names (`triệu đồng`, `%`, `tạ/ha`, `1.000 người`, `hộ`), or None."""
    folded = _NAMED.sub("", fold(text)).strip(" .:;,()[]-–")
    if not folded:
        return None
    if is_one_of(folded, "counts"):
        return Scale(None)
    if folded[0].isdigit() and not _ROUND.match(folded):
        return None
    written = folded if folded[0].isdigit() else f"1 {folded}"
    found = numbers(written, 0, len(written))
    if not found or found[0].start or found[0].value_max is not None or found[0].total is not None:
        return None
    number = found[0]
    measure = measured(written, number.end, len(written), number)
    if measure is not None and measure.end == len(written):
        return Scale(measure.unit, number.value * measure.factor)
    return _scaled(written, number)


def column_scale(levels: Sequence[str]) -> Scale | None:
    """The scale that a column's header names, its lowest level first."""
    for level in reversed(levels):
        scale = _in_label(level) or _whole(level)
        if scale is not None:
            return scale
        if says_percent([level]):
            return Scale("%")
    return None


def row_scale(label: str) -> Scale | None:
    """The scale in brackets behind a line's label: "Thu ngân sách (triệu đồng)"."""
    scale = _in_label(label)
    return scale if scale is not None and scale.unit is not None else None


def stated_scale(text: str) -> Scale | None:
    """The scale of a line such as "Đơn vị tính: triệu đồng"; of "triệu đồng, hộ" the one that measures."""
    found = _LINE.search(fold(text))
    if found is None:
        return None
    pieces = [scale_of(piece) for piece in _BETWEEN.split(found["unit"])]
    measuring = [scale for scale in pieces if scale is not None and scale.unit is not None]
    return measuring[0] if len(measuring) == 1 else None


def is_scale_line(text: str) -> bool:
    """Whether a line says nothing but a unit of measure: "(ĐVT: 1.000 đồng)"."""
    folded = fold(text).strip()
    return len(folded) < 60 and _NAMED.match(folded.lstrip("(*_ ")) is not None


def is_counted(levels: Sequence[str]) -> bool:
    """Whether a header says that its column counts things: a line above the table is not for it."""
    return any(_COUNTED.match(fold(level)) for level in levels)


def _scaled(written: str, number: Number) -> Scale | None:
    """ "triệu" alone is money; a scale in front of a counted thing ("nghìn người") is kept."""
    rest = written[number.end :].strip()
    if not rest:
        return Scale("đồng", number.value) if _CURRENCY.search(written) else None
    return Scale(None, number.value) if is_one_of(rest, "counts") else None


def _in_label(label: str) -> Scale | None:
    for inside in reversed(_BRACKET.findall(label)):
        scale = scale_of(inside)
        if scale is not None:
            return scale
    tail = _TAIL.search(label)
    scale = scale_of(tail.group(1)) if tail else None
    return scale if scale is not None and scale.unit is not None else None


def _whole(label: str) -> Scale | None:
    folded = fold(label).strip()
    if folded in _THINGS:
        return None
    scale = scale_of(label)
    return scale if scale is not None and scale.unit is not None else None
