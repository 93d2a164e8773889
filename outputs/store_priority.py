"""The order in which rows are looked at: a table beside the layers, kept up as reports and decisions come.

Contradicted rows first, then doubt times weight in the total of their indicator, then the least sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from outputs.store_schema import LAYERS, reports

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NUMBERED = ("figures", "cells")
_DOUBT = dict.fromkeys(_NUMBERED, "CASE WHEN t.failing THEN 0 ELSE 1 END")
_DOUBT["checks"] = "CASE WHEN t.ok THEN 1 ELSE 0 END"
_LINE_UP = {
    layer: text(
        "INSERT INTO queue (layer, report, position, doubt, risk, trust, state)"
        f" SELECT '{layer}', t.report, t.position, {_DOUBT.get(layer, '1')}, 0,"
        f" COALESCE(t.confidence, 0), COALESCE(r.state, 'open') FROM {layer} t"
        " LEFT JOIN reviews r ON r.report = :sha256 AND r.row = t.id WHERE t.report = :key"
    )
    for layer in LAYERS
}
_STATE = (
    "COALESCE((SELECT r.state FROM {layer} t JOIN reviews r ON r.report = :sha256 AND r.row = t.id"
    " WHERE t.report = queue.report AND t.position = queue.position), 'open')"
)
_RESTATE = {
    layer: text(
        f"UPDATE queue SET state = {_STATE.format(layer=layer)} WHERE layer = '{layer}'"
        f" AND report = (SELECT key FROM {reports.name} WHERE sha256 = :sha256)"
        f" AND state <> {_STATE.format(layer=layer)}"
    )
    for layer in LAYERS
}
_RESTATE_ONE = {
    layer: text(
        "UPDATE queue SET state = :state WHERE report = (SELECT key FROM reports WHERE sha256 = :sha256)"
        f" AND layer = '{layer}' AND position = (SELECT t.position FROM {layer} t"
        " JOIN reports h ON h.key = t.report WHERE h.sha256 = :sha256 AND t.id = :row)"
    )
    for layer in LAYERS
}
# So many rows one by one; for more, whole reports are cheaper.
_FEW = 20
# Three digits: shares that hardly differ need no writing whenever a report comes in.
_WEIGH = {
    layer: text(
        "UPDATE queue SET risk = w.risk FROM (SELECT t.report, t.position, -ROUND(CAST("
        "(1 - COALESCE(t.confidence, 0)) * ABS(t.number) / s.total AS NUMERIC), 3) AS risk"
        f" FROM {layer} t JOIN (SELECT indicator, {kept} AS apart, SUM(ABS(number)) AS total"
        f" FROM {layer} WHERE indicator IS NOT NULL GROUP BY indicator, {kept}) s"
        f" ON s.indicator = t.indicator AND s.apart = {kept_of_t}"
        " WHERE t.indicator IS NOT NULL AND s.total > 0) w"
        f" WHERE queue.layer = '{layer}' AND queue.report = w.report AND queue.position = w.position"
        " AND queue.risk <> w.risk"
    )
    for layer, kept, kept_of_t in (
        ("figures", "COALESCE(period, '')", "COALESCE(t.period, '')"),
        # Cells say no period.
        ("cells", "indicator", "t.indicator"),
    )
}


def line_up(connection: Connection, key: int, sha256: str) -> None:
    """Put a report's rows into the order, where none of them stands yet; weights come with `weigh`."""
    for layer in LAYERS:
        connection.execute(_LINE_UP[layer], {"key": key, "sha256": sha256})


def restate(connection: Connection, changed: Sequence[Mapping[str, Any]]) -> None:
    """Bring states up to date after decisions. `changed`: rows of the table of reviews."""
    if len(changed) <= _FEW:
        for review in changed:
            values = {"sha256": review["report"], "row": review["row"], "state": review["state"] or "open"}
            connection.execute(_RESTATE_ONE[review["layer"]], values)
        return
    for sha256, layer in sorted({(review["report"], review["layer"]) for review in changed}):
        connection.execute(_RESTATE[layer], {"sha256": sha256})


def weigh(connection: Connection) -> None:
    """Work out anew how much each value matters: doubt times its share in its indicator's total."""
    for layer in _NUMBERED:
        connection.execute(_WEIGH[layer])
