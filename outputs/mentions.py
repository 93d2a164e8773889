"""Models and exemplary people and collectives that one report names, each with its place and owner.

Knows contract objects; merges nothing and knows no form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from corpus.catalogue import Indicator, catalogue
from nlp.exemplars import exemplars
from outputs.context import sentence_at
from outputs.report_units import ReportUnit

Row = Mapping[str, Any]


def models_of(report: Row, sender: ReportUnit | None) -> Iterator[dict[str, Any]]:
    """The models of a report, each with what is counted of it."""
    counted = {row["id"]: row for layer in ("figures", "cells") for row in report[layer]}
    units = {row["id"]: row for row in report["units"]}
    for row in report["models"]:
        counts = [counted[id] for id in row.get("counts", ()) if id in counted]
        owner = units.get(row.get("unit_id") or "", {})
        yield {
            **_place(report, row, sender),
            "text": row.get("title") or row.get("text", ""),
            "key": row.get("key", ""),
            "kind": row.get("kind"),
            "field": row.get("field"),
            "unit": owner.get("name") or row.get("unit") or (sender.name if sender else None),
            "seat": owner.get("seat") or (sender.seat if sender else None),
            "confidence": float(row.get("confidence", 0.5)),
            "counts": {
                count["indicator"]: scaled(count, _indicators()[count["indicator"]])
                for count in counts
                if count.get("indicator") in _indicators()
            },
        }


def examples_of(report: Row, sender: ReportUnit | None) -> Iterator[dict[str, Any]]:
    """Those whom a report holds up as examples; what they got counts one each."""
    text = report["text"]
    spans = {(row["start"], row["end"]): row for row in report["units"] if "start" in row}
    titles = [(row["start"], row["end"]) for row in report["models"] if "start" in row]
    for one in exemplars(text, spans, titles):
        unit = spans.get((one.start, one.end), {})
        group = "tap-the-khen-thuong" if one.kind == "tập thể" else "ca-nhan-khen-thuong"
        counts = [*one.awards, *([group] if one.praised or one.awards else [])]
        row = {"id": f"{report.get('sha256', '')[:12]}-e{one.start}", "start": one.start, "end": one.end}
        yield {
            **_place(report, row, sender),
            "text": unit.get("name") or one.name,
            "key": "",
            "kind": one.kind,
            "field": None,
            "unit": sender.name if sender else None,
            "seat": unit.get("seat") or (sender.seat if sender else None),
            "confidence": 0.9,
            "counts": {id: Decimal(1) for id in counts},
        }


def scaled(row: Row, indicator: Indicator) -> Decimal:
    """The value of a figure in its indicator's measure."""
    value = Decimal(str(row["value"]))
    factor = (indicator.units or {}).get(row.get("unit") or "")
    return value if factor is None else value * factor


def _place(report: Row, row: Row, sender: ReportUnit | None) -> dict[str, Any]:
    begin, end = sentence_at(report["text"], row["start"], row["end"]) if "start" in row else (0, 0)
    meta = report["meta"]
    return {
        "row": str(row.get("id", "")),
        "file": report["file"],
        "page": row.get("page"),
        "sentence": report["text"][begin:end].strip(),
        "period": meta.get("period"),
        "date": meta.get("date") or "",
        "reviewed": row.get("reviewed"),
        "sender": sender.key if sender else None,
    }


@cache
def _indicators() -> dict[str, Indicator]:
    return {indicator.id: indicator for indicator in catalogue()}
