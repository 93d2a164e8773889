"""One value for a unit, an indicator, a period and a status out of all that reports claim of it.

Knows the order of the rules (docs/consolidation.md) and keeps every claim that lost; knows no form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.folding import key
from outputs.claim_places import is_total
from outputs.claim_records import Claim

# Below it somebody should read the sentence.
LOW = 0.6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value with the claims it comes from (several: it is their sum) and those that say otherwise.

    `flags`: conflict, corrected, above, above-differs, narrowed, summed, nested, highest, year-plan, failing,
    low, approx, merged. `reviewed`: people confirmed all that it is made of. `confidence`: of its weakest
    claim.
    """

    value: Decimal
    claims: Sequence[Claim]
    others: Sequence[Claim] = ()
    flags: tuple[str, ...] = ()
    reviewed: bool = False
    confidence: float = 1.0


def choose(claims: Sequence[Claim], additive: bool) -> Chosen | None:
    """The value by the rules in order. `additive`: parts of the indicator may be summed up."""
    if not claims:
        return None
    if len(claims) == 1:
        return _sole(claims[0])
    flags: list[str] = []
    pool = _first(claims, lambda claim: claim.reviewed is not None)
    if not any(claim.own for claim in pool):
        flags.append("above")
    pool = _first(pool, lambda claim: claim.own)
    pool = _first(pool, lambda claim: claim.about)
    # A bound ("từ 10 đảng viên trở lên") is an intention; a plan says how many.
    pool = _first(pool, lambda claim: claim.status != "target" or claim.approx is None)
    beside = [claim for claim in pool if claim.organ]
    pool = _first(pool, lambda claim: not claim.organ)
    pool, older = _latest(pool)
    pool, flag = _whole(pool, additive)
    if flag == "summed":
        return _summed(pool, claims, flags)
    flags += [flag] if flag else []
    best = _best(pool)
    others = tuple(claim for claim in claims if claim is not best)
    told = [*pool, *(claim for claim in beside if not claim.scope and not claim.part)]
    if best.reviewed is None and any(claim.value != best.value for claim in told):
        flags.append("conflict")
    flags += _of_older(best, older)
    if best.own and any(not claim.own and claim.value != best.value for claim in claims):
        flags.append("above-differs")
    return _marked(best.value, (best,), others, flags)


def _sole(claim: Claim) -> Chosen:
    """What the rules make of one claim that nothing contradicts: most cells of a sheet are of this kind."""
    return Chosen(claim.value, (claim,), (), sole_flags(claim), bool(claim.reviewed), claim.confidence)


def sole_flags(claim: Claim) -> tuple[str, ...]:
    """The flags of a claim that nothing contradicts."""
    flags = () if claim.own else ("above",)
    if claim.scope or claim.part is not None:
        flags = (*flags, "narrowed")
    return (*flags, *_marks(claim)) if claim.failing or claim.approx or claim.confidence < LOW else flags


def together(values: Sequence[Chosen], flags: Iterable[str]) -> Chosen:
    """The sum of several values, with all their flags behind these."""
    return Chosen(
        sum((value.value for value in values), Decimal()),
        tuple(claim for value in values for claim in value.claims),
        tuple(claim for value in values for claim in value.others),
        tuple(dict.fromkeys((*flags, *(flag for value in values for flag in value.flags)))),
        all(value.reviewed for value in values),
        min((value.confidence for value in values), default=1.0),
    )


def _first(claims: Sequence[Claim], better: Callable[[Claim], bool]) -> list[Claim]:
    return [claim for claim in claims if better(claim)] or list(claims)


def _latest(claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Claims of the submissions with the last date, and of those before."""
    last = max(claim.date for claim in claims)
    return [c for c in claims if c.date == last], [c for c in claims if c.date != last]


def _of_older(best: Claim, older: Iterable[Claim]) -> list[str]:
    """A later submission of the same report corrects it; another report contradicts it."""
    if best.reviewed:
        return []
    differ = [claim for claim in older if claim.value != best.value and not claim.scope and not claim.part]
    if not differ:
        return []
    same = all(key(claim.title) == key(best.title) for claim in differ)
    return ["corrected" if same else "conflict"]


def _whole(claims: Sequence[Claim], additive: bool) -> tuple[list[Claim], str]:
    """The claims that speak of the whole; else parts, which are to be summed where they may be."""
    whole = [claim for claim in claims if not claim.scope]
    narrowed = not whole
    if narrowed:
        scopes = {claim.scope for claim in claims}
        if len(scopes) == 1:
            whole = list(claims)
        elif additive:
            return _one_each(claims, lambda claim: claim.scope), "summed"
        else:
            return list(claims), "narrowed"
    totals = [claim for claim in whole if claim.part is None]
    if not totals:
        return (_distinct(whole), "summed") if additive and len(_distinct(whole)) > 1 else (whole, "narrowed")
    lines = _lines(totals)
    if lines and len(lines) == len(totals):
        return (lines, "summed") if additive else (lines, "narrowed")
    totals = [claim for claim in totals if claim not in lines] or totals
    return totals, "narrowed" if narrowed else ""


def _lines(claims: Sequence[Claim]) -> list[Claim]:
    """Lines of one table that are parts of what its total, or a sentence, gives."""
    found: list[Claim] = []
    for group in {(claim.file, claim.group) for claim in claims if claim.group}:
        lines = [claim for claim in claims if (claim.file, claim.group) == group]
        parts = [claim for claim in lines if not is_total(claim.line)]
        labels = [key(claim.line) for claim in parts]
        if (len(parts) > 1 and len(set(labels)) == len(labels)) or len(parts) < len(lines):
            found += parts
    return found


def _one_each(claims: Sequence[Claim], part: Callable[[Claim], str]) -> list[Claim]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(part(claim), []).append(claim)
    return [_best(group) for group in groups.values()]


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Parts of one total; where several totals are told in parts, those of the first."""
    first = claims[0].part
    return [claim for claim in claims if claim.part == first and claim.file == claims[0].file]


def _best(claims: Sequence[Claim]) -> Claim:
    """What most claims say; of those alike a table before prose, then the surest."""
    said = Counter(claim.value for claim in claims)
    return max(
        claims,
        key=lambda c: (said[c.value], c.confidence * c.fit > LOW, c.source == "table", c.confidence * c.fit),
    )


def _summed(parts: Sequence[Claim], claims: Sequence[Claim], flags: Sequence[str]) -> Chosen:
    kept = {claim.row for claim in parts}
    others = tuple(claim for claim in claims if claim.row not in kept)
    value = sum((claim.value for claim in parts), Decimal())
    return _marked(value, tuple(parts), others, [*flags, "summed"])


def _marked(
    value: Decimal, claims: tuple[Claim, ...], others: tuple[Claim, ...], flags: Sequence[str]
) -> Chosen:
    """With what its claims themselves give cause to doubt."""
    found = {flag for claim in claims for flag in _marks(claim)}
    marks = [flag for flag in ("failing", "low", "approx") if flag in found]
    return Chosen(
        value,
        claims,
        others,
        tuple(dict.fromkeys((*flags, *marks))),
        all(claim.reviewed for claim in claims),
        min(claim.confidence for claim in claims),
    )


def _marks(claim: Claim) -> list[str]:
    """What people confirmed is not doubted; an approximate number stays one."""
    found = claim.reviewed is None
    marks = {
        "failing": found and claim.failing,
        "low": found and claim.confidence < LOW,
        "approx": claim.approx,
    }
    return [flag for flag, is_so in marks.items() if is_so]
