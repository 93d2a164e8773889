"""The ledger: one line for every file that was found, read or not. Knows contract objects, no report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

# A duplicate is no loss: its content is counted once, under the first file.
FINE = ("ok", "duplicate")
_LAYERS = ("figures", "units", "models", "cells", "checks")


@dataclass(frozen=True, slots=True)
class Line:
    """`advice`: Vietnamese sentences; `seconds`: wall time of this file, None where it was not opened."""

    file: str
    status: str
    codes: tuple[str, ...]
    advice: tuple[str, ...]
    sha256: str | None
    format: str | None
    duplicate_of: str | None
    pages: int | None
    rows: dict[str, int]
    failing: int
    seconds: float | None


def ledger_line(report: Mapping[str, Any], seconds: float | None) -> Line:
    """The ledger's line for one contract object."""
    warnings = report["warnings"]
    return Line(
        file=report["file"],
        status=report["status"],
        codes=tuple(warning["code"] for warning in warnings),
        advice=tuple(warning["message"] for warning in warnings),
        sha256=report.get("sha256"),
        format=report.get("format"),
        duplicate_of=report.get("duplicate_of"),
        pages=report.get("pages"),
        rows={layer: len(report[layer]) for layer in _LAYERS},
        failing=sum(not check["ok"] for check in report["checks"]),
        seconds=None if seconds is None else round(seconds, 3),
    )


def as_json(line: Line) -> str:
    """The line as one JSON object, absent values left out."""
    kept = {name: value for name, value in asdict(line).items() if value not in (None, (), [])}
    text = json.dumps(kept, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def statuses(lines: Iterable[Line]) -> Counter[str]:
    """How many files ended in which status."""
    return Counter(line.status for line in lines)


def all_fine(lines: Iterable[Line]) -> bool:
    """Whether every file was read whole, duplicates aside."""
    return all(line.status in FINE for line in lines)
