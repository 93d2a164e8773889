"""What the review workbook shows that no table holds: order, row numbers, verdicts, links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from outputs.columns import LAYERS
from outputs.sheets import SHEETS
from outputs.tables import Frames, Row, Rows, records

Target = tuple[str, int]
_NAMES = {sheet.table: sheet.name for sheet in SHEETS}


def review_rows(frames: Frames) -> Rows:
    """Rows of each sheet in the order they are shown, with `index`, `verdict`, `gap` and links.

    A link is (sheet name, row number from 1 as Excel counts it).
    """
    rows = {name: records(frame) for name, frame in frames.items()}
    rows["checks"].sort(key=lambda row: bool(row["ok"]))
    for listed in rows.values():
        for index, row in enumerate(listed, 1):
            row["index"] = index
    _link_reports(rows)
    _link_checks(rows)
    return rows


def _excel_row(index: int) -> int:
    """Row 1 holds the titles."""
    return index + 1


def _link_reports(rows: Rows) -> None:
    first: dict[tuple[str, str], Target] = {}
    for layer in LAYERS:
        for row in rows[layer]:
            column = "failing" if layer == "checks" else layer
            first.setdefault((row["file"], column), (_NAMES[layer], _excel_row(row["index"])))
    for report in rows["reports"]:
        columns = [*LAYERS[:4], "failing"]
        found = {column: first.get((report["file"], column)) for column in columns if report[column]}
        report["links"] = {column: target for column, target in found.items() if target}


def _link_checks(rows: Rows) -> None:
    places = _places(rows)
    verdicts: dict[str, tuple[bool, Target]] = {}
    for check in rows["checks"]:
        check["gap"] = gap(check)
        target = next((places[id] for id in check["rows"] or () if id in places), None)
        check["row_link"] = f"{target[0]} {target[1]}" if target else None
        check["links"] = {"row_link": target} if target else {}
        verdicts[check["id"]] = (bool(check["ok"]), (_NAMES["checks"], _excel_row(check["index"])))
    for layer in ("figures", "cells"):
        for row in rows[layer]:
            _judge(row, verdicts)


def _judge(row: Row, verdicts: Mapping[str, tuple[bool, Target]]) -> None:
    """A row that a failing check speaks of is marked, whatever other checks say."""
    known = sorted((verdicts[id] for id in row["checks"] or () if id in verdicts), key=lambda pair: pair[0])
    row["verdict"], row["links"] = None, {}
    if known:
        row["verdict"] = "good" if known[0][0] else "bad"
        row["links"] = {"verdict": known[0][1]}


def _places(rows: Rows) -> dict[str, Target]:
    layers: Iterable[str] = LAYERS[:4]
    return {row["id"]: (_NAMES[layer], _excel_row(row["index"])) for layer in layers for row in rows[layer]}


def gap(check: Row) -> Decimal | None:
    """By how much a failing sum or list misses its total; a percentage has no such difference."""
    if check["ok"] or not check["parts"]:
        return None
    if check["kind"] == "percent":
        return None
    return Decimal(check["total"] - sum(check["parts"], Decimal()))
