"""Sums in running text: totals whose parts come out, or were meant to and nearly do.

Knows breakdowns and which of them go together; what speaks for one is `check_evidence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.folding import fold
from extract.document import Document
from nlp.check_breakdowns import Candidate, Layout, Parts, adds, candidates, layout, made, same_noun
from nlp.check_evidence import evidence, was_meant
from nlp.check_records import Term, sum_check
from nlp.check_words import says
from nlp.records import Check, Figure

# What must speak for parts that come out, besides that they do.
_ENOUGH = 4
_REACH = 160
_EQUALS = re.compile(r"(?:=|(?<!\w)(?:tổng cộng|cộng|tổng)(?!\w)[^.;,]{0,20})\s*$")
_OF_ALL = re.compile(r"(?<!\w)trên tổng(?: số)?\s*$")
_TOTAL_ITEM = re.compile(r"(?:^|\n)[-–+*•\s]*(?:tổng cộng|tổng số|cộng|tổng)[^.;,\n]{0,20}$")
_MOST_EQUATED = 12
_LEFT_OVER = re.compile(r"[.;]\s+Còn(?: lại)?\s+$")


def text_sums(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """Checks of totals whose parts come out, or were meant to make up the total and nearly do."""
    laid = layout(document, figures)
    linked = list(_linked(figures))
    free = list(candidates(document, laid))
    owners: dict[str, str] = {}
    kept = [(total, parts) for total, parts in _equated(laid) if _take(owners, total, parts)]
    kept += _coming_out(laid, (*linked, *free), owners)
    # Parts of parts are out of the way now: 63 tin are 54 (39, 12 and 3) and 9.
    outer = [_without_inner(candidate, owners) for candidate in free]
    fewer = [new for new, old in zip(outer, free, strict=True) if len(new.parts) < len(old.parts)]
    kept += _coming_out(laid, fewer, owners)
    for candidate in (*linked, *(c for c in free if not c.items)):
        for parts in _left(laid, candidate, owners):
            if was_meant(laid, candidate, parts) and _take(owners, candidate.total, parts):
                kept.append((candidate.total, parts))
    checks = [
        sum_check(_term(total), [_term(part) for part in parts], "stated-parts", total.unit)
        for total, parts in kept
    ]
    known = {parts[0].id for _, parts in kept}
    return [*checks, *_complements(laid, known), *_denominators((*linked, *free))]


def _linked(figures: Sequence[Figure]) -> Iterator[Candidate]:
    """The breakdowns that the reading of the text has linked to their totals."""
    by_id = {figure.id: figure for figure in figures}
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        total = by_id.get(figure.part_of or "")
        if total is not None and adds(total, figure) and figure.evidence.start > total.evidence.start:
            groups.setdefault(total.id, []).append(figure)
    for id, parts in groups.items():
        total = by_id[id]
        if len(parts) > 1 and not total.approx and total.value_max is None and total.value > 0:
            yield Candidate(total, tuple(sorted(parts, key=lambda part: part.evidence.start)))


def _coming_out(
    laid: Layout, tried: Sequence[Candidate], owners: dict[str, str]
) -> list[tuple[Figure, Parts]]:
    """Breakdowns that come out; a part belongs to one total, and what speaks loudest has the first say."""
    found: list[tuple[int, Figure, Parts]] = []
    for candidate in tried:
        exact = list(_exact(candidate))
        for parts in exact:
            others = {part.id for other in exact if other is not parts for part in other}
            found.append((evidence(laid, candidate, parts, others), candidate.total, parts))
    found = [one for one in found if one[0] >= _ENOUGH]
    found.sort(key=lambda one: (-one[0], -len(one[2])))
    return [(total, parts) for _, total, parts in found if _take(owners, total, parts)]


def _take(owners: dict[str, str], total: Figure, parts: Parts) -> bool:
    """Make the parts the total's, unless one of them is another's already or the total is below its part."""
    ids = [part.id for part in parts]
    if any(id in owners for id in ids) or total.id in ids or owners.get(total.id) in ids:
        return False
    owners.update(dict.fromkeys(ids, total.id))
    return True


def _without_inner(candidate: Candidate, owners: Mapping[str, str]) -> Candidate:
    """The candidate without the parts of its parts."""
    ids = {part.id for part in candidate.parts}
    return replace(candidate, parts=tuple(p for p in candidate.parts if owners.get(p.id) not in ids))


def _exact(candidate: Candidate) -> Iterator[Parts]:
    """The stretches of a candidate that come out exactly, all of it first."""
    total, parts = candidate.total.value, candidate.parts
    if len(parts) > 1 and made(parts) == total:
        yield parts
        return
    at = len(parts) if candidate.items else 0
    while at < len(parts) - 1:
        end = _exact_end(total, parts, at) if parts[at].value else None
        if end is not None:
            yield parts[at:end]
        at = end or at + 1


def _exact_end(total: Decimal, parts: Parts, start: int) -> int | None:
    """Where a stretch from `start` comes out, zeros behind it included; None where none does."""
    rest = total
    for end in range(start, len(parts)):
        rest -= parts[end].value
        if rest < 0:
            return None
        if not rest and end > start:
            end += 1
            while end < len(parts) and parts[end].value == 0:
                end += 1
            return end
    return None


def _left(laid: Layout, candidate: Candidate, taken: Mapping[str, str]) -> Iterator[Parts]:
    """The stretches of a candidate that belong to no breakdown that came out, each within a sentence."""
    run: list[Figure] = []
    for part in candidate.parts:
        free = part.id not in taken
        if run and (not free or laid.at(run[-1]).sentence != laid.at(part).sentence):
            if len(run) > 1:
                yield tuple(run)
            run = []
        if free:
            run.append(part)
    if len(run) > 1:
        yield tuple(run)


def _equated(laid: Layout) -> Iterator[tuple[Figure, Parts]]:
    """ "60 triệu đồng, 50 triệu, 40 triệu = 150 triệu đồng": the total stands behind its parts."""
    for number, total in enumerate(laid.figures):
        if number < 2 or total.kind == "percent":
            continue
        before = fold(laid.text[max(0, total.evidence.start - 30) : total.evidence.start])
        if not ("=" in before or "cộng" in before or "tổng" in before) or not _EQUALS.search(before):
            continue
        alike = total.kind != "count" or before.rstrip().endswith("=") or _OF_ALL.search(before) is not None
        parts: list[Figure] = []
        rest = total.value
        for part in reversed(laid.figures[max(0, number - _MOST_EQUATED) : number]):
            if part.kind == "percent" or (total.kind == "money" and part.kind in ("count", "measure")):
                continue
            if not adds(total, part) or rest <= 0 or not (alike or same_noun(total, part)):
                break
            rest -= part.value
            parts.insert(0, part)
            if not rest and len(parts) > 1:
                lines = laid.text[part.evidence.end : total.evidence.start].count("\n")
                if not lines or (_is_total_item(laid, total, before) and lines == len(parts)):
                    yield total, tuple(parts)
                break


def _is_total_item(laid: Layout, total: Figure, before: str) -> bool:
    """Whether "Tổng cộng" opens the last item of a list; each item above it holds one part."""
    return _TOTAL_ITEM.search(before) is not None and laid.at(total).depth == 0


def _complements(laid: Layout, known: set[str]) -> Iterator[Check]:
    """ "71/94 hộ, 23 hộ chưa": what a ratio leaves out is stated behind it."""
    for place, ratio in enumerate(laid.figures):
        if ratio.total is None or not 0 < ratio.value < ratio.total or ratio.id in known:
            continue
        for rest in laid.figures[place + 1 : place + 4]:
            between = laid.text[ratio.evidence.end : rest.evidence.start]
            apart = ". " in between and not _LEFT_OVER.search(between)
            if len(between) > _REACH or "\n" in between or apart:
                break
            if rest.kind != "count" or rest.change or rest.value + ratio.value != ratio.total:
                continue
            around = fold(between + laid.text[rest.evidence.start : rest.evidence.end + 30])
            if same_noun(ratio, rest) or says("leaves").search(around):
                whole = Term(ratio.id, ratio.total, f"“{ratio.evidence.quote}”")
                yield sum_check(whole, [_term(ratio), _term(rest)], "complement")
                break


def _denominators(tried: Sequence[Candidate]) -> Iterator[Check]:
    """ "642 vụ: dân sự 201/318, hình sự 31/42 ...": the denominators make up the total."""
    seen: set[str] = set()
    for candidate in tried:
        total, parts = candidate.total, [part for part in candidate.parts if part.total is not None]
        if total.id in seen or len(parts) < 3 or sum(part.total or 0 for part in parts) != total.value:
            continue
        seen.add(total.id)
        terms = [Term(part.id, part.total or Decimal(0), f"“{part.evidence.quote}”") for part in parts]
        yield sum_check(_term(total), terms, "stated-parts", total.unit)


def _term(figure: Figure) -> Term:
    return Term(figure.id, figure.value, f"“{figure.evidence.quote}”", figure.level or figure.actor or "")
