"""Percentages in running text against the a/b they follow from.

Knows figures in reading order and the words between them; tables are checked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.folding import fold
from extract.document import Document
from nlp.check_records import Term, percent_check
from nlp.check_words import only, opens, says
from nlp.numerals import numeral
from nlp.records import Check, Figure
from nlp.table_percents import follows

_REACH = 160
_NEAR = 70
_BACK = 12
_FAR = 2500
_SUBJECTS = 3
_COUNTS = ("count", "ratio")
# What a stated percentage may miss and still be meant: a slip, not another base.
_SLIP = Decimal("0.35")
# How much must speak for a pair whose quotient fits, by the decimals that the percentage states.
_ENOUGH = (6, 3, 1)
_DIGITS = frozenset("0123456789.,")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A part and its base: a figure, or the denominator of one (`total`). `score`: what speaks for it."""

    part: Figure
    base: Figure
    total: Decimal
    score: int
    reason: str


def text_percents(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """Checks of the percentages whose part and base the report states nearby."""
    by_id = {figure.id: figure for figure in figures}
    found: list[Check] = []
    for index, figure in enumerate(figures):
        if figure.kind != "percent" or figure.unit != "%" or figure.change or figure.approx:
            continue
        if figure.value_max is not None or figure.value <= 0 or figure.status == "target":
            continue
        check = _check(document.text, figures, index, by_id)
        if check is not None:
            found.append(check)
    return found


def _check(text: str, figures: Sequence[Figure], index: int, by_id: dict[str, Figure]) -> Check | None:
    stated = figures[index]
    places = _places(stated.evidence.quote)
    pairs = sorted(_pairs(text, figures, index, by_id), key=lambda pair: -pair.score)
    for pair in pairs:
        enough = _ENOUGH[min(places, 2)] + 3 * (stated.value == 100)
        if pair.score >= enough and follows(stated.value, places, pair.part.value, pair.total):
            return _record(stated, pair, True)
    meant = _meant(text, figures, index, pairs)
    return _record(stated, meant, False) if meant else None


def _record(stated: Figure, pair: _Pair, ok: bool) -> Check:
    base = Term("" if pair.base is pair.part else pair.base.id, pair.total, pair.base.noun or "")
    name = f"“{stated.evidence.quote}”"
    return percent_check(
        Term(stated.id, stated.value, name),
        Term(pair.part.id, pair.part.value, pair.part.noun or ""),
        base,
        ok,
        pair.reason,
        pair.part.unit,
    )


def _pairs(text: str, figures: Sequence[Figure], index: int, by_id: dict[str, Figure]) -> Iterator[_Pair]:
    """Parts and bases that may stand behind a percentage, with what speaks for each."""
    stated = figures[index]
    for rank, part in enumerate(_subjects(text, figures, index, by_id)):
        linked = part.id == stated.part_of or _restates(text, part, stated)
        first = 2 * (rank == 0) + 2 * linked
        if part.total:
            yield _Pair(part, part, part.total, 8 + first, "ratio")
        total = by_id.get(part.part_of or "")
        if total is not None and _comparable(part, total):
            yield _Pair(part, total, total.value, 4 + first, "part-of-total")
        for base in _bases(figures, index, part):
            yield _Pair(
                part, base, base.value, first + _speaks(text, figures, index, part, base), "base-nearby"
            )
    for part in figures[max(0, index - _BACK) : index]:
        total = by_id.get(part.part_of or "")
        near = stated.evidence.start - part.evidence.end < 3 * _REACH
        if total is not None and near and part.kind != "percent" and _comparable(part, total):
            yield _Pair(part, total, total.value, 3, "part-of-total")


def _subjects(text: str, figures: Sequence[Figure], index: int, by_id: dict[str, Figure]) -> list[Figure]:
    """The figures that a percentage may restate, the likeliest first."""
    stated = figures[index]
    found: list[Figure] = []
    owner = by_id.get(stated.part_of or "")
    if owner is not None and owner.kind != "percent":
        found.append(owner)
    behind = figures[index + 1] if index + 1 < len(figures) else None
    if (
        behind is not None
        and behind.total
        and text[stated.evidence.end : behind.evidence.start].strip() == "("
    ):
        found.append(behind)
    for other in reversed(figures[max(0, index - _BACK) : index]):
        between = text[other.evidence.end : stated.evidence.start]
        if "\n" in between or len(between) > 2 * _REACH:
            break
        if other.kind == "percent" or other in found or _is_aside(between):
            continue
        rank = sum(figure is not owner and figure is not behind for figure in found)
        if (rank < _SUBJECTS and len(between) <= _REACH) or _same_deed(stated, other):
            found.append(other)
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


def _restates(text: str, part: Figure, stated: Figure) -> bool:
    """Whether only linking words part a count from its percentage: "243 người (41,5%)", "..., đạt 90%"."""
    between = fold(text[part.evidence.end : stated.evidence.start])
    if len(between) > _NEAR or ";" in between or ". " in between:
        return False
    head, comma, tail = between.rpartition(",")
    return only("restates").fullmatch(tail) is not None or (
        bool(between) and between.rstrip()[-1:] in ("(", "=") and not comma and len(head) < _NEAR
    )


def _bases(figures: Sequence[Figure], index: int, part: Figure) -> list[Figure]:
    """Figures of the same sort around a percentage that its part may be measured by, the nearest first."""
    stated = figures[index]
    before = figures[max(0, index - _BACK) : index][::-1]
    wanted = fold(stated.noun or "")
    named = [f for f in figures[: max(0, index - _BACK)] if f.noun and f.noun in wanted] if wanted else []
    near = [f for f in before if stated.evidence.start - f.evidence.end < _FAR]
    return [
        other
        for other in (*figures[index + 1 : index + 3], *near, *named[-3:])
        if other is not part and not other.change and other.approx in (None, ">") and _comparable(part, other)
    ]


def _comparable(part: Figure, base: Figure) -> bool:
    if base.value <= 0 or base.kind == "percent" or base.value_max is not None:
        return False
    if part.kind in _COUNTS and base.kind in _COUNTS:
        return True
    return part.kind == base.kind and part.unit == base.unit


def _speaks(text: str, figures: Sequence[Figure], index: int, part: Figure, base: Figure) -> int:
    """What speaks for `base` as what `part` is measured by."""
    stated = figures[index]
    score = 0
    plan = base.status == "target" and part.status != "target"
    at = figures.index(base)
    if part.evidence.end <= base.evidence.start < stated.evidence.start:
        link = fold(text[part.evidence.end : base.evidence.start]).strip()
        score += 4 if plan or link[:1] in ("/", "(") or link == "trên" else 1
    elif 0 < at - index < 3:
        gap = text[stated.evidence.end : base.evidence.start]
        score += 4 if plan and len(gap) < _NEAR else -4
    elif figures.index(part) - at == 1 and base.evidence.start > part.evidence.start - _REACH:
        score += 2
    if part.part_of == base.id:
        score += 3
    if at + 1 < len(figures) and at + 1 != index and _restates(text, base, figures[at + 1]):
        score -= 4 * (figures[at + 1].kind == "percent")
    score += 2 * _alike(part.noun, base.noun) + 2 * (
        stated.noun is not None and _alike(stated.noun, base.noun)
    )
    score -= part.noun is not None and base.noun is not None and not _alike(part.noun, base.noun)
    return score - (stated.evidence.start - base.evidence.end > 3 * _REACH)


def _alike(first: str | None, second: str | None) -> bool:
    if not first or not second:
        return False
    a, b = set(first.split()), set(second.split())
    return bool(a & b)


def _meant(text: str, figures: Sequence[Figure], index: int, pairs: Sequence[_Pair]) -> _Pair | None:
    """The pair that a percentage restates beyond doubt though it does not follow from it, or None."""
    stated = figures[index]
    if stated.noun is not None and opens("plan").match(fold(stated.noun)):
        return None
    for pair in pairs:
        if pair.reason == "base-nearby" or pair.part.approx or not _restates(text, pair.part, stated):
            continue
        if stated.noun is not None and not _alike(stated.noun, pair.base.noun) and pair.reason != "ratio":
            continue
        exact = pair.part.value * 100 / pair.total
        if abs(exact - stated.value) <= max(_SLIP * exact, Decimal(3)) and not _of_other(text, stated):
            return pair
    return None


def _of_other(text: str, stated: Figure) -> bool:
    """Whether the percentage is of a plan or another period, whatever ratio stands before it."""
    return says("other_base").search(fold(text[stated.evidence.end : stated.evidence.end + 30])) is not None


def _places(quote: str) -> int:
    """How many decimals a percentage states."""
    digits = "".join(c for c in quote.split("%")[0] if c in _DIGITS).strip(".,")
    if numeral(digits) is None or "," not in digits:
        return 0
    return len(digits.rpartition(",")[2])
