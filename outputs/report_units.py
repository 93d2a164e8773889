"""Units as a consolidated sheet knows them: bodies that lead one place together are one unit there.

Knows names, seats and parents; which of them must report is the form's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.gazetteer import lineage
from nlp.records import Meta
from nlp.unit_identity import Identity, identity_of, sender_identity

PARTY, STATE = "đảng ủy", "ủy ban nhân dân"
_PARTY = {"đảng bộ", "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy"}
_STATE = {"ủy ban nhân dân", "ubnd", "chính quyền"}
# A committee's standing body speaks for the committee.
_SPEAKERS = ("ban thường vụ ", "ban chấp hành ", "thường trực ", "thường vụ ", "tập thể ")
# Bodies that work for a Party committee and report its doings, never those of a unit of their own.
_ADVISERS = (
    "ủy ban kiểm tra", "ban tuyên giáo", "ban tổ chức", "ban dân vận", "ban nội chính", "ban xây dựng đảng",
    "văn phòng",
)  # fmt: skip
_META = ("kind", "issuer", "parent", "place", "date", "period", "title")


@dataclass(frozen=True, slots=True)
class ReportUnit:
    """`key`: one for all names of the unit. `family`: what kind of body, "đảng ủy"; empty for a bare place.

    `seat`: gazetteer key of its place or None.
    """

    key: str
    name: str
    seat: str | None
    family: str

    @property
    def level(self) -> str | None:
        """province, district or commune; None where its place is not known."""
        above = lineage(self.seat) if self.seat else ()
        return above[0].level if above else None


def meta_of(given: Mapping[str, Any]) -> Meta:
    """The Meta of a contract object, as far as units and periods need it."""
    slots: dict[str, Any] = {name: given.get(name) for name in _META}
    return Meta(**slots)


def sender_unit(meta: Meta) -> ReportUnit | None:
    """Who sent the report; None where its head names nobody."""
    found = sender_identity(meta)
    return _unit(found, "") if found else None


def parent_unit(meta: Meta) -> ReportUnit | None:
    """To whom the sender belongs by the head of its report."""
    return named_unit(meta.parent, meta) if meta.parent else None


def named_unit(name: str, meta: Meta, family: str = "") -> ReportUnit:
    """The unit that a name means in this report. `family`: of a bare place: the sender's own kind of body."""
    return _unit(identity_of(name, meta), family)


def listed_unit(name: str, day: str | None = None) -> ReportUnit:
    """The unit of a line in the office's list, "Đảng ủy xã Minh Tân, huyện Cẩm Khê" or a bare place.

    `day`: of several places that bore the name, the one of that time.
    """
    return _unit(identity_of(name, Meta(issuer=name, date=day)), "")


def is_below(unit: ReportUnit, other: ReportUnit) -> bool:
    """Whether a unit of the same kind sits in the other's area."""
    if unit.seat is None or other.seat is None or unit.seat == other.seat or unit.family != other.family:
        return False
    return any(place.code == other.seat for place in lineage(unit.seat))


def is_organ(unit: ReportUnit, of: ReportUnit) -> bool:
    """Whether a unit is a body of the other: its inspection commission, its boards."""
    return unit.seat is not None and unit.seat == of.seat and unit.key != of.key


def speaks_for(unit: ReportUnit, parent: ReportUnit | None) -> bool:
    """Whether a unit's reports are those of its Party committee: its inspection commission, its boards."""
    return parent is not None and parent.family == PARTY and unit.family.startswith(_ADVISERS)


def office_order(unit: ReportUnit) -> tuple[Any, ...]:
    """By province, district, commune as the gazetteer has them; units without a place behind, by name."""
    above = lineage(unit.seat) if unit.seat else ()
    codes = tuple(place.code for place in reversed(above))
    return (not codes, codes, unit.family not in (PARTY, STATE), unit.name)


@lru_cache(maxsize=8192)
def _unit(found: Identity, family: str) -> ReportUnit:
    head = _family(found.head)
    if found.seat is None:
        return ReportUnit(found.key, found.name, None, head)
    head = head or family
    return ReportUnit(f"{head}|{found.seat}", found.name, found.seat, head)


def _family(head: str) -> str:
    for speaker in _SPEAKERS:
        if head.startswith(speaker):
            head = head.removeprefix(speaker)
            break
    return PARTY if head in _PARTY else STATE if head in _STATE else head
