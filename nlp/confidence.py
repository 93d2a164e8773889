"""How sure a figure's row is, from the named reasons that made it.

Knows what each reason is worth; the worth is measured on annotated reports, not guessed per row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nlp.records import Figure

# What a reason takes from or leaves of the certainty that the whole row is right.
WORTH = {
    "number": 0.97,
    "noun": 1.0,
    "label": 0.9,
    "shared-noun": 0.85,
    "verb-before": 0.96,
    "verb-behind": 0.9,
    "shared-verb": 0.85,
    "no-verb": 0.9,
    "no-noun": 0.85,
    "spelled-out": 0.95,
    "zero": 0.9,
    "target": 0.95,
}
_LEAST = 0.05


def rated(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures with their confidence, and reasons for what their slots lack."""
    return tuple(_rated(figure) for figure in figures)


def _rated(figure: Figure) -> Figure:
    reasons = list(figure.reasons)
    if figure.action is None and figure.kind in ("count", "ratio"):
        reasons.append("no-verb")
    if figure.noun is None and figure.kind in ("count", "ratio", "measure"):
        reasons.append("no-noun")
    if figure.status == "target":
        reasons.append("target")
    confidence = 1.0
    for reason in reasons:
        confidence *= WORTH.get(reason, 1.0)
    return replace(figure, confidence=round(max(_LEAST, confidence), 3), reasons=tuple(reasons))
