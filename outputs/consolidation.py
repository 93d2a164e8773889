"""A form, a period and claims to a table: a value for every unit and column, totals that count nothing twice.

Knows how values add up; how they are written is the workbook's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from corpus.forms import Column, Form
from outputs.choosing import Chosen, together
from outputs.claims import Gathered, indicators
from outputs.form_lines import Line, Listed, area_name, areas, form_lines
from outputs.known_values import Known, is_additive, known, value_of
from outputs.period_spans import to_date, year_before

# A value; the report is silent; no report came; the figure does not apply, or cannot be added up.
State = Literal["value", "silent", "missing", "none"]
# (line, column) -> what its percentage is a share of.
Pairs = dict[tuple[int, int], tuple[Chosen, ...]]
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell. `value`: in the column's unit. `sources`: what it is made of. `lines`: of a sum, whose."""

    state: State
    value: Decimal | None = None
    sources: tuple[Chosen, ...] = ()
    lines: tuple[int, ...] = ()


_SILENT = Entry("silent")


@dataclass(frozen=True, slots=True)
class Total:
    """A line of totals. `code`: the area's gazetteer key, empty for all. `places`: of the lines within it."""

    name: str
    code: str
    places: tuple[int, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for people to look at. `line`: place of the unit's line. `column`: of the form."""

    kind: str
    what: str
    unit: str = ""
    line: int | None = None
    column: int | None = None
    source: Chosen | None = None


@dataclass(slots=True)
class Consolidated:
    """The table. `cells`: a row of entries for each line. `totals`: all first, then areas.

    `values`: what is known of all periods.
    """

    form: Form
    period: str
    lines: tuple[Line, ...]
    cells: list[tuple[Entry, ...]]
    totals: list[Total]
    listed: bool
    doubts: list[Doubt] = field(default_factory=list)
    values: Known | None = field(default=None, repr=False, compare=False)

    @property
    def missing(self) -> list[Line]:
        """Units from which no report of the period came."""
        rows = zip(self.lines, self.cells, strict=True)
        return [line for line, row in rows if not _came(line, row, self.form.columns)]

    @property
    def came(self) -> int:
        """From how many units something of the period is known."""
        return len(self.lines) - len(self.missing)


def consolidate(
    form: Form, period: str, gathered: Gathered, listed: Sequence[Listed] = (), *, today: bool = False
) -> Consolidated:
    """The form filled for a period. `listed`: who must report. `today`: old units as those of today."""
    lines = form_lines(gathered, period, listed, form.style, today=today)
    speakers = {organ: (line.unit.key, True) for line in lines for organ in line.organs}
    speakers |= {alias: (line.unit.key, False) for line in lines for alias in line.aliases}
    values = known(gathered.claims, speakers)
    cells = []
    pairs: Pairs = {}
    for at, line in enumerate(lines):
        # All of one line at once: its unit's claims are unpacked no longer than it takes.
        row = [_entry(values, line, column, period) for column in form.columns]
        came = _came(line, row, form.columns)
        cells.append(tuple(_settled(entry, came) for entry in row))
        pairs |= {(at, number): pair for number, pair in _pairs(values, line, row, form.columns, period)}
    table = Consolidated(form, period, lines, cells, [], bool(listed), values=values)
    everything = tuple(range(len(lines)))
    table.totals.append(_total("Tổng số", "", everything, table, pairs))
    for code, places in areas(lines, form.totals).items():
        table.totals.append(_total(area_name(code), code, places, table, pairs))
    return table


def _pairs(
    values: Known, line: Line, row: Sequence[Entry], columns: Sequence[Column], period: str
) -> Iterator[tuple[int, tuple[Chosen, ...]]]:
    """What stated percentages are shares of, by column: from these their total is worked out."""
    for at, (entry, column) in enumerate(zip(row, columns, strict=True)):
        of = indicators()[column.indicator].of if column.indicator else ()
        if entry.value is not None and of:
            parts = [_of_line(values, line, id, period, indicators()[id].status) for id in of]
            yield at, tuple(part for part in parts if part is not None)


def _came(line: Line, row: Iterable[Entry], columns: Iterable[Column]) -> bool:
    """Whether a report on the period came, or another tells of what was done in it; a plan tells nothing.

    Nor does the highest of some periods within it tell of all of it.
    """
    return line.sent or any(
        entry.state == "value" and not any("highest" in source.flags for source in entry.sources)
        for entry, column in zip(row, columns, strict=True)
        if not column.status
    )


def _settled(entry: Entry, came: bool) -> Entry:
    """Without a value the report is silent, or there is none."""
    return Entry("missing") if entry.state == "silent" and not came else entry


def _entry(values: Known, line: Line, column: Column, period: str) -> Entry:
    if column.kind == "value" and column.indicator and not line.skips:
        # By far most cells; a sheet of a province has some hundred thousand.
        one = _of_line(values, line, column.indicator, period, column.status)
        return _SILENT if one is None else _worked_out(column, (one.value,), (one,))
    asked = (column.indicator,) if column.indicator else column.of
    if line.skips.intersection(asked):
        return Entry("none")
    found = _parts(values, line, column, period)
    if any(part is None for part in found):
        return _SILENT
    sources = tuple(part for part in found if part is not None)
    return _worked_out(column, [part.value for part in sources], sources)


def _worked_out(
    column: Column, numbers: Sequence[Decimal], sources: tuple[Chosen, ...] = (), lines: tuple[int, ...] = ()
) -> Entry:
    """The column's value of its parts; a share of nothing is none."""
    if len(numbers) == 1:
        value = numbers[0] if column.divisor == 1 else numbers[0] / column.divisor
        return Entry("value", value, sources, lines)
    if not numbers[1]:
        return Entry("none", None, sources)
    return Entry("value", (numbers[0] / numbers[1] * 100).quantize(_CENT), sources, lines)


def _parts(values: Known, line: Line, column: Column, period: str) -> list[Chosen | None]:
    """What the column's value is worked out from: one, or numerator and denominator."""
    if column.kind == "value" and column.indicator:
        return [_of_line(values, line, column.indicator, period, column.status)]
    if column.kind == "cumulative":
        until = to_date(period)
        return [_of_line(values, line, column.of[0], until, None) if until else None]
    if column.kind == "change":
        before = year_before(period)
        earlier = _of_line(values, line, column.of[0], before, None) if before else None
        return [_of_line(values, line, column.of[0], period, None), earlier]
    above, below = (_of_line(values, line, id, period, indicators()[id].status) for id in column.of)
    until = to_date(period)
    if below and "year-plan" in below.flags and until:
        # A plan of the year is fulfilled by what was done since its beginning.
        above = _of_line(values, line, column.of[0], until, None)
    return [above, below]


def _of_line(values: Known, line: Line, indicator: str, period: str, status: str | None) -> Chosen | None:
    """The unit's value; of a unit that took over others, what these had where it has none yet."""
    status = "target" if status == "target" else None
    own = value_of(values, line.unit.key, indicator, period, status)
    if own is not None or not line.merged:
        return own
    before = [value_of(values, key, indicator, period, status) for key in line.merged]
    found = [value for value in before if value is not None]
    if not found or (len(line.merged) > 1 and not is_additive(indicators()[indicator])):
        return None
    short = ["merged-short"] if len(found) < len(before) else []
    flags = ["merged", *short]
    return together(found, flags)


def _total(name: str, code: str, places: tuple[int, ...], table: Consolidated, pairs: Pairs) -> Total:
    entries = tuple(_sum(number, places, table, pairs) for number in range(len(table.form.columns)))
    return Total(name, code, places, entries)


def _sum(number: int, places: tuple[int, ...], table: Consolidated, pairs: Pairs) -> Entry:
    """The total of a column over some lines; of percentages anew from what they are shares of."""
    column = table.form.columns[number]
    counted = counted_lines(table, number, places)
    if not counted:
        return _SILENT
    if len(column.of) == 2 or column.kind == "change":
        return _share(column, [table.cells[at][number].sources for at in counted], counted)
    indicator = indicators()[column.indicator or column.of[0]]
    numbers = [value for at in counted if (value := table.cells[at][number].value) is not None]
    if indicator.aggregation == "max":
        return Entry("value", max(numbers), (), counted)
    if is_additive(indicator):
        return Entry("value", sum(numbers, Decimal()), (), counted)
    if indicator.of:
        return _share(column, [pairs[at, number] for at in counted], ())
    return Entry("none")


def _share(column: Column, pairs: Sequence[tuple[Chosen, ...]], lines: tuple[int, ...]) -> Entry:
    whole = [pair for pair in pairs if len(pair) == 2]
    above, below = (sum((pair[at].value for pair in whole), Decimal()) for at in (0, 1))
    if not whole or not below:
        return Entry("none")
    return Entry("value", (above / below * 100).quantize(_CENT), (), lines)


def counted_lines(table: Consolidated, number: int, places: Iterable[int]) -> tuple[int, ...]:
    """The lines whose values of a column make up a total: a unit, or those that lie within it, never both."""
    inside = set(places)
    below: dict[int | None, list[int]] = {}
    for at in sorted(inside):
        above = table.lines[at].above
        below.setdefault(above if above in inside else None, []).append(at)
    if len(below) == 1:
        return tuple(at for at in below.get(None, ()) if table.cells[at][number].value is not None)
    found: list[int] = []
    for root in below.get(None, ()):
        found += _counted(table, number, root, below)
    return tuple(sorted(found))


def _counted(table: Consolidated, number: int, at: int, below: dict[int | None, list[int]]) -> list[int]:
    own = table.cells[at][number].value
    parts = [one for child in below.get(at, ()) for one in _counted(table, number, child, below)]
    if own is None or not parts:
        return parts if own is None else [at]
    every = table.listed and all(table.cells[child][number].value is not None for child in below[at])
    together = sum((table.cells[one][number].value or Decimal() for one in parts), Decimal())
    # What lies above states at least what lies below; where it is less, it speaks of its own doings only.
    return parts if every or together > own else [at]
