"""Reports of a results folder or a store to one consolidated sheet or register. Knows where reports lie."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from batch.results_folder import adding
from batch.run import REPORTS
from corpus.form_nodes import FormError
from corpus.forms import Form, forms, read_form
from extract.problems import SetupProblem
from outputs.asked import asked
from outputs.claims import Gathered, gather
from outputs.consolidation import Consolidated, consolidate
from outputs.doubts import find_doubts
from outputs.form_comparison import Earlier
from outputs.form_lines import Listed, read_units, units_of
from outputs.form_page import Office
from outputs.form_writers import FORM_WRITERS, Filled, Listing, Made
from outputs.period_spans import period_before, span, year_before
from outputs.records_in_bulk import in_bulk
from outputs.register_rows import Register, register


def consolidate_into(
    source: str,
    form_id: str,
    period: str,
    out: Path,
    units: Path | None = None,
    *,
    today: bool = False,
    office: Office | None = None,
    template: Path | None = None,
    formats: Collection[str] = tuple(FORM_WRITERS),
) -> tuple[Path, Consolidated | Register]:
    """Write the form filled for a period into `out`; the first file's path and what stands in it.

    `source`: a results folder of `run --out`, its reports.jsonl, or a store. Raises SetupProblem.
    """
    form = _form(form_id)
    if span(period) is None:
        raise SetupProblem(
            "bad_period",
            f"Không hiểu kỳ báo cáo “{period}”; hãy ghi như 2024, 2024-H1, 2024-Q3 hoặc 2024-05.",
        )
    listed = read_units(units) if units else units_of(form.units)
    with in_bulk():
        gathered = gather(reports_of(source), asked(form, [period, *_earlier(period)]))
        make = _filled if form.rows == "units" else _listing
        made = make(form, period, gathered, listed, today=today)
        made = replace(made, office=office or made.office, template=template)
        paths = _write(made, out, formats)
    return paths[0], made.table


def _write(made: Made, out: Path, formats: Collection[str]) -> list[Path]:
    with adding(out) as stage:
        paths = [path for name in formats for path in FORM_WRITERS[name](made, stage)]
        return [out / path.relative_to(stage) for path in paths]


def _filled(form: Form, period: str, gathered: Gathered, listed: Sequence[Listed], *, today: bool) -> Made:
    table = consolidate(form, period, gathered, listed, today=today)
    earlier = [
        Earlier(name, consolidate(form, code, gathered, listed, today=today))
        for code, name in _earlier(period).items()
    ]
    tables = {one.table.period: one.table for one in earlier}
    before, last = (tables.pop(code or "", None) for code in (year_before(period), period_before(period)))
    return Filled(table, find_doubts(table, gathered, before, last), earlier)


def _listing(form: Form, period: str, gathered: Gathered, listed: Sequence[Listed], *, today: bool) -> Made:
    found = register(form, period, gathered, listed, today=today)
    last = year_before(period)
    before = register(form, last, gathered, listed, today=today) if last else None
    return Listing(found, before if before and before.rows else None)


def _earlier(period: str) -> dict[str, str]:
    """The periods to compare with: code -> how it relates."""
    last, before = year_before(period), period_before(period)
    if last == before:
        return {last: "Năm trước"} if last else {}
    named = {last: "Cùng kỳ năm trước", before: "Kỳ trước"}
    return {code: name for code, name in named.items() if code}


def _form(id: str) -> Form:
    try:
        if id.endswith((".yaml", ".yml")):
            return read_form(Path(id))
        known = forms()
    except OSError as error:
        raise SetupProblem("no_form", f"Không đọc được tệp biểu {id}; hãy kiểm tra lại đường dẫn.") from error
    except FormError as error:
        raise SetupProblem("bad_form", f"Biểu mẫu có lỗi tại {error.where}: {error.what}.") from error
    if id not in known:
        raise SetupProblem("no_form", f"Không có biểu “{id}”; các biểu có sẵn: {', '.join(sorted(known))}.")
    return known[id]


def reports_of(source: str) -> Iterator[dict[str, Any]]:
    """The reports of a results folder, of its reports.jsonl, or of a store. Raises SetupProblem."""
    file = Path(source)
    file = file / REPORTS if file.is_dir() else file
    if file.suffix == ".jsonl" and file.is_file():
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
        return
    if Path(source).is_dir():
        raise SetupProblem(
            "no_results", f"Thư mục {source} không có kết quả đọc báo cáo; hãy chạy lệnh run trước."
        )
    from batch.store_export import chosen_inbox
    from outputs.store import opened, reading
    from outputs.store_export import exported

    with opened(source) as store, reading(store) as connection:
        for row, _ in exported(connection, chosen_inbox(connection, None)):
            yield row
