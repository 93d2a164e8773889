"""Which columns of a consolidated sheet are drawn: those the form names, else the few that say most."""

from __future__ import annotations

from outputs.consolidation import Consolidated

_MOST = 4


def charted(table: Consolidated) -> tuple[int, ...]:
    """Places of the columns to draw, in the form's order. Without a choice of the form: wholes, no shares,
    of which most units state a value, one or two a group."""
    columns = table.form.columns
    if table.form.charts:
        named = set(table.form.charts)
        return tuple(at for at, c in enumerate(columns) if c.kind == "value" and c.indicator in named)
    known = {at: sum(row[at].value is not None for row in table.cells) for at in range(len(columns))}
    usable = [
        at
        for at, column in enumerate(columns)
        if known[at] and column.kind == "value" and column.relation is None and column.unit != "%"
        and column.status is None and table.totals[0].entries[at].value
    ]  # fmt: skip
    usable.sort(key=lambda at: (-known[at], at))
    taken: list[int] = []
    # First one a group, so that the charts show the width of the form.
    for at in usable:
        if all(columns[at].group != columns[other].group for other in taken):
            taken.append(at)
    taken = (taken + [at for at in usable if at not in taken])[:_MOST]
    return tuple(sorted(taken))
