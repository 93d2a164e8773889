"""How often drawings inside drawings of a PDF file would be drawn: a few bytes can ask for billions.

Reads the raw bytes before any engine does; knows nothing of pages.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from itertools import islice

_IS_FORM = re.compile(rb"/Subtype\s*/Form\b")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
_DRAW = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_HEAD = 4_000
_LARGEST = 1 << 20
_FEWEST = 3
_MOST_FORMS = 5_000
# Engines go no deeper.
_DEEPEST = 40
MOST_DRAWINGS = 100_000


def drawings(data: bytes) -> int:
    """How many drawings one drawing of the file leads to at most, counted a little beyond the limit.

    Drawings (form XObjects) are streams, so their dictionaries stand in the file in clear.
    """
    places = [m.start() for m in islice(_IS_FORM.finditer(data), _MOST_FORMS)]
    if len(places) <= _FEWEST:
        return 1
    starts = {int(m[1]): m.end() for m in _OBJECT.finditer(data)}
    forms = dict(filter(None, (_form(data, place, starts) for place in places)))
    costs = dict.fromkeys(forms, 1)
    for _ in range(_DEEPEST):
        before = dict(costs)
        for number, inner in forms.items():
            others = ((o, times) for o, times in inner.items() if o in forms and o != number)
            costs[number] = 1 + sum(times * before[other] for other, times in others)
        if costs == before or max(costs.values()) > MOST_DRAWINGS:
            break
    return max(costs.values(), default=1)


def _form(data: bytes, place: int, starts: dict[int, int]) -> tuple[int, Counter[int]] | None:
    """The number of the drawing whose type stands at `place`, and the objects that it draws, how often."""
    begin = data.rfind(b"obj", max(place - _HEAD, 0), place)
    end = data.find(b"stream", place, place + _HEAD)
    number = re.search(rb"(\d+)\s+\d+\s+$", data[max(begin - 24, 0) : max(begin, 0)])
    if number is None or end < 0:
        return None
    head = data[begin + 3 : end]
    body = data[end + 6 : end + 6 + _LARGEST].lstrip(b"\r\n")
    if b"Flate" in head:
        try:
            body = zlib.decompressobj().decompress(body, _LARGEST)
        except zlib.error:
            body = b""
    else:
        body = body.partition(b"endstream")[0]
    drawn = Counter(_DRAW.findall(body))
    names = _names(data, head, starts) if drawn else {}
    found: Counter[int] = Counter()
    for name, times in drawn.items():
        if name in names:
            found[names[name]] += times
    return int(number[1]), found


def _names(data: bytes, head: bytes, starts: dict[int, int], depth: int = 2) -> dict[bytes, int]:
    """What the names in a dictionary stand for, also where its parts are objects of their own."""
    names = {name: int(number) for name, number in _NAMED.findall(head)}
    for part in (b"Resources", b"XObject"):
        start = starts.get(names.get(part, -1))
        if start is not None and depth:
            inner = data[start : start + _HEAD].partition(b"endobj")[0]
            names |= _names(data, inner, starts, depth - 1)
    return names
