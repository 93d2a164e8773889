"""The records that reading a report yields. Plain frozen data; verbs live elsewhere.

Knows no format and no store. Offsets are code points into `Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar, dataclass_transform

from extract.document import BBox

FigureKind = Literal["count", "percent", "money", "measure", "duration", "ratio"]
CheckKind = Literal["sum", "list", "percent", "words", "repeat"]
_Record = TypeVar("_Record")
_Kind = TypeVar("_Kind", bound=type)


@dataclass_transform(frozen_default=True)
def fixed(kind: _Kind) -> _Kind:
    """A frozen record with slots, as the type checker sees it; one is made at half of the price.

    For the records that a report needs by the thousand.
    """
    make: Any = dataclass(slots=True, unsafe_hash=True)
    made: _Kind = make(kind)
    return made


@fixed
class Evidence:
    """Where a record stands: `document.text[start:end] == quote`.

    `cell`: (table, row, column) indexes into `Document.tables`, where it stands in a table.
    """

    start: int
    end: int
    quote: str
    page: int | None = None
    bbox: BBox | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """The head and foot of a report. What the document does not state is None or empty."""

    kind: str | None = None
    issuer: str | None = None
    parent: str | None = None
    number: str | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    period: str | None = None
    recipients: tuple[str, ...] = ()
    signer: str | None = None


@fixed
class Figure:
    """A quantity that the report states. Slots: docs/guideline.md. `part_of`: id of the total.

    `fit`: 0 to 1, how much the indicator stands out from what else fits. `near`: indicators that nearly fit.
    """

    id: str
    evidence: Evidence
    kind: FigureKind
    value: Decimal
    value_max: Decimal | None = None
    total: Decimal | None = None
    unit: str | None = None
    approx: str | None = None
    change: str | None = None
    noun: str | None = None
    action: str | None = None
    level: str | None = None
    actor: str | None = None
    period: str | None = None
    status: str | None = None
    part_of: str | None = None
    indicator: str | None = None
    fit: float | None = None
    near: tuple[str, ...] = ()
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


@fixed
class UnitMention:
    """A named organisation. `name`: the canonical full name. `code`: gazetteer key or None.

    `seat`: gazetteer key of the place that its name says it stands in. `key`: the same for all mentions of
    one unit, in this report and in others. `sender`: it is who sent the report.
    """

    id: str
    evidence: Evidence
    name: str
    type: str
    code: str | None = None
    candidates: tuple[str, ...] = ()
    seat: str | None = None
    key: str = ""
    sender: bool = False
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelTitle:
    """A model's title without quotes and head word. `key`: folded title. `unit`: id of its owner.

    `field`: the field of corpus/lexicon/fields.yaml. `counts`: ids of figures and cells that belong to it.
    """

    id: str
    evidence: Evidence
    key: str
    kind: str
    unit: str | None = None
    field: str | None = None
    counts: tuple[str, ...] = ()
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()


@fixed
class Cell:
    """A numeric cell. `table` counts data tables from 1; `row`, `column` are the label texts.

    `fit`, `near`: as in `Figure`.
    """

    id: str
    evidence: Evidence
    table: int
    row: str
    column: str
    value: Decimal
    unit: str | None = None
    indicator: str | None = None
    fit: float | None = None
    near: tuple[str, ...] = ()
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What can be verified inside one document.

    `rows`: ids of the figures, units, models or cells it speaks of, the total's first.
    `message`: one Vietnamese sentence; for a failing check it says by how much and, where one
    omitted part explains the gap, which.
    """

    id: str
    kind: CheckKind
    ok: bool
    total: Decimal
    parts: tuple[Decimal, ...]
    rows: tuple[str, ...]
    message: str
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one report, each layer in reading order."""

    meta: Meta
    figures: tuple[Figure, ...] = ()
    units: tuple[UnitMention, ...] = ()
    models: tuple[ModelTitle, ...] = ()
    cells: tuple[Cell, ...] = ()
    checks: tuple[Check, ...] = ()


def row_id(sha256: str, layer: str, offset: int) -> str:
    """The content id of a row: file hash, layer letter (f, u, m, c, k), offset in `Document.text`."""
    return f"{sha256[:12]}-{layer}{offset}"


def changed(record: _Record, **values: Any) -> _Record:
    """A copy of a record with slots, these values in the place of its own; its fields are taken as they are.

    What `dataclasses.replace` does, at a fraction of its price: each figure passes here several times.
    """
    kind: Any = type(record)
    made: _Record = kind(*_fields(kind)(record))
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


@cache
def _fields(kind: type) -> attrgetter[tuple[Any, ...]]:
    """Reads all fields of a record at once."""
    return attrgetter(*kind.__slots__)  # type: ignore[attr-defined]  # records have slots
