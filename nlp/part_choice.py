"""Candidates for the total that a number is part of: the numbers before it that could hold it.

Knows drafts in reading order and what the rules of `parts` say; which is right is for the trained weights to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.choice import Candidate, Chooser, Question
from nlp.drafts import Draft
from nlp.parts import comparable, same_noun
from nlp.predicates import shape
from nlp.slot_context import near

_BACK = 12
_MOST_PARTS = 14


def chosen_totals(
    text: str, found: Sequence[Draft], ruled: Sequence[int | None], chooser: Chooser
) -> list[int | None]:
    """For each draft the index of its total; `ruled`: what the rules alone say."""
    totals: list[int | None] = []
    for index, draft in enumerate(found):
        places = [i for i in range(max(0, index - _BACK), index) if _possible(found[i], draft)]
        if ruled[index] is not None and ruled[index] not in places:
            places.insert(0, ruled[index] or 0)
        if not places:
            totals.append(None)
            continue
        candidates = [Candidate(None, "none", [f"ruled={ruled[index] is not None}", f"n={min(len(places), 3)}"])]
        candidates += [_candidate(text, found, i, index, ruled, totals) for i in places]
        choice = chooser(Question("part_of", draft.at, _base(draft, found, index, totals), candidates))
        picked = next(i for i, c in enumerate(candidates) if c is choice.candidate)
        totals.append(places[picked - 1] if picked else None)
    return totals


def _possible(total: Draft, part: Draft) -> bool:
    if part.reading.sentence.block - total.reading.sentence.block > 1:
        return False
    return part.q.kind == "percent" or comparable(total, part)


def _base(draft: Draft, found: Sequence[Draft], index: int, totals: Sequence[int | None]) -> list[str]:
    words, q = draft.reading.words, draft.q
    first = found[index - 1].q.end if index and found[index - 1].reading is draft.reading else 0
    shapes = [shape(w) for w in words[first : q.at]]
    last = totals[-1] if totals else None
    return [
        f"kind={q.kind}", f"noun={q.noun is not None}", f"chg={draft.change is not None}", f"br={min(draft.bracket, 2)}",
        f"gap={' '.join(shapes[:3])}", f"parts={any(w.has('parts') for w in words[first : q.at])}",
        f"target={draft.status is not None}", f"prev={last is not None}", f"first={first == 0}",
        f"k={q.kind}&gap={' '.join(shapes[:2])}", f"k={q.kind}&mark={draft.clause.mark}&prev={last is not None}",
        f"source={draft.source}",
    ]  # fmt: skip


def _candidate(
    text: str,
    found: Sequence[Draft],
    place: int,
    index: int,
    ruled: Sequence[int | None],
    totals: Sequence[int | None],
) -> Candidate:
    total, part = found[place], found[index]
    same_sentence = total.reading is part.reading
    between = part.reading.words[total.q.end : part.q.at] if same_sentence else []
    marks = "".join(dict.fromkeys(w.text for w in between if w.has("mark") and w.text in ":;().,"))
    last = totals[-1] if totals else None
    opened = next((i for i, w in enumerate(between) if w.has("parts")), None)
    own = [
        f"ruled={ruled[index] == place}", f"back={near(index - place)}", f"same={same_sentence}", f"m={marks}",
        f"block={part.reading.sentence.block - total.reading.sentence.block}", f"parts={opened is not None}",
        f"noun={same_noun(total.noun, part.noun)}", f"in={part.bracket - total.bracket}", f"goes={last == place}",
        f"up={last is not None and totals[last] == place if last is not None else False}", f"kinds={total.q.kind}>{part.q.kind}",
        f"adds={_adds_up(found, place, index)}", f"sib={bool(last == place)}&{same_noun(total.noun, part.noun)}",
        f"next={place == index - 1}&{part.q.kind}&{part.bracket - total.bracket}", f"isprev={last is not None and place == index - 1}",
        f"tpart={totals[place] is not None}", f"act={total.action == part.action}", f"chg={total.change is not None}",
        f"first2={' '.join(shape(w) for w in between[:2])}", f"ruled={ruled[index] == place}&{part.q.kind}",
        f"adds={_adds_up(found, place, index)}&goes={last == place}", f"tgt={total.status == part.status}",
    ]  # fmt: skip
    return Candidate(text[total.start : total.end], "total", own)


def _adds_up(found: Sequence[Draft], place: int, index: int) -> bool:
    """Whether some run of comparable numbers that holds this one adds up to the total."""
    total = found[place]
    rest = total.q.value
    seen = False
    for other in range(place + 1, min(place + 1 + _MOST_PARTS, len(found))):
        part = found[other]
        if part.q.kind == "percent" or part.change or not comparable(total, part):
            continue
        seen = seen or other == index
        rest -= part.q.value
        if rest <= 0:
            return rest == 0 and seen and other > place + 1
    return False
