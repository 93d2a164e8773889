"""Which number is part of which: for each number the totals that could hold it, and "none".

Knows what rules and sums say of a report's drafts; the trained weights choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from extract.document import Document
from nlp.choice import Candidate, Chooser, Question
from nlp.drafts import Draft
from nlp.part_arithmetic import are_persons, comparable, same_noun, sums
from nlp.part_board import Board, before, is_joined, leads, own
from nlp.part_traits import of_total
from nlp.parts import link

_MOST = 9
_REACH = 24
_MOST_BASES = 3
_SHARED = 8
_LONGEST = 4
_WHOLE = Decimal(1)


def linked(document: Document, found: Sequence[Draft], chooser: Chooser) -> list[int | None]:
    """For each draft the index of the total it is a part of, or None."""
    shown = board(document, found)
    for index in range(len(found)):
        near = totals_for(shown, index)
        if near:
            question = part_question(shown, index, near)
            taken = chooser(question).candidate
            place = next(i for i, c in enumerate(question.candidates) if c is taken)
            shown.totals[index] = near[place - 1] if place else None
    return shown.totals


def board(document: Document, found: Sequence[Draft]) -> Board:
    """The drafts with what rules and sums say of them; no total is chosen yet."""
    nothing: list[int | None] = [None] * len(found)
    summed = list(nothing)
    sums(document.text, found, summed)
    above = list(accumulate(block.kind != "cell" for block in document.blocks))
    ranks = [above[draft.reading.sentence.block] for draft in found]
    shown = [own(found, index) for index in range(len(found))]
    return Board(
        document.text,
        found,
        shown,
        link(document.text, found),
        summed,
        nothing,
        ranks,
        leads(document, found),
    )


def totals_for(board: Board, index: int) -> list[int]:
    """Indexes of the numbers that could hold this one, the nearest first."""
    draft = board.found[index]
    if draft.q.kind == "percent":
        return _bases(board, index)
    if draft.change:
        return []
    if _is_nested(board, index):
        return [index - 1]
    found: list[int] = []
    rank, prev = board.ranks[index], before(board, index)
    for at in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if rank - board.ranks[at] > 1 or len(found) == _MOST:
            break
        if _could_hold(board.found[at], draft):
            found.append(at)
    found += [
        at for at in reversed(board.leads[index]) if at not in found and _could_hold(board.found[at], draft)
    ]
    held = _held(board, prev, draft) if prev is not None and rank - board.ranks[prev] <= 1 else []
    found += [at for at in held if at not in found]
    return [at for at in _of_noun(board, index, found) if at in held or _is_likely(board, index, at)]


def _held(board: Board, index: int, part: Draft) -> list[int]:
    """The totals that a number belongs to, however far above, as far as they could hold the part."""
    found: list[int] = []
    total = board.totals[index]
    while total is not None:
        if comparable(board.found[total], part):
            found.append(total)
        total = board.totals[total]
    return found


def _could_hold(total: Draft, part: Draft) -> bool:
    return total.q.kind not in ("percent", "duration") and not total.change and comparable(total, part)


def _is_nested(board: Board, index: int) -> bool:
    """ "36 đảng viên (khiển trách 24, trong đó cấp ủy viên 3)": the marker opens the part before it."""
    seen, draft = board.own[index], board.found[index]
    if seen.opener != "parts" or seen.first or not draft.bracket or "(" in seen.said:
        return False
    return board.ruled[index] == index - 1 and board.totals[index - 1] is not None


def _is_likely(board: Board, index: int, total: int) -> bool:
    """Whether the two count something alike, or a rule or a sum joins them."""
    part, whole = board.found[index], board.found[total]
    if (
        whole.reading is part.reading
        or part.q.noun is None
        or total in (board.ruled[index], board.summed[index])
    ):
        return True
    return same_noun(whole.noun, part.noun) > 0 or are_persons(whole.noun, part.noun)


def _bases(board: Board, index: int) -> list[int]:
    """The numbers of the sentence that a percentage may restate."""
    reading = board.found[index].reading
    found: list[int] = []
    for at in range(index - 1, -1, -1):
        if board.found[at].reading is not reading or len(found) == _MOST_BASES:
            break
        if board.found[at].q.kind != "percent":
            found.append(at)
    return found


def _of_noun(board: Board, index: int, near: Sequence[int]) -> list[int]:
    """Of numbers told in one breath ("31 vụ/40 bị can") only the one whose noun the part has."""
    noun = board.found[index].noun
    fit = {at: same_noun(board.found[at].noun, noun) for at in near}
    return [
        at
        for at in near
        if fit[at]
        or not (
            (fit.get(at - 1, 0) > 1 and is_joined(board, at))
            or (fit.get(at + 1, 0) > 1 and is_joined(board, at + 1))
        )
    ]


def part_question(board: Board, index: int, near: Sequence[int]) -> Question:
    """All that the number may be a part of, "none" first, then `near` in order."""
    draft, prev = board.found[index], before(board, index)
    percent = draft.q.kind == "percent"
    source, none = ("share", "no share") if percent else ("total", "none")
    found = [Candidate(None, none, _of_none(board, index, prev))]
    alike = {at: same_noun(board.found[at].noun, draft.noun) for at in near}
    for rank, at in enumerate(near):
        traits = _of_share(board, index, at, rank) if percent else of_total(board, index, at, alike, prev)
        whole = board.found[at]
        found.append(Candidate(board.text[whole.start : whole.end], source, traits))
    return Question("part_of", draft.at, _base(board, index), found)


def _base(board: Board, index: int) -> list[str]:
    draft, seen = board.found[index], board.own[index]
    said, bare = seen.said, draft.q.noun is None
    traits = [
        f"k={draft.q.kind}",
        f"op={seen.opener}{seen.first}",
        f"m={seen.marks}",
        f"br={min(draft.bracket, 2)}",
        f"g={' '.join(seen.gap[:2])}",
        f"w={' '.join(said[:2])}",
        f"near={said[-1] if said else '-'}",
        f"gl={min(len(said), 6)}",
        f"bare={bare}",
        f"v={seen.verb}",
        f"bv={seen.behind}",
        f"act={draft.action}",
        f"cm={draft.clause.mark}{bare}",
        f"st={draft.status}",
        f"lab={draft.clause.label is not None}",
        f"sub={seen.scope}",
        f"trait={seen.quality}{seen.first}",
        f"zz={seen.zero}",
    ]
    return [*traits, f"gw={' '.join(said[:6])}"] if draft.q.kind == "percent" else traits


def _of_none(board: Board, index: int, prev: int | None) -> list[str]:
    ruled, part = board.ruled[index] is not None, prev is not None and board.totals[prev] is not None
    return [
        f"rule={ruled}",
        f"sum={board.summed[index] is not None}",
        f"pt={part}{board.own[index].opener}",
        f"rp={ruled}{part}",
    ]


def _of_share(board: Board, index: int, base: int, rank: int) -> list[str]:
    """What speaks for a percentage restating the number `base`."""
    part, whole, seen = board.found[index], board.found[base], board.own[index]
    share, bare = _share(board, index, base), part.q.noun is None
    depth = part.bracket - whole.bracket
    said = " ".join(seen.said) if len(seen.said) <= _LONGEST else "long"
    return [
        f"rank={rank}",
        f"share={share}",
        f"sr={share}{part.bracket}",
        f"op={seen.opener}{rank}",
        f"br={depth}",
        f"brs={depth}{rank}{bare}",
        f"tk={whole.q.kind}{rank}",
        f"tb={whole.q.total is not None}{rank}{seen.opener}",
        f"chg={whole.change}{part.change}",
        f"noun={bare}{rank}",
        f"n2={same_noun(whole.noun, part.noun)}",
        f"sub={board.totals[base] is not None}{share}",
        f"rule={board.ruled[index] == base}",
        f"words={said}{rank}",
        f"gl={min(len(seen.said), 8)}{rank}",
        f"nn={part.noun is None}",
        f"adj={index - base}",
        f"per={whole.period == part.period}",
        f"stat={whole.status == part.status}",
    ]


def _share(board: Board, index: int, base: int) -> str:
    """Whether the percentage is the share of the base in its own total, or in a number around it."""
    found = board.found
    stated, whole = found[index].q.value, found[base]
    if whole.q.total:
        return "ratio" if _makes(whole.q.value, whole.q.total, stated) else "other"
    held = board.totals[base]
    if held is not None and _makes(whole.q.value, found[held].q.value, stated):
        return "total"
    for at in range(max(0, base - _SHARED), index):
        other = found[at]
        if at != base and other.q.kind == whole.q.kind and _makes(whole.q.value, other.q.value, stated):
            return "earlier" if at < base else "later"
    return "-"


def _makes(part: Decimal, whole: Decimal, stated: Decimal) -> bool:
    """Whether `part` is `stated` per cent of `whole`, within one unit of the last digit stated."""
    if not whole:
        return False
    digits = stated.as_tuple().exponent
    step = _WHOLE.scaleb(min(digits, 0)) if isinstance(digits, int) else _WHOLE
    return abs(part * 100 / whole - stated) <= step
