"""Gazetteer keys of the units that are, or govern, an administrative unit.

A bare commune name is shared by many, so the sender's province and district and the unit written right behind
decide; where they do not, the candidates stand. Knows names and codes, no text and no grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.folding import fold
from corpus.gazetteer import LEVEL_OF, NEW, OLD, Place, candidates, lineage, place, within
from nlp.records import Meta, UnitMention, changed

_SINCE = "2025-07"
_MOST = 30
_TYPES = "thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|phường|xã"
_RULED_BY = {"tỉnh": "tỉnh", "thành": "thành phố", "thị": "thị xã", "huyện": "huyện", "quận": "quận"}
_HEAD = re.compile(rf"(?<!hợp tác )\b(?:(?P<ruled>{'|'.join(_RULED_BY)}) ủy|(?P<type>{_TYPES}))(?!\w)")
_WORD = re.compile(r"\s*([-–]\s*)?([^\W_][\w'’]*)")
# Bodies that govern a territory, so that its key is theirs; a school or the police in it are others.
_GOVERNS = re.compile(
    r"(?:(?:ban thường vụ|ban chấp hành|thường trực|thường vụ)\s+)?"
    r"(?:đảng bộ|đảng ủy|ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|chính quyền)?\s*"
)
_LEVELS = ("commune", "district", "province")
_ADJACENT = 3


@dataclass(frozen=True, slots=True)
class Sender:
    """What the head of a report says of where its sender sits: names, codes by level, generations to try."""

    province: str | None
    district: str | None
    codes: dict[str, str]
    generations: tuple[str | None, ...]


def with_codes(units: Sequence[UnitMention], meta: Meta) -> tuple[UnitMention, ...]:
    """The units, in reading order, with `code` or else `candidates` where the gazetteer knows the place.

    `seat` is also that of a body which only stands in the place: a school, the police.
    """
    sender = sender_of(meta)
    named = [_places(unit.name) for unit in units]
    known: dict[tuple[object, ...], tuple[str | None, tuple[str, ...]]] = {}
    found = []
    for number, unit in enumerate(units):
        behind: tuple[tuple[str, str], ...] = ()
        if number + 1 < len(units) and units[number + 1].evidence.start - unit.evidence.end <= _ADJACENT:
            behind = named[number + 1]
        if not named[number]:
            found.append(unit)
            continue
        asked = named[number][0]
        above = (*named[number][1:], *behind)
        question = (asked, above)
        if question not in known:
            known[question] = _answer(asked, above, sender)
        code, several = known[question]
        found.append(_keyed(unit, code, several) if _governs(unit.name) else changed(unit, seat=code))
    return tuple(found)


# Asked for the keys of units and for who they are.
@lru_cache(maxsize=64)
def sender_of(meta: Meta) -> Sender:
    """The sender's province and district from its own and its superior's name, place and date."""
    written = [pair for name in (meta.issuer, meta.parent) if name for pair in _places(name)]
    generations = _generations(meta, written)
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    for level in reversed(_LEVELS):
        for kind, name in written:
            if level in codes or not name or level != _level(kind, name):
                continue
            names.setdefault(level, name)
            found, agrees = _lookup(kind, name, names, codes, generations)
            if len(found) == 1 and (agrees or not codes):
                codes.update((above.level, above.code) for above in lineage(found[0]))
    if not codes and meta.place:
        codes.update(_seat(meta.place, generations[0]))
    above = {level: at.name for level, code in codes.items() if (at := place(code))}
    province, district = (above.get(level, names.get(level)) for level in ("province", "district"))
    return Sender(province, district, codes, generations)


@lru_cache(maxsize=2048)
def head_of(name: str) -> str:
    """What a folded name says before its first place: "công an" of "công an xã minh tân".

    All of it where no place is named. The word for a committee stays: "huyện ủy".
    """
    head = _HEAD.search(name)
    if head is None:
        return name
    return name[: head.end("ruled") + len(" ủy") if head["ruled"] else head.start()].strip()


def _seat(name: str, generation: str | None) -> dict[str, str]:
    """Codes by level of the one province or district that bears the name of the place of signing."""
    found = {code for kind in ("tỉnh", "huyện") for code in candidates(name, kind, generation=generation)}
    return {above.level: above.code for code in found for above in lineage(code)} if len(found) == 1 else {}


# Reports name the same units again and again.
@lru_cache(maxsize=2048)
def _places(name: str) -> tuple[tuple[str, str], ...]:
    """(type, proper name or "") of every administrative unit in a name, the lowest first as written."""
    folded = fold(name)
    found = []
    for head in _HEAD.finditer(folded):
        proper = _proper(name, folded, head.end())
        if proper or not folded[head.end() :].strip():
            kind = head["type"] or _RULED_BY[head["ruled"]]
            found.append((kind, proper))
    return tuple(found)


def _proper(name: str, folded: str, start: int) -> str:
    """The capitalised or numbered words at `start`, up to the next unit: `Cẩm Khê`, `1`."""
    end = start
    while (word := _WORD.match(name, end)) and (word[2][0].isupper() or word[2].isdigit()):
        if _HEAD.match(folded, word.start(2)):
            break
        end = word.end()
    return name[start:end].strip()


@lru_cache(maxsize=2048)
def _governs(name: str) -> bool:
    """Whether a unit of this name is the place in it or governs it, and is nothing else there."""
    name = fold(name)
    head = _HEAD.search(name)
    return head is not None and _GOVERNS.fullmatch(name[: head.start()]) is not None


def _answer(
    asked: tuple[str, str], above: Iterable[tuple[str, str]], sender: Sender
) -> tuple[str | None, tuple[str, ...]]:
    kind, name = asked
    if not name:
        own = [sender.codes[level] for level in LEVEL_OF[kind] if level in sender.codes]
        own = [code for code in own if (at := place(code)) and (at.type == kind or at.level != "district")]
        return (own[-1], ()) if own else (None, ())
    names = {"province": sender.province, "district": sender.district}
    for upper, proper in above:
        if proper and (level := _level(upper, proper)) != "commune":
            names[level] = proper
    wanted = {level: value for level, value in names.items() if value}
    found, agrees = _lookup(kind, name, wanted, {}, sender.generations)
    # A district's or province's name is its own key; a commune's only inside the sender's area.
    if len(found) == 1 and (agrees or _place(found[0]).level != "commune"):
        return found[0], ()
    return None, found[:_MOST]


def _lookup(
    kind: str, name: str, names: dict[str, str], codes: dict[str, str], generations: Iterable[str | None]
) -> tuple[tuple[str, ...], bool]:
    """The candidates of the first generation in which they agree with all that is known above them."""
    known = {level: _place(code).name for level, code in codes.items()}
    province = names.get("province") or known.get("province")
    levels = LEVEL_OF[kind]
    district = (names.get("district") or known.get("district")) if levels == ("commune",) else None
    if levels == ("province",):
        province = None
    rest: tuple[str, ...] = ()
    for generation in generations:
        found = candidates(name, kind, province=province, district=district, generation=generation)
        if found and all(within(code, province, district) for code in found):
            return found, bool(province or district) or levels != ("commune",)
        rest = rest or found
    return rest, False


def _place(code: str) -> Place:
    found = place(code)
    if found is None:
        raise KeyError(code)
    return found


def _level(kind: str, name: str) -> str:
    """A `thành phố` is a province where one bears the name and no district does."""
    levels = LEVEL_OF[kind]
    if len(levels) == 1:
        return levels[0]
    found = {_place(code).level for code in candidates(name, kind)}
    return "province" if found == {"province"} else "district"


def _generations(meta: Meta, written: Iterable[tuple[str, str]]) -> tuple[str | None, ...]:
    """Which generations of names to try in turn: the one in force on the report's date first."""
    day = meta.date or meta.period
    if any(kind not in ("tỉnh", "thành phố") and "district" in LEVEL_OF[kind] for kind, _ in written):
        return (OLD, NEW)
    if day is None:
        return (None,)
    return (NEW, OLD) if day >= _SINCE else (OLD, NEW)


def _keyed(unit: UnitMention, code: str | None, several: tuple[str, ...]) -> UnitMention:
    if code is None and not several:
        return unit
    reasons = (*unit.reasons, "keyed" if code else "several")
    return changed(unit, code=code, seat=code, candidates=several, reasons=reasons)
