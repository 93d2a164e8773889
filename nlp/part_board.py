"""The numbers of a report side by side: what each shows by itself, and what rules and sums say of it.

Knows drafts in reading order; which number is part of which is chosen elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Document
from nlp.check_words import members
from nlp.drafts import Draft
from nlp.part_markers import divides, has_subject
from nlp.predicates import shape
from nlp.records import fixed

_JOINS = (["/"], ["và"], [","], ["với"], ["-"], ["–"])
_MARKS = frozenset(",;:().")
_LONGEST_TRAIT = 4
_MOST_ITEMS = 12


@fixed
class Own:
    """What a number shows by itself. `opener`: what opens in front of it since the number before.

    `gap`: shapes of the words since then, `said`: their texts. `first`: whether it opens its sentence.
    """

    gap: list[str]
    said: list[str]
    opener: str
    first: bool
    marks: str
    quality: str
    division: str
    scope: str
    verb: str
    behind: str
    zero: bool


@dataclass(slots=True)
class Board:
    """The drafts of a report. `ruled`, `summed`: totals by rules and by sums; `totals`: those chosen so far.

    `ranks`: for each draft how many blocks of text stand above it. `leads`: the numbers in front of the list
    whose item it stands in.
    """

    text: str
    found: Sequence[Draft]
    own: Sequence[Own]
    ruled: Sequence[int | None]
    summed: Sequence[int | None]
    totals: list[int | None]
    ranks: Sequence[int]
    leads: Sequence[Sequence[int]]


def own(found: Sequence[Draft], index: int) -> Own:
    """What the number shows by itself."""
    draft = found[index]
    words, at, clause = draft.reading.words, draft.q.at, draft.clause
    first = index == 0 or found[index - 1].reading is not draft.reading
    start = 0 if first else found[index - 1].q.end
    between = words[start:at]
    gap, said = [shape(word) for word in between], [word.text for word in between]
    return Own(
        gap,
        said,
        _opener(draft, start),
        first,
        "".join(sorted(_MARKS.intersection(said))),
        _quality(draft, said),
        divides(said),
        "unit" if "unit" in gap else "level" if "levels" in gap else "-",
        words[clause.predicate[0]].text if clause.predicate else "-",
        words[clause.behind[0]].text if clause.behind else "-",
        "zero" in words[at].classes,
    )


def _opener(draft: Draft, start: int) -> str:
    """What opens a breakdown between word `start` and the number: a marker, a bracket, a colon."""
    words, at = draft.reading.words, draft.q.at
    marks = set()
    for word in words[start:at]:
        if "parts" in word.classes:
            return "subj" if has_subject(words, start, at) else "parts"
        marks.add(word.text)
    if "riêng" in marks:
        return "parts"
    return next((mark for mark in "(:;," if mark in marks), "-")


def _quality(draft: Draft, said: Sequence[str]) -> str:
    """Whether a trait that some of a whole have is counted: "nữ 45", "đảng viên 12 đồng chí"."""
    known = members("traits")
    if draft.noun in known:
        return "noun"
    ends = (" ".join(said[-count:]) for count in range(1, _LONGEST_TRAIT + 1))
    return "label" if any(end in known for end in ends) else "-"


def leads(document: Document, found: Sequence[Draft]) -> list[Sequence[int]]:
    """For each draft the numbers of the block in front of the list of items that it stands in."""
    of_block: dict[int, list[int]] = {}
    for index, draft in enumerate(found):
        of_block.setdefault(draft.reading.sentence.block, []).append(index)
    heads: dict[int, Sequence[int]] = {}
    for block in of_block:
        head = block
        while head and block - head < _MOST_ITEMS and _is_item(document, head):
            head -= 1
        heads[block] = of_block.get(head, ()) if head < block else ()
    return [heads[draft.reading.sentence.block] for draft in found]


def _is_item(document: Document, block: int) -> bool:
    one = document.blocks[block]
    return one.kind == "item" or document.text[one.start : one.start + 1] in ("-", "+", "•", "*", "–")


def before(board: Board, index: int) -> int | None:
    """The last number before that is no percentage and no difference."""
    for at in range(index - 1, -1, -1):
        if board.found[at].q.kind != "percent" and not board.found[at].change:
            return at
    return None


def is_joined(board: Board, index: int) -> bool:
    """Whether only a link stands between the number and the one before."""
    return board.own[index].gap in _JOINS
