"""Which titles are one title in other spellings: accents, dashes, number words, slips, a subtitle left off.

Knows spelling only; two titles that differ in a word stay two, however alike they look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.folding import bare, key
from extract.syllables import is_syllable

_WORD = re.compile(r"[^\W_]+")
_SUBTITLE = re.compile(r"\s*[-–—:;.(]\s*")
# Read alike in "năm không, ba sạch" and "5 không 3 sạch".
_DIGITS = dict(
    zip("không một hai ba bốn năm sáu bảy tám chín mười".split(), map(str, range(11)), strict=True)
)
_FILLERS = frozenset(("và", "của", "các", "cho", "với", "là"))
# So many words make it sure that a title is meant, with a subtitle or without, with a slip or without.
_SURE = 4


def same_titles(titles: Iterable[str]) -> dict[str, str]:
    """Each title as written -> the one that stands for its group: the first of those met most often.

    Accents decide nothing where all other words agree; a word that differs makes another title unless it
    is misspelt.
    """
    seen: dict[str, int] = {}
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
    groups: dict[str, list[str]] = {}
    for title in seen:
        groups.setdefault(_loose(title), []).append(title)
    parent = {loose: loose for loose in groups}
    for first, second in (*_subtitled(groups), *_misspelt(groups)):
        parent[_top(parent, second)] = _top(parent, first)
    merged: dict[str, list[str]] = {}
    for loose, members in groups.items():
        merged.setdefault(_top(parent, loose), []).extend(members)
    order = {title: place for place, title in enumerate(seen)}
    found = {}
    for members in merged.values():
        best = min(members, key=lambda title: (-seen[title], order[title]))
        found.update(dict.fromkeys(members, best))
    return found


def _top(parent: dict[str, str], loose: str) -> str:
    while parent[loose] != loose:
        loose = parent[loose]
    return loose


@lru_cache(maxsize=65_536)
def _loose(title: str) -> str:
    """The words without accents, punctuation and fillers, number words as digits."""
    words = [_number(word) for word in _WORD.findall(key(title)) if word not in _FILLERS]
    return bare(" ".join(words)) or key(title)


def _number(word: str) -> str:
    if word == "không":
        # "không rác" is no zero.
        return word
    return _DIGITS.get(word, word.lstrip("0") or "0" if word.isdigit() else word)


def _subtitled(groups: dict[str, list[str]]) -> list[tuple[str, str]]:
    """(title, title with a subtitle behind a mark) of groups that both stand here."""
    found = []
    for loose, members in groups.items():
        for title in members:
            for mark in _SUBTITLE.finditer(title):
                shorter, rest = _loose(title[: mark.start()]), _WORD.findall(title[mark.end() :])
                # A few words more are one more member of the title: "nhà sạch - vườn đẹp - ngõ xanh".
                whole = min(len(shorter.split()), len(rest)) >= _SURE
                if whole and shorter != loose and shorter in groups:
                    found.append((shorter, loose))
    return found


def _misspelt(groups: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Pairs of groups that differ by one letter in one word which is no syllable in one of them."""
    alike: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for loose in groups:
        words = loose.split()
        if len(words) >= _SURE:
            for place, word in enumerate(words):
                alike.setdefault((*words[:place], "*", *words[place + 1 :]), []).append((loose, word))
    found = []
    for members in alike.values():
        right = [member for member in members if is_syllable(member[1])]
        wrong = [member for member in members if not is_syllable(member[1]) and member[1].isalpha()]
        found += [(a[0], b[0]) for b in wrong for a in right if _one_slip(a[1], b[1])]
    return found


def _one_slip(first: str, second: str) -> bool:
    """Whether one letter was left out, added, changed, or two neighbours swapped."""
    if len(first) > len(second):
        first, second = second, first
    at = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), len(first))
    if len(second) - len(first) == 1:
        return first[at:] == second[at + 1 :]
    if len(first) != len(second):
        return False
    swapped = first[at : at + 2] == second[at : at + 2][::-1] and first[at + 2 :] == second[at + 2 :]
    return first[at + 1 :] == second[at + 1 :] or swapped
