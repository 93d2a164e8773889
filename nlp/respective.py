"""Respectively: "lúa và ngô lần lượt đạt 5.120 tấn và 840 tấn" gives each number its own antecedent.

    antecedents = ITEM {("," | "và") ITEM} "lần lượt" [verb] NUMBER {("," | "và") NUMBER}

An item is a noun phrase, a unit or a time. Knows one sentence's words and numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.quantities import Quantity
from nlp.words import Word

_MARKERS = frozenset(("lần lượt", "tương ứng", "theo thứ tự"))
_JOINTS = frozenset((",", "và", ";"))
_MOST_BETWEEN = 8


@dataclass(frozen=True, slots=True)
class Share:
    """What one number of the list gets: its noun, its actor (text) or its time (index of the period)."""

    noun: str | None = None
    actor: str | None = None
    time: int | None = None


def respective(text: str, words: Sequence[Word], quantities: Sequence[Quantity]) -> dict[int, Share]:
    """Shares by the index of the quantity; empty where the sentence distributes nothing."""
    found: dict[int, Share] = {}
    for index, word in enumerate(words):
        if word.text not in _MARKERS:
            continue
        run = _run(words, quantities, index)
        if len(run) < 2:
            continue
        items = _items(words, index, len(run))
        if len(items) == len(run):
            found |= _shared(text, words, quantities, items, run)
    return found


def _run(words: Sequence[Word], quantities: Sequence[Quantity], marker: int) -> list[int]:
    """Indexes of the quantities behind the marker that stand in one list."""
    first = next((i for i, q in enumerate(quantities) if q.at > marker), None)
    if first is None or quantities[first].at - marker > _MOST_BETWEEN:
        return []
    if any(w.has("mark", "number") for w in words[marker + 1 : quantities[first].at]):
        return []
    run = [first]
    while run[-1] + 1 < len(quantities):
        here, following = quantities[run[-1]], quantities[run[-1] + 1]
        gap = [w.text for w in words[here.end : following.at]]
        if not gap or not set(gap) <= _JOINTS or following.kind != here.kind:
            break
        run.append(run[-1] + 1)
    return run


def _items(words: Sequence[Word], marker: int, count: int) -> list[tuple[int, int]]:
    """Word spans of the last `count` items of the list that ends before the marker.

    A list of units or of times may stand further ahead: "Năm 2022 và năm 2023, xã trồng lần lượt ...".
    """
    near = _list_before(words, marker, count)
    mixed = any(len({words[first].has(kind) for first, _ in near}) > 1 for kind in ("time", "unit"))
    if len(near) == count and not mixed:
        return near
    for kind in ("time", "unit"):
        places = [i for i in range(marker) if words[i].has(kind)]
        last = places[-count:]
        joined = all(b > a + 1 and {w.text for w in words[a + 1 : b]} <= _JOINTS for a, b in pairwise(last))
        if len(last) == count and len(places) == count and joined:
            return [(i, i + 1) for i in last]
    return []


def _list_before(words: Sequence[Word], marker: int, count: int) -> list[tuple[int, int]]:
    end = marker
    # The marker may follow its verb: "xã A và xã B kết nạp lần lượt 8 và 6 đảng viên".
    follows = marker + 1 < len(words) and words[marker + 1].has("number", "approx")
    while follows and end and words[end - 1].has("verbs", "light", "adverbs"):
        end -= 1
    found: list[tuple[int, int]] = []
    index = end
    while len(found) < count:
        first = index
        while first and not _parts(words[first - 1]):
            first -= 1
        if first == index:
            return []
        found.insert(0, (first, index))
        if len(found) == count or first == 0:
            break
        if words[first - 1].text not in _JOINTS:
            return []
        index = first - 1
    return found if len(found) == count else []


def _parts(word: Word) -> bool:
    return word.text in _JOINTS or word.has("mark", "number", "parts", "light", "conjunctions")


def _shared(
    text: str,
    words: Sequence[Word],
    quantities: Sequence[Quantity],
    items: Sequence[tuple[int, int]],
    run: Sequence[int],
) -> dict[int, Share]:
    firsts = [words[first] for first, _ in items]
    last = quantities[run[-1]].noun
    if all(end - first == 1 and words[first].has("unit") for first, end in items):
        return {
            place: Share(quantities[place].noun or last, text[words[first].start : words[first].end])
            for place, (first, _) in zip(run, items, strict=True)
        }
    if all(word.has("time") for word in firsts):
        return {
            place: Share(quantities[place].noun or last, None, words[first].index)
            for place, (first, _) in zip(run, items, strict=True)
        }
    if any(quantities[place].noun for place in run):
        return {}  # the numbers count things of their own
    head = _head(text, words, items)
    return {
        place: Share(_noun(text, words, item, head if number else ""))
        for number, (place, item) in enumerate(zip(run, items, strict=True))
    }


def _head(text: str, words: Sequence[Word], items: Sequence[tuple[int, int]]) -> str:
    """ "sản lượng lúa, ngô": the attribute and verbs of the first item hold for those without one."""
    first, end = items[0]
    at = first
    while at < end and words[at].has("attributes"):
        at += 1
    while first < at < end - 1 and words[at].has("verbs"):
        at += 1
    if at in (first, end):
        return ""
    if any(words[other].has("attributes") for other, _ in items[1:]):
        return ""
    return text[words[first].start : words[at - 1].end].lower() + " "


def _noun(text: str, words: Sequence[Word], item: tuple[int, int], head: str) -> str:
    first, end = item
    if words[first].text == "số" and end - first > 1:
        first += 1
    return head + text[words[first].start : words[end - 1].end].lower()
