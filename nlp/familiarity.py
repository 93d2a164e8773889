"""How familiar a row's words are: how often annotated reports have its action, its noun, and both together.

Knows first words only; `scripts/train_confidence.py` counts them. What nobody annotated is more often wrong.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

# Kind of word -> word -> how many figures have it; no word is "-", a pair is "action noun".
Counts = Mapping[str, Mapping[str, int]]


class Familiar(NamedTuple):
    """In how many annotated figures a row's action, its noun, and both together were met."""

    action: int
    noun: int
    both: int


def counted(figures: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """The counts of these annotated figures."""
    found: dict[str, Counter[str]] = {name: Counter() for name in Familiar._fields}
    for figure in figures:
        for name, key in zip(found, _keys(figure.get("action"), figure.get("noun")), strict=True):
            found[name][key] += 1
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def familiar(action: str | None, noun: str | None, counts: Counts) -> Familiar:
    """How often the annotated reports had these; zeros where nothing was counted."""
    keys = zip(Familiar._fields, _keys(action, noun), strict=True)
    return Familiar(*(counts.get(name, {}).get(key, 0) for name, key in keys))


def weighable(met: Familiar) -> dict[str, float]:
    """Traits of the confidence: the logarithm of each count, and whether it is none."""
    found = {f"met-{name}": math.log1p(count) for name, count in met._asdict().items()}
    return found | {f"new-{name}": float(not count) for name, count in met._asdict().items()}


def _keys(action: str | None, noun: str | None) -> tuple[str, str, str]:
    verb, head = _first(action), _first(noun)
    return verb, head, f"{verb} {head}"


def _first(said: str | None) -> str:
    words = (said or "").lower().split(None, 1)
    return words[0] if words else "-"
