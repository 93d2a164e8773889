"""Contract objects written slot by slot, for tests of consolidation."""

from __future__ import annotations

from typing import Any

TEXT = "Báo cáo nêu số liệu."


def figure(id: str, indicator: str, value: str, **slots: Any) -> dict[str, Any]:
    known = {"id": id, "start": 0, "end": 3, "text": value, "kind": "count", "value": value}
    return {**known, "indicator": indicator, "fit": 0.9, "confidence": 0.9, **slots}


def cell(id: str, indicator: str, value: str, row: str, column: str, **slots: Any) -> dict[str, Any]:
    place = {"table": 1, "row": row, "column": column, "cell": [1, int(id[1:]), 1]}
    return {"id": id, "start": 0, "end": 3, "text": value, "value": value, "indicator": indicator,
            "fit": 0.9, "confidence": 0.95, **place, **slots}  # fmt: skip


def report(file: str, issuer: str | None, *figures: dict[str, Any], **slots: Any) -> dict[str, Any]:
    """A report of 2024 by a body whose superior is `parent`, by default the district of Cẩm Khê."""
    meta = {
        "issuer": issuer,
        "parent": slots.pop("parent", "Huyện ủy Cẩm Khê"),
        "period": slots.pop("period", "2024"),
        "date": slots.pop("date", "2024-12-10"),
        "title": slots.pop("title", "kết quả năm 2024"),
    }
    rows = {"figures": list(figures), "units": [], "models": [], "cells": [], "checks": [], **slots}
    return {"schema": 1, "file": file, "status": "ok", "text": TEXT, "meta": meta, **rows}
