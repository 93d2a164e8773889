"""Percentages in running text against the a/b they follow from.

Knows pairs of figures and what speaks for them; tables are checked elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial

from corpus.folding import fold
from extract.document import Document
from nlp.check_pairs import Pair, Reading, alike, comparable, pairs, restates
from nlp.check_records import Term, percent_check
from nlp.check_words import opens, says
from nlp.numerals import numeral
from nlp.records import Check, Figure
from nlp.table_percents import follows

# What a stated percentage may miss and still be meant: a slip, not another base.
_SLIP = Decimal("0.35")
# How much must speak for a pair whose quotient fits, by the decimals that the percentage states.
_ENOUGH = (6, 3, 1)
_DIGITS = frozenset("0123456789.,")


def text_percents(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """Checks of the percentages whose part and base the report states nearby."""
    reading = Reading(document.text, figures, {figure.id: place for place, figure in enumerate(figures)})
    held: dict[int, Pair] = {}
    failing: dict[int, Pair] = {}
    checked = [index for index, figure in enumerate(figures) if _can_be_checked(figure)]
    for index in checked:
        fits = partial(follows, figures[index].value, _places(figures[index].evidence.quote))
        tried = sorted(pairs(reading, index, fits), key=lambda pair: -pair.score)
        pair = _holding(reading, index, tried)
        if pair is not None:
            held[index] = pair
        elif (meant := _meant(reading, index, tried)) is not None:
            failing[index] = meant
    for index in checked:
        if index not in held and index not in failing and figures[index].status != "target":
            sister = _like_sister(reading, index, held)
            if sister is not None:
                failing[index] = sister
    return [
        _record(figures[index], held.get(index) or failing[index], index in held)
        for index in checked
        if index in held or index in failing
    ]


def _can_be_checked(figure: Figure) -> bool:
    """Whether a figure is an exact stated percentage and no difference."""
    return (
        figure.kind == "percent"
        and figure.unit == "%"
        and not (figure.change or figure.approx)
        and figure.value_max is None
        and figure.value > 0
    )


def _record(stated: Figure, pair: Pair, ok: bool) -> Check:
    base = Term("" if pair.base is pair.part else pair.base.id, pair.total, pair.base.noun or "")
    return percent_check(
        Term(stated.id, stated.value, f"“{stated.evidence.quote}”"),
        Term(pair.part.id, pair.part.value, pair.part.noun or ""),
        base,
        ok,
        pair.reason,
        pair.part.unit,
    )


def _holding(reading: Reading, index: int, tried: Sequence[Pair]) -> Pair | None:
    """The likeliest pair whose quotient is the percentage."""
    stated = reading.figures[index]
    places = _places(stated.evidence.quote)
    enough = _ENOUGH[min(places, 2)] + 3 * (stated.value == 100)
    for pair in tried:
        # "15/18 doanh nghiệp theo kế hoạch (83,3%)" is measured, whatever was planned.
        planned = stated.status == "target"
        if planned and not (pair.reason == "ratio" and restates(reading.text, pair.part, stated)):
            continue
        if pair.score >= enough and follows(stated.value, places, pair.part.value, pair.total):
            return pair
    return None


def _meant(reading: Reading, index: int, tried: Sequence[Pair]) -> Pair | None:
    """The pair that a percentage restates beyond doubt though it does not follow from it, or None."""
    stated = reading.figures[index]
    if stated.status == "target" or (stated.noun and opens("plan").match(fold(stated.noun))):
        return None
    for pair in tried:
        if pair.reason == "base-nearby" or pair.part.approx or not restates(reading.text, pair.part, stated):
            continue
        # "16/16 chi bộ có kế hoạch, 95% đảng viên học tập": of the nouns that it names itself.
        own = pair.reason != "ratio" or (stated.noun or "").split(" ")[0] in stated.evidence.quote
        if stated.noun is not None and own and not alike(stated.noun, pair.base.noun):
            continue
        if _is_slip(stated, pair) and not _of_other(reading.text, stated):
            return pair
    return None


def _like_sister(reading: Reading, index: int, held: Mapping[int, Pair]) -> Pair | None:
    """ "khá 31 (25,8%), đạt 5 (9,2%)": a percentage beside one that holds is of the same base."""
    figures, text = reading.figures, reading.text
    stated = figures[index]
    part = figures[index - 1] if index else None
    if part is None or part.kind == "percent" or part.change or not restates(text, part, stated):
        return None
    for other in (index - 2, index + 2):
        pair = held.get(other)
        if pair is None or pair.base is pair.part or not comparable(part, pair.base):
            continue
        first, second = sorted((figures[other], stated), key=lambda figure: figure.evidence.start)
        between = text[first.evidence.end : second.evidence.start]
        found = Pair(part, pair.base, pair.total, 0, "part-of-total")
        if "\n" not in between and ". " not in between and _is_slip(stated, found):
            return found
    return None


def _is_slip(stated: Figure, pair: Pair) -> bool:
    """Whether the percentage misses the quotient, but nearly enough to have been meant as it."""
    exact = pair.part.value * 100 / pair.total
    if follows(stated.value, _places(stated.evidence.quote), pair.part.value, pair.total):
        return False
    return abs(exact - stated.value) <= max(_SLIP * exact, Decimal(3))


def _of_other(text: str, stated: Figure) -> bool:
    """Whether the percentage is of a plan or another period, whatever ratio stands before it."""
    return says("other_base").search(fold(text[stated.evidence.end : stated.evidence.end + 30])) is not None


@lru_cache(maxsize=1024)
def _places(quote: str) -> int:
    """How many decimals a percentage states."""
    digits = "".join(c for c in quote.split("%")[0] if c in _DIGITS).strip(".,")
    if numeral(digits) is None or "," not in digits:
        return 0
    return len(digits.rpartition(",")[2])
