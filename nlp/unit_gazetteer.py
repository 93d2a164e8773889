"""The sender's area in the gazetteer: whether a bare name is a unit there, and of which type.

Knows names and areas; where a bare name counts is the work of lists, tables and `unit_bare`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpus.gazetteer import Place, candidates, key_of, place, within
from nlp.gazetteer_keys import sender_of
from nlp.records import Meta

_DISTRICTS = ("huyện", "quận", "thị xã", "thành phố")
_COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")


@dataclass(frozen=True, slots=True)
class Area:
    """Province and district that the sender sits in, and the generations of names in force for it."""

    province: str | None
    district: str | None
    generations: tuple[str | None, ...]


def area_of(meta: Meta | None) -> Area | None:
    """The sender's area, None where the head of the report names no place."""
    sender = sender_of(meta) if meta else None
    if sender is None or not sender.codes:
        return None
    return Area(sender.province, sender.district, sender.generations)


def type_in(area: Area | None, name: str, wanted: str | None = None) -> str | None:
    """The type of the unit that bears the name in the area, `wanted` if one of that type does, else None.

    Communes of the sender's district come first, then those of its province, then districts, then provinces.
    """
    if area is None:
        return None
    for types in _types(area, name):
        if types:
            return wanted if wanted in types else types[0]
    return None


@lru_cache(maxsize=256)
def is_province(name: str) -> bool:
    """Whether a province bears or bore the name, at any time."""
    return any(found.level == "province" for found in _named(name, None))


def commune_type(area: Area | None, name: str, wanted: str) -> str:
    """`wanted`, or what the unit of this name and level in the area is instead: a thị trấn, a thị xã."""
    if area is None or wanted not in (*_COMMUNES, *_DISTRICTS):
        return wanted
    for types in _types(area, name)[:2] if wanted in _COMMUNES else _types(area, name)[2:3]:
        if types:
            return wanted if wanted in types else types[0]
    return wanted


@lru_cache(maxsize=4096)
def _types(area: Area, name: str) -> tuple[tuple[str, ...], ...]:
    """Types of the units of this name: communes of the district, of the province, districts, provinces."""
    inside: list[str] = []
    communes: list[str] = []
    districts: list[str] = []
    provinces: list[str] = []
    for generation in area.generations:
        for found in _named(name, generation):
            if found.level == "province":
                provinces.append(found.type)
            elif not within(found.code, area.province, None):
                continue
            elif found.level == "district":
                districts.append(found.type)
            else:
                near = area.district is not None and within(found.code, area.province, area.district)
                (inside if near else communes).append(found.type)
        if inside or communes:
            break
    return tuple(inside), tuple(communes), tuple(districts), tuple(provinces)


def _named(name: str, generation: str | None) -> list[Place]:
    """The units of exactly this name, whatever their type and province."""
    found = (place(code) for code in candidates(name, generation=generation))
    wanted = key_of(name)
    return [at for at in found if at is not None and key_of(at.name) == wanted]
