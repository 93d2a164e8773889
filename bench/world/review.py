"""Reading the made world into a store, and the reviewer who decides on its wrong cells through the store.

The reviewer knows what the reports mean to say, looks at one cell after the other, and changes, adds or
rejects rows as a person would on the pages; no rule of the product is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from batch.stopping import Stop
from batch.store_run import How, run_into
from bench.world.measure import Wrong
from bench.world.reports import Report
from bench.world.telling import Statement
from bench.world.truth import YEAR
from corpus.forms import forms
from outputs.claims import indicators
from outputs.store import opened, reading
from outputs.store_decisions import Change, decide
from outputs.store_export import exported as rows_of
from outputs.store_ledger import inboxes

_PARTS = {"Q1": "quý I", "Q2": "quý II", "Q3": "quý III", "Q4": "quý IV", "H1": "6 tháng", "9M": "9 tháng"}
_WHO = "Nguyễn Văn A"
Row = Mapping[str, Any]


class _Quiet:
    def begin(self, files: int) -> None: ...

    def more(self, files: int) -> None: ...

    def step(self, line: Any, read: bool) -> None: ...


def read_into(inbox: Path, store: Path, workers: int | None = None) -> None:
    """Read what is new in the inbox. `workers`: 0 reads in this process."""
    with opened(str(store), create=True) as opened_store:
        run_into(opened_store, inbox, How(workers=workers, calm=0.0), Stop(), _Quiet())


def exported(store: Path) -> Iterator[dict[str, Any]]:
    """The reports as reviewed, as consolidation takes them."""
    with opened(str(store)) as opened_store, reading(opened_store) as connection:
        for row, _ in rows_of(connection, next(iter(inboxes(connection)))):
            yield row


def review(store: Path, wrong: Iterable[Wrong], world: Iterable[Report], rows: Iterable[Row]) -> int:
    """Decide on every report that a wrong cell speaks of; how many decisions were written."""
    by_name = {report.name: report for report in world}
    suspect: dict[tuple[str, str], set[str]] = {}
    for one in wrong:
        form = forms()[one.form]
        column = form.columns[one.column]
        asked = {id for id in (column.indicator, *column.of) if id}
        suspect.setdefault((one.office.code, form.style), set()).update(asked)
    changes: list[Change] = []
    for row in rows:
        report = by_name.get(Path(row["file"]).stem)
        read = row["status"] != "duplicate" and row.get("figures") is not None
        if report is not None and report.note != "first" and read:
            asked = suspect.get((report.office.code, report.family), set())
            changes += [change for id in sorted(asked) for change in _checked(report, row, id)]
    with opened(str(store)) as opened_store:
        return len(decide(opened_store, changes, _WHO)) if changes else 0


def _checked(report: Report, row: Row, id: str) -> Iterator[Change]:
    """What one report's rows of an indicator need, so that they say what the report means."""
    meant = [one for one in report.statements if one.indicator == id]
    seen: set[str] = set()
    for one in meant:
        found = _row_of(one, row, seen)
        if found is None:
            yield _added(report, row, one)
            continue
        layer, known = found
        seen.add(known["id"])
        for name, new in _slots(one, layer, known).items():
            yield Change(row["sha256"], known["id"], layer, name, new)
        yield Change(row["sha256"], known["id"], layer, "state", "accepted")
    for layer in ("figures", "cells"):
        for other in row[layer]:
            if other.get("indicator") == id and other["id"] not in seen:
                yield Change(row["sha256"], other["id"], layer, "state", "rejected")


def _slots(one: Statement, layer: str, known: Row) -> dict[str, Any]:
    slots: dict[str, Any] = {"indicator": one.indicator}
    factor = (indicators()[one.indicator].units or {}).get(known.get("unit") or "", Decimal(1))
    if known and Decimal(str(known["value"])) * factor != one.value:
        slots["value"] = str(one.value / factor)
    if layer == "cells":
        return slots | {"column": f"{'Kế hoạch' if one.status else 'Thực hiện'} {_said(one.period)}"}
    nothing = dict.fromkeys(("part_of", "part_of_id", "actor", "level", "change", "approx"))
    return slots | {"period": one.period, "status": one.status, **nothing}


def _said(period: str) -> str:
    year, _, part = period.partition("-")
    return f"{_PARTS[part]} năm {year}" if part else f"năm {year}"


def _row_of(one: Statement, row: Row, seen: set[str]) -> tuple[str, dict[str, Any]] | None:
    """The row that reads a statement: in its table's line, or in its sentence with its number."""
    if one.table:
        for cell in row["cells"]:
            same = _squeezed(cell.get("row") or "") == _squeezed(one.at) and cell["id"] not in seen
            if same and _squeezed(cell["text"]) == _squeezed(one.quote) and _speaks_of(cell, one):
                return "cells", cell
        return None
    text, at = _squeezed(row["text"]), _squeezed(one.at)
    start = text.find(at)
    if start < 0 or not one.quote:
        return None
    places = _places(row["text"])
    first, last = places[start], places[start + len(at) - 1]
    inside = [
        figure
        for figure in row["figures"]
        if first <= figure["start"] and figure["end"] <= last + 1 and figure["id"] not in seen
    ]
    said = [(figure, _squeezed(figure["text"])) for figure in inside]
    quote = _squeezed(one.quote)
    # Of "528/553 đảng viên" one row tells the first; the second has none.
    same = [figure for figure, told in said if quote in told and f"/{quote}" not in told]
    same.sort(key=lambda figure: figure.get("indicator") != one.indicator)
    return ("figures", same[0]) if same else None


def _speaks_of(cell: Row, one: Statement) -> bool:
    """Whether a cell's column is that of the statement's year and status."""
    column = str(cell.get("column") or "")
    before, planned = f"{YEAR - 1}" in column, "Kế hoạch" in column
    return before == one.period.startswith(f"{YEAR - 1}") and planned == (one.status is not None)


def _added(report: Report, row: Row, one: Statement) -> Change:
    """The figure that a person adds where the reader found none: a nought in words, a number it missed."""
    text, at = _squeezed(row["text"]), _squeezed(one.at)
    start = max(text.find(at), 0)
    places = _places(row["text"])
    first = places[start]
    quote = row["text"][first : places[min(start + max(len(at), 1) - 1, len(places) - 1)] + 1]
    id = f"{row['sha256'][:12]}-p{first}-{one.indicator}-{one.period}"
    new = {"id": id, "start": first, "end": first + len(quote), "text": quote, "kind": "count"}
    new |= {"value": str(one.value), **_slots(one, "figures", {})}
    return Change(row["sha256"], id, "figures", "added", {k: v for k, v in new.items() if v is not None})


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _places(text: str) -> list[int]:
    """Offset in the text of each letter of the squeezed text."""
    return [at for at, letter in enumerate(text) if not letter.isspace()]
