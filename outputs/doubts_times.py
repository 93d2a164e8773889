"""Values against those of other periods: jumps, and changes that reports state but stored values do not show.

Knows tables of two periods and what was said of them; decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nlp.numerals import written
from outputs.claims import Gathered, indicators
from outputs.consolidation import Consolidated, Doubt
from outputs.known_values import value_of
from outputs.period_spans import span
from outputs.stated_changes import StatedChange

# What is done in a period may well double or treble, fivefold is rare; what there is (members, households)
# changes by few percent a quarter, by half never without a reason. Small numbers jump by chance.
_JUMP, _STOCK_JUMP, _SMALL = Decimal(5), Decimal("1.5"), 20
# Percentages are told with one decimal.
_ROUNDED = Decimal("0.1")


def jumps(table: Consolidated, before: Consolidated, name: str) -> Iterator[Doubt]:
    """Values many times those of an earlier period, or a fraction of them. `name`: of that period."""
    earlier = {line.unit.key: row for line, row in zip(before.lines, before.cells, strict=True)}
    for number, line in enumerate(table.lines):
        for column, entry in enumerate(table.cells[number] if line.unit.key in earlier else ()):
            of, old = table.form.columns[column], earlier[line.unit.key][column].value
            if entry.value is None or old is None or of.kind != "value" or of.status:
                continue
            stock = indicators()[of.indicator or ""].periods != "sum" and of.unit != "%"
            low, high = sorted((entry.value, old))
            if high >= _SMALL and high > low * (_STOCK_JUMP if stock else _JUMP):
                what = f"{name} ({before.period}) ghi {written(old)}, kỳ này {written(entry.value)}"
                source = entry.sources[0] if entry.sources else None
                yield Doubt("before", what, line.name, number, column, source)


def changes(table: Consolidated, gathered: Gathered) -> Iterator[Doubt]:
    """ "tăng 3 so với cùng kỳ" where the stored values of both periods say otherwise."""
    places = {column.indicator: at for at, column in enumerate(table.form.columns) if column.kind == "value"}
    lines = {key: number for number, line in enumerate(table.lines) for key in line.keys}
    for change in gathered.changes:
        number, at = lines.get(change.unit), places.get(change.indicator)
        if number is None or at is None or span(change.period) != span(table.period):
            continue
        what = _differs(table, table.lines[number].unit.key, change)
        if what:
            sources = table.cells[number][at].sources
            source = sources[0] if sources else None
            yield Doubt("change", what, table.lines[number].name, number, at, source)


def _differs(table: Consolidated, unit: str, change: StatedChange) -> str | None:
    if table.values is None:
        return None
    now = value_of(table.values, unit, change.indicator, change.period, None)
    then = value_of(table.values, unit, change.indicator, change.against, None)
    if now is None or then is None or (change.percent and not then.value):
        return None
    real = now.value - then.value
    if change.percent:
        real = real / then.value * 100
    if abs(real - change.value) <= (_ROUNDED if change.percent else 0):
        return None
    sign = "%" if change.percent else ""
    said, shown = f"{_told(change.value)}{sign}", f"{_told(round(real, 2))}{sign}"
    kept = f"{written(then.value)} và {written(now.value)}"
    return f"Báo cáo ghi {said} so với kỳ {change.against}, nhưng hai số đã lưu {kept} cho thấy {shown}"


def _told(value: Decimal) -> str:
    word = "tăng" if value > 0 else "giảm" if value < 0 else "không đổi"
    return f"{word} {written(abs(value))}" if value else word
