"""Values by unit, indicator, period and status, also of periods that are made up of others.

Knows how periods nest and how indicators add up in time; nothing of forms and rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, overload

from corpus.catalogue import Indicator
from outputs.choosing import Chosen, choose, sole_flags, together
from outputs.claim_pack import Claims
from outputs.claim_records import Claim
from outputs.claims import indicators
from outputs.period_spans import ends_with, made_of, span, within

Series = dict[str, list[Claim]]
# So many units are held unpacked: those that one line of a sheet asks for.
_HELD = 24


@dataclass(slots=True)
class Unit:
    """What is known of one unit. `claims`: in order. `series`: (indicator, status) -> period code -> claims;
    codes of one span are one. `places`: of a claim among them, by its identity."""

    claims: list[Claim]
    series: dict[tuple[str, str | None], Series]
    places: dict[int, int]
    chosen: dict[tuple[str, str, str | None], Chosen | None] = field(default_factory=dict)


@dataclass(slots=True)
class Known:
    """The claims of all units, unpacked where they are asked for.

    `keys`: a unit's key -> keys under which reports of it came, with whether another body reports for it.
    """

    claims: Claims
    keys: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    away: frozenset[str] = frozenset()
    codes: dict[object, str] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    read: dict[str, list[Claim]] = field(default_factory=dict)


class Kept(Sequence[Claim]):
    """Claims of a unit by their places; looked up when they are read."""

    __slots__ = ("known", "places", "unit")

    def __init__(self, known: Known, unit: str, places: tuple[int, ...]) -> None:
        self.known, self.unit, self.places = known, unit, places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Claim: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Claim]: ...
    def __getitem__(self, at: int | slice) -> Claim | Sequence[Claim]:
        claims = _claims_of(self.known, self.unit)
        if isinstance(at, slice):
            return tuple(claims[place] for place in self.places[at])
        return claims[self.places[at]]


def known(claims: Claims, speakers: Mapping[str, tuple[str, bool]] | None = None) -> Known:
    """The claims by where they belong; those of no period are left out.

    `speakers`: key under which reports of a unit came -> its own, and whether another body reports for it.
    """
    keys: dict[str, dict[str, bool]] = {}
    for key, (unit, organ) in (speakers or {}).items():
        keys.setdefault(unit, {})[key] = organ
    return Known(claims, keys, frozenset(speakers or ()))


def unit_of(known: Known, unit: str) -> Unit:
    """All that is known of a unit."""
    found = known.units.get(unit)
    if found is None:
        _make_room(known.units)
        found = known.units[unit] = _sorted_out(known, _claims_of(known, unit))
    return found


def _make_room(held: dict[str, Any]) -> None:
    while len(held) >= _HELD:
        del held[next(iter(held))]


def _claims_of(known: Known, unit: str) -> list[Claim]:
    """The claims of a unit, always in the same order."""
    if unit in known.units:
        return known.units[unit].claims
    if unit not in known.read:
        _make_room(known.read)
        known.read[unit] = _unpacked(known, unit)
    return known.read[unit]


def _unpacked(known: Known, unit: str) -> list[Claim]:
    speakers = known.keys.get(unit, {})
    asked = [*speakers] if unit in known.away else [unit, *speakers]
    claims = known.claims.of(asked)
    if speakers:
        claims = [
            claim._replace(unit=unit, organ=speakers[claim.unit]) if claim.unit in speakers else claim
            for claim in claims
        ]
    return claims


def _sorted_out(known: Known, claims: list[Claim]) -> Unit:
    series: dict[tuple[str, str | None], Series] = {}
    codes: dict[str, str | None] = {}
    for claim in claims:
        if claim.period not in codes:
            months = span(claim.period)
            codes[claim.period] = None if months is None else known.codes.setdefault(months, claim.period)
        code = codes[claim.period]
        if code is not None:
            series.setdefault((claim.indicator, claim.status), {}).setdefault(code, []).append(claim)
    return Unit(claims, series, {id(claim): place for place, claim in enumerate(claims)})


def is_additive(indicator: Indicator) -> bool:
    """Whether values of several units, or of all parts, make up a total."""
    return indicator.aggregation == "sum" and indicator.measure != "%" and not _is_rate(indicator)


def _is_rate(indicator: Indicator) -> bool:
    return "/" in indicator.measure or "bình quân" in indicator.name.lower()


def value_of(known: Known, unit: str, indicator: str, period: str, status: str | None) -> Chosen | None:
    """The unit's value of the period; None where no report says it."""
    held = unit_of(known, unit)
    series = held.series.get((indicator, status))
    if series is None:
        return None
    place = indicator, period, status
    if place not in held.chosen:
        found = _found(series, indicators()[indicator], period, status)
        held.chosen[place] = _in_places(known, unit, held, found) if found else None
    return held.chosen[place]


def _in_places(known: Known, unit: str, held: Unit, found: Chosen) -> Chosen:
    """The same with the places of its claims instead of these, of which a sheet has very many."""
    places = held.places
    claims = Kept(known, unit, tuple([places[id(claim)] for claim in found.claims]))
    others: Sequence[Claim] = ()
    if found.others:
        others = Kept(known, unit, tuple([places[id(claim)] for claim in found.others]))
    return Chosen(found.value, claims, others, found.flags, found.reviewed, found.confidence)


def _found(series: Series, indicator: Indicator, period: str, status: str | None) -> Chosen | None:
    same = period if period in series else _of_span(series, period)
    if same is not None and status == "target" and all(claim.approx for claim in series[same]):
        # Only what the sender means to do, no number that was set for it.
        return _plan(series, indicator, period) or choose(series[same], is_additive(indicator))
    if same is not None:
        return choose(series[same], is_additive(indicator))
    if status == "target":
        return _plan(series, indicator, period)
    if indicator.periods == "sum":
        parts = _made_of(period, tuple(series))
        return _nested(series, parts, indicator) if parts else None
    if indicator.periods == "max":
        inner = [code for code in series if within(code, period)]
        values = [found for code in inner if (found := choose(series[code], is_additive(indicator)))]
        most = max(values, key=lambda one: one.value, default=None)
        return replace(most, flags=(*most.flags, "nested", "highest")) if most else None
    if indicator.periods == "last":
        # The shortest period that ends with it speaks of that end most closely.
        at_end = sorted((code for code in series if ends_with(code, period)), key=_length)
        found = choose(series[at_end[0]], is_additive(indicator)) if at_end else None
        return replace(found, flags=(*found.flags, "nested")) if found else None
    return None


def _of_span(series: Collection[str], period: str) -> str | None:
    months = span(period)
    return next((code for code in series if span(code) == months), None)


@lru_cache(maxsize=4096)
def _made_of(period: str, codes: tuple[str, ...]) -> tuple[str, ...] | None:
    return made_of(period, codes)


def _length(code: str) -> int:
    months = span(code)
    return months.last - months.first if months else 0


def _plan(series: Series, indicator: Indicator, period: str) -> Chosen | None:
    """The plan of the year in which the period lies, where it has none of its own."""
    wider = sorted(
        (code for code in series if within(period, code) and span(code) != span(period)), key=_length
    )
    found = choose(series[wider[0]], is_additive(indicator)) if wider else None
    return replace(found, flags=(*found.flags, "year-plan")) if found else None


def _nested(series: Series, parts: Iterable[str], indicator: Indicator) -> Chosen | None:
    claims = [series[code] for code in parts]
    if all(len(one) == 1 for one in claims):
        # Most periods have one report that says the value.
        return _sum_of_sole([one[0] for one in claims])
    values = [choose(one, is_additive(indicator)) for one in claims]
    whole = [value for value in values if value is not None]
    return together(whole, ("nested",)) if len(whole) == len(values) else None


def _sum_of_sole(claims: Sequence[Claim]) -> Chosen:
    flags = ["nested"]
    for claim in claims:
        flags += sole_flags(claim)
    return Chosen(
        sum([claim.value for claim in claims], Decimal()),
        tuple(claims),
        (),
        tuple(dict.fromkeys(flags)),
        all(claim.reviewed for claim in claims),
        min(claim.confidence for claim in claims),
    )
