"""Numbers that stand side by side as the items of one list: "gồm: trộm cắp 19 vụ, đánh bạc 9, giết người 01".

    list = [TOTAL ... opener] item {joint item}      item = [label] NUMBER [noun]
    opener = ":" | "(" | marker of parts             joint = "," | ";" | "và", one kind in a list

Knows one sentence's words and numbers before anything is chosen for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nlp.quantities import Quantity
from nlp.records import fixed
from nlp.words import Word

_JOINTS = frozenset((",", ";", "và", "-", "–", "+"))
_COUNTS = frozenset(("count", "ratio"))
_MOST_LABEL = 9
# A sum over this many items, or over this much, is no accident.
_CERTAIN = 3
_SMALL = 5


@fixed
class Item:
    """One number in its list of `count`. `total`: place of what they break down; `sum`: what they make up.

    `opener`: how the list begins, "" where nothing opens it. `summed`: whether the items make up the total.
    `verbal`: how many items have a verb or grade in their label: none, some or all.
    """

    count: int
    sum: Decimal
    total: int | None
    opener: str
    summed: bool
    verbal: str


@fixed
class _Run:
    """Places of the items, how many of them one joint parts, the opener, and what they may break down.

    `outer`: places of numbers before, the nearest last.
    """

    places: list[int]
    even: int
    opener: str
    outer: list[int]


def items(words: Sequence[Word], quantities: Sequence[Quantity]) -> list[Item | None]:
    """For each quantity the item that it is, or None where it stands alone and breaks nothing down."""
    found: list[Item | None] = [None] * len(quantities)
    if len(quantities) < 2:
        return found
    depth = depths(words)
    for first in range(len(quantities)):
        if found[first] is not None:
            continue
        run = _run(words, quantities, depth, first)
        total, length = _made_up(quantities, run)
        if not length and not run.opener and _leads(quantities, run.places):
            continue  # "12 đảng viên, nông dân 7, công chức 5": the first is the total of the others
        places = run.places[: length or run.even]
        if not length:
            total = _best(quantities, places, run.outer) if run.opener else None
        if total is None and len(places) < 2:
            continue
        verbal = _share([_says(words[a:b]) for a, b in (_label(words, quantities, p) for p in places)])
        whole = sum([quantities[place].value for place in places], Decimal(0))
        item = Item(len(places), whole, total, run.opener, length > 0, verbal)
        for place in places:
            found[place] = item
    return found


def told_by_values(found: Sequence[Item | None]) -> tuple[tuple[int | None, bool] | None, ...]:
    """What of the lists the values of the numbers decide, for which the words alone do not stand."""
    return tuple([None if item is None else (item.total, item.summed) for item in found])


def depths(words: Sequence[Word]) -> list[int]:
    """How many brackets are open before each word."""
    found, opened = [], 0
    for word in words:
        found.append(opened)
        if word.text == "(":
            opened += 1
        elif word.text == ")" and opened:
            opened -= 1
    return found


def _says(label: Sequence[Word]) -> bool:
    """Whether a label may tell what was done or reached: "khiển trách 24", "khá 13", "loại A 233"."""
    return any(w.has("verbs", "grades") or w.text == "loại" for w in label)


def _share(said: Sequence[bool]) -> str:
    return "all" if all(said) else "some" if any(said) else "none"


def _run(words: Sequence[Word], quantities: Sequence[Quantity], depths: Sequence[int], first: int) -> _Run:
    depth = depths[quantities[first].at]
    opener = _opener(words, quantities, first)
    outer = [
        place
        for place in range(first)
        if depths[quantities[place].at] < depth or (depths[quantities[place].at] == depth and opener != "(")
    ]
    places, joint, even = [first], "", 1
    last = quantities[first].end
    for place in range(first + 1, len(quantities)):
        q = quantities[place]
        if depths[q.at] > depth:
            continue
        begin = _behind_brackets(words, depths, last)
        if depths[q.at] < depth or begin >= q.at or words[begin].text not in _JOINTS:
            break
        if q.kind == "percent" and q.noun is None and quantities[first].kind != "percent":
            last = q.end  # "khiển trách 06, chiếm 54,5%; cảnh cáo 03": the share of the item before
            continue
        if not _alike(quantities[first], q) or not _plain(words, begin + 1, q.at):
            break
        said = words[begin].text
        if said != "và" and joint not in ("", said):
            joint = "?"
        elif not joint and said != "và":
            joint = said
        places.append(place)
        last = q.end
        even += joint != "?"
    return _Run(places, even, opener, outer)


def _behind_brackets(words: Sequence[Word], depths: Sequence[int], at: int) -> int:
    """Index behind brackets that follow at once, and behind a word or two between number and joint."""
    while at < len(words) and words[at].text == "(":
        depth, at = depths[at], at + 1
        while at < len(words) and (depths[at] > depth and words[at].text != ")"):
            at += 1
        at += 1
    stop = min(len(words), at + 5)
    for index in range(at, stop):
        word = words[index]
        if word.text in _JOINTS:
            return index
        if "mark" in word.classes or "number" in word.classes:
            break
    return at


def _alike(first: Quantity, other: Quantity) -> bool:
    if first.kind in _COUNTS:
        return other.kind in _COUNTS
    return first.kind == other.kind and first.unit == other.unit


def _plain(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a label may stand there: short, nothing opened or ended but a colon before the number."""
    if end - start > _MOST_LABEL:
        return False
    for index in range(start, end):
        word = words[index]
        if "parts" in word.classes or word.text in "().;" or (word.text == ":" and index + 1 < end):
            return False
    return True


def _opener(words: Sequence[Word], quantities: Sequence[Quantity], first: int) -> str:
    """The word that opens the list right before its first label: ":", "(", "parts", or ""."""
    at = quantities[first].at
    start = quantities[first - 1].end if first else 0
    for index in range(at - 1, start - 1, -1):
        word = words[index]
        if word.text == "(":
            return "("
        if "parts" in word.classes:
            return "parts"
        if word.text == ":" and (index + 1 < at or first):
            if index + 1 == at and index > start and not _opened(words, start, index):
                continue  # "gồm kế hoạch: 04": the colon belongs to the item
            return ":"
        if word.text in ".;" or at - index > _MOST_LABEL:
            break
    return ""


def _opened(words: Sequence[Word], start: int, colon: int) -> bool:
    return not any(w.text in "(" or "parts" in w.classes for w in words[start:colon])


def _made_up(quantities: Sequence[Quantity], run: _Run) -> tuple[int | None, int]:
    """The total whose value the first items of the run make up, and how many they are; or (None, 0)."""
    if len(run.places) < 2:
        return None, 0
    outer = {quantities[place].value: place for place in run.outer if _whole(quantities, place, run)}
    rest = sum([quantities[place].value for place in run.places], Decimal(0))
    for length in range(len(run.places), 1, -1):
        place = outer.get(rest)
        if place is not None and rest and (rest >= _SMALL or length >= _CERTAIN):
            return place, length
        rest -= quantities[run.places[length - 1]].value
    return None, 0


def _leads(quantities: Sequence[Quantity], places: Sequence[int]) -> bool:
    """Whether the first of these numbers is what the next ones make up."""
    rest = quantities[places[0]].value
    for count, place in enumerate(places[1:], 1):
        rest -= quantities[place].value
        if not rest:
            return count > 1 and (quantities[places[0]].value >= _SMALL or count >= _CERTAIN)
    return False


def _whole(quantities: Sequence[Quantity], place: int, run: _Run) -> bool:
    return _alike(quantities[run.places[0]], quantities[place]) and quantities[place].kind != "percent"


def _best(quantities: Sequence[Quantity], places: Sequence[int], outer: Sequence[int]) -> int | None:
    """The number before that counts what the items count, the nearest of those that fit best."""
    nouns = {noun.split()[0] for place in places if (noun := quantities[place].noun)}
    first = quantities[places[0]]
    best, best_score = None, 0
    for place in outer:
        q = quantities[place]
        if not _alike(first, q):
            continue
        score = 1 + (q.noun is not None and q.noun.split()[0] in nouns)
        if score >= best_score:
            best, best_score = place, score
    return best if best is not None or not outer else outer[-1]


def _label(words: Sequence[Word], quantities: Sequence[Quantity], place: int) -> tuple[int, int]:
    """Span from the last joint or opener to the number."""
    at = quantities[place].at
    stop = quantities[place - 1].end if place else 0
    first = at
    while first > stop:
        word = words[first - 1]
        if word.text in _JOINTS or word.text in "()" or "parts" in word.classes:
            break
        if word.text == ":" and first < at:
            break
        first -= 1
    return first, at
