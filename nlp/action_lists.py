"""What lists say of actions: parts that make up a total and say nothing themselves share what it has.

Knows one sentence and what was chosen for the numbers before.
"""

from __future__ import annotations

from nlp.choice import Candidate
from nlp.slot_context import Context


def of_total(context: Context) -> Candidate | None:
    """The one candidate of a part that makes up its total with the others and has no predicate or grade."""
    item, words, end = context.item, context.words, context.q.end
    if item is None or item.total is None or not (item.opener and item.summed and item.verbal == "none"):
        return None
    follows = end < len(words) and not words[end].has("mark", "conjunctions")
    if follows or context.clause.behind:
        return None  # "7 người ở trong cơ sở cai nghiện": each part has a state of its own
    action = context.told[item.total].action
    return Candidate(action, "total", ()) if action else None


def broken_down(context: Context, known: set[str | None]) -> list[Candidate]:
    """What was done to the total of an open breakdown, where no nearer candidate says it."""
    total = context.total()
    if total is None or total.action is None or total.action in known:
        return []
    own = [
        f"kinds={total.q.kind}>{context.q.kind}",
        f"sameN={total.noun == context.q.noun}",
        f"br={context.bracket > 0}",
        f"label={context.clause.label is not None}{context.q.noun is not None}",
        f"verb={context.clause.predicate is not None}",
    ]
    return [Candidate(total.action, "total", own)]


def noun_traits(context: Context, named: str) -> list[str]:
    """What the chosen noun says of the action: a label that names what is counted is no predicate."""
    q, told = context.q, context.told[-1] if context.told else None
    return [f"ns={named}{q.noun is None}{q.kind}", f"ns={named}>{told.source if told else '-'}"]
