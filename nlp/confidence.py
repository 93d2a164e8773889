"""How sure a figure's row is: the chances of its slots, calibrated on reports that were held out of training.

Knows drafts; `scripts/train_confidence.py` makes the weights. Reasons name what the row rests on.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache

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
    for name, holds in (
        ("noun", draft.q.noun is None),
        ("target", draft.status is not None),
        ("level", draft.level is not None),
        ("change", draft.change is not None),
        ("bracket", draft.bracket > 0),
        ("zero", draft.q.value == 0),
        ("spelled", draft.q.spelled),
        ("dated", draft.period is not None),
        ("bare", draft.noun is None),
    ):
        found[f"is-{name}"] = float(holds)
    return found


def confidence(draft: Draft) -> float:
    """The chance that a reviewer would leave the row as it is, 0 to 1."""
    table = _weights()
    if not table:
        return round(math.prod(_chances(draft).values()), 3)
    said = traits(draft).items()
    total = table.get("", 0.0) + sum([table.get(name, 0.0) * value for name, value in said if value])
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
