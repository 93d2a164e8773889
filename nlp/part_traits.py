"""What speaks for a number being part of another: where both stand, what opens between them, what adds up.

Knows the board of a report's numbers; which total is right is for the trained weights to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from nlp.drafts import Draft
from nlp.part_arithmetic import are_persons, comparable, same_noun
from nlp.part_board import Board, is_joined

_MOST_AHEAD = 12
_MOST_BACK = 6


def of_total(board: Board, index: int, total: int, alike: Mapping[int, int], prev: int | None) -> list[str]:
    """What speaks for `total`. `alike`: all that could hold the number -> how alike the noun is to its own;

    `prev`: what `before` answers.
    """
    part, whole = board.found[index], board.found[total]
    rel, bare = _relation(board, total, prev), part.q.noun is None
    traits = [*_of_place(board, index, total, rel), *_of_kind(board, index, total, alike, rel)]
    if rel == "sib" and prev is not None:
        last, opener = board.found[prev], board.own[index].opener
        traits += [f"sact={last.action == part.action}{opener}", f"sbare={last.q.noun is None}{bare}{opener}"]
    return [*traits, *_of_values(board, index, total, rel), f"stat={whole.status == part.status}"]


def _of_place(board: Board, index: int, total: int, rel: str) -> list[str]:
    """Where total and part stand, and what stands between them."""
    seen, where, ruled = board.own[index], _where(board, index, total), _says(board.ruled[index], total)
    first = next((k for k in range(total + 1, index) if board.totals[k] == total), None)
    opened = seen.opener if first is None else board.own[first].opener
    dated = board.found[index].period == board.found[total].period
    return [
        f"rel={rel}",
        f"rule={ruled}",
        f"rr={ruled}{rel}",
        f"sum={_says(board.summed[index], total)}",
        f"relop={rel}{seen.opener}{where}",
        f"where={where}",
        f"br={_depths(board, index, total)}{rel}",
        f"kid={opened}{first is not None}",
        f"per={dated}{rel}",
        f"time={'time' in seen.gap}{dated}{seen.opener}",
        f"has={board.totals[total] is not None}{rel}",
        f"v={seen.verb}{rel}",
        f"m={seen.marks}{rel}",
        f"par={_parallel(board, index, total)}",
        f"trait={seen.quality}{where}",
        f"zz={seen.zero}{rel}",
        f"open={_opened(board, index, total)}",
        f"lead={_leads_in(board, total)}{seen.first}{where}",
        f"div={seen.division}{where}",
    ]


def _of_kind(board: Board, index: int, total: int, alike: Mapping[int, int], rel: str) -> list[str]:
    """How alike total and part are: nouns, labels, actions."""
    part, whole, opener = board.found[index], board.found[total], board.own[index].opener
    bare, labels = part.q.noun is None, (_is_label(part), _is_label(whole))
    noun = f"{bare}{alike[total]}{whole.noun is None}{part.noun is None}"
    return [
        f"noun={noun}",
        f"nr={noun}{rel}",
        f"pers={are_persons(whole.noun, part.noun)}{bare}",
        f"act={whole.action is not None and whole.action == part.action}{rel}",
        f"sis={labels}{part.q.noun == whole.q.noun}{opener}",
        f"same={_as_same(board, index, total)}",
        f"best={_best(alike, total)}{opener}",
        f"ident={not bare and part.q.noun == whole.q.noun}{whole.clause.mark == part.clause.mark}{opener}",
    ]


def _of_values(board: Board, index: int, total: int, rel: str) -> list[str]:
    """What the values say: whether the part has room in the total, and whether all parts make it up."""
    part, whole, opener = board.found[index], board.found[total], board.own[index].opener
    kids = [k for k in range(total + 1, index) if board.totals[k] == total]
    values = [board.found[k].q.value for k in kids if board.found[k].q.kind != "percent"]
    left = whole.q.value - part.q.value - sum(values, Decimal(0))
    rest = f"{'over' if left < 0 else 'room' if left else 'full'}{min(len(values), 2)}"
    ran = _ahead(board, index, total, left)
    return [
        f"rest={rest}",
        f"rrel={rest}{rel}",
        f"zero={not part.q.value}",
        f"run={ran}",
        f"runr={ran}{rel}{opener}",
    ]


def _is_label(draft: Draft) -> bool:
    return draft.clause.label is not None and draft.clause.predicate is None


def _says(answer: int | None, total: int) -> str:
    return "n" if answer is None else "y" if answer == total else "o"


def _relation(board: Board, total: int, prev: int | None) -> str:
    """What the total is to the number before: itself, its total, the total of that, its sister."""
    if prev is None or total == prev:
        return "prev" if total == prev else "old"
    held = board.totals[prev]
    if held is None:
        return "old"
    if total == held:
        return "sib"
    return "grand" if total == board.totals[held] else "sis" if board.totals[total] == held else "old"


def _where(board: Board, index: int, total: int) -> str:
    """How far the total is: in the sentence, sentences ahead in the paragraph, in one above."""
    part, whole = board.found[index].reading.sentence, board.found[total].reading.sentence
    if part is whole:
        return "s"
    if part.block != whole.block:
        return "i" if total in board.leads[index] else "l"
    crossed = sum(board.own[k].first for k in range(total + 1, index + 1))
    return f"b{min(crossed, 3)}"


def _depths(board: Board, index: int, total: int) -> str:
    """The number's depth of brackets against the total's, and whether the total's bracket is closed."""
    part, whole = board.found[index], board.found[total]
    if part.reading is not whole.reading:
        return f"x{min(part.bracket, 1)}{min(whole.bracket, 1)}"
    low = min(board.found[k].bracket for k in range(total, index + 1))
    return f"{part.bracket - whole.bracket}{low < whole.bracket}"


def _parallel(board: Board, index: int, total: int) -> str:
    """ "31 vụ/40 bị can, trong đó 5 vụ/7 bị can": the number before belongs to the one before the total."""
    if index == 0 or total == 0 or board.own[index].first or board.own[total].first:
        return "-"
    if board.totals[index - 1] != total - 1:
        return "-"
    return "y" if board.own[index].gap == board.own[total].gap else "n"


def _as_same(board: Board, index: int, total: int) -> str:
    """Whether the last number that counts the same is the total, or belongs to it, or to another."""
    part = board.found[index]
    for at in range(index - 1, max(-1, index - 1 - _MOST_BACK), -1):
        other = board.found[at]
        if other.q.kind == "percent" or other.change:
            continue
        measured = other.q.kind == part.q.kind and part.q.kind not in ("count", "ratio")
        if measured or same_noun(other.noun, part.noun) >= 2:
            near, held = other.reading is part.reading, board.totals[at]
            if at == total:
                return f"itself{near}{held is not None}"
            return f"sib{near}{index - at > 1}" if held == total else f"other{near}{held is not None}"
    return "none"


def _opened(board: Board, index: int, total: int) -> str:
    """What opens right behind the total, or behind what is told in one breath with it."""
    whole = board.found[total]
    for at in range(total + 1, index + 1):
        other = board.found[at]
        if other.reading is not whole.reading:
            return "x"
        if other.q.kind == "percent":
            continue
        if at == total + 1 < index and is_joined(board, at) and not comparable(whole, other):
            continue
        inside = all(board.found[k].bracket > whole.bracket for k in range(at, index + 1))
        return f"{board.own[at].opener}{other.bracket - whole.bracket}{inside}{at == index}"
    return "-"


def _leads_in(board: Board, total: int) -> bool:
    """Whether the total's sentence ends with a colon."""
    end = board.found[total].reading.sentence.end
    return ":" in board.text[end - 1 : end + 1]


def _ahead(board: Board, index: int, total: int, left: Decimal) -> str:
    """Whether this number, which leaves `left` of the total, and those behind it make the total up."""
    if left <= 0:
        return "over" if left else "full"
    part, whole, count = board.found[index], board.found[total], 1
    for at in range(index + 1, min(index + _MOST_AHEAD, len(board.found))):
        other = board.found[at]
        if other.q.kind == "percent" or other.change or other.bracket > part.bracket:
            continue
        if board.ranks[at] - board.ranks[index] > 1:
            break
        if other.bracket < part.bracket:
            return f"out{min(count, 3)}"
        if not comparable(whole, other):
            if other.q.kind == whole.q.kind:
                break
            continue
        if other.noun is not None and same_noun(other.noun, part.noun) < 2:
            continue
        left -= other.q.value
        count += 1
        if left <= 0:
            if left == 0:
                return f"makes{min(count, 4)}"
            break
    return f"no{min(count, 3)}"


def _best(alike: Mapping[int, int], total: int) -> str:
    """Whether no other has a noun more like the number's own, and whether a nearer one has one as like."""
    mine = alike[total]
    others = [like for at, like in alike.items() if at != total]
    nearer = [like for at, like in alike.items() if at > total]
    return f"{mine >= max(others, default=0)}{mine > max(nearer, default=-1)}{min(mine, 2)}"
