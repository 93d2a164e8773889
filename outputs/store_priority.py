"""The order in which rows are looked at: a table beside the layers, kept up as reports and decisions come.

Contradicted rows first, then doubt times weight in the total of their indicator, then the least sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, text, update

from outputs.store_rows import loaded
from outputs.store_schema import LAYERS, queue, reports, reviews, waiting

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NUMBERED = ("figures", "cells")
_DOUBT = dict.fromkeys(_NUMBERED, "CASE WHEN t.failing THEN 0 ELSE 1 END")
_DOUBT["checks"] = "CASE WHEN t.ok THEN 1 ELSE 0 END"
# Cells say no period.
_PERIOD = {"figures": "t.period"}
# What an indicator's values amount to, also in reports that wait.
_TOTALS = (
    "(SELECT indicator, period, SUM(amount) AS total FROM ("
    "SELECT indicator, COALESCE(period, '') AS period, amount FROM queue"
    " WHERE layer = '{layer}' AND indicator IS NOT NULL{waiting}) a GROUP BY indicator, period) s"
)
_WAITING = (
    " UNION ALL SELECT t.indicator, COALESCE({period}, ''), ABS(t.number) FROM waiting w"
    " JOIN {layer} t ON t.report = w.report WHERE t.indicator IS NOT NULL"
)
# Three digits: shares that hardly differ need no writing whenever a report comes in.
_RISK = "-ROUND(CAST((1 - {trust}) * {amount} / s.total AS NUMERIC), 3)"


def _line_up(layer: str) -> str:
    if layer not in _NUMBERED:
        return (
            "INSERT INTO queue (report, position, layer, doubt, risk, trust, state)"
            f" SELECT t.report, t.position, '{layer}', {_DOUBT.get(layer, '1')}, 0,"
            f" COALESCE(t.confidence, 0), 'open' FROM waiting w JOIN {layer} t ON t.report = w.report"
        )
    period = _PERIOD.get(layer, "NULL")
    totals = _TOTALS.format(layer=layer, waiting=_WAITING.format(layer=layer, period=period))
    risk = _RISK.format(trust="COALESCE(t.confidence, 0)", amount="ABS(t.number)")
    return (
        "INSERT INTO queue"
        " (report, position, layer, doubt, risk, trust, state, indicator, period, amount)"
        f" SELECT t.report, t.position, '{layer}', {_DOUBT[layer]},"
        f" CASE WHEN s.total > 0 THEN {risk} ELSE 0 END AS risk,"
        f" COALESCE(t.confidence, 0), 'open', t.indicator, {period}, ABS(t.number)"
        f" FROM waiting w JOIN {layer} t ON t.report = w.report LEFT JOIN {totals}"
        f" ON s.indicator = t.indicator AND s.period = COALESCE({period}, '')"
        # In the order of the index, whose pages are then written one after the other.
        f" ORDER BY {_DOUBT[layer]}, risk, t.confidence, t.report, t.position"
    )


_LINE_UP = [text(_line_up(layer)) for layer in LAYERS]
_WEIGH = [
    text(
        "UPDATE queue SET risk = w.risk FROM (SELECT q.report, q.position,"
        f" {_RISK.format(trust='q.trust', amount='q.amount')} AS risk"
        f" FROM queue q JOIN {_TOTALS.format(layer=layer, waiting='')}"
        " ON s.indicator = q.indicator AND s.period = COALESCE(q.period, '')"
        f" WHERE q.layer = '{layer}' AND s.total > 0) w"
        f" WHERE queue.layer = '{layer}' AND queue.report = w.report AND queue.position = w.position"
        " AND queue.risk <> w.risk"
    )
    for layer in _NUMBERED
]
_WEIGH.append(text("UPDATE queue SET risk = 0 WHERE indicator IS NULL AND risk <> 0"))
_REDATE = text(
    "UPDATE queue SET period = t.period FROM figures t WHERE t.report = :key AND queue.report = t.report"
    " AND queue.layer = 'figures' AND queue.position = t.position"
)
_AT = [queue.c[name] == bindparam(f"at_{name}") for name in ("report", "position", "layer")]
_SET = ("state", "indicator", "period", "amount")
_RESTATE = update(queue).where(*_AT).values({name: bindparam(f"new_{name}") for name in _SET})


def leave_waiting(connection: Connection, key: int) -> None:
    """Note that none of a report's rows stands in the order."""
    connection.exec_driver_sql(f"INSERT INTO waiting (report) VALUES ({int(key)}) ON CONFLICT DO NOTHING")


def line_up(connection: Connection) -> None:
    """Put the rows of all reports that wait into the order."""
    if connection.execute(select(waiting.c.report).limit(1)).first() is None:
        return
    for statement in _LINE_UP:
        connection.execute(statement)
    known = (
        select(reviews)
        .join(reports, reports.c.sha256 == reviews.c.report)
        .join(waiting, waiting.c.report == reports.c.key)
        .where(reviews.c.layer.in_(LAYERS))
    )
    found = [dict(row) for row in connection.execute(known).mappings()]
    connection.execute(delete(waiting))
    restate(connection, found)


def weigh(connection: Connection) -> None:
    """Work out anew how much each value matters: doubt times its share in its indicator's total."""
    line_up(connection)
    for statement in _WEIGH:
        connection.execute(statement)


def redate(connection: Connection, key: int) -> None:
    """Bring the periods of a report's figures up to date after those that were read have moved."""
    connection.execute(_REDATE, {"key": key})
    of_report = (reports.c.key == key, reviews.c.layer == "figures")
    known = select(reviews).join(reports, reports.c.sha256 == reviews.c.report).where(*of_report)
    restate(connection, [dict(row) for row in connection.execute(known).mappings()])


def restate(connection: Connection, changed: Iterable[Mapping[str, Any]]) -> None:
    """Bring rows up to date after decisions. `changed`: rows of the table of reviews."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for review in changed:
        groups.setdefault((review["report"], review["layer"]), []).append(review)
    for (sha256, layer), some in groups.items():
        key = connection.scalar(select(reports.c.key).where(reports.c.sha256 == sha256))
        if key is not None:
            _restate(connection, key, layer, some)


def _restate(connection: Connection, key: int, layer: str, changed: Sequence[Mapping[str, Any]]) -> None:
    table = LAYERS[layer]
    named = [name for name in ("indicator", "period", "number") if name in table.c]
    query = select(table.c.id, table.c.position, *(table.c[name] for name in named))
    if len(changed) == 1:
        query = query.where(table.c.id == changed[0]["row"])
    read = {row["id"]: dict(row) for row in connection.execute(query.where(table.c.report == key)).mappings()}
    moves = []
    for review in changed:
        row, slots = read.get(review["row"]), loaded(review["slots"])
        if row is None:
            _restate_added(connection, key, review, slots)
            continue
        place = {"at_report": key, "at_position": row["position"], "at_layer": layer}
        moves.append({**place, **{f"new_{name}": v for name, v in _in_force(row, review, slots).items()}})
    if moves:
        connection.execute(_RESTATE, moves)


def _restate_added(
    connection: Connection, key: int, review: Mapping[str, Any], slots: Mapping[str, Any]
) -> None:
    """A row that people added has its place below 0 for as long as it is not taken back."""
    of_report = (queue.c.report == key, queue.c.layer == review["layer"])
    known = connection.scalar(select(queue.c.position).where(*of_report, queue.c.added == review["row"]))
    if known is not None:
        connection.execute(delete(queue).where(*of_report, queue.c.position == known))
    if not slots.get("added"):
        return
    lowest = connection.scalar(select(func.min(queue.c.position)).where(*of_report)) or 0
    place = {"report": key, "position": known or min(lowest, 0) - 1, "layer": review["layer"]}
    order = {"doubt": 1, "risk": 0, "trust": 1}
    values = _in_force({}, review, slots)
    connection.execute(insert(queue).values({**place, **order, **values, "added": review["row"]}))


def _in_force(row: Mapping[str, Any], review: Mapping[str, Any], slots: Mapping[str, Any]) -> dict[str, Any]:
    """What people set, else what was read."""
    number = slots.get("value", row.get("number"))
    return {
        "state": review["state"] or "open",
        "indicator": slots.get("indicator", row.get("indicator")),
        "period": slots.get("period", row.get("period")),
        "amount": None if number is None else abs(float(number)),
    }
