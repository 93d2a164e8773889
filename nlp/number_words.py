"""Numbers spelt out in Vietnamese words. Knows the grammar of numerals, nothing of what is counted.

number   = group {scale group} ["rưỡi"]        hai triệu ba trăm nghìn; một tỷ rưỡi; trăm rưỡi
group    = [digit "trăm"] [("linh" | "lẻ") digit | ["mười" | digit ["mươi"]] [digit]]   bốn lăm
decimal  = number "phẩy" digit {digit} [scale]   một phẩy hai tỷ; không phẩy năm
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_TENS = ("mươi", "chục")
_ZERO_TEN = ("linh", "lẻ")
_HALF = ("rưỡi", "rưởi")
# These end a numeral or follow a ten; none of them can begin one.
_NEVER_FIRST = frozenset({"mốt", "lăm", "nhăm", "tư"})
# "tỷ lệ" and its like begin with a scale word and are no scale.
NOT_SCALES = ("lệ", "trọng", "suất", "giá")
# All words that a spelt number is made of.
WORDS = frozenset({*DIGITS, *SCALES, *_TENS, *_ZERO_TEN, *_HALF, "mười", "trăm", "phẩy", "nửa"})
FIRST_WORDS = frozenset((set(DIGITS) | {"mười", "nửa", "trăm", *SCALES}) - _NEVER_FIRST)


def spelled(words: Sequence[str]) -> tuple[Decimal, int] | None:
    """The number that the leading lower-case `words` spell and how many of them it takes, or None.

    Reads as far as the grammar allows: ("năm", "mươi", "ba", "hộ") gives (53, 3).
    """
    if not words or words[0] not in FIRST_WORDS:
        return None
    if words[0] == "nửa":
        scale, after = _scale(words, 1)
        return (Decimal(scale) / 2, after) if after > 1 else None
    if words[0] == "không" and _word(words, 1) != "phẩy":
        return None
    if words[0] in ("trăm", *SCALES):
        half = Decimal(3 * SCALES.get(words[0], 100)) / 2
        return (half, 2) if _word(words, 1) in _HALF else None
    total, position = Decimal(0), 0
    ceiling: int | None = None
    while position < len(words):
        group = _group(words, position)
        if group is None:
            break
        value, after = group
        value, after = _decimals(words, value, after)
        scale, after = _scale(words, after)
        if ceiling is not None and scale >= ceiling:
            break
        if ceiling is not None and scale == 1 and after == position + 1 and words[position] in DIGITS:
            # "hai triệu ba" is 2.3 million; "một nghìn năm" is a thousand years.
            if words[position] in ("năm", "không"):
                break
            scale = ceiling // 10
        value *= scale
        if _word(words, after) in _HALF:
            value, after = value + Decimal(_top(value, scale)) / 2, after + 1
        total, position, ceiling = total + value, after, scale
        if scale == 1 or words[after - 1] in _HALF:
            break
    return (total, position) if position else None


def _group(words: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """Below a thousand: hundreds, tens, units from `at`, or None."""
    value, position = 0, at
    if _digit(words, position) is not None and _word(words, position + 1) == "trăm":
        value, position = DIGITS[words[position]] * 100, position + 2
        if _word(words, position) in _ZERO_TEN and _digit(words, position + 1) is not None:
            return Decimal(value + DIGITS[words[position + 1]]), position + 2
    tens = _tens(words, position)
    if tens is not None:
        return Decimal(value + tens[0]), tens[1]
    if position > at:
        following = _word(words, position)
        if following in DIGITS and following not in ("năm", "không") and not _starts_scale(words, position):
            return Decimal(value + DIGITS[following] * 10), position + 1
        return Decimal(value), position
    if words[position] in _ZERO_TEN and _digit(words, position + 1) is not None and position:
        return Decimal(DIGITS[words[position + 1]]), position + 2
    digit = _digit(words, position)
    return None if digit is None else (Decimal(digit), position + 1)


def _tens(words: Sequence[str], at: int) -> tuple[int, int] | None:
    if _word(words, at) == "mười":
        value, position = 10, at + 1
    elif _digit(words, at) and _word(words, at + 1) in _TENS:
        value, position = DIGITS[words[at]] * 10, at + 2
    elif _short(words, at):
        value, position = DIGITS[words[at]] * 10, at + 1
    else:
        return None
    unit = _digit(words, position)
    # "hai mươi năm" is twenty years: after a ten, five is lăm.
    if unit and words[position] != "năm":
        return value + unit, position + 1
    return value, position


def _short(words: Sequence[str], at: int) -> bool:
    """ "bốn lăm", "hai mốt", "ba tư": a ten without "mươi", told by its unit's form; "năm tư" is a year."""
    if (_digit(words, at) or 0) < 2 or words[at] in _NEVER_FIRST:
        return False
    unit = _word(words, at + 1)
    return unit in ("mốt", "lăm", "nhăm") or (unit == "tư" and words[at] != "năm")


def _decimals(words: Sequence[str], value: Decimal, at: int) -> tuple[Decimal, int]:
    if _word(words, at) != "phẩy":
        return value, at
    if (tens := _tens(words, at + 1)) is not None:
        return value + Decimal(tens[0]) / 100, tens[1]
    if _digit(words, at + 1) is None:
        return value, at
    digits, position = "", at + 1
    while (digit := _digit(words, position)) is not None:
        digits, position = digits + str(digit), position + 1
    return value + Decimal(f"0.{digits}"), position


def _scale(words: Sequence[str], at: int) -> tuple[int, int]:
    scale, position = 1, at
    while _word(words, position) in SCALES and _word(words, position + 1) not in NOT_SCALES:
        scale, position = scale * SCALES[words[position]], position + 1
    return scale, position


def _top(value: Decimal, scale: int) -> int:
    """What "rưỡi" halves: the last scale, or the hundred, or one."""
    if scale > 1:
        return scale
    return 100 if value and value % 100 == 0 else 1


def _starts_scale(words: Sequence[str], at: int) -> bool:
    return _word(words, at + 1) in SCALES or _word(words, at + 1) in ("trăm", *_TENS)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _digit(words: Sequence[str], at: int) -> int | None:
    return DIGITS.get(_word(words, at))
