"""How sure a figure's row is: the chances of its slots, calibrated on reports that were held out of training.

Knows drafts; `scripts/train_confidence.py` makes the weights. Reasons name what the row rests on.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache, lru_cache
from typing import Any

from corpus.files import corpus_path
from nlp.drafts import Draft

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
    found |= {name: float(holds) for name, holds in _states(draft)}
    return found


def _measured(draft: Draft) -> dict[str, float]:
    chances = _chances(draft)
    found = {name: _log_odds(sure) for name, sure in chances.items()}
    found["least"] = _log_odds(min(chances.values()))
    found["all"] = _log_odds(math.prod(chances.values()))
    found["numbers"] = min(len(draft.reading.quantities), _MANY) / _MANY
    found["words"] = min(len(draft.reading.words), _LONG) / _LONG
    return found


def _named(draft: Draft) -> tuple[str, ...]:
    return (
        f"kind={draft.q.kind}",
        f"action={draft.source}",
        f"noun={draft.named}",
        f"slots={draft.source},{draft.named}",
        f"mark={draft.clause.mark}",
    )


def _states(draft: Draft) -> tuple[tuple[str, bool], ...]:
    predicate = draft.clause.predicate
    return (
        ("is-first", draft.q is draft.reading.quantities[0]),
        ("is-agreed", _agrees(draft)),
        ("is-governed", predicate is not None),
        ("is-idle", draft.action is None),
        ("is-untold", predicate is not None and draft.action is None),
        ("is-beside", predicate is not None and predicate[1] == draft.q.at),
        ("is-own", draft.q.noun is not None and draft.noun == draft.q.noun),
        ("is-rough", draft.approx is not None),
        ("is-noun", draft.q.noun is None),
        ("is-target", draft.status is not None),
        ("is-level", draft.level is not None),
        ("is-change", draft.change is not None),
        ("is-bracket", draft.bracket > 0),
        ("is-zero", draft.q.value == 0),
        ("is-spelled", draft.q.spelled),
        ("is-dated", draft.period is not None),
        ("is-bare", draft.noun is None),
    )


def _agrees(draft: Draft) -> bool:
    """Whether the clause's own predicate is the action that was chosen."""
    predicate = draft.clause.predicate
    if predicate is None or draft.action is None:
        return False
    return draft.reading.words[predicate[0]].text.split()[0] == draft.action.split()[0]


def self_approved() -> float:
    """ "tự duyệt": from this confidence on at most one row in a hundred of unseen reports was wrong.

    1 where no confidence is that sure.
    """
    return float(_loaded().get(SELF_APPROVED, 1.0))


def confidence(draft: Draft) -> float:
    """The chance that a reviewer would leave the row as it is, 0 to 1."""
    table = _weights()
    if not table:
        return round(math.prod(_chances(draft).values()), 3)
    weigh = table.get
    # The same as of `traits`, without those that do not hold.
    said = [weigh(name, 0.0) * value for name, value in _measured(draft).items()]
    said += [weigh(name, 0.0) for name in _named(draft)]
    said += [weigh(name, 0.0) for name, holds in _states(draft) if holds]
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
    if draft.q.value == 0:
        found.append("zero")
    if draft.q.spelled:
        found.append("spelled-out")
    said = draft.reading.words[draft.q.at].text
    if draft.q.kind == "count" and draft.q.value >= _THOUSAND and _COMMA_THOUSANDS.match(said):
        found.append("comma-thousands")
    if draft.status == "target":
        found.append("target")
    found += [_DOUBTS[name] for name, sure in _chances(draft).items() if sure < _DOUBT]
    return tuple(found)


def _chances(draft: Draft) -> dict[str, float]:
    return {"noun": draft.noun_sure, "action": draft.action_sure, "period": draft.period_sure}


# What was chosen for one form of sentence was chosen as surely.
@lru_cache(maxsize=4096)
def _log_odds(chance: float) -> float:
    kept = min(0.995, max(0.005, chance))
    return math.log(kept / (1 - kept))


@cache
def _loaded() -> dict[str, Any]:
    path = corpus_path("models", "confidence.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return loaded


def _weights() -> dict[str, float]:
    weights: dict[str, float] = _loaded().get("weights", {})
    return weights
