"""Marks that one place of a scan lost or gained, mended by how the same words were read elsewhere in it.

Knows letters and neighbours, no words; digits and names are never touched.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.ocr_page import Recognised
from extract.ocr_words import Placed
from extract.syllable_ranks import RANKS

_EDGES = "()[]{};:,.\"'“”‘’…"
# Words further apart than this, in letter sizes, or on other baselines are no neighbours.
_APART, _LEVEL = 0.8, 0.3
# Other places that must read it otherwise, and how many times as many as read it like this.
_LEAST, _TIMES = 3, 4
# Words that stand beside any other tell nothing.
_COMMON = frozenset(
    "các cho có của cùng cũng do đã đang được đến để hoặc không là mà một những này như nhiều ra sẽ sau tại "
    "thì theo trên trong trước từ và vào về vì với".split()
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word with its neighbours, in lower case; empty where there are none that tell anything."""

    placed: Placed
    core: str
    before: str
    after: str


def with_votes(scans: Mapping[int, Recognised]) -> dict[int, Recognised]:
    """The pages; words whose marks differ from those beside the same neighbours elsewhere are mended."""
    spots = {page: list(_spots(scan.words)) for page, scan in scans.items()}
    pairs: Counter[tuple[str, str]] = Counter()
    variants: defaultdict[str, set[str]] = defaultdict(set)
    for spot in (s for own in spots.values() for s in own):
        variants[_bare(spot.core)].add(spot.core)
        if spot.before:
            pairs[spot.before, spot.core] += 1
        if spot.after:
            pairs[spot.core, spot.after] += 1
    # Each pair of words side by side was counted from both of its ends.
    found = {}
    for page, scan in scans.items():
        better = {id(s.placed): word for s in spots[page] if (word := _elected(s, pairs, variants))}
        found[page] = _mended(scan, better) if better else scan
    return found


def _spots(words: Iterable[Placed]) -> Iterator[_Spot]:
    """The words without digits; names, which have capitals beside capitals, are left out."""
    row = list(words)
    besides = [_beside(a, b) for a, b in pairwise(row)]
    for i, placed in enumerate(row):
        core = placed.word.text.strip(_EDGES)
        if not core.isalpha():
            continue
        before = row[i - 1].word.text if i and besides[i - 1] else ""
        after = row[i + 1].word.text if i + 1 < len(row) and besides[i] else ""
        if core[0].isupper() and (before.strip(_EDGES) or after[:1].isupper()):
            continue
        yield _Spot(placed, core.lower(), _neighbour(before), _neighbour(after))


def _beside(a: Placed, b: Placed) -> bool:
    size = max(a.word.size, 1.0)
    return abs(a.word.y - b.word.y) <= _LEVEL * size and -1.0 <= b.word.x0 - a.word.x1 <= _APART * size


def _neighbour(text: str) -> str:
    core = text.strip(_EDGES).lower()
    return core if core.isalpha() and core not in _COMMON else ""


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def _elected(spot: _Spot, pairs: Counter[tuple[str, str]], variants: Mapping[str, set[str]]) -> str | None:
    """What the other places with a neighbour of this one read, None where they agree or are too few."""
    own = max(_support(spot.core, spot, pairs) - _support_of_itself(spot), 0)
    best, votes = "", 0
    for other in sorted(variants[_bare(spot.core)] - {spot.core}):
        told = _support(other, spot, pairs)
        if told > votes and (spot.core not in RANKS or _on_all_sides(other, spot, pairs)):
            best, votes = other, told
    return best if votes >= max(2 * _LEAST, _TIMES * (own + 1)) else None


def _support(core: str, spot: _Spot, pairs: Counter[tuple[str, str]]) -> int:
    before = pairs[spot.before, core] if spot.before else 0
    return before + (pairs[core, spot.after] if spot.after else 0)


def _on_all_sides(core: str, spot: _Spot, pairs: Counter[tuple[str, str]]) -> bool:
    """Whether each neighbour speaks for it: what is a common word itself stays where one does not."""
    return (not spot.before or pairs[spot.before, core] > 0) and (
        not spot.after or pairs[core, spot.after] > 0
    )


def _support_of_itself(spot: _Spot) -> int:
    return 2 * (bool(spot.before) + bool(spot.after))


def _mended(scan: Recognised, better: Mapping[int, str]) -> Recognised:
    words: list[Placed] = []
    new = {}
    said = []
    for placed in scan.words:
        if id(placed) in better:
            old = placed.word.text
            core = old.strip(_EDGES)
            text = old.replace(core, _cased(better[id(placed)], core))
            new[id(placed.word)] = placed.word._replace(text=text)
            placed = replace(placed, word=new[id(placed.word)])
            said.append((core, text.strip(_EDGES)))
        words.append(placed)
    rows = tuple(tuple(new.get(id(w), w) for w in row) for row in scan.sheet.rows)
    return replace(
        scan, sheet=replace(scan.sheet, rows=rows), words=tuple(words), mended=scan.mended + tuple(said)
    )


def _cased(text: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return text.upper()
    return text.capitalize() if like[0].isupper() else text
