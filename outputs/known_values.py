"""Values by unit, indicator, period and status, also of periods that are made up of others.

Knows how periods nest and how indicators add up in time; nothing of forms and rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from corpus.catalogue import Indicator
from outputs.choosing import Chosen, choose
from outputs.claims import Claim, indicators
from outputs.period_spans import ends_with, made_of, span, within

Series = dict[str, list[Claim]]
_Key = tuple[str, str, str | None]


@dataclass(slots=True)
class Known:
    """`series`: (unit, indicator, status) -> period code -> claims; codes of one span are one."""

    series: dict[_Key, Series] = field(default_factory=dict)
    chosen: dict[tuple[_Key, str], Chosen | None] = field(default_factory=dict)


def known(claims: Iterable[Claim], speakers: Mapping[str, tuple[str, bool]] | None = None) -> Known:
    """The claims in order of where they belong; those of no period are left out.

    `speakers`: key under which reports of a unit came -> its own, and whether another body reports for it.
    """
    found = Known()
    codes: dict[object, str] = {}
    for claim in claims:
        months = span(claim.period)
        if months is None:
            continue
        if speakers and claim.unit in speakers:
            unit, organ = speakers[claim.unit]
            claim = replace(claim, unit=unit, organ=organ)
        code = codes.setdefault(months, claim.period)
        found.series.setdefault((claim.unit, claim.indicator, claim.status), {}).setdefault(code, []).append(
            claim
        )
    return found


def is_additive(indicator: Indicator) -> bool:
    """Whether values of several units, or of all parts, make up a total."""
    return indicator.aggregation in ("sum", "last") and indicator.measure != "%" and not _is_rate(indicator)


def _is_rate(indicator: Indicator) -> bool:
    return "/" in indicator.measure or "bình quân" in indicator.name.lower()


def value_of(known: Known, unit: str, indicator: str, period: str, status: str | None) -> Chosen | None:
    """The unit's value of the period; None where no report says it. Kept where it takes long to find."""
    series = known.series.get((unit, indicator, status))
    if series is None:
        return None
    stated = series.get(period)
    if stated is not None and len(stated) == 1 and status != "target":
        return choose(stated, is_additive(indicators()[indicator]))
    place = (unit, indicator, status), period
    if place not in known.chosen:
        known.chosen[place] = _found(series, indicators()[indicator], period, status)
    return known.chosen[place]


def _found(series: Series, indicator: Indicator, period: str, status: str | None) -> Chosen | None:
    months = span(period)
    same = next((code for code in series if span(code) == months), None)
    if same is not None and status == "target" and all(claim.approx for claim in series[same]):
        # Only what the sender means to do, no number that was set for it.
        return _plan(series, indicator, period) or choose(series[same], is_additive(indicator))
    if same is not None:
        return choose(series[same], is_additive(indicator))
    if status == "target":
        return _plan(series, indicator, period)
    if indicator.aggregation == "sum":
        parts = made_of(period, list(series))
        return _nested(series, parts, indicator) if parts else None
    if indicator.aggregation == "max":
        inner = [code for code in series if within(code, period)]
        values = [found for code in inner if (found := choose(series[code], False))]
        return replace(max(values, key=lambda v: v.value), flags=("nested",)) if values else None
    if indicator.aggregation == "last":
        # The shortest period that ends with it speaks of that end most closely.
        at_end = sorted((code for code in series if ends_with(code, period)), key=_length)
        found = choose(series[at_end[0]], is_additive(indicator)) if at_end else None
        return replace(found, flags=(*found.flags, "nested")) if found else None
    return None


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
    values = [choose(series[code], is_additive(indicator)) for code in parts]
    if any(value is None for value in values):
        return None
    whole = [value for value in values if value is not None]
    return Chosen(
        sum((value.value for value in whole), Decimal()),
        tuple(claim for value in whole for claim in value.claims),
        tuple(claim for value in whole for claim in value.others),
        tuple(dict.fromkeys(["nested", *(flag for value in whole for flag in value.flags)])),
    )
