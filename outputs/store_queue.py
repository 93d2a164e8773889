"""The rows that reviewers look at next: filtered, the doubtful first, a page at a time by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, literal, select, tuple_, union_all

from extract.problems import Problem
from outputs.context import beginning, sentence_at
from outputs.store_decisions import effective
from outputs.store_heads import HEAD, head_id, head_slots
from outputs.store_reading import layer_rows
from outputs.store_reviews import Review, reviews_of
from outputs.store_rows import Row, contract_row, loaded
from outputs.store_schema import LAYERS, checks, queue, reports, reviews, texts

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table

STATES = ("accepted", "rejected", "postponed")
_MOST_HEAD = 600  # letters of the text that show a head
# By which a row is found in its layer, or among the reviews.
PLACED = (queue.c.report, queue.c.position, queue.c.added)
_ORDER = ("doubt", "risk", "trust", "report", "position")
_REVIEWED = ("version", "state", "slots", "comment", "orphan")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows of one layer. `status`: open (not decided or postponed), all, or a state of `STATES`.

    `report`: content hash. `unit`: who issued the report. `confidence`: the highest, `least`: the lowest.
    `check`: failing, agreeing, or a kind of check. `text`: letters in the mention.
    """

    layer: str = "figures"
    report: str | None = None
    status: str = "open"
    unit: str | None = None
    indicator: str | None = None
    period: str | None = None
    confidence: float | None = None
    check: str | None = None
    text: str | None = None
    least: float | None = None


@dataclass(frozen=True, slots=True)
class QueuedRow:
    """A row with what people made of it. `file`: a name of its report. `key`: its place in the order.

    `row`: as it was read. `sentence`: the words before, in and behind the mention.
    """

    report: str
    file: str
    layer: str
    row: Row
    review: Review
    sentence: tuple[str, str, str]
    key: str = ""
    issuer: str | None = None

    @property
    def now(self) -> Row:
        """The row with what people set."""
        return {"id": self.review.row, **effective(self.row, self.review)}


def queue_page(
    connection: Connection, wanted: Wanted, *, after: str | None = None, limit: int = 50
) -> list[QueuedRow]:
    """The next rows behind the one with the key `after`. Raises Problem where the key is none."""
    order = ordered()
    chosen = chosen_rows(wanted, *order, queue.c.added)
    if after:
        first = 1 if wanted.check in ("failing", "agreeing") else 0
        chosen = chosen.where(tuple_(*order[first:]) > tuple_(*_key_values(after)[first:]))
    # The wide rows are fetched for the page alone.
    return fetched(connection, wanted.layer, chosen.order_by(*order).limit(limit))


def ordered() -> list[ColumnElement[Any]]:
    """The columns of the queue by which rows are sorted, and found."""
    return [queue.c[name] for name in _ORDER]


def _id(keys: Any, table: Table) -> ColumnElement[Any]:
    """The id of a row, also of one that people added."""
    return func.coalesce(keys.c.added, table.c.id)


def fetched(connection: Connection, layer: str, chosen: Select[Any]) -> list[QueuedRow]:
    """The rows behind a query for the columns of `ordered` and `added`, in that order."""
    table, keys = LAYERS[layer], chosen.subquery()
    columns = [*table.columns, reports.c.sha256, reports.c.name.label("file"), reports.c.issuer]
    columns += [reviews.c[name].label(f"review_{name}") for name in _REVIEWED]
    columns += [keys.c.added, *(keys.c[name].label(f"key_{name}") for name in _ORDER)]
    query = (
        select(*columns)
        .select_from(keys)
        .join(reports, reports.c.key == keys.c.report)
        .outerjoin(table, and_(keys.c.report == table.c.report, keys.c.position == table.c.position))
        .outerjoin(reviews, and_(reviews.c.report == reports.c.sha256, reviews.c.row == _id(keys, table)))
        .order_by(*(keys.c[name] for name in _ORDER))
    )
    found = connection.execute(query).all()
    told = _texts(connection, sorted({row.key_report for row in found}))
    return [_queued(layer, row, len(table.columns), told[row.key_report]) for row in found]


def queue_count(connection: Connection, wanted: Wanted) -> int:
    """How many rows all pages together have."""
    return connection.scalar(chosen_rows(wanted, func.count())) or 0


def progress(connection: Connection, wanted: Wanted) -> dict[str, int]:
    """State -> how many of the rows there are, whatever state is asked for; `none` for undecided ones."""
    everything = Wanted(wanted.layer, wanted.report, "all")
    query = chosen_rows(everything, queue.c.state, func.count()).group_by(queue.c.state)
    return {"none" if state == "open" else state: count for state, count in connection.execute(query)}


def row_versions(connection: Connection, wanted: Wanted) -> list[tuple[str, str, int]]:
    """(report, row, version) of all rows, in a stable order."""
    table, keys = LAYERS[wanted.layer], chosen_rows(wanted, *PLACED).subquery()
    query = (
        select(reports.c.sha256, _id(keys, table), func.coalesce(reviews.c.version, 0))
        .select_from(keys)
        .join(reports, reports.c.key == keys.c.report)
        .outerjoin(table, and_(keys.c.report == table.c.report, keys.c.position == table.c.position))
        .outerjoin(reviews, and_(reviews.c.report == reports.c.sha256, reviews.c.row == _id(keys, table)))
        .order_by(keys.c.report, keys.c.position)
    )
    return [(report, row, version) for report, row, version in connection.execute(query)]


def report_rows(connection: Connection, head: Mapping[str, Any]) -> dict[str, list[QueuedRow]]:
    """Layer -> all rows of a report in reading order, those that people added among them.

    `head`: its row of the table of reports.
    """
    key = head["key"]
    text = _texts(connection, [key]).get(key, "")
    known = reviews_of(connection, head["sha256"])
    found: dict[str, list[QueuedRow]] = {}
    for layer in LAYERS:
        rows = [contract_row(layer, values) for values in layer_rows(connection, layer, key)]
        made = [_placed(head, layer, row, known.get(row["id"]), text) for row in rows]
        added = [review for review in known.values() if review.layer == layer and review.added]
        made += [_placed(head, layer, effective({}, review), review, text) for review in added]
        found[layer] = sorted(made, key=lambda row: row.now.get("start", 0)) if added else made
    return found


def one_row(connection: Connection, report: str, layer: str, id: str) -> QueuedRow | None:
    """The row with this id."""
    head = connection.execute(select(reports).where(reports.c.sha256 == report)).mappings().first()
    if head is not None and layer == HEAD and id == head_id(report):
        return head_row(connection, dict(head))
    if head is None or layer not in LAYERS:
        return None
    table = LAYERS[layer]
    review = reviews_of(connection, report).get(id)
    query = select(*list(table.columns)[1:]).where(table.c.report == head["key"], table.c.id == id)
    values = connection.execute(query).first()
    if values is None and (review is None or not review.added):
        return None
    row = effective({}, review) if values is None else contract_row(layer, tuple(values))
    text = _texts(connection, [head["key"]]).get(head["key"], "")
    return _placed(dict(head), layer, row, review, text)


def head_row(connection: Connection, head: Mapping[str, Any]) -> QueuedRow:
    """The head of a report as a row, with the beginning of the text. `head`: its row of the table."""
    text = _texts(connection, [head["key"]]).get(head["key"], "")
    review = reviews_of(connection, head["sha256"]).get(head_id(head["sha256"]))
    row = _placed(head, HEAD, head_slots(head), review, "")
    return replace(row, sentence=("", beginning(text, _MOST_HEAD), ""))


def checks_of(connection: Connection, rows: Sequence[QueuedRow]) -> dict[str, Row]:
    """Check id -> check, of those that the rows name."""
    ids = {id for row in rows for id in row.row.get("checks") or ()}
    if not ids:
        return {}
    table = LAYERS["checks"]
    query = (
        select(*list(table.columns)[1:])
        .join(reports, reports.c.key == table.c.report)
        .where(reports.c.sha256.in_({row.report for row in rows}), table.c.id.in_(ids))
    )
    found = (contract_row("checks", tuple(values)) for values in connection.execute(query))
    return {check["id"]: check for check in found}


def choices(connection: Connection, layer: str) -> dict[str, list[str]]:
    """Filter -> the values that there are to choose from."""
    found = {"unit": reports.c.issuer}
    found |= {name: queue.c[name] for name in ("indicator", "period") if name in LAYERS[layer].c}
    queries = {name: select(column).where(column.isnot(None)) for name, column in found.items()}
    queries |= {name: queries[name].where(queue.c.layer == layer) for name in queries if name != "unit"}
    return {name: sorted(connection.scalars(query.distinct())) for name, query in queries.items()}


def chosen_rows(wanted: Wanted, *columns: Any) -> Select[Any]:
    """Columns of the rows that are wanted; joins only what the conditions speak of."""
    layer = queue.c.layer
    if wanted.report or wanted.unit or wanted.text:
        # Found by report and place; the order of all rows does not help then.
        layer = layer + ""  # type: ignore[assignment]
    query = select(*columns).select_from(queue).where(layer == wanted.layer)
    if wanted.text and wanted.layer != "checks":
        said = _saying(wanted.layer, wanted.text)
        query = query.join(said, and_(said.c.report == queue.c.report, said.c.position == queue.c.position))
    if wanted.layer == "checks" and (wanted.text or wanted.check):
        in_table = and_(checks.c.report == queue.c.report, checks.c.position == queue.c.position)
        query = query.join(checks, in_table)
    if wanted.report or wanted.unit:
        query = query.join(reports, reports.c.key == queue.c.report)
    return query.where(*_conditions(wanted))


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.status == "open":
        yield queue.c.state.in_(("open", "postponed"))
    elif wanted.status != "all":
        yield queue.c.state == wanted.status
    if wanted.report:
        yield reports.c.sha256 == wanted.report
    if wanted.unit:
        yield reports.c.issuer == wanted.unit
    for name in ("indicator", "period"):
        if value := getattr(wanted, name):
            yield queue.c[name] == value
    if wanted.confidence is not None:
        yield queue.c.trust <= wanted.confidence
    if wanted.least is not None:
        # However sure the reading was, a row that a check contradicts is for a person to look at.
        yield and_(queue.c.trust >= wanted.least, queue.c.doubt != 0)
    if wanted.text and wanted.layer == "checks":
        yield checks.c.message.contains(wanted.text, autoescape=True)
    if wanted.check in ("failing", "agreeing"):
        yield queue.c.doubt == (0 if wanted.check == "failing" else 1)
    elif wanted.check:
        yield checks.c.kind == wanted.check if wanted.layer == "checks" else literal(False)


def _saying(layer: str, letters: str) -> FromClause:
    """Report and position of the rows with these letters, also of those that people added."""
    table = LAYERS[layer]
    read = select(table.c.report, table.c.position).where(table.c.text.contains(letters, autoescape=True))
    lined = queue.alias()
    added = (
        select(lined.c.report, lined.c.position)
        .join(reports, reports.c.key == lined.c.report)
        .join(reviews, and_(reviews.c.report == reports.c.sha256, reviews.c.row == lined.c.added))
        .where(lined.c.layer == layer, reviews.c.slots.contains(letters, autoescape=True))
    )
    return union_all(read, added).limit(1 << 31).subquery()  # limited, so that it is worked out first


def _key_values(key: str) -> tuple[Any, ...]:
    try:
        doubt, risk, trust, report, position = key.split("_")
        return int(doubt), float(risk), float(trust), int(report), int(position)
    except ValueError as error:
        raise Problem("bad_key", "Địa chỉ của trang sau không đúng; hãy mở lại từ đầu danh sách.") from error


def _queued(layer: str, found: Any, width: int, text: str) -> QueuedRow:
    sha256, file, issuer, version, state, slots, comment, orphan, added = tuple(found)[width : width + 9]
    known = loaded(slots) if slots else {}
    review = Review(sha256, added or found.id, layer, version or 0, state, known, comment, bool(orphan))
    row = effective({}, review) if added else contract_row(layer, tuple(found)[1:width])
    key = "_".join(repr(value) for value in tuple(found)[-len(_ORDER) :])
    return QueuedRow(sha256, file, layer, row, review, _sentence(text, row), key, issuer)


def _placed(head: Mapping[str, Any], layer: str, row: Row, review: Review | None, text: str) -> QueuedRow:
    known = review or Review(head["sha256"], row["id"], layer)
    return QueuedRow(
        head["sha256"], head["name"], layer, row, known, _sentence(text, row), issuer=head["issuer"]
    )


def _sentence(text: str, row: Mapping[str, Any]) -> tuple[str, str, str]:
    if "start" not in row:
        return "", "", ""
    start, end = row["start"], row["end"]
    a, b = sentence_at(text, start, end)
    return text[a:start], text[start:end], text[end:b]


def _texts(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    query = select(texts.c.report, texts.c.text).where(texts.c.report.in_(keys))
    return {row.report: row.text for row in connection.execute(query)} if keys else {}
