"""What the review workbook shows that no table holds: order, row numbers, verdicts, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from outputs.columns import LAYERS
from outputs.sheets import SHEETS
from outputs.tables import Frames, Row, records

if TYPE_CHECKING:
    import pandas as pd

# (sheet name, row number from 1 as Excel counts it)
Target = tuple[str, int]
_NAMES = {sheet.table: sheet.name for sheet in SHEETS}


@dataclass(frozen=True, slots=True)
class Links:
    """Where rows stand that others lead to.

    `places`: of the rows that checks speak of, by row id. `verdicts`: whether a check holds, and its place,
    by check id. `firsts`: of each report's first row in a column of counts, by (file, column).
    """

    places: Mapping[str, Target]
    verdicts: Mapping[str, tuple[bool, Target]]
    firsts: Mapping[tuple[str, str], Target]


def find_links(frames: Frames) -> Links:
    """The links among all sheets."""
    wanted = {id for rows in frames["checks"]["rows"] for id in rows or ()}
    places: dict[str, Target] = {}
    firsts: dict[tuple[str, str], Target] = {}
    for layer in LAYERS[:4]:
        for place, id, file in _places(layer, frames):
            if id in wanted:
                places[id] = place
            firsts.setdefault((file, layer), place)
    verdicts: dict[str, tuple[bool, Target]] = {}
    ok = dict(zip(frames["checks"]["id"], frames["checks"]["ok"], strict=True))
    for place, id, file in _places("checks", frames):
        verdicts[id] = bool(ok[id]), place
        firsts.setdefault((file, "failing"), place)
    return Links(places, verdicts, firsts)


def sheet_rows(table: str, frames: Frames, links: Links) -> list[Row]:
    """The rows of one sheet in the order they are shown, with `index`, `verdict`, `gap` and links."""
    rows = records(_shown(table, frames))
    for index, row in enumerate(rows, 1):
        row["index"] = index
        row["links"] = {}
        if table == "reports":
            _link_report(row, links)
        elif table == "checks":
            _link_check(row, links)
        elif table in ("figures", "cells"):
            _judge(row, links)
    return rows


def _shown(table: str, frames: Frames) -> pd.DataFrame:
    """Failing checks come first."""
    frame = frames[table]
    return frame.sort_values("ok", kind="stable") if table == "checks" else frame


def _places(table: str, frames: Frames) -> Iterator[tuple[Target, str, str]]:
    """(place, row id, file) of every row; row 1 of a sheet holds the titles."""
    frame = _shown(table, frames)
    for number, (id, file) in enumerate(zip(frame["id"], frame["file"], strict=True), 2):
        yield (_NAMES[table], number), id, file


def _link_report(row: Row, links: Links) -> None:
    for column in (*LAYERS[:4], "failing"):
        target = links.firsts.get((row["file"], column))
        if target and row[column]:
            row["links"][column] = target


def _link_check(row: Row, links: Links) -> None:
    row["gap"] = gap(row)
    target = next((links.places[id] for id in row["rows"] or () if id in links.places), None)
    row["row_link"] = f"{target[0]} {target[1]}" if target else None
    if target:
        row["links"]["row_link"] = target


def _judge(row: Row, links: Links) -> None:
    """A row that a failing check speaks of is marked, whatever other checks say."""
    known = [links.verdicts[id] for id in row["checks"] or () if id in links.verdicts]
    row["verdict"] = None
    if known:
        ok, target = min(known, key=lambda verdict: verdict[0])
        row["verdict"] = "good" if ok else "bad"
        row["links"]["verdict"] = target


def gap(check: Row) -> Decimal | None:
    """By how much a failing sum or list misses its total; a percentage has no such difference."""
    if check["ok"] or not check["parts"] or check["kind"] == "percent":
        return None
    return Decimal(check["total"] - sum(check["parts"], Decimal()))
