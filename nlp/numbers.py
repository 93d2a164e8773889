"""Numbers in running text: numerals, words, scales, ranges and a/b. Knows no nouns or units of measure.

A `Number` says what is written and what it is worth; whether it is a figure is decided elsewhere.
"""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.folding import fold
from nlp.digit_numbers import digit_numbers
from nlp.number_words import DIGITS, FIRST_WORDS, SCALES, WORDS, spelled
from nlp.records import changed, fixed
from nlp.word_search import any_of

_WORD = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(any_of(sorted(FIRST_WORDS, key=len, reverse=True), r"\w") + r"(?!\w)")
_RANGE = re.compile(r"\s*[-–—]\s*|\s+(?:đến|tới)\s+", re.IGNORECASE)
_SLASH = re.compile(r"[ ]?/[ ]?")
_RESTATES = re.compile(r"[ \xa0]?\(")
_PARTED = re.compile(r"[ \xa0]phần[ \xa0]")
# Numerals of nine digits and their scales fit; a longer run of number words is no number.
_MOST_WORDS = 40
_MOST_PARTS = 100
# "đến", "tới" or one sign joins two numbers.
_LONGEST_JOINT = 3
# "trong năm", "tháng năm", "các năm": a year or a month.
_YEARS = frozenset(
    "/ trong cả đầu cuối giữa hằng hàng mỗi từng các những nhiều mấy vài tháng thứ mùng mồng hết sang".split()
) | {*DIGITS, *SCALES, "mười", "mươi", "trăm", "chục"}
# Without a number before them only "trăm rưỡi", "triệu rưỡi" are numbers.
_HALVED = frozenset({"trăm", *SCALES})
_DATED = re.compile(r"[ \xa0](?:(?:19|20)\d\d(?!\d)|thứ\s)")


@fixed
class Number:
    """One number as written in `text[start:end]`, scale words included, units of measure not.

    `value_max`: upper end of a range. `total`: denominator of a/b. `scale`: the highest of its scale
    words, 1 without. `words`: spelt out.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None = None
    total: Decimal | None = None
    scale: int = 1
    words: bool = False


def numbers(text: str, start: int, end: int, paired: bool = False) -> list[Number]:
    """All numbers in `text[start:end]`, in order, longest reading first; they never overlap.

    `paired`: a slash stands between two counts ("trong tháng/lũy kế"), not between a part and its total.
    """
    folded = fold(text[start:end])
    single = [Number(a, b, value, scale=scale) for a, b, value, scale in digit_numbers(text, start, end)]
    single += _spelled(folded, start)
    single.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in single:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return _joined(text, kept, paired)


def _spelled(folded: str, offset: int) -> list[Number]:
    found: list[Number] = []
    at = 0
    while first := _FIRST.search(folded, at):
        at = first.end()
        if _begins_nothing(first.group(), folded, at):
            continue
        words = list(_words_from(folded, first.start()))
        result = spelled([folded[a:b] for a, b in words])
        if result is None:
            continue
        value, count = result
        if count == 1 and first.group() == "năm" and _is_year(folded, first.start(), at):
            continue
        at = words[count - 1][1]
        scale = max((SCALES[folded[a:b]] for a, b in words[:count] if folded[a:b] in SCALES), default=1)
        number = Number(offset + first.start(), offset + at, value, scale=scale, words=True)
        found.append(_fraction(folded, offset, number))
        at = found[-1].end - offset
    return found


def _begins_nothing(word: str, folded: str, end: int) -> bool:
    """Whether a word that may begin a number plainly begins none, by what stands behind it."""
    if word == "năm":
        return _DATED.match(folded, end) is not None
    if word == "không":
        return not folded.startswith("phẩy", end + 1)
    return word in _HALVED and not folded.startswith(("rưỡi", "rưởi"), end + 1)


def _fraction(folded: str, offset: int, number: Number) -> Number:
    """ "hai phần ba": the number with its denominator, where one follows."""
    gap = _PARTED.match(folded, number.end - offset)
    if gap is None or number.scale > 1:
        return number
    words = [folded[a:b] for a, b in _words_from(folded, gap.end())]
    # "ba phần tư" is the one place where "tư" stands alone.
    total = (Decimal(4), 1) if words[:1] == ["tư"] else spelled(words)
    if total is None or not number.value < total[0] <= _MOST_PARTS:
        return number
    last = list(_words_from(folded, gap.end()))[total[1] - 1]
    return changed(number, end=offset + last[1], total=total[0])


def _is_year(folded: str, at: int, end: int) -> bool:
    """Whether "năm" means year: "trong năm", "hai mươi năm", "đồng/năm", "năm 2015"."""
    words = folded[max(0, at - 8) : at].replace("/", " / ").split()
    before = words[-1] if words else ""
    return before in _YEARS or before[-1:].isdigit() or _DATED.match(folded, end) is not None


def _words_from(folded: str, start: int) -> list[tuple[int, int]]:
    """Spans of the number words from `start`, each one space behind the last, and of the word behind them."""
    spans: list[tuple[int, int]] = []
    at = start
    while len(spans) < _MOST_WORDS and (match := _WORD.match(folded, at)):
        spans.append(match.span())
        at = match.end() + 1
        if match.group() not in WORDS or folded[match.end() : at] not in (" ", "\xa0"):
            break
    return spans


def _joined(text: str, single: list[Number], paired: bool) -> list[Number]:
    """Ranges, a/b and restated numbers out of neighbours."""
    joined: list[Number] = []
    for number in single:
        merged = _merged(text, joined[-1], number, paired) if joined else None
        if merged is None:
            joined.append(number)
        else:
            joined[-1] = merged
    return joined


def _merged(text: str, left: Number, right: Number, paired: bool) -> Number | None:
    if left.value_max is not None or left.total is not None or right.total is not None:
        return None
    between = text[left.end : right.start]
    if len(between.removeprefix("%").strip()) > _LONGEST_JOINT:
        return None
    if _RESTATES.fullmatch(between):
        # "05 (năm) hộ": said twice, counted once.
        same = right.words and left.value == right.value and text[right.end : right.end + 1] == ")"
        return changed(left, end=right.end + 1) if same else None
    if _SLASH.fullmatch(between) and not left.words and not right.words:
        if paired and left.value <= right.value:
            return None
        # "12,5/15 tỷ" shares its scale, as ranges do.
        shared = left.scale == 1 < right.scale and left.value <= right.value / right.scale
        value = left.value * right.scale if shared else left.value
        return changed(left, end=right.end, value=value, total=right.value, scale=right.scale)
    percent = between.startswith("%")
    if not _RANGE.fullmatch(between[1:] if percent else between):
        return None
    shared = left.scale == 1 and left.value < right.value / right.scale
    low = left.value * right.scale if shared else left.value
    return (
        changed(left, end=right.end, value=low, value_max=right.value, scale=right.scale)
        if low < right.value
        else None
    )
