"""The consolidated forms against the answers: which cells are right, why others are not, do sources hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.world.answers import Answers, expected, listed
from bench.world.reports import Report
from bench.world.truth import YEAR, Office
from corpus.forms import Form, forms
from outputs.claims import Gathered, gather
from outputs.consolidation import Consolidated, Entry, consolidate
from outputs.form_lines import read_units

PERIODS = tuple(f"{YEAR}-Q{quarter}" for quarter in (1, 2, 3, 4))
NESTED = (f"{YEAR}-H1", f"{YEAR}")
_TOLERANCE = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that is not what it must be."""

    form: str
    period: str
    office: Office
    column: int
    state: str
    value: Decimal | None
    got: Entry


@dataclass(slots=True)
class Score:
    """`cells`, `right`: of units. `valued`, `hit`: of those that have a value. `sums`, `summed`: totals."""

    cells: int = 0
    right: int = 0
    valued: int = 0
    hit: int = 0
    sums: int = 0
    summed: int = 0
    wrong: list[Wrong] = field(default_factory=list)


def unit_forms() -> list[Form]:
    """The preset forms over units."""
    return [form for form in forms().values() if form.rows == "units"]


def tables(
    gathered: Gathered, offices: Sequence[Office], folder: Path, periods: Iterable[str]
) -> Iterator[Consolidated]:
    """Every preset form for every period, over the office's list."""
    periods = tuple(periods)
    for form in unit_forms():
        path = folder / f"{form.id}.txt"
        path.write_text(listed(offices, form), encoding="utf-8")
        lines = read_units(path)
        for period in periods:
            yield consolidate(form, period, gathered, lines)


def measure(
    reports: Iterable[Mapping[str, Any]], known: Answers, offices: Sequence[Office], folder: Path
) -> dict[tuple[str, str], Score]:
    """(form, "quarters" or "nested") -> its score."""
    gathered = gather(reports)
    found: dict[tuple[str, str], Score] = {}
    for table in tables(gathered, offices, folder, (*PERIODS, *NESTED)):
        kind = "nested" if table.period in NESTED else "quarters"
        _compare(table, known, offices, found.setdefault((table.form.id, kind), Score()))
    return found


def _compare(table: Consolidated, known: Answers, offices: Sequence[Office], score: Score) -> None:
    rows = {line.unit.seat: row for line, row in zip(table.lines, table.cells, strict=True)}
    sums: list[list[Decimal]] = [[] for _ in table.form.columns]
    for office in offices:
        row = rows.get(office.code)
        for at, (state, value) in enumerate(expected(known, office, table.form, table.period)):
            got = row[at] if row else Entry("missing")
            right = got.state == state and _same(got.value, value)
            score.cells += 1
            score.right += right
            if state == "value":
                score.valued += 1
                score.hit += right
                sums[at].append(value or Decimal())
            if not right:
                score.wrong.append(Wrong(table.form.id, table.period, office, at, state, value, got))
    for at, column in enumerate(table.form.columns):
        if (
            column.kind in ("value", "cumulative")
            and column.unit != "%"
            and "/" not in column.unit
            and sums[at]
        ):
            score.sums += 1
            score.summed += _same(table.totals[0].entries[at].value, sum(sums[at], Decimal()))


def _same(a: Decimal | None, b: Decimal | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) <= _TOLERANCE


def sources(
    rows: Iterable[Mapping[str, Any]], world: Mapping[str, Report], found: Iterable[Consolidated]
) -> tuple[int, int, list[str]]:
    """Claims behind cells; how many stand where the report says that indicator's value; the others."""
    read = {row["file"]: row for row in rows if row.get("status") != "duplicate"}
    places = {(f, at["id"]): at for f, row in read.items() for at in (*row["figures"], *row["cells"])}
    claims = {
        (claim.file, claim.row): claim
        for table in found
        for row in table.cells
        for entry in row
        for source in entry.sources
        for claim in source.claims
    }
    bad = []
    for (file, id), claim in claims.items():
        at = places[file, id]
        opens = "start" in at and read[file]["text"][at["start"] : at["end"]] == at["text"]
        told = [one for one in world[Path(file).stem].statements if one.indicator == claim.indicator]
        if not opens or not any(_squeezed(one.quote) in _squeezed(at["text"]) for one in told):
            bad.append(f"{file}: {claim.indicator} {claim.quote!r} in {claim.sentence[:120]!r}")
    return len(claims), len(claims) - len(bad), bad


def _squeezed(text: str) -> str:
    return "".join(text.split())


def causes(wrong: Iterable[Wrong]) -> Counter[tuple[str, str]]:
    """(column, how it is wrong) of cells."""
    found: Counter[tuple[str, str]] = Counter()
    for one in wrong:
        column = forms()[one.form].columns[one.column]
        name = column.indicator or f"{column.kind} {column.of[0]}"
        name = f"{one.form}:{name}{':target' if column.status else ''}"
        if one.state == "value" and one.got.state == "value":
            why = "another value" + (f" ({', '.join(one.got.sources[0].flags)})" if one.got.sources else "")
        else:
            why = f"{one.state}, got {one.got.state}"
        found[name, why] += 1
    return found
