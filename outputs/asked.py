"""Which claims a form can need for its periods, so that those of other years and indicators are not kept.

Knows how values of a period may come about; chooses none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from corpus.forms import Form
from outputs.claims import indicators
from outputs.period_spans import span, to_date, year_before


def asked(form: Form, periods: Iterable[str]) -> Callable[[str, str], bool]:
    """Whether a claim of an indicator and a period may count in the form for one of these periods.

    In a register none counts. A claim counts for a period that overlaps its own: as a part of it, as the
    state at its end, as its plan.
    """
    given = list(periods) if form.rows == "units" else []
    wanted: dict[str, set[tuple[int, int]]] = {}
    for column in form.columns:
        codes = set(given)
        if column.kind == "change":
            codes |= {before for code in given if (before := year_before(code))}
        # A plan of the year is fulfilled by what was done since its beginning.
        if column.kind in ("cumulative", "ratio"):
            codes |= {until for code in given if (until := to_date(code))}
        months = {(at.first, at.last) for code in codes if (at := span(code))}
        named = (column.indicator,) if column.indicator else column.of
        for id in named:
            for one in (id, *indicators()[id].of):
                wanted.setdefault(one, set()).update(months)
    seen: dict[tuple[str, str], bool] = {}

    def is_asked(indicator: str, period: str) -> bool:
        place = indicator, period
        if place not in seen:
            own = span(period)
            seen[place] = own is not None and any(
                first <= own.last and own.first <= last for first, last in wanted.get(indicator, ())
            )
        return seen[place]

    return is_asked
