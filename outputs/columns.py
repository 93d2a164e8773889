"""The tables and their columns: name, type. The one list that frames, CSV and Parquet follow."""

from __future__ import annotations

from typing import Literal

ColumnType = Literal["text", "texts", "decimal", "decimals", "int", "float", "bool"]
Columns = dict[str, ColumnType]

_PLACE: Columns = {
    "id": "text",
    "file": "text",
    "page": "int",
    "heading": "text",
    "start": "int",
    "end": "int",
    "text": "text",
}
_TRUST: Columns = {
    "confidence": "float",
    "reasons": "texts",
    "sentence": "text",
    "sentence_start": "int",
}

TABLES: dict[str, Columns] = {
    "reports": {
        "file": "text",
        "status": "text",
        "advice": "texts",
        "duplicate_of": "text",
        "format": "text",
        "pages": "int",
        "coverage": "float",
        "kind": "text",
        "issuer": "text",
        "parent": "text",
        "number": "text",
        "place": "text",
        "date": "text",
        "title": "text",
        "period": "text",
        "recipients": "texts",
        "signer": "text",
        "figures": "int",
        "units": "int",
        "models": "int",
        "cells": "int",
        "checks": "int",
        "failing": "int",
        "sha256": "text",
    },
    "figures": {
        **_PLACE,
        "kind": "text",
        "value": "decimal",
        "value_max": "decimal",
        "total": "decimal",
        "unit": "text",
        "approx": "text",
        "change": "text",
        "noun": "text",
        "action": "text",
        "level": "text",
        "actor": "text",
        "period": "text",
        "status": "text",
        "part_of": "text",
        "part_of_id": "text",
        "indicator": "text",
        "checks": "texts",
        **_TRUST,
    },
    "units": {
        **_PLACE,
        "name": "text",
        "type": "text",
        "code": "text",
        "candidates": "texts",
        **_TRUST,
    },
    "models": {**_PLACE, "key": "text", "kind": "text", "unit": "text", "unit_id": "text", **_TRUST},
    "cells": {
        **_PLACE,
        "table": "int",
        "row": "text",
        "column": "text",
        "value": "decimal",
        "unit": "text",
        "indicator": "text",
        "checks": "texts",
        "confidence": "float",
        "reasons": "texts",
    },
    "checks": {
        "id": "text",
        "file": "text",
        "kind": "text",
        "ok": "bool",
        "message": "text",
        "total": "decimal",
        "parts": "decimals",
        "rows": "texts",
        **_TRUST,
    },
}
LAYERS = ("figures", "units", "models", "cells", "checks")
