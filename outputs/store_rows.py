"""Contract objects to tuples of the store and back, without loss. Knows the columns, no database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from outputs.contract import SCHEMA
from outputs.store_schema import LAYERS

Row = dict[str, Any]
Values = tuple[Any, ...]

_NOT_SLOTS = ("report", "position", "number", "failing", "confidence", "more")
# Layer -> the keys of the contract that have a column of their own, in the order of the columns.
SLOTS = {
    layer: tuple(column.name for column in table.columns if column.name not in _NOT_SLOTS)
    for layer, table in LAYERS.items()
}
_KNOWN = {layer: frozenset((*slots, "confidence")) for layer, slots in SLOTS.items()}
_NUMBERED = ("figures", "cells")
# The order in which the contract writes its keys; what is not named here stands before the trust in a row.
_FIRST = "id start end text page bbox cell place heading".split()
_ORDER = {
    "figures": "kind value value_max total unit approx change noun action level actor period status indicator"
    " part_of part_of_id fit near".split(),
    "units": "name type code seat key sender candidates today".split(),
    "models": "key kind field unit unit_id counts".split(),
    "cells": "table row column value unit indicator fit near".split(),
    "checks": "kind ok total parts rows message".split(),
}
# As JSON has it.
_NUL = b"\\u0000"
_LAST = "confidence reasons checks".split()
_META = "kind issuer parent number place date title period signer".split()
_HEAD = {"schema", "file", "sha256", "format", "status", "warnings", "pages", "coverage", "grades"}
_BODY = {"meta", "text", *LAYERS}
_META_ORDER = "kind issuer parent number place date title period recipients signer".split()


@dataclass(frozen=True, slots=True)
class Stored:
    """One reading as the store holds it.

    `head`: columns of reports. `rows`: layer -> tuples in the order of the table's columns behind `report`.
    `body`: JSON of all but the head, over which the digest goes.
    """

    head: Row
    text: str
    grades: tuple[str | None, ...]
    rows: dict[str, list[Values]]
    body: bytes

    def digest(self, beside: Mapping[str, Any]) -> str:
        """sha256 over everything that was found, and over how it was: the columns `BESIDE`."""
        head = [self.head[name] for name in sorted(self.head)] + [beside[name] for name in BESIDE]
        # The bytes of one list: the head, then what the list of the body holds.
        return hashlib.sha256(b"[" + orjson.dumps(head) + b"," + self.body[1:]).hexdigest()


# When and how it was read, and what it is compared by.
BESIDE = ("pipeline", "seconds", "read_at", "submission", "signature")


def stored(row: Mapping[str, Any]) -> Stored:
    """The contract object as tuples; characters that no database holds are replaced one by one."""
    try:
        found = _stored(row)
        # One look at the JSON that is needed anyway.
        if _NUL not in found.body and _NUL not in orjson.dumps(found.head):
            return found
    except TypeError:
        pass
    return _stored(storable(row))


def as_stored(head: Row, text: str, grades: Sequence[str | None], rows: dict[str, list[Values]]) -> Stored:
    """A reading as it is found in the tables."""
    body = orjson.dumps([text, tuple(grades), [rows[layer] for layer in LAYERS]])
    return Stored(head, text, tuple(grades), rows, body)


def _stored(row: Mapping[str, Any]) -> Stored:
    bad = {id for check in row["checks"] if not check["ok"] for id in check["rows"]}
    rows = {layer: _tuples(layer, row[layer], bad) for layer in LAYERS}
    meta = row["meta"]
    coverage = row.get("coverage")
    more = {key: value for key, value in row.items() if key not in _HEAD and key not in _BODY}
    more = dict(sorted(more.items()))
    more |= {f"meta.{key}": value for key, value in sorted(meta.items()) if key not in _META_ORDER}
    head: Row = {
        "sha256": row["sha256"],
        "name": row["file"],
        "status": row["status"],
        "format": row.get("format"),
        "warnings": dumped(row["warnings"]),
        "pages": row.get("pages"),
        "coverage": None if coverage is None else float(coverage),
        **{name: meta.get(name) for name in _META},
        "recipients": dumped(meta["recipients"]) if "recipients" in meta else None,
        "more": dumped(more) if more else None,
        **{layer: len(row[layer]) for layer in LAYERS},
        "failing": sum(not check["ok"] for check in row["checks"]),
    }
    grades = tuple(row.get("grades") or ())
    pages = max(row.get("pages") or 0, len(grades))
    return as_stored(head, row["text"], (*grades, *[None] * (pages - len(grades))), rows)


def contract(
    head: Mapping[str, Any], text: str, grades: Sequence[str | None], rows: Mapping[str, Any]
) -> Row:
    """The contract object again. `rows`: layer -> sequences as in `Stored.rows`."""
    more = loaded(head["more"]) if head["more"] else {}
    meta = {name: head[name] for name in _META_ORDER if head[name] is not None}
    if "recipients" in meta:
        meta["recipients"] = loaded(meta["recipients"])
    meta |= {key.removeprefix("meta."): value for key, value in more.items() if key.startswith("meta.")}
    known = {"format": head["format"]} if head["format"] is not None else {}
    pages = {name: head[name] for name in ("pages", "coverage") if head[name] is not None}
    letters = [grade for grade in grades if grade is not None]
    return {
        "schema": SCHEMA,
        "file": head["name"],
        "sha256": head["sha256"],
        **known,
        "status": head["status"],
        "warnings": loaded(head["warnings"]),
        **pages,
        **({"grades": letters} if letters else {}),
        **{key: value for key, value in more.items() if not key.startswith("meta.")},
        "meta": meta,
        "text": text,
        **{layer: [contract_row(layer, row) for row in rows[layer]] for layer in LAYERS},
    }


def contract_row(layer: str, values: Sequence[Any]) -> Row:
    """One row of the contract from its tuple (the table's columns behind `report`)."""
    slots = SLOTS[layer]
    found = {name: value for name, value in zip(slots, values[1:], strict=False) if value is not None}
    found |= loaded(values[-1]) if values[-1] else {}
    if values[-2] is not None:
        found["confidence"] = values[-2]
    first = {name: found.pop(name) for name in _FIRST if name in found}
    last = {name: found.pop(name) for name in _LAST if name in found}
    middle = {name: found.pop(name) for name in _ORDER[layer] if name in found}
    return {**first, **middle, **found, **last}


def storable(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The object without NUL and lone surrogates, which databases refuse; offsets stay as they are."""
    try:
        if _NUL not in orjson.dumps(row):
            return row
    except TypeError:
        pass
    cleaned: Mapping[str, Any] = _cleaned(row)
    return cleaned


def dumped(value: Any) -> str:
    """JSON text as the store keeps it."""
    return orjson.dumps(value).decode()


def loaded(text: str) -> Any:
    """What `dumped` wrote."""
    return orjson.loads(text)


def _tuples(layer: str, rows: Sequence[Row], bad: set[str]) -> list[Values]:
    slots, numbered, dumps, made = SLOTS[layer], layer in _NUMBERED, orjson.dumps, []
    for position, row in enumerate(rows):
        get, further = row.get, _further(layer, tuple(row))
        confidence = get("confidence")
        made.append(
            (
                position,
                *map(get, slots),
                *((float(row["value"]), row["id"] in bad) if numbered else ()),
                None if confidence is None else float(confidence),
                dumps({key: row[key] for key in further}).decode() if further else None,
            )
        )
    return made


@lru_cache(maxsize=4096)
def _further(layer: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those keys of a row that have no column; many rows have the same keys."""
    return tuple(sorted(set(keys) - _KNOWN[layer]))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_REFUSED)
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value


_REFUSED = {
    0: "\N{REPLACEMENT CHARACTER}",
    **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}"),
}
