"""How often drawings inside drawings of a PDF file would be drawn: a few bytes can ask for billions.

Reads the raw bytes before any engine does; knows nothing of pages.
"""

from __future__ import annotations

import re
from collections import Counter

_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
_DRAW = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_HEAD = 4_000
# Engines go no deeper.
_DEEPEST = 40
MOST_DRAWINGS = 100_000

# The dictionary of a drawing and its unpacked content.
Form = tuple[bytes, bytes]


def drawings(data: bytes, forms: dict[int, Form]) -> int:
    """How many drawings one drawing of the file leads to at most, counted a little beyond the limit.

    `forms`: the drawings (form XObjects) by the numbers of their objects. One that draws itself counts
    for as often as engines follow it.
    """
    drawn = {number: Counter(_DRAW.findall(body)) for number, (_, body) in forms.items()}
    if not any(drawn.values()):
        return 1
    inner = {number: _inner(data, forms[number][0], names) for number, names in drawn.items() if names}
    costs = dict.fromkeys(forms, 1)
    for _ in range(_DEEPEST):
        before = dict(costs)
        for number, others in inner.items():
            costs[number] = 1 + sum(times * before.get(other, 0) for other, times in others.items())
        if costs == before or max(costs.values()) > MOST_DRAWINGS:
            break
    return max(costs.values())


def _inner(data: bytes, head: bytes, drawn: Counter[bytes]) -> Counter[int]:
    """The objects that a drawing draws, how often."""
    names = _names(data, head)
    found: Counter[int] = Counter()
    for name, times in drawn.items():
        if name in names:
            found[names[name]] += times
    return found


def _names(data: bytes, head: bytes, depth: int = 2) -> dict[bytes, int]:
    """What the names in a dictionary stand for, also where its parts are objects of their own."""
    names = {name: int(number) for name, number in _NAMED.findall(head)}
    for part in (b"Resources", b"XObject"):
        if part in names and depth:
            start = re.search(rb"(?<!\d)%d\s+\d+\s+obj\b" % names[part], data)
            if start is not None:
                inner = data[start.end() : start.end() + _HEAD].partition(b"endobj")[0]
                names |= _names(data, inner, depth - 1)
    return names
