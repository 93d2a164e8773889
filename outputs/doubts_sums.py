"""Sums that miss in a consolidated sheet: parts of a column, units within a unit, periods within a period.

Knows the table and its values; where they agree says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.catalogue import Indicator
from nlp.numerals import written
from outputs.claims import indicators
from outputs.consolidation import Consolidated, Doubt
from outputs.known_values import Known, is_additive, unit_of, value_of
from outputs.period_spans import made_of, span, within


def of_parts(table: Consolidated) -> Iterator[Doubt]:
    """Columns that are all of another: in each line their sum is that one, and no part exceeds it."""
    columns = table.form.columns
    for whole in range(len(columns)):
        every = [at for at, c in enumerate(columns) if c.inside == whole and c.relation == "all"]
        some = [at for at, c in enumerate(columns) if c.inside == whole and c.relation == "some"]
        for number, (line, row) in enumerate(zip(table.lines, table.cells, strict=True)):
            total = row[whole].value
            if total is None:
                continue
            parts = [value for at in every if (value := row[at].value) is not None]
            together = sum(parts, Decimal())
            if parts and (together > total or (len(parts) == len(every) and together != total)):
                what = f"Các phần cộng lại {written(together)}, tổng ghi {written(total)}"
                yield Doubt("parts", what, line.name, number, whole)
            for at in some:
                part = row[at].value
                if part is not None and part > total:
                    what = f"Phần “{columns[at].name}” là {written(part)}, lớn hơn tổng {written(total)}"
                    yield Doubt("parts", what, line.name, number, at)


def of_tree(table: Consolidated) -> Iterator[Doubt]:
    """What a unit states against what those within it add up to."""
    below: dict[int, list[int]] = {}
    for number, line in enumerate(table.lines):
        if line.above is not None:
            below.setdefault(line.above, []).append(number)
    for number, children in below.items():
        for column, entry in enumerate(table.cells[number]):
            values = [v for child in children if (v := table.cells[child][column].value) is not None]
            if entry.value is None or not values or table.form.columns[column].unit == "%":
                continue
            together = sum(values, Decimal())
            if together != entry.value:
                what = (
                    f"Báo cáo ghi {written(entry.value)}, {len(values)}/{len(children)} đơn vị trực thuộc"
                    f" cộng lại {written(together)}"
                )
                yield Doubt("tree", what, table.lines[number].name, number, column)


def of_periods(table: Consolidated) -> Iterator[Doubt]:
    """What a report states of a period against the periods that make it up, and any of them that exceeds it.

    Only of amounts that add up in time; where none of its own is stated there is nothing to compare.
    """
    if table.values is None:
        return
    columns = [
        (at, column.indicator)
        for at, column in enumerate(table.form.columns)
        if column.indicator and not column.status and _grows(indicators()[column.indicator])
    ]
    for number, line in enumerate(table.lines):
        for at, id in columns:
            entry = table.cells[number][at]
            source = entry.sources[0] if entry.sources else None
            if source is None or "nested" in source.flags:
                continue
            told = _misses(table.values, table.period, line.unit.key, id, source.value)
            if told:
                yield Doubt("periods", told, line.name, number, at, source)


def _grows(indicator: Indicator) -> bool:
    """Whether a period is never less than one within it."""
    return indicator.periods in ("sum", "max") and is_additive(indicator)


def _misses(values: Known, period: str, unit: str, id: str, value: Decimal) -> str | None:
    """How the periods within this one miss its stated value; None where they do not."""
    series = unit_of(values, unit).series.get((id, None), {})
    whole = span(period)
    inner = [code for code in series if code != period and within(code, period) and span(code) != whole]
    if not inner:
        return None
    stated = {code: found.value for code in inner if (found := value_of(values, unit, id, code, None))}
    parts = made_of(period, list(stated)) if indicators()[id].periods == "sum" else None
    together = sum((stated[code] for code in parts), Decimal()) if parts else value
    if together != value:
        said = " + ".join(f"{written(stated[code])} ({code})" for code in parts or ())
        return f"Kỳ {period} ghi {written(value)}, các kỳ trong đó cộng lại {written(together)}: {said}"
    most = max(stated, key=lambda code: stated[code], default=None)
    if most is not None and stated[most] > value:
        return f"Kỳ {period} ghi {written(value)}, ít hơn {written(stated[most])} của riêng kỳ {most}"
    return None
