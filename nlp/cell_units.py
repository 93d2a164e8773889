"""Units of measure that headers, unit columns and captions of tables give to their numbers.

Knows how units are written; reads no tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.folding import fold
from nlp.measures import measures

_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "1.000": 10**3, "1000": 10**3, "trăm triệu": 10**8, "chục triệu": 10**7}  # fmt: skip
_MONEY = re.compile(
    r"(?<!\w)(?:(trăm triệu|nghìn|ngàn|triệu|tỷ|tỉ|1\.000|1000)\s*)?(đồng|đ|vnđ|vnd|trđ|tr\.đ|tr\.đồng|trđồng)((?:/[^\W\d_]+(?:\s[^\W\d_]+)?)*)(?!\w)(?!\s*chí)"
)
_BARE_SCALE = re.compile(r"(nghìn|ngàn|triệu|tỷ|tỉ)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_COUNTED = re.compile(
    r"(?:tổng )?số (?!tiền|vốn|dư|nợ|thu|chi|thuế|kinh phí|liệu|với|tuyệt đối|tương đối)[^\W\d_]"
)
_NOUN = re.compile(
    r"\((?:người|hộ|lượt|lượt người|vụ|việc|ca|con|cái|đơn vị|xã|thôn|trường|lớp|học sinh|em|cuộc|cơ sở|mô hình|trường hợp|hồ sơ|cây|chiếc|suất|đồng chí|đ/c)\)"
)
_CALLED = re.compile(r"(?:đvt|đơn vị(?: tính)?|đ\.v\.t)\s*[:：]?\s*(.+)$")


@dataclass(frozen=True, slots=True)
class Scale:
    """`unit`: the slot's unit. `factor`: what a cell's number is multiplied by."""

    unit: str
    factor: Decimal


COUNT = Scale("", Decimal(1))


def scale_of(text: str, bare: bool = False) -> Scale | None:
    """The unit that a header or caption gives: in brackets, behind "ĐVT:", or the whole text if `bare`."""
    folded = " ".join(fold(text).split())
    if not folded:
        return None
    called = _CALLED.search(folded)
    pieces = [called.group(1)] if called else []
    pieces += reversed(_BRACKET.findall(folded))
    if bare:
        pieces.append(folded)
    for piece in pieces:
        found = _read(piece.strip(" .;:()"))
        if found is not None:
            return found
    if re.search(r"%|(?<!\w)phần trăm(?!\w)", folded):
        return Scale("%", Decimal(1))
    money = _MONEY.search(folded) if not bare else None
    if money and money.group(1):
        return _money(money)
    # "Số hộ (hộ)" counts, whatever unit stands over the table.
    return COUNT if _COUNTED.match(folded) or (not bare and _NOUN.search(folded)) else None


def scaled(value: Decimal, scale: Scale | None) -> Decimal:
    """The value in the unit itself: đồng for money."""
    return value if scale is None else value * scale.factor


def _read(text: str) -> Scale | None:
    if not text:
        return None
    if re.search(r"%", text) or text == "phần trăm":
        return Scale("%", Decimal(1))
    if text == "‰":
        return Scale("‰", Decimal(1))
    if money := _MONEY.fullmatch(text):
        return _money(money)
    if bare := _BARE_SCALE.fullmatch(text):
        return Scale("đồng", Decimal(_SCALES[bare.group(1)]))
    known = measures().units.get(text)
    if known is not None:
        return Scale(known[1], Decimal(1))
    head, slash, rate = text.partition("/")
    known = measures().units.get(head.strip()) if slash else None
    return Scale(f"{known[1]}/{rate.strip()}", Decimal(1)) if known else None


def _money(found: re.Match[str]) -> Scale:
    factor = _SCALES.get(found.group(1) or "", 1)
    if found.group(2).startswith("tr"):
        factor = 10**6
    return Scale("đồng" + found.group(3), Decimal(factor))
