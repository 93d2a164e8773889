"""Sums in running text: totals whose parts come out, or were meant to and nearly do.

Knows breakdowns and the words around them; tables are checked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.folding import fold
from extract.document import Document
from nlp.check_breakdowns import Candidate, Place, adds, candidates, places, same_noun
from nlp.check_records import Term, sum_check
from nlp.check_words import members, says
from nlp.numbers import numbers
from nlp.records import Check, Figure

_GAP = 160
# What must speak for parts that come out, besides that they do.
_ENOUGH = 4
# By how much parts may miss a total that they were meant to make up.
_NEAR = Decimal("0.15")
_VERY_NEAR = Decimal("0.06")
_EQUALS = re.compile(r"(?:=|(?<!\w)(?:tổng cộng|cộng|tổng)(?!\w)[^.;,]{0,20})\s*$")

Parts = tuple[Figure, ...]


def text_sums(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """Checks of totals whose parts come out, or were meant to make up the total and nearly do."""
    at = dict(zip((figure.id for figure in figures), places(document, figures), strict=True))
    linked = list(_linked(figures))
    free = list(candidates(document, figures, list(at.values())))
    owners: dict[str, str] = {}
    kept = [(total, parts) for total, parts in _equated(document, figures) if _take(owners, total, parts)]
    kept += _coming_out(document, (*linked, *free), at, owners)
    # Parts of parts are out of the way now: 63 tin are 54 (39, 12 and 3) and 9.
    kept += _coming_out(document, [_without_inner(candidate, owners) for candidate in free], at, owners)
    for candidate in (*linked, *(c for c in free if not c.items)):
        for parts in _left(candidate, owners):
            if _was_meant(document, figures, candidate, parts, at) and _take(owners, candidate.total, parts):
                kept.append((candidate.total, parts))
    checks = [
        sum_check(_term(total), [_term(part) for part in parts], "stated-parts", total.unit)
        for total, parts in kept
    ]
    return [*checks, *_complements(document, figures, kept), *_denominators((*linked, *free))]


def _coming_out(
    document: Document, tried: Sequence[Candidate], at: dict[str, Place], owners: dict[str, str]
) -> list[tuple[Figure, Parts]]:
    """Breakdowns that come out; a part belongs to one total, and what speaks loudest has the first say."""
    found = [
        (_evidence(document, candidate.total, parts, at, candidate), candidate.total, parts)
        for candidate in tried
        for parts in _exact(candidate)
    ]
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


def _without_inner(candidate: Candidate, owners: dict[str, str]) -> Candidate:
    """The candidate without the parts of its parts."""
    ids = {part.id for part in candidate.parts}
    return replace(candidate, parts=tuple(p for p in candidate.parts if owners.get(p.id) not in ids))


def _complements(
    document: Document, figures: Sequence[Figure], kept: Sequence[tuple[Figure, Parts]]
) -> Iterator[Check]:
    """ "71/94 hộ, 23 hộ chưa": what a ratio leaves out is stated behind it."""
    known = {parts[0].id for _, parts in kept}
    for place, ratio in enumerate(figures):
        if ratio.total is None or not 0 < ratio.value < ratio.total or ratio.id in known:
            continue
        for rest in figures[place + 1 : place + 4]:
            between = document.text[ratio.evidence.end : rest.evidence.start]
            if len(between) > _GAP or "\n" in between or ". " in between:
                break
            if rest.kind != "count" or rest.change or rest.value + ratio.value != ratio.total:
                continue
            around = fold(between + document.text[rest.evidence.start : rest.evidence.end + 30])
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


def _exact(candidate: Candidate) -> Iterator[Parts]:
    """The stretches of a candidate that come out exactly, all of it first."""
    total, parts = candidate.total.value, candidate.parts
    if len(parts) > 1 and _made(parts) == total:
        yield parts
        return
    if candidate.items or len(parts) < 2:
        return
    at = 0
    while at < len(parts) - 1:
        if not parts[at].value:
            at += 1
            continue
        made = Decimal(0)
        for end in range(at, len(parts)):
            made += parts[end].value
            if made >= total:
                break
        if made == total and end > at:
            end += 1
            while end < len(parts) and parts[end].value == 0:
                end += 1
            yield parts[at:end]
            at = end
        else:
            at += 1


def _evidence(
    document: Document, total: Figure, parts: Parts, at: dict[str, Place], candidate: Candidate
) -> int:
    """What speaks for parts that come out: how many they are, how they are opened, what they count."""
    whole, first = at[total.id], at[parts[0].id]
    linked = all(part.part_of == total.id for part in parts)
    score = (0, 0, 0, 2, 3)[min(len(parts), 4)] + (total.value >= 10) + (total.value >= 50)
    score += 2 * (linked + candidate.closed + candidate.items)
    opening = _opening(document, candidate, parts)
    score += 2 * _promises(opening) + (says("some").search(opening) is not None)
    score += 1 if all(same_noun(total, part) for part in parts) else -(total.kind == "count")
    score += 2 * (len({part.level for part in parts if part.level}) > 1)
    score += _are_labelled(parts)
    score += candidate.parts[0] is parts[0]
    score += candidate.same and candidate.parts == parts
    crossing = min(at[parts[-1].id].sentence - whole.sentence, 2) if first.block == whole.block else 2
    score += (1, -1, -2)[crossing]
    score += 3 * any(part.total == total.value for part in parts)
    return score


def _opening(document: Document, candidate: Candidate, parts: Parts) -> str:
    """The folded text in front of the first part, back to the part or total before it."""
    place = candidate.parts.index(parts[0])
    before = candidate.parts[place - 1] if place else candidate.total
    return fold(document.text[before.evidence.end : parts[0].evidence.start])[-_GAP:]


def _promises(opening: str) -> bool:
    return says("whole").search(opening) is not None or ":" in opening or "(" in opening


def _are_labelled(parts: Parts) -> bool:
    """Whether each part stands behind a label of its own: "khiển trách 5, cảnh cáo 1"."""
    return all(not part.evidence.quote[:1].isdigit() for part in parts)


def _equated(document: Document, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Parts]]:
    """ "60 triệu đồng, 50 triệu, 40 triệu = 150 triệu đồng": the total stands behind its parts."""
    for number, total in enumerate(figures):
        before = fold(document.text[max(0, total.evidence.start - 30) : total.evidence.start])
        if number < 2 or total.kind == "percent" or not _EQUALS.search(before):
            continue
        alike = total.kind != "count" or before.rstrip().endswith("=")
        made = Decimal(0)
        for start in range(number - 1, max(-1, number - 12), -1):
            part = figures[start]
            if not adds(total, part) or made >= total.value or not (alike or same_noun(total, part)):
                break
            made += figures[start].value
            if (
                made == total.value
                and number - start > 1
                and "\n" not in document.text[figures[start].evidence.end : total.evidence.start]
            ):
                yield total, tuple(figures[start:number])


def _left(candidate: Candidate, taken: Collection[str]) -> Iterator[Parts]:
    """The stretches of a candidate between the parts that belong to a breakdown that came out."""
    run: list[Figure] = []
    for part in candidate.parts:
        if part.id not in taken:
            run.append(part)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []
    if len(run) > 1:
        yield tuple(run)


def _was_meant(
    document: Document, figures: Sequence[Figure], candidate: Candidate, parts: Parts, at: dict[str, Place]
) -> bool:
    """Whether parts that do not come out were said to be all of the total, and nearly are."""
    total = candidate.total
    made = _made(parts)
    gap = abs(made - total.value)
    if not gap or gap / total.value > _NEAR or any(part.approx for part in parts):
        return False
    if at[parts[-1].id].block != at[total.id].block and total.id not in {part.part_of for part in parts}:
        return False
    opening = _opening(document, candidate, parts)
    closing = says("rest").search(fold(f"{parts[-1].noun or ''} {parts[-1].evidence.quote}")) is not None
    if _unread(document, figures, total, parts, gap) or (not closing and _are_traits(total, parts)):
        return False
    linked = all(part.part_of == total.id for part in parts)
    levels = {part.level for part in parts if part.level}
    partly = says("some").search(opening) is not None
    if _promises(opening) and (candidate.closed or linked or closing or _is_list(document, total, parts)):
        return not partly or closing or len(levels) > 1 or gap / total.value <= _VERY_NEAR
    if not linked:
        close = len(parts) > 2 and gap / total.value <= _VERY_NEAR and candidate.parts[: len(parts)] == parts
        return close and not partly and _is_list(document, total, parts) and _count_alike(total, parts)
    return closing or len(levels) > 1 or (not partly and (len(parts) > 2 or gap / total.value <= _VERY_NEAR))


def _is_list(document: Document, total: Figure, parts: Parts) -> bool:
    """Whether three parts or more follow their total in its sentence."""
    between = document.text[total.evidence.end : parts[0].evidence.start]
    return len(parts) > 2 and len(between) < _GAP // 2 and ". " not in between


def _count_alike(total: Figure, parts: Parts) -> bool:
    """Whether all parts count what the total counts, each under an action of its own."""
    return all(same_noun(total, part) for part in parts) and len({part.action for part in parts}) == len(
        parts
    )


def _are_traits(total: Figure, parts: Parts) -> bool:
    """Whether some part is a trait that others may share, such as women among members."""
    words = (word for part in parts if not same_noun(total, part) for word in (part.noun, part.action))
    return any(fold(word) in members("traits") for word in words if word)


def _unread(document: Document, figures: Sequence[Figure], total: Figure, parts: Parts, gap: Decimal) -> bool:
    """Whether a number that is no figure stands among the parts and accounts for the gap."""
    start, end = total.evidence.end, parts[-1].evidence.end + 40
    inside = [f.evidence for f in figures if start <= f.evidence.start < end]
    return any(
        number.value == gap and not any(e.start <= number.start < e.end for e in inside)
        for number in numbers(document.text, start, min(end, len(document.text)))
    )


def _made(parts: Sequence[Figure]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _term(figure: Figure) -> Term:
    return Term(figure.id, figure.value, f"“{figure.evidence.quote}”", figure.level or figure.actor or "")
