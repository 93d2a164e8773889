"""How sure a figure's row is: the chances of its slots, calibrated on reports that were held out of training.

Knows drafts; `scripts/train_confidence.py` makes the weights. Reasons name what the row rests on.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import compress
from typing import Any

from corpus.files import corpus_path
from nlp.drafts import Draft
from nlp.familiarity import Counts, Familiar, familiar, weighable
from nlp.words import Word

# "1,250 hộ" is read as 1250.
_COMMA_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}(?![\d,])")
_THOUSAND = 1000
SELF_APPROVED = "tự duyệt"
_MANY, _LONG = 10, 80
_LEAST, _MOST = 0.02, 0.999
# Under this a slot's choice is named as a doubt.
_DOUBT = 0.75
_DOUBTS = {"noun": "doubtful-noun", "action": "doubtful-verb", "period": "doubtful-period"}


def traits(draft: Draft) -> dict[str, float]:
    """What the confidence is weighed from: log odds of each slot's choice, and what is known to go wrong."""
    found = _measured(draft) | dict.fromkeys(_named(draft), 1.0)
    found |= {name: float(holds) for name, holds in zip(_STATES, _states(draft), strict=True)}
    return found | weighable(familiar(draft.action, draft.noun, seen()))


def _measured(draft: Draft) -> dict[str, float]:
    sizes = (len(draft.reading.quantities), len(draft.reading.words))
    return _weighable(draft.noun_sure, draft.action_sure, draft.period_sure, *sizes)


def _weighable(noun: float, action: float, period: float, numbers: int, words: int) -> dict[str, float]:
    """The log odds of three choices, of the least sure and of all; how much the sentence holds, 0 to 1."""
    chances = (noun, action, period)
    found = {name: _log_odds(sure) for name, sure in zip(_DOUBTS, chances, strict=True)}
    found["least"] = _log_odds(min(chances))
    found["all"] = _log_odds(math.prod(chances))
    found["numbers"] = min(numbers, _MANY) / _MANY
    found["words"] = min(words, _LONG) / _LONG
    return found


def _named(draft: Draft) -> tuple[str, ...]:
    return _names(draft.q.kind, draft.source, draft.named, draft.clause.mark)


def _names(kind: str, action: str, noun: str, mark: str) -> tuple[str, ...]:
    return (f"kind={kind}", f"action={action}", f"noun={noun}", f"slots={action},{noun}", f"mark={mark}")


_STATES = (
    "is-first", "is-agreed", "is-governed", "is-idle", "is-untold", "is-beside", "is-own", "is-rough",
    "is-noun", "is-target", "is-level", "is-change", "is-bracket", "is-zero", "is-spelled", "is-dated",
    "is-bare",
)  # fmt: skip


def _states(draft: Draft) -> tuple[bool, ...]:
    """Which of `_STATES` hold."""
    q, predicate, action = draft.q, draft.clause.predicate, draft.action
    return (
        q is draft.reading.quantities[0],
        predicate is not None and action is not None and _agrees(draft.reading.words, predicate, action),
        predicate is not None,
        action is None,
        predicate is not None and action is None,
        predicate is not None and predicate[1] == q.at,
        q.noun is not None and draft.noun == q.noun,
        draft.approx is not None,
        q.noun is None,
        draft.status is not None,
        draft.level is not None,
        draft.change is not None,
        draft.bracket > 0,
        not q.value,
        q.spelled,
        draft.period is not None,
        draft.noun is None,
    )


def _agrees(words: Sequence[Word], predicate: tuple[int, int], action: str) -> bool:
    """Whether the clause's own predicate is the action that was chosen."""
    return words[predicate[0]].text.split(None, 1)[0] == action.split(None, 1)[0]


def self_approved() -> float:
    """ "tự duyệt": from this confidence on at most one row in a hundred of unseen reports was wrong.

    1 where no confidence is that sure.
    """
    return float(_loaded().get(SELF_APPROVED, 1.0))


def confidence(draft: Draft) -> float:
    """The chance that a reviewer would leave the row as it is, 0 to 1."""
    if not _weights():
        return round(math.prod(_chances(draft).values()), 3)
    q, reading = draft.q, draft.reading
    return _weighed(
        (draft.noun_sure, draft.action_sure, draft.period_sure, len(reading.quantities), len(reading.words)),
        (q.kind, draft.source, draft.named, draft.clause.mark),
        _states(draft),
        familiar(draft.action, draft.noun, seen()),
    )


# Sentences of one form are as sure.
@lru_cache(maxsize=4096)
def _weighed(
    measured: tuple[float, float, float, int, int],
    named: tuple[str, str, str, str],
    states: tuple[bool, ...],
    met: Familiar,
) -> float:
    weigh = _weights().get
    # The same as of `traits`, without those that do not hold.
    said = [weigh(name, 0.0) * value for name, value in _weighable(*measured).items()]
    said += [weigh(name, 0.0) for name in _names(*named)]
    said += [weigh(name, 0.0) for name in compress(_STATES, states)]
    said += [weigh(name, 0.0) * value for name, value in weighable(met).items()]
    total = weigh("", 0.0) + sum(said)
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-total)))), 3)


def reasons(draft: Draft) -> tuple[str, ...]:
    """Named reasons: where the slots come from, what is missing, what is doubtful."""
    found = list(draft.reasons)
    counted = draft.q.kind in ("count", "ratio")
    if draft.action is None and counted:
        found.append("no-verb")
    if draft.noun is None and (counted or draft.q.kind == "measure"):
        found.append("no-noun")
    if not draft.q.value:
        found.append("zero")
    if draft.q.spelled:
        found.append("spelled-out")
    if draft.q.kind == "count" and draft.q.value >= _THOUSAND and _COMMA_THOUSANDS.match(_said(draft)):
        found.append("comma-thousands")
    if draft.status == "target":
        found.append("target")
    found += [_DOUBTS[name] for name, sure in _chances(draft).items() if sure < _DOUBT]
    return tuple(found)


def _said(draft: Draft) -> str:
    return draft.reading.words[draft.q.at].text


def _chances(draft: Draft) -> dict[str, float]:
    return {"noun": draft.noun_sure, "action": draft.action_sure, "period": draft.period_sure}


# What was chosen for one form of sentence was chosen as surely.
@lru_cache(maxsize=4096)
def _log_odds(chance: float) -> float:
    kept = min(0.995, max(0.005, chance))
    return math.log(kept / (1 - kept))


def seen() -> Counts:
    """How often annotated reports have an action, a noun, both together; empty before the first training."""
    counts: Counts = _loaded().get("seen", {})
    return counts


@cache
def _loaded() -> dict[str, Any]:
    path = corpus_path("models", "confidence.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return loaded


def _weights() -> dict[str, float]:
    weights: dict[str, float] = _loaded().get("weights", {})
    return weights
