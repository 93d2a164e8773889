"""Totals and their parts: trong đó, gồm, brackets, colons, breakdowns that add up.

Knows drafts of figures in reading order; whether a stated sum holds is `checks`' work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.drafts import Draft
from nlp.part_arithmetic import are_persons, comparable, same_noun, sums
from nlp.part_markers import divides, has_subject, in_one_breath


@dataclass(frozen=True, slots=True)
class _Scope:
    """A breakdown that is open: indexes of the totals it may break down and the bracket it stands in."""

    totals: tuple[int, ...]
    depth: int
    bracket: bool


def link(text: str, found: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the total it is a part of, or None."""
    totals: list[int | None] = [None] * len(found)
    start, before = 0, range(0)
    while start < len(found):
        stop = start
        while stop < len(found) and found[stop].reading is found[start].reading:
            stop += 1
        _sentence(found, range(start, stop), before, totals)
        before, start = range(start, stop), stop
    sums(text, found, totals)
    return totals


def _sentence(found: Sequence[Draft], own: range, before: range, totals: list[int | None]) -> None:
    scopes: list[_Scope] = []
    for index in own:
        draft = found[index]
        scopes = [s for s in scopes if not s.bracket or s.depth <= draft.bracket]
        gap = _between(found, index, own)
        if scopes and (
            _leaves(found, index, gap, scopes[-1]) or _is_full(found, index, gap, scopes[-1], totals)
        ):
            scopes = [s for s in scopes if s.bracket]
        opened = _opens(found, index, own, gap, before, totals, scopes)
        if opened is not None:
            scopes.append(opened)
        if draft.change or (draft.status == "target" and _is_plan(draft)):
            continue
        if draft.q.kind == "percent":
            totals[index] = _restated(found, index, own, gap)
        else:
            for scope in reversed(scopes):
                totals[index] = _total(found, index, scope)
                if totals[index] is not None:
                    break


def _between(found: Sequence[Draft], index: int, own: range) -> list[str]:
    """Texts of the words between this quantity and the one before it; parts markers become "parts"."""
    words, first = found[index].reading.words, _behind_last(found, index, own)
    return ["parts" if "parts" in w.classes else w.text for w in words[first : found[index].q.at]]


def _behind_last(found: Sequence[Draft], index: int, own: range) -> int:
    return found[index - 1].q.end if index > own.start else 0


def _opens(
    found: Sequence[Draft],
    index: int,
    own: range,
    gap: Sequence[str],
    before: range,
    totals: Sequence[int | None],
    scopes: Sequence[_Scope],
) -> _Scope | None:
    """The scope that opens in the `gap` between the quantity before and this one, or None."""
    depth = found[index].bracket
    earlier = [i for i in own if i < index and found[i].bracket <= depth]
    if "parts" in gap:
        if has_subject(found[index].reading.words, _behind_last(found, index, own), found[index].q.at):
            return None
        if not earlier:
            return _Scope(_outer(found, before, totals), depth, False) if _begins(index, own, gap) else None
        bracket = "(" in gap
        nested = [earlier[-1]] if scopes and earlier[-1] not in scopes[-1].totals else []
        free = [i for i in earlier if totals[i] is None or i in nested]
        if nested and found[earlier[-1]].bracket == depth > 0:
            free = nested  # "36 đảng viên (khiển trách 24, trong đó cấp ủy viên 3)"
        return _Scope(tuple(free), depth, bracket or depth > 0)
    if index == own.start and divides(gap) == "y":
        return _Scope(_outer(found, before, totals), depth, False)
    if "(" in gap and depth and earlier:
        outside = [i for i in earlier if found[i].bracket < depth]
        return _Scope(_group(found, outside, index), depth, True) if outside else None
    if gap[:1] == [":"] and earlier:
        return _Scope((earlier[-1],), depth, False)
    return None


def _outer(found: Sequence[Draft], before: range, totals: Sequence[int | None]) -> tuple[int, ...]:
    """What the sentence before leaves to break down: its free numbers, else what it broke down itself."""
    plain = [i for i in before if found[i].bracket == 0 and not found[i].change]
    free = [i for i in plain if totals[i] is None and found[i].q.kind != "percent"]
    return tuple(free) or tuple(sorted({total for i in plain if (total := totals[i]) is not None}))


def _group(found: Sequence[Draft], outside: Sequence[int], index: int) -> tuple[int, ...]:
    """What a bracket breaks down: the numbers told in one breath in front of it, else any before it."""
    words, first = found[index].reading.words, len(outside) - 1
    while first and in_one_breath(words, found[outside[first - 1]].q, found[outside[first]].q):
        first -= 1
    near = tuple(outside[first:])
    return near if any(comparable(found[t], found[index]) for t in near) else tuple(outside)


def _is_full(
    found: Sequence[Draft], index: int, gap: Sequence[str], scope: _Scope, totals: Sequence[int | None]
) -> bool:
    """Behind a semicolon a breakdown whose parts make up their total is over."""
    if scope.bracket or ";" not in gap or "parts" in gap:
        return False
    for total in scope.totals:
        own = [k for k in range(total + 1, index) if totals[k] == total and found[k].q.kind != "percent"]
        if own:
            return sum(found[k].q.value for k in own) == found[total].q.value
    return False


def _begins(index: int, own: range, gap: Sequence[str]) -> bool:
    """Whether the sentence opens with the marker: "Trong đó: khối 6 ..."."""
    return index == own.start and "parts" in gap[:3]


def _leaves(found: Sequence[Draft], index: int, gap: Sequence[str], scope: _Scope) -> bool:
    """Behind a semicolon a predicate of its own that is not the total's begins something new."""
    draft = found[index]
    if scope.bracket or ";" not in gap or "parts" in gap:
        return False
    own_verb = "verb-before" in draft.reasons and draft.q.noun is not None
    return own_verb and all(found[t].action != draft.action for t in scope.totals)


def _is_plan(draft: Draft) -> bool:
    label = draft.clause.label
    words = draft.reading.words
    near = words[max(0, draft.q.at - 3) : draft.q.at]
    return any(w.text in ("kế hoạch", "chỉ tiêu", "kh", "giao") for w in near) or (
        label is None and not draft.noun
    )


def _restated(found: Sequence[Draft], index: int, own: range, gap: Sequence[str]) -> int | None:
    """ "33 đồng chí ... (73,3%)": a percentage in brackets restates the count before it."""
    if "(" not in gap or index == own.start or found[index].q.noun is not None:
        return None
    if gap.index("(") > 8 or found[index - 1].bracket >= found[index].bracket:
        return None
    return index - 1 if found[index - 1].q.kind != "percent" else None


def _total(found: Sequence[Draft], index: int, scope: _Scope) -> int | None:
    """The total of the scope that fits best, or None: same kind and unit, not smaller, nearest noun."""
    best, best_score = None, 0
    for candidate in scope.totals:
        score = _fit(found[candidate], found[index])
        if score and score >= best_score:
            best, best_score = candidate, score
    return best


def _fit(total: Draft, part: Draft) -> int:
    """How well the total fits: its noun first, then the same action ("kiểm tra 162 ..., kiểm tra 18")."""
    if not comparable(total, part):
        return 0
    same = same_noun(total.noun, part.noun)
    alike = 3 + same if same else 2 if are_persons(total.noun, part.noun) else 1
    return 2 * alike + (total.action is not None and total.action == part.action)
