"""Slots of a percentage that are better left open than guessed: its noun and its action, where in doubt.

A bare percentage says what it is a share of only now and then, so its reader fills a gap sooner than he finds
a wrong word. Knows drafts and how probable their choices are.
"""

from __future__ import annotations

from nlp.drafts import Draft
from nlp.lexicon import lexicon
from nlp.records import changed

# Under this chance a noun or an action of a percentage is a guess.
_GUESS = 0.6


def without_guesses(draft: Draft) -> Draft:
    """The draft as it is recorded."""
    if draft.q.kind != "percent":
        return draft
    guessed = draft.action_sure < _GUESS or _links(draft.action)
    return changed(
        draft,
        noun=None if draft.noun_sure < _GUESS else draft.noun,
        action=None if guessed else draft.action,
    )


def _links(action: str | None) -> bool:
    """ "đạt 82,5%": a verb that only links a share to its noun is no action."""
    return action is not None and "light" in lexicon().classes.get(action, frozenset())
