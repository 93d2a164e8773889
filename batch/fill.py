"""The office's own empty form, filled from reports: recognised, confirmed in a file, written as a copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from batch.consolidate import reports_of
from batch.office_form import as_xlsx
from batch.results_folder import adding
from extract.problems import SetupProblem
from outputs.claims import gather
from outputs.consolidation import Consolidated, Doubt, Entry, consolidate
from outputs.doubts import find_doubts
from outputs.fill_cells import Place, fill_cells
from outputs.fill_grids import read_grids
from outputs.fill_layout import layouts
from outputs.fill_matches import ColumnMatch, Matches, UnitMatch, form_of, suggest
from outputs.fill_sheet import read_matches, write_matches
from outputs.form_lines import Listed
from outputs.form_writers import FORM_WRITERS, Filled
from outputs.period_spans import span
from outputs.report_units import listed_unit

MATCHES = "-ghep-cot.xlsx"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`matches`: the file to confirm. `filled`: the copy, None while nothing is confirmed yet.

    `sources`: the workbook that says where each number comes from. `columns`, `units`: (taken, all).
    `numbers`: cells that were filled; `silent`: those that no report has a number for; `kept`: those that
    held something.
    """

    matches: Path
    columns: tuple[int, int]
    units: tuple[int, int]
    filled: Path | None = None
    sources: Path | None = None
    numbers: int = 0
    silent: int = 0
    kept: int = 0


class _Form(NamedTuple):
    """The office's form: what it is called, and the .xlsx that is filled."""

    name: str
    stem: str
    file: Path


def fill_into(
    source: str, form: Path, period: str, out: Path, *, style: str = "party", confirmed: bool = False
) -> Outcome:
    """Recognise the form; write the file to confirm, or with it (or `confirmed`) a filled copy.

    Raises SetupProblem where there is nothing to fill, or a file cannot be read or written.
    """
    if span(period) is None:
        raise SetupProblem(
            "bad_period",
            f"Không hiểu kỳ báo cáo “{period}”; hãy ghi như 2024, 2024-H1, 2024-Q3 hoặc 2024-05.",
        )
    with as_xlsx(form) as file:
        return _filled(source, _Form(form.name, form.stem, file), period, out, style, confirmed)


def _filled(source: str, form: _Form, period: str, out: Path, style: str, confirmed: bool) -> Outcome:
    tables = layouts(read_grids(form.file))
    if not tables:
        raise SetupProblem(
            "bad_fill_form",
            f"Không thấy bảng nào có cột tên đơn vị trong {form.name}; hãy đặt tiêu đề “Đơn vị” trên cột đó,"
            " hoặc “Chỉ tiêu” trên cột chỉ tiêu nếu mỗi đơn vị là một cột.",
        )
    gathered = gather(reports_of(source))
    found = suggest(tables, gathered, period, style)
    asked = out / f"{form.stem}{MATCHES}"
    if not confirmed and not asked.exists():
        with adding(out) as stage:
            write_matches(found, stage / asked.name)
        return Outcome(asked, _columns(found), _units(found))
    if asked.exists():
        found = read_matches(found, asked)
    outcome = Outcome(asked, _columns(found), _units(found))
    shape, columns = form_of(found.columns, f"{form.stem}-nguon", style)
    units = [match for match in found.units if match.taken]
    if not columns or not units:
        raise SetupProblem(
            "nothing_taken",
            f"Chưa có cột hoặc đơn vị nào được chọn điền; hãy mở {asked} và ghi “có” ở cột Điền.",
        )
    listed = [Listed(str(match.unit), listed_unit(str(match.unit))) for match in units]
    table = consolidate(shape, period, gathered, tuple(dict.fromkeys(listed)))
    return _written(outcome, form, out, table, (columns, found.units), find_doubts(table, gathered))


def _written(
    outcome: Outcome,
    form: _Form,
    out: Path,
    table: Consolidated,
    asked: tuple[tuple[ColumnMatch, ...], tuple[UnitMatch, ...]],
    doubts: list[Doubt],
) -> Outcome:
    values: dict[str, dict[Place, Decimal]] = {}
    silent = 0
    for column, match, entry in _entries(table, *asked):
        if entry.value is None:
            silent += not match.row.total
        else:
            values.setdefault(column.sheet, {})[_place(column, match)] = entry.value
    filled = out / f"{form.stem}-{table.period}{form.file.suffix}"
    with adding(out) as stage:
        kept = fill_cells(form.file, stage / filled.name, values)
        (made,) = FORM_WRITERS["xlsx"](Filled(table, doubts), stage)
        sources = out / made.name
    # Totals of the office's own are formulas as a rule, and nobody misses ours.
    sums = {(match.sheet, match.row.across, match.row.at) for match in asked[1] if match.row.total}
    held = [at for at in kept if not {(at[0], False, at[1][0]), (at[0], True, at[1][1])} & sums]
    numbers = sum(map(len, values.values())) - len(kept)
    return replace(outcome, filled=filled, sources=sources, numbers=numbers, silent=silent, kept=len(held))


def _place(column: ColumnMatch, unit: UnitMatch) -> Place:
    """Row and column of a cell."""
    place = unit.row.at, column.head.at
    return (place[1], place[0]) if column.head.across else place


def _entries(
    table: Consolidated, columns: Sequence[ColumnMatch], units: Sequence[UnitMatch]
) -> Iterator[tuple[ColumnMatch, UnitMatch, Entry]]:
    """Every cell that is asked for, with what the reports say; of totals, where a sheet has one."""
    lines = {line.name: row for line, row in zip(table.lines, table.cells, strict=True)}
    totals = Counter(match.sheet for match in units if match.row.total)
    for match in units:
        row = lines.get(str(match.unit)) if match.taken else None
        if match.row.total and totals[match.sheet] == 1:
            row = table.totals[0].entries
        for number, column in enumerate(columns):
            if row is not None and column.sheet == match.sheet:
                yield column, match, row[number]


def _columns(found: Matches) -> tuple[int, int]:
    return sum(match.taken for match in found.columns), len(found.columns)


def _units(found: Matches) -> tuple[int, int]:
    lines = [match for match in found.units if not match.row.total]
    return sum(match.taken for match in lines), len(lines)
