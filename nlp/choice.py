"""Which of several readings of a slot is right: candidates scored by weights that annotated reports taught.

Knows candidates and their features, not what a slot means; `scripts/train_slots.py` makes the weights.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from functools import cache

from corpus.files import corpus_path
from nlp.records import fixed


@fixed
class Candidate:
    """A possible value of a slot. `source`: where in the sentence it stands. `traits`: what speaks for it."""

    value: str | None
    source: str
    traits: Sequence[str]


@fixed
class Choice:
    """The candidate taken and how probable it is among the others (0 to 1)."""

    candidate: Candidate
    probability: float


@fixed
class Question:
    """What a slot may be. `at`: offset of the numeral. `base`: traits of the number, for all candidates.

    `candidates` stand in fixed order and are never empty.
    """

    slot: str
    at: int
    base: Sequence[str]
    candidates: Sequence[Candidate]


# A trait weighs what it weighs for candidates of one source: source -> trait -> weight.
Table = dict[str, dict[str, float]]
Chooser = Callable[[Question], Choice]


def choose(question: Question) -> Choice:
    """The best candidate by the trained weights; the first of equals."""
    candidates = question.candidates
    if len(candidates) == 1:
        return Choice(candidates[0], 1.0)
    return softmax(candidates, scores(question, weights().get(question.slot, {})))


def scores(question: Question, table: Table) -> list[float]:
    """The sum of weights of each candidate's traits; unknown traits weigh nothing."""
    shared: dict[str, float] = {}
    found = []
    for candidate in question.candidates:
        own = table.get(candidate.source)
        if own is None:
            found.append(0.0)
            continue
        weigh = own.get
        base = shared.get(candidate.source)
        if base is None:
            base = shared[candidate.source] = weigh("", 0.0) + sum(filter(None, map(weigh, question.base)))
        found.append(base + sum(filter(None, map(weigh, candidate.traits))))
    return found


def softmax(candidates: Sequence[Candidate], points: Sequence[float]) -> Choice:
    """The most probable value with its share; candidates of one value add up, the first of equals wins."""
    most = max(points)
    shares = [math.exp(value - most) for value in points]
    if len({candidate.value for candidate in candidates}) == len(candidates):
        best = shares.index(max(shares))
        return Choice(candidates[best], shares[best] / sum(shares))
    of_value: dict[str | None, float] = {}
    for candidate, share in zip(candidates, shares, strict=True):
        of_value[candidate.value] = of_value.get(candidate.value, 0.0) + share
    value = max(of_value, key=of_value.__getitem__)
    best = max((i for i, c in enumerate(candidates) if c.value == value), key=points.__getitem__)
    return Choice(candidates[best], of_value[value] / sum(shares))


@cache
def weights() -> dict[str, Table]:
    """Slot -> source -> trait -> weight, from corpus/models/slots.json; empty before the first training."""
    path = corpus_path("models", "slots.json")
    if not path.exists():
        return {}
    loaded: dict[str, Table] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return loaded
