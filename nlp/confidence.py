"""How sure a figure's row is: the chances of its slots, calibrated on reports that were held out of training.

Knows drafts; `scripts/train_confidence.py` makes the weights. Reasons name what the row rests on.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache, lru_cache

from corpus.files import corpus_path
from nlp.drafts import Draft

# "1,250 hộ" is read as 1250.
_COMMA_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}(?![\d,])")
_THOUSAND = 1000
_LEAST, _MOST = 0.02, 0.99
# Under this a slot's choice is named as a doubt.
_DOUBT = 0.75
_DOUBTS = {"noun": "doubtful-noun", "action": "doubtful-verb", "period": "doubtful-period"}


def traits(draft: Draft) -> dict[str, float]:
    """What the confidence is weighed from: log odds of each slot's choice, and what is known to go wrong."""
    found = {name: _log_odds(sure) for name, sure in _chances(draft).items()}
    found[f"kind={draft.q.kind}"] = 1.0
    found |= {name: float(holds) for name, holds in _states(draft)}
    return found


def _states(draft: Draft) -> tuple[tuple[str, bool], ...]:
    return (
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


def confidence(draft: Draft) -> float:
    """The chance that a reviewer would leave the row as it is, 0 to 1."""
    table = _weights()
    if not table:
        return round(math.prod(_chances(draft).values()), 3)
    weigh = table.get
    # The same as of `traits`, without those that do not hold.
    said = [weigh(name, 0.0) * _log_odds(sure) for name, sure in _chances(draft).items()]
    said.append(weigh(f"kind={draft.q.kind}", 0.0))
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
def _weights() -> dict[str, float]:
    path = corpus_path("models", "confidence.json")
    if not path.exists():
        return {}
    loaded: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return loaded
