"""What stands between a total and its parts: markers that open a breakdown, numbers told in one breath.

Knows the words of one sentence and where its numbers stand; which number is whose total is `parts`' work.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.check_words import members
from nlp.quantities import Quantity
from nlp.words import Word

# Between numbers that share what stands before and behind them.
_JOINS = frozenset(("/", "và", ",", "với", "-", "–", "+"))
# Markers that can be the verb of a clause.
_VERBAL = frozenset(("gồm", "bao gồm", "gồm có", "gồm các"))
_LONGEST_DIVISION = 4
_EDGES = frozenset((",", ".", ";", ")", "+", "-", "–", "về", "theo", "các", "của"))
_SUBJECTS = ("nouns", "unit", "actors", "events")


def in_one_breath(words: Sequence[Word], first: Quantity, second: Quantity) -> bool:
    """Whether only a link stands between two numbers: "31 vụ/40 bị can", "5 chi bộ và 12 đảng viên"."""
    between = words[first.end : second.at]
    return all(word.text in _JOINS for word in between)


def has_subject(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether the last marker in `words[first:end]` is the verb of a subject of its own, and opens nothing.

    "; mạng lưới y tế gồm 01 bệnh viện", "Chi bộ gồm 47 đảng viên"; `first`: behind the number before, or 0.
    """
    marker = next((at for at in range(end - 1, first - 1, -1) if "parts" in words[at].classes), None)
    if marker is None or words[marker].text not in _VERBAL:
        return False
    at = marker
    while at > first and "mark" not in words[at - 1].classes:
        at -= 1
    # Behind a number without a mark between, the words are the number's: "79 trường công lập gồm ...".
    return (at > first or first == 0) and any(word.has(*_SUBJECTS) for word in words[at:marker])


def divides(said: Sequence[str]) -> str:
    """Whether a colon stands behind what a whole is divided by: "Về hình thức:", "Thẩm quyền:".

    `said`: texts of the words since the number before. "-" without a colon, else "y" or "n".
    """
    if ":" not in said:
        return "-"
    head = [word for word in said[: said.index(":")] if word not in _EDGES]
    named = any(" ".join(head[:length]) in members("divisions") for length in (1, 2))
    return "y" if named and len(head) <= _LONGEST_DIVISION else "n"
