"""Which of several readings of a slot is right: candidates scored by weights that annotated reports taught.

Knows candidates and their features, not what a slot means; `scripts/train_slots.py` makes the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.files import corpus_path


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible value of a slot. `source`: where in the sentence it comes from. `features`: named traits."""

    value: str | None
    source: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate taken and how probable it is among the others (0 to 1)."""

    candidate: Candidate
    probability: float


# Slot, offset of the numeral in the document, candidates in fixed order (never empty).
Chooser = Callable[[str, int, Sequence[Candidate]], Choice]


def choose(slot: str, at: int, candidates: Sequence[Candidate]) -> Choice:
    """The best candidate by the trained weights; the first of equals. `at` is for choosers that compare."""
    table = weights().get(slot, {})
    return softmax(candidates, [score(candidate, table) for candidate in candidates])


def score(candidate: Candidate, table: dict[str, float]) -> float:
    """The sum of the weights of the candidate's features; unknown features weigh nothing."""
    return math.fsum(table[name] for name in candidate.features if name in table)


def softmax(candidates: Sequence[Candidate], scores: Sequence[float]) -> Choice:
    """The highest score with its share among all; candidates of the same value add up."""
    best = max(range(len(scores)), key=scores.__getitem__)
    shares = [math.exp(value - scores[best]) for value in scores]
    same = sum(s for s, c in zip(shares, candidates, strict=True) if c.value == candidates[best].value)
    return Choice(candidates[best], same / sum(shares))


@cache
def weights() -> dict[str, dict[str, float]]:
    """Slot -> feature -> weight, from corpus/models/slots.json; empty before the first training."""
    path = corpus_path("models", "slots.json")
    if not path.exists():
        return {}
    loaded: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return loaded
