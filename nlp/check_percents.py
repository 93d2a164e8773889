"""Percentages in running text against the a/b they follow from.

Knows figures in reading order; tables are checked elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extract.document import Document
from nlp.check_records import Term, percent_check
from nlp.records import Check, Figure

_REACH = 90
_BACK = 6


def follows(percent: Decimal, part: Decimal, base: Decimal) -> bool:
    """Whether a percentage holds: within half a unit of its last digit, one unit where that is a decimal."""
    if base == 0:
        return False
    exponent = percent.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    step = Decimal(1).scaleb(-places)
    return abs(percent - part * 100 / base) <= (step if places else step / 2)


def text_percents(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """Checks of the percentages whose part and base stand before them."""
    by_id = {figure.id: figure for figure in figures}
    found: list[Check] = []
    for index, figure in enumerate(figures):
        if figure.kind != "percent" or figure.change or figure.approx or figure.value_max is not None:
            continue
        check = _check(document.text, figures, index, by_id)
        if check is not None:
            found.append(check)
    return found


def _check(text: str, figures: Sequence[Figure], index: int, by_id: dict[str, Figure]) -> Check | None:
    figure = figures[index]
    before = figures[index - 1] if index else None
    if before is None:
        return None
    near = (
        figure.evidence.start - before.evidence.end < _REACH
        and "\n" not in text[before.evidence.end : figure.evidence.start]
    )
    subject = by_id.get(figure.part_of or "") or (before if near else None)
    if subject is None or subject.approx:
        return None
    if subject.kind == "ratio" and subject.total:
        plain = figure.noun is None or figure.noun in (subject.noun or "") or figure.part_of == subject.id
        ok = follows(figure.value, subject.value, subject.total)
        if ok or (plain and subject is before and not _of_plan(text, figure)):
            base = Term(subject.id, subject.total, "")
            return percent_check(_term(figure), _term(subject), base, ok, "ratio")
        return None
    if subject.kind == "percent" or subject.change:
        return None
    total = by_id.get(subject.part_of or "")
    if total is not None and total.kind == subject.kind:
        ok = follows(figure.value, subject.value, total.value)
        if ok or figure.part_of == subject.id:
            return percent_check(
                _term(figure), _term(subject), _term(total), ok, "part-of-total", _scale(subject)
            )
    for base in _bases(figures, index, subject):
        if follows(figure.value, subject.value, base.value):
            return percent_check(
                _term(figure), _term(subject), _term(base), True, "base-before", _scale(subject)
            )
    return None


def _bases(figures: Sequence[Figure], index: int, subject: Figure) -> list[Figure]:
    """Figures around the percentage that its subject may be measured by, the nearest first."""
    near = [*reversed(figures[max(0, index - _BACK) : index]), *figures[index + 1 : index + 2]]
    return [
        other
        for other in near
        if other is not subject
        and other.kind == subject.kind
        and other.unit == subject.unit
        and not other.change
        and not other.approx
        and other.value > 1
        and _alike(other, subject)
    ]


def _alike(base: Figure, subject: Figure) -> bool:
    a, b = set((base.noun or "").split()), set((subject.noun or "").split())
    return not a or not b or bool(a & b) or base.status == "target"


def _of_plan(text: str, figure: Figure) -> bool:
    behind = text[figure.evidence.end : figure.evidence.end + 12].lower()
    return any(word in behind for word in ("kế hoạch", "kh", "chỉ tiêu", "dự toán", "so với"))


def _term(figure: Figure) -> Term:
    return Term(figure.id, figure.value, figure.noun or figure.evidence.quote)


def _scale(figure: Figure) -> Decimal:
    return Decimal(10**6) if figure.kind == "money" and figure.value >= 10**6 else Decimal(1)
