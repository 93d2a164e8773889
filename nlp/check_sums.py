"""Sums in running text: totals whose parts come out, or were meant to and nearly do.

Knows breakdowns and the words around them; tables are checked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    found: dict[tuple[str, ...], tuple[Figure, Parts]] = {}
    used: dict[str, set[str]] = {}
    for candidate in (*linked, *free):
        for parts in _exact(candidate):
            bonus = 2 * (candidate in linked) + 2 * candidate.items
            if bonus + _evidence(document, candidate.total, parts, at, candidate) >= _ENOUGH:
                _keep(found, used, candidate.total, parts)
    for total, parts in _equated(document, figures):
        _keep(found, used, total, parts)
    for candidate in (*linked, *(c for c in free if not c.items)):
        for parts in _left(candidate, used.get(candidate.total.id, set())):
            if _was_meant(document, figures, candidate, parts, at):
                _keep(found, used, candidate.total, parts)
    return [
        sum_check(_term(total), [_term(part) for part in parts], "stated-parts", total.unit)
        for total, parts in found.values()
    ]


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
    if _made(parts) == total:
        yield parts
        return
    if candidate.items:
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
    score = 2 * (len(parts) > 2) + (total.value >= 10) + (total.value >= 50)
    score += 2 * candidate.closed
    opening = _opening(document, candidate, parts)
    score += 2 * _promises(opening) + (says("some").search(opening) is not None)
    score += 1 if all(same_noun(total, part) for part in parts) else -(total.kind == "count")
    score += 2 * (len({part.level for part in parts if part.level}) > 1)
    score += _are_labelled(parts)
    score += candidate.parts[0] is parts[0]
    score += candidate.same and candidate.parts == parts
    crossing = at[parts[-1].id].sentence - whole.sentence if first.block == whole.block else 2
    score -= 2 * crossing if crossing else -1
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
        made = Decimal(0)
        for start in range(number - 1, max(-1, number - 12), -1):
            if not adds(total, figures[start]) or made >= total.value:
                break
            made += figures[start].value
            if (
                made == total.value
                and number - start > 1
                and "\n" not in document.text[figures[start].evidence.end : total.evidence.start]
            ):
                yield total, tuple(figures[start:number])


def _keep(
    found: dict[tuple[str, ...], tuple[Figure, Parts]], used: dict[str, set[str]], total: Figure, parts: Parts
) -> None:
    """Keep a sum once; a part counts towards one breakdown of its total only."""
    taken = used.setdefault(total.id, set())
    ids = {part.id for part in parts}
    if not ids & taken and total.id not in ids:
        found[(total.id, *(part.id for part in parts))] = (total, parts)
        taken |= ids


def _left(candidate: Candidate, taken: set[str]) -> Iterator[Parts]:
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
