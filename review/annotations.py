"""Marked places of reports as annotation tools know them: spans with labels. Knows no format, no store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# Layer -> the first word of its labels, and the slot that the second word is.
LAYERS = {"figures": ("figure", "kind"), "units": ("unit", "type"), "models": ("model", "kind")}
_OF = {first: layer for layer, (first, _) in LAYERS.items()}


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) in code points of the report's text. `kind`: what sort of figure, unit, model; or None.

    `id`: of the row that it was when it was exported; None where the format or the tool lost it.
    """

    layer: str
    start: int
    end: int
    kind: str | None = None
    id: str | None = None

    @property
    def label(self) -> str:
        """The label that tools show: figure/count, unit/xã, model."""
        first = LAYERS[self.layer][0]
        return f"{first}/{self.kind}" if self.kind else first


@dataclass(frozen=True, slots=True)
class Annotated:
    """One report. `sha256`: its content, empty where the file does not say. `seq`: the last decision when it
    was exported, None where unknown. `held`: spans that the format could not hold; nobody took them out."""

    sha256: str
    file: str
    text: str
    spans: tuple[Span, ...]
    seq: int | None = None
    held: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was not taken, or not written, as it is: where, and why in one sentence."""

    file: str
    code: str
    message: str
    text: str = ""
    start: int | None = None


def parsed(label: str, start: int, end: int, id: str | None = None) -> Span | None:
    """The span of a label; None where the label is none of ours."""
    first, _, kind = label.partition("/")
    layer = _OF.get(first.strip().lower())
    return None if layer is None else Span(layer, start, end, kind.strip() or None, id)


def labels(reports: Iterable[Annotated]) -> list[str]:
    """Every label that stands there, in a stable order."""
    return sorted({span.label for report in reports for span in report.spans})


def span_of(layer: str, row: Mapping[str, Any]) -> Span:
    """The span of a row of the contract."""
    return Span(layer, row["start"], row["end"], row.get(LAYERS[layer][1]), row["id"])


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans as they stand in the text, the longer ones first."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.layer, span.kind or "")))


def unknown_label(file: str, label: str, text: str, start: int) -> Told:
    """What is said of a label that is none of ours."""
    return Told(
        file, "label", f"Không biết nhãn “{label[:40]}”; hãy dùng nhãn figure, unit, model.", text, start
    )


def misplaced(file: str, text: str, start: int) -> Told:
    """What is said of a span whose words are not those of the text."""
    return Told(
        file, "offset", "Vị trí không khớp với chữ trong văn bản; hãy xuất lại rồi gán lại.", text, start
    )


def fits(text: str, start: Any, end: Any) -> bool:
    """Whether these are the ends of a span in the text."""
    return type(start) is int and type(end) is int and 0 <= start < end <= len(text)


def overlapping(spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Spans of one layer that do not overlap, the longest first; and the others."""
    kept: list[Span] = []
    lost: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        free = all(span.end <= other.start or span.start >= other.end for other in kept)
        (kept if free else lost).append(span)
    return sorted(kept, key=lambda span: span.start), lost
