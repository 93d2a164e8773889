"""Totals and their parts: trong đó, gồm, brackets, breakdowns that add up.

Knows drafts of figures in reading order; whether a sum holds is `checks`' work.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.drafts import Draft


def link(found: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the total it is a part of, or None."""
    return [None] * len(found)
