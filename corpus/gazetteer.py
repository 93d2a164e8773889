"""Administrative units by name: 63 provinces with districts, and 34 provinces since July 2025.

Knows codes, names, types, parents and successors; which unit a report means is the reader's business.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.files import corpus_path
from corpus.folding import key

OLD, NEW = "63", "34"
LEVEL_OF = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "thị xã": ("district",),
    "quận": ("district",),
    "huyện": ("district",),
    "phường": ("commune",),
    "thị trấn": ("commune",),
    "xã": ("commune",),
    "đặc khu": ("commune",),
}
_LEVEL_BY_LENGTH = {2: "province", 3: "district", 5: "commune"}
_MARKS = re.compile(r"[ .\u0300-\u036f]+")
_DASH = re.compile(r"\s*[-–]\s*")


class Place(NamedTuple):
    """One unit. `code`: generation and official code, `63-08260`. `parent`: code, empty for a province.

    `aliases`: former names that it absorbed, as `type name` without accents and inner spaces.
    """

    code: str
    parent: str
    type: str
    name: str
    aliases: tuple[str, ...]

    @property
    def generation(self) -> str:
        """`63` before July 2025, `34` since."""
        return self.code[:2]

    @property
    def level(self) -> str:
        """province, district or commune."""
        return _LEVEL_BY_LENGTH[len(self.code) - 3]


def place(code: str) -> Place | None:
    """The unit with this code."""
    row = _rows().get(code)
    return (
        None if row is None else Place(row[0], row[1], row[2], row[3], tuple(filter(None, row[4].split(";"))))
    )


def lineage(code: str) -> tuple[Place, ...]:
    """The unit and those above it, lowest first; empty for an unknown code."""
    found = []
    at = place(code)
    while at is not None:
        found.append(at)
        at = place(at.parent)
    return tuple(found)


def full_name(code: str) -> str:
    """ "xã Minh Tân, huyện Cẩm Khê, tỉnh Phú Thọ"; empty for an unknown code."""
    return ", ".join(f"{at.type} {at.name}" for at in lineage(code))


def successors(code: str) -> tuple[str, ...]:
    """The units of today that took over an old province or commune, the main one first."""
    return _successors().get(code, ())


@lru_cache(maxsize=4096)
def candidates(
    name: str,
    type: str | None = None,
    *,
    province: str | None = None,
    district: str | None = None,
    generation: str | None = None,
) -> tuple[str, ...]:
    """Codes of the units that a name may mean, in the order of their codes.

    `name`: without its type word, in any case and tone placement. `type`: xã, phường, ... A unit of the
    same level serves where none of that type bears the name (a commune that became a town). `province`,
    `district`: names of what it lies in, without type words, which narrow the choice as far as anything
    agrees with them. `generation`: `63` or `34`, else both. Spelling is taken as written first, then
    former names, then without accents.
    """
    matching: list[list[str]] = []
    for pool in _pools(name, type):
        codes = [row[0] for row in pool if generation is None or row[0].startswith(generation)]
        matching.append(codes)
        if found := tuple(code for code in codes if within(code, province, district)):
            return found
    for hints in ((None, district), (province, None), (None, None)):
        for codes in matching:
            if found := tuple(code for code in codes if within(code, *hints)):
                return found
    return ()


def within(code: str, province: str | None, district: str | None) -> bool:
    """Whether a unit lies in a province and district of these names; None agrees with everything.

    A province of today holds its old units too, and a commune of today lies where its forerunners lay.
    """
    if province is None and district is None:
        return True
    provinces, districts = _names_above(code)
    return (province is None or not provinces.isdisjoint(_also_called(province, "province"))) and (
        district is None or not districts.isdisjoint(_also_called(district, "district"))
    )


def key_of(name: str) -> str:
    """The comparison key of a place name: folded, with one way of writing apostrophes and dashes."""
    return _DASH.sub(" - ", key(name).replace("’", "'").replace("‘", "'"))


def _pools(name: str, type: str | None) -> Iterator[list[list[str]]]:
    """Rows that may bear the name: as written, as a former name, of another type, without accents."""
    folded, squeezed = key_of(name), _squeezed(name)
    same = _by_name().get(folded, [])
    if type is None:
        yield same
        yield [row for _, row in _by_alias().get(squeezed, ())]
        yield _by_bare().get(squeezed, [])
        return
    kind, levels = _squeezed(type), LEVEL_OF.get(type, ())
    yield [row for row in same if row[2] == type]
    yield [row for alias, row in _by_alias().get(squeezed, ()) if alias == kind]
    yield [row for row in same if _level(row[0]) in levels]
    yield [row for row in _by_bare().get(squeezed, ()) if _level(row[0]) in levels]


def _level(code: str) -> str:
    return _LEVEL_BY_LENGTH[len(code) - 3]


def _squeezed(text: str) -> str:
    """Without accents and spaces; lines stay lines."""
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return _MARKS.sub("", decomposed)


@cache
def _also_called(name: str, level: str) -> frozenset[str]:
    """The keys of a hint's name and of the units that it is another name of (HCM, a merged district)."""
    others = (row[3].lower() for _, row in _by_alias().get(_squeezed(name), ()) if _level(row[0]) == level)
    return frozenset((key_of(name), *others))


@cache
def _names_above(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of the provinces and of the districts that a unit lies in, in either generation."""
    provinces: set[str] = set()
    districts: set[str] = set()
    related = [code]
    if code.startswith(NEW):
        related += _forerunners().get(code, ())
    for at in (above for one in related for above in lineage(one)):
        if at.level == "province":
            provinces.add(key_of(at.name))
            provinces.update(key_of(heir.name) for new in successors(at.code) if (heir := place(new)))
        elif at.level == "district":
            districts.add(key_of(at.name))
    return frozenset(provinces), frozenset(districts)


@cache
def _rows() -> dict[str, list[str]]:
    return {row[0]: row for row in _read("units.csv")}


@cache
def _by_name() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for row in _rows().values():
        # The file's names have the tone placement of the key, so lower case makes it one.
        found.setdefault(row[3].lower(), []).append(row)
    return found


@cache
def _by_bare() -> dict[str, list[list[str]]]:
    rows = list(_rows().values())
    # All names in one string: removing the accents of each alone takes four times as long.
    names = _squeezed("\n".join(row[3] for row in rows)).split("\n")
    found: dict[str, list[list[str]]] = {}
    for name, row in zip(names, rows, strict=True):
        found.setdefault(name, []).append(row)
    return found


@cache
def _by_alias() -> dict[str, list[tuple[str, list[str]]]]:
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for row in _rows().values():
        for alias in filter(None, row[4].split(";")):
            kind, name = alias.split(" ", 1)
            found.setdefault(name, []).append((kind, row))
    return found


@cache
def _successors() -> dict[str, tuple[str, ...]]:
    return {old: tuple(new.split()) for old, new in _read("successors.csv")}


@cache
def _forerunners() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for old, heirs in _successors().items():
        for new in heirs:
            found.setdefault(new, []).append(old)
    return found


def _read(name: str) -> Iterable[list[str]]:
    with corpus_path("gazetteer", name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return list(rows)
