"""Candidates for the period of a number: times in its sentence, its paragraph's opening, its neighbours'.

Knows where times stand, not how they are written; which is right is for the trained weights to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.choice import Candidate, Question
from nlp.periods import Period
from nlp.slot_context import near

_MOST_TIMES = 3
_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[;:,()]")


@dataclass(frozen=True, slots=True)
class Clock:
    """What a number may inherit. `opened`: the paragraph's opening; `prev`: the number before it;

    `earlier`: the last number of the sentence before; `report`: the whole report's. `place`: index of the
    number in its sentence, `sentence` of the sentence in its paragraph. `start`: where the sentence starts.
    """

    times: Sequence[Period]
    opened: str | None
    prev: str | None
    earlier: str | None
    report: str | None
    place: int
    sentence: int
    start: int
    target: bool


def period_question(text: str, at: int, end: int, kind: str, change: bool, clock: Clock) -> Question:
    """All that the period of the number at `text[at:end]` may be, "none" first."""
    if not (clock.times or clock.opened or clock.prev or clock.earlier):
        return Question("period", at, (), [Candidate(None, "none", ())])
    stated = [p for p in clock.times if p.role == "stated"]
    before = [p for p in clock.times if p.end <= at][-_MOST_TIMES:]
    behind = [p for p in clock.times if p.start >= end][:_MOST_TIMES]
    base = [
        f"kind={kind}", f"chg={change}", f"first={clock.place == 0}", f"sent={min(clock.sentence, 2)}",
        f"target={clock.target}", f"opened={bool(clock.opened)}", f"prev={bool(clock.prev)}",
        f"nb={sum(p.role == 'stated' for p in before)}", f"times={min(len(stated), 2)}",
    ]  # fmt: skip
    has = [f"earlier={bool(clock.earlier)}", f"report={bool(clock.report)}", f"bh={len(behind)}"]
    found = [Candidate(None, "none", has)]
    for rank, period in enumerate(reversed(before)):
        found.append(_time(text, period, "before", rank, text[period.end : at], clock))
    for rank, period in enumerate(behind):
        found.append(_time(text, period, "behind", rank, text[end : period.start], clock))
    for source in ("opened", "prev", "earlier", "report"):
        code = getattr(clock, source)
        if code:
            same = [f"is={_shape(code)}", f"rep={code == clock.report}", f"op={code == clock.opened}"]
            found.append(Candidate(code, source, same))
    return Question("period", at, base, found)


def _time(text: str, period: Period, source: str, rank: int, between: str, clock: Clock) -> Candidate:
    marks = "".join(sorted(set(_MARKS.findall(between))))
    own = [
        f"role={period.role}", f"rank={rank}", f"d={near(len(between.split()))}", f"marks={marks}",
        f"nums={min(len(_DIGITS.findall(between)), 3)}", f"is={_shape(period.code)}",
        f"rep={period.code == clock.report}",
        f"rr={period.role}{rank}", f"opens={period.start - clock.start < 4}", f"m{period.role}={marks}",
        f"rs={period.role}{_shape(period.code)}", f"w={_word_before(text, period.start)}",
        f"b={text[period.start - 1 : period.start] == '('}", f"p={clock.place == 0}{rank}{period.role}",
    ]  # fmt: skip
    return Candidate(period.code, source, own)


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 24) : at].lower().split()
    return words[-1].strip("(,;:") if words else "^"


@lru_cache(maxsize=512)
def _shape(code: str) -> str:
    """Year, half, month, day, span ...: the code with its digits struck out."""
    return re.sub(r"\d{4}", "Y", re.sub(r"(?<=-)\d\d(?!\d)", "n", code))
