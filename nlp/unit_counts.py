"""Numbers that count in a list of labels ("đảng bộ 63, chi bộ 41"), where a name could end in a number too.

Knows the form of such lists and their totals; knows no organisations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PLAIN = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,6}")
_SEPARATORS = (",", ";")
_ENDS = (",", ";", ".", ")", "\n")
_STARTS = frozenset((",", ";", ":", "(", ".", "\n", "–", "-", "•", "+"))
_LONGEST_LABEL = 7
_REACH = 14
_MONEY = ("tỷ", "triệu", "đồng", "nghìn")
# Words right behind which a number may be a name.
_NUMBERED = frozenset(
    "thôn khu tổ ấp bản xóm buôn bon làng khóm khối phố cụm đội phường quận"
    " trường trạm đồn kho phòng khoa cư".split()
)
# And these, which are more often counted than numbered.
_OFTEN_COUNTED = frozenset("bộ hội đoàn vực ty".split())
_Item = tuple[int, int]


def counts_in(raw: Sequence[str], low: Sequence[str]) -> frozenset[int]:
    """Indexes of the tokens that count what the label before them says."""
    found: set[int] = set()
    run: list[_Item] = []
    for item in _items(raw, low):
        if run and item[0] != run[-1][1] + 2:
            found.update(_counting(raw, low, run))
            run = []
        run.append(item)
    found.update(_counting(raw, low, run))
    return frozenset(found)


def _items(raw: Sequence[str], low: Sequence[str]) -> Iterator[_Item]:
    """(first word of the label, number) of each label that ends in a bare number."""
    for at, word in enumerate(raw):
        if not word[0].isdigit() or at == 0 or not raw[at - 1][0].isalpha():
            continue
        paired = low[at + 1] == "và" and raw[at + 2][0].isdigit()
        if not (raw[at + 1] in _ENDS or paired) or not _PLAIN.fullmatch(word):
            continue
        first = at
        while first > 0 and at - first < _LONGEST_LABEL and raw[first - 1][0].isalpha():
            first -= 1
        if first == 0 or raw[first - 1] in _STARTS:
            yield first, at


def _counting(raw: Sequence[str], low: Sequence[str], run: list[_Item]) -> list[int]:
    """The numbers of a run of labels, if they count.

    They do where they add up to the total before them, where the item before says what is counted, or where
    one stands behind a word no number names.
    """
    numbers = [at for _, at in run]
    paired = [at for at in numbers if _with_an_amount(raw, low, at)]
    labels = {" ".join(low[first:at]) for first, at in run}
    if run and _goes_on(raw, low, run):
        return numbers
    if len(run) < 2 or len(labels) < len(run) or all(low[at - 1] in _NUMBERED for at in numbers):
        return paired
    first = run[0][0]
    if _total(raw, low, first, sum(_value(raw[at]) for at in numbers)):
        return numbers
    named = _NUMBERED | _OFTEN_COUNTED
    plain = any(
        raw[start].islower() and raw[at - 1].islower() and low[at - 1] not in named for start, at in run
    )
    return numbers if plain else paired


def _goes_on(raw: Sequence[str], low: Sequence[str], run: list[_Item]) -> bool:
    """ "bản Cợp mất 19 ha, bản Xa Ry 12": the item before counts with a noun that these leave out.

    "Trường Cẩm Lạc 1 có 12 lớp, Trường Cẩm Lạc 2" are names: they differ in the number alone.
    """
    first, at = run[0]
    if raw[first - 1] not in _SEPARATORS or any(low[number - 1] in _NUMBERED for _, number in run):
        return False
    start = first - 1
    while start > 0 and first - start < _REACH and raw[start - 1] not in _STARTS:
        start -= 1
    counted = any(
        _PLAIN.fullmatch(raw[i]) and raw[i - 1][0].isalpha() and raw[i + 1].islower() and raw[i + 1].isalpha()
        for i in range(start + 1, first - 2)
    )
    name = low[start : start + at - first]
    return counted and name != low[first:at] and low[start] == low[first]


def _value(word: str) -> int:
    return int(word.replace(".", ""))


def _total(raw: Sequence[str], low: Sequence[str], first: int, value: int) -> bool:
    """Whether the sum stands before the list, not as the count of the names themselves ("3 thôn: ...")."""
    for at in range(first - 1, max(first - _REACH, 0), -1):
        if raw[at] in (".", "\n"):
            return False
        if _PLAIN.fullmatch(raw[at]) and _value(raw[at]) == value:
            return low[at + 1] != low[first]
    return False


def _with_an_amount(raw: Sequence[str], low: Sequence[str], at: int) -> bool:
    """ "Đoàn Thanh niên 29 và 67,8 tỷ": a count joined to a sum of money."""
    return low[at + 1] == "và" and raw[at + 2][0].isdigit() and low[at + 3] in _MONEY
