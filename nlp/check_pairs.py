"""Which a and b a stated percentage may be a/b of, and what speaks for each pair.

Knows figures in reading order and the words between them; whether a quotient fits is found elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.folding import fold
from nlp.check_words import only, opens
from nlp.records import Figure

_REACH = 160
_NEAR = 70
_BACK = 12
_BASES = 20
_FAR = 2500
_SUBJECTS = 3
# What speaks against a percentage of other things, whatever stands before it.
_OTHERS = 8
_COUNTS = ("count", "ratio")
_PARTED = re.compile(r"[,;.]")
_WHOLE = re.compile(r"(?:trên|trong) tổng(?: số)?\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_OF = re.compile(r"(?:trên|trong)(?: tổng số)?|trên tổng")


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's text with its figures; `order` holds the places of the figures by id."""

    text: str
    figures: Sequence[Figure]
    order: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and its base: a figure, or the denominator of one (`total`). `score`: what speaks for it."""

    part: Figure
    base: Figure
    total: Decimal
    score: int
    reason: str


def pairs(reading: Reading, index: int, fits: Callable[[Decimal, Decimal], bool]) -> Iterator[Pair]:
    """Parts and bases that may stand behind the percentage at `index`.

    Bases that only stand nearby are given where the quotient of part and base fits.
    """
    stated = reading.figures[index]
    subjects = _subjects(reading, index)
    around = _around(reading, index) if subjects else []
    for rank, part in enumerate(subjects):
        linked = part.id == stated.part_of or restates(reading.text, part, stated)
        first = 2 * (rank == 0) + 2 * linked + 2 * _same_deed(stated, part)
        first -= _OTHERS * (part.id != stated.part_of and _all_of_others(stated, part))
        if part.total:
            yield Pair(part, part, part.total, 8 + first, "ratio")
        total = _total(reading, part)
        if total is not None and comparable(part, total):
            yield Pair(part, total, total.value, 4 + first, "part-of-total")
        for base in around:
            if base is part or not comparable(part, base) or not fits(part.value, base.value):
                continue
            score = first + _speaks(reading, index, part, base)
            between = part.evidence.end <= base.evidence.start < stated.evidence.start
            score -= 2 * (not first and not between)
            yield Pair(part, base, base.value, score, "base-nearby")
        yield from _shared_wholes(reading, index, part, first, fits)
    for part in reading.figures[max(0, index - _BACK) : index]:
        total = _total(reading, part)
        near = stated.evidence.start - part.evidence.end < 3 * _REACH
        if total is not None and near and part.kind != "percent" and comparable(part, total):
            yield Pair(part, total, total.value, 3, "part-of-total")


def restates(text: str, part: Figure, stated: Figure) -> bool:
    """Whether only linking words part a count from its percentage: "243 người (41,5%)", "..., đạt 90%"."""
    if not 0 < stated.evidence.start - part.evidence.end <= _NEAR:
        return False
    between = fold(text[part.evidence.end : stated.evidence.start])
    if ";" in between or ". " in between:
        return False
    head, comma, tail = between.rpartition(",")
    if only("restates").fullmatch(tail) is not None:
        return True
    return between.rstrip()[-1:] in ("(", "=") and not comma and len(head) < _NEAR


def comparable(part: Figure, base: Figure) -> bool:
    """Whether a part can be measured by a base: counts by counts, money by money."""
    if base.value <= 0 or base.kind == "percent" or base.value_max is not None:
        return False
    if part.kind in _COUNTS and base.kind in _COUNTS:
        return True
    return part.kind == base.kind and part.unit == base.unit


def alike(first: str | None, second: str | None) -> bool:
    """Whether two nouns share a word."""
    if not first or not second:
        return False
    return bool(set(first.split()) & set(second.split()))


def _total(reading: Reading, part: Figure) -> Figure | None:
    place = reading.order.get(part.part_of or "")
    return None if place is None else reading.figures[place]


def _subjects(reading: Reading, index: int) -> list[Figure]:
    """The figures that a percentage may restate, the likeliest first."""
    figures, text = reading.figures, reading.text
    stated = figures[index]
    found: list[Figure] = []
    owner = _total(reading, stated)
    if owner is not None and owner.kind != "percent":
        found.append(owner)
        if owner.change:
            return found
    behind = figures[index + 1] if index + 1 < len(figures) else None
    if behind is not None and text[stated.evidence.end : behind.evidence.start].strip() == "(":
        found.append(behind)
    count = 0
    for other in reversed(figures[max(0, index - _BACK) : index]):
        between = text[other.evidence.end : stated.evidence.start]
        if "\n" in between or len(between) > 2 * _REACH:
            break
        if other.kind == "percent" or other in found or _is_aside(between):
            continue
        if (count < _SUBJECTS and len(between) <= _REACH) or _same_deed(stated, other):
            found.append(other)
            # A difference takes no other's place: "tăng 3 đồng chí so với năm 2024, chiếm 0,2%".
            count += other.change is None
    return found


def _is_aside(between: str) -> bool:
    """Whether a figure stands in a bracket that is closed before the percentage."""
    return between.count(")") > between.count("(")


def _same_deed(stated: Figure, other: Figure) -> bool:
    """ "đã giải quyết 54 tin: ... Tỷ lệ giải quyết 85,7%": both speak of the same action."""
    if not stated.noun or not other.action or not fold(stated.noun).startswith(("tỷ lệ", "tỉ lệ")):
        return False
    deed = " ".join(filter(None, (stated.noun, stated.action)))
    return len(set(other.action.split()) & set(deed.split())) > 1


def _all_of_others(stated: Figure, part: Figure) -> bool:
    """ "16/16 chi bộ có kế hoạch, 100% đảng viên ký cam kết": all of something else."""
    if stated.value != 100 or not stated.noun or not part.noun or alike(stated.noun, part.noun):
        return False
    return not opens("plan").match(fold(stated.noun)) and stated.noun.split()[0] in stated.evidence.quote


def _around(reading: Reading, index: int) -> list[Figure]:
    """Figures around a percentage that a part may be measured by, and those that its noun names."""
    figures = reading.figures
    stated = figures[index]
    first = max(0, index - _BASES)
    wanted = fold(stated.noun or "")
    named = [f for f in figures[:first] if f.noun and f.noun in wanted] if wanted else []
    named.sort(key=lambda figure: -figure.value)
    near = [f for f in figures[first:index] if stated.evidence.start - f.evidence.end < _FAR]
    return [
        other
        for other in (*figures[index + 1 : index + 3], *_wholes(reading, index), *near[::-1], *named[:3])
        if not other.change and other.approx in (None, ">")
    ]


def _shared_wholes(
    reading: Reading, index: int, part: Figure, first: int, fits: Callable[[Decimal, Decimal], bool]
) -> Iterator[Pair]:
    """ "Điện 5.236/5.280 hộ, đạt 99,17%; nước 5.120 hộ, đạt 96,97%": of what the ratio before is of."""
    start = reading.order[part.id]
    for other in reading.figures[max(0, start - _SUBJECTS - 1) : start]:
        if not other.total or "\n" in reading.text[other.evidence.end : part.evidence.start]:
            continue
        if alike(part.noun, other.noun) and fits(part.value, other.total):
            yield Pair(part, other, other.total, first + 2, "base-nearby")


def _wholes(reading: Reading, index: int) -> list[Figure]:
    """Figures farther behind that say what all percentages of the sentence are of: "trên tổng số 685 em"."""
    return [f for f in reading.figures[index + 3 : index + _BACK] if _names_whole(reading.text, f)]


def _names_whole(text: str, base: Figure) -> bool:
    """Whether "trên tổng số" stands in front of a figure."""
    before = text[max(0, base.evidence.start - 30) : base.evidence.start].lower()
    return "tổng" in before and _WHOLE.search(fold(before)) is not None


def _is_bracketed(text: str, stated: Figure, base: Figure) -> bool:
    """ "93,9% dân số (8.650 người)": the base alone stands in the bracket right behind."""
    between = text[stated.evidence.end : base.evidence.start]
    return between.strip() == "(" and text[base.evidence.end : base.evidence.end + 1] == ")"


def _speaks(reading: Reading, index: int, part: Figure, base: Figure) -> int:
    """What speaks for `base` as what `part` is measured by: where it stands, what it counts."""
    stated = reading.figures[index]
    score = _stands(reading, index, part, base) + 3 * (part.part_of == base.id)
    following = reading.order[base.id] + 1
    if following < len(reading.figures) and following != index:
        sister = reading.figures[following]
        # A base with a percentage of its own is a sister of the part, unless that is of something it names.
        own = sister.kind == "percent" and not _LETTER.search(sister.evidence.quote)
        score -= 4 * (own and restates(reading.text, base, sister))
    score += 2 * alike(part.noun, base.noun) + 2 * alike(stated.noun, base.noun)
    score += base.noun is not None and base.noun in (stated.noun or "")
    score -= part.noun is not None and base.noun is not None and not alike(part.noun, base.noun)
    return score - (stated.evidence.start - base.evidence.end > 3 * _REACH)


def _stands(reading: Reading, index: int, part: Figure, base: Figure) -> int:
    """What the place of a base says: between part and percentage, behind it as its plan, before the part."""
    text, stated = reading.text, reading.figures[index]
    plan = base.status == "target" and part.status != "target"
    at = reading.order[base.id]
    if part.evidence.end <= base.evidence.start and text[part.evidence.end : base.evidence.start] == "/":
        return 4
    if part.evidence.end <= base.evidence.start < stated.evidence.start:
        link = fold(text[part.evidence.end : base.evidence.start]).strip()
        return 4 if plan or link[:1] in ("/", "(") or _OF.fullmatch(link) else 1
    if at > index:
        # The mention of a percentage takes in the "kế hoạch" behind it.
        end = stated.evidence.start + stated.evidence.quote.find("%") + 1
        gap = fold(text[end : base.evidence.start])
        named = only("base_follows").fullmatch(gap) or (opens("plan").match(gap) and not _PARTED.search(gap))
        if len(gap) < _NEAR and (plan or named or _is_bracketed(text, stated, base)):
            return 5
        return 4 if _names_whole(text, base) and "\n" not in gap and ". " not in gap else -4
    before = reading.order[part.id] - at == 1 and base.evidence.start > part.evidence.start - _REACH
    return 3 * before
