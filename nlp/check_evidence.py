"""What speaks for a breakdown in running text: how it is opened, what it counts, where it stands.

Knows figures, their places and the words between them; finds no breakdowns itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from itertools import pairwise

from corpus.folding import fold
from nlp.check_breakdowns import Candidate, Layout, Parts, adds, made, same_noun
from nlp.check_words import members, says
from nlp.numbers import numbers
from nlp.records import Figure
from nlp.sister_leads import are_sisters

_GAP = 160
# By how much parts may miss a total that they were meant to make up.
_NEAR = Decimal("0.15")
_VERY_NEAR = Decimal("0.06")
_ALMOST = Decimal("0.01")
# "... và nhiều văn bản khác": the list is left open.
_OPEN_END = re.compile(
    r"[^.;:\n]{0,20}(?:(?:và|cùng)(?: (?:nhiều|các|một số|những))[^.;\n\d]*khác|…|\.{3}|v\.v)"
)
_LETTER = re.compile(r"[^\W\d_]")
_COMMA = re.compile(r"(?:\s*,|\s+và)[^,;.:()\d]{0,40}")
_NEXT = re.compile(r"\s*(?:[,;/]|và|, và)[^,;.:()\d]{0,40}")
# How much the number of parts says, from none to four and more.
_BY_PARTS = (0, 0, 0, 2, 3)
# What it says to stand in the total's own sentence, in the next one, farther off.
_BY_SENTENCE = (1, -1, -2)
# What comes out in the middle of a list does so by chance, whatever else speaks for it.
_CUT_OUT = 20
# Traits that make up a whole between them.
_OPPOSITES = (frozenset(("nam", "nữ")), frozenset(("chính thức", "dự bị")))
_SISTER = re.compile(r"[^,;.:()\d]{0,40}(?:[,;]|\svà\s)[^,;.:()\d]{0,40}")
_REST = re.compile(r"(?<!\w)còn(?!\w)")


def evidence(laid: Layout, candidate: Candidate, parts: Parts, others: Collection[str] = ()) -> int:
    """What speaks for `parts`, a stretch of the candidate that comes out exactly.

    `others`: ids of the parts of its other stretches that do.
    """
    total = candidate.total
    opening = _opening(laid, candidate, parts)
    linked = all(part.part_of == total.id for part in parts)
    labelled, same = _are_labelled(parts), all(same_noun(total, part) for part in parts)
    levels = len({part.level for part in parts if part.level}) > 1
    promised = _promises(opening) and not _is_anothers(candidate, parts, opening)
    score = _BY_PARTS[min(len(parts), 4)] + (total.value >= 10) + (total.value >= 50)
    score += 2 * (linked + candidate.closed + candidate.items + promised + levels)
    partly = says("parts").search(opening) is not None
    score += partly + labelled
    tail = partly and _ends_sentence(laid, parts)
    score += 1 if same else -(total.kind == "count" and not labelled and not tail)
    score += 2 * tail
    score += candidate.parts[0] is parts[0]
    score += candidate.same and candidate.parts == parts
    score += 3 * any(part.total == total.value for part in parts)
    opened = linked or candidate.closed or promised or partly or levels or candidate.items
    score -= 2 * (not (opened or same))
    sisters = _are_sisters(laid, total, parts) and (labelled or not opened)
    starts = [part.evidence.start for part in parts]
    sisters |= _is_graded(laid, total, parts)
    sisters |= not candidate.closed and are_sisters(laid.text, total.evidence.start, starts)
    score -= _CUT_OUT * (sisters or _is_cut_out(laid, total, parts, others))
    first, whole = laid.at(parts[0]), laid.at(total)
    crossing = laid.at(parts[-1]).sentence - whole.sentence if first.block == whole.block else 2
    return score + _BY_SENTENCE[min(crossing, 2)]


def was_meant(laid: Layout, candidate: Candidate, parts: Parts) -> bool:
    """Whether parts that do not come out were said to be all of the total, and nearly are."""
    total = candidate.total
    gap = abs(made(parts) - total.value)
    if not gap or gap / total.value > _NEAR or any(p.approx or p.value > total.value for p in parts):
        return False
    linked = all(part.part_of == total.id for part in parts)
    if laid.at(parts[-1]).block != laid.at(total).block and not linked:
        return False
    opening = _opening(laid, candidate, parts)
    last = parts[-1]
    closing = says("rest").search(fold(f"{last.noun or ''} {last.evidence.quote}")) is not None
    closing |= _are_opposites(parts)
    if _is_unread(laid, total, parts, gap) or (not closing and _are_traits(total, parts)):
        return False
    if _OPEN_END.match(fold(laid.text[last.evidence.end : last.evidence.end + _GAP])):
        return False
    near = gap / total.value <= _VERY_NEAR
    partly = says("some").search(opening) is not None
    levels = len({part.level for part in parts if part.level}) > 1
    if _promises(opening) and (candidate.closed or linked or closing or _is_list(laid, total, parts)):
        return not partly or closing or levels or near
    if linked:
        almost = gap / total.value <= _ALMOST and _are_listed(laid, parts)
        return closing or levels or almost or (not partly and (len(parts) > 2 or near))
    straight = len(parts) > 2 and near and candidate.parts[: len(parts)] == parts and not partly
    return straight and _is_list(laid, total, parts) and _count_alike(total, parts)


def _opening(laid: Layout, candidate: Candidate, parts: Parts) -> str:
    """The folded text in front of the first part, back to the part or total before it."""
    place = candidate.parts.index(parts[0])
    before = candidate.parts[place - 1] if place else candidate.total
    return fold(laid.text[before.evidence.end : parts[0].evidence.start])[-_GAP:]


def _promises(opening: str) -> bool:
    """Whether words or marks say that a full breakdown follows."""
    return says("whole").search(opening) is not None or ":" in opening or "(" in opening


def _are_labelled(parts: Parts) -> bool:
    """Whether each part stands behind a label of its own: "khiển trách 5, cảnh cáo 1"."""
    quotes = [part.evidence.quote for part in parts]
    return all(not quote[:1].isdigit() or not _LETTER.search(quote) for quote in quotes)


def _is_anothers(candidate: Candidate, parts: Parts, opening: str) -> bool:
    """Whether a colon or bracket stands right behind another figure, which then is what it breaks down.

    "21 đảng viên ở 3 tổ: tổ A 8, tổ B 7, tổ C 6": as many parts as it counts break down the total.
    """
    place = candidate.parts.index(parts[0])
    if not place or opening.lstrip()[:1] not in (":", "("):
        return False
    return candidate.parts[place - 1].value != len(parts)


def _is_cut_out(laid: Layout, total: Figure, parts: Parts, others: Collection[str]) -> bool:
    """Whether a list goes on before or behind the parts, so that they only come out by chance.

    What goes on with another full breakdown does not tell against the first.

    "chính thức 14, dự bị 1, nữ 6": a trait beside a full breakdown is no part of it.
    """
    before, behind = laid.before(parts[0]), laid.following(parts[-1])
    opened = before and says("parts").search(fold(laid.text[before.evidence.end : parts[0].evidence.start]))
    pairs = [(None if opened else before, parts[0], before), (parts[-1], behind, behind)]
    sisters = [
        sister
        for first, second, sister in pairs
        if sister is not None and sister is not total and first and second and _is_next(laid, first, second)
    ]
    same = all(same_noun(total, part) for part in parts)
    sisters = [
        s
        for s in sisters
        if s.kind != "ratio" and s.id not in others and adds(total, s) and (same_noun(total, s) or not same)
    ]
    labelled = _are_labelled(parts)
    sisters = [s for s in sisters if _are_labelled((s,)) == labelled]
    sisters = [s for s in sisters if labelled or any(same_noun(part, s) for part in parts)]
    return any(not _are_traits(total, (sister,)) for sister in sisters) or (
        bool(sisters) and _are_traits(total, parts)
    )


def _are_sisters(laid: Layout, total: Figure, parts: Parts) -> bool:
    """Whether total and parts stand in one list: "11 chi hội tốt, 9 chi hội khá, 2 chi hội yếu"."""
    labelled = _are_labelled((total,))
    heads = {(figure.noun or "").split(" ")[0] for figure in (total, parts[0])}
    between = fold(laid.text[total.evidence.end : parts[0].evidence.start])
    alike = labelled == _are_labelled(parts) and (labelled or len(heads) == 1)
    return alike and _SISTER.fullmatch(between) is not None


def _is_graded(laid: Layout, total: Figure, parts: Parts) -> bool:
    """Whether total and parts are each told with their grade: "11 chi hội xuất sắc, 9 chi hội tốt"."""
    behind = fold(laid.text[total.evidence.end : parts[0].evidence.start]).lstrip()
    graded = total.action is not None and behind.startswith(fold(total.action)) and _SISTER.fullmatch(behind)
    return bool(graded) and all(part.action not in (None, total.action) for part in parts)


def _is_next(laid: Layout, first: Figure, second: Figure) -> bool:
    """Whether two figures follow each other in one list; "còn 9" is what a greater total leaves."""
    between = fold(laid.text[first.evidence.end : second.evidence.start])
    return _NEXT.fullmatch(between) is not None and not _REST.search(between)


def _ends_sentence(laid: Layout, parts: Parts) -> bool:
    """Whether the parts stand in one sentence and no other figure behind them in it."""
    behind = laid.following(parts[-1])
    first, last = laid.at(parts[0]), laid.at(parts[-1])
    if (first.block, first.sentence) != (last.block, last.sentence):
        return False
    return behind is None or laid.at(behind).sentence != last.sentence or laid.at(behind).block != last.block


def _are_listed(laid: Layout, parts: Parts) -> bool:
    """Whether nothing but a comma and a few words stand between the parts."""
    return all(
        _COMMA.fullmatch(laid.text[first.evidence.end : second.evidence.start])
        for first, second in pairwise(parts)
    )


def _is_list(laid: Layout, total: Figure, parts: Parts) -> bool:
    """Whether parts follow their total in its sentence: three or more, or two that end it."""
    between = laid.text[total.evidence.end : parts[0].evidence.start]
    if len(between) > _GAP // 2 or ". " in between:
        return False
    behind = laid.text[parts[-1].evidence.end : parts[-1].evidence.end + 1]
    return len(parts) > 2 or (":" in between and behind in (".", ";", "\n", ""))


def _count_alike(total: Figure, parts: Parts) -> bool:
    """Whether all parts count what the total counts, each under an action of its own."""
    return all(same_noun(total, part) for part in parts) and len({part.action for part in parts}) == len(
        parts
    )


def _are_opposites(parts: Parts) -> bool:
    """Whether two parts are all there can be, such as men and women."""
    shown = {fold(word) for part in parts for word in (part.noun, part.action) if word}
    return len(parts) == 2 and any(pair <= shown for pair in _OPPOSITES)


def _are_traits(total: Figure, parts: Parts) -> bool:
    """Whether some part is a trait that others may share, such as women among members, not beside men."""
    if _are_opposites(parts):
        return False
    words = (word for part in parts if not same_noun(total, part) for word in (part.noun, part.action))
    return any(fold(word) in members("traits") for word in words if word)


def _is_unread(laid: Layout, total: Figure, parts: Parts, gap: Decimal) -> bool:
    """Whether a number that is no figure stands among the parts and accounts for the gap."""
    start, end = total.evidence.end, min(parts[-1].evidence.end + 40, len(laid.text))
    spans = [f.evidence for f in laid.figures if start <= f.evidence.start < end]
    return any(
        number.value == gap
        and not number.words
        and not any(span.start <= number.start < span.end for span in spans)
        for number in numbers(laid.text, start, end)
    )
