"""Candidates for the period of a number: times in its sentence, its paragraph's opening, its neighbours'.

Knows where times stand, not how they are written; which is right is for the trained weights to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.folding import fold
from nlp.choice import Candidate, Question
from nlp.period_lists import Opened, of_paper
from nlp.periods import Period
from nlp.records import fixed

_MOST_TIMES = 3
_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[;:,()]")
# "hiện có", "đến nay": what is the case now, whatever time was told before. "lũy kế": since some other day.
_NOW = re.compile(r"\b(?:hiện|nay|lũy kế|cộng dồn)\b")
_LINKS = frozenset(("là", "có", "còn", "được", "đạt", "đã", "ước", "ước đạt", ":", ","))


@fixed
class Line:
    """The period that a number got. `aside`: it goes no further, being a base's, a plan's or a paper's."""

    code: str | None
    bracket: int
    aside: bool


@fixed
class Clock:
    """What a number may inherit. `opened`: the paragraph's opening; `prev`: the number before it;

    `outer`: the last number before it that is not aside and stands in no bracket closed since; `earlier`: the
    last such number of the sentence before; `report`: the whole report's period. `place`: index of the number
    in its sentence. `start`: where the sentence starts. `prev_at`: offset of the number before it. `since`,
    `turned`: how many sentences have followed the opening, and whether one spoke of another time.
    """

    times: Sequence[Period]
    opened: Opened | None
    prev: Line | None
    outer: Line | None
    earlier: Line | None
    report: str | None
    place: int
    start: int
    prev_at: int = 0
    since: int = 0
    turned: bool = False


def period_question(
    text: str, at: int, end: int, changes: bool, own: Sequence[str], clock: Clock
) -> Question:
    """All that the period of the number at `text[at:end]` may be, "none" first.

    `changes`: whether it is a difference. `own`: the number's traits.
    """
    prev = clock.prev.code if clock.prev else None
    earlier = clock.earlier.code if clock.earlier else None
    outer = clock.outer.code if clock.outer else None
    if not (clock.times or clock.opened or prev or earlier or outer):
        return Question("period", at, (), [Candidate(None, "none", ())])
    before = [p for p in clock.times if p.end <= at and _holds(text, p, at, changes)][-_MOST_TIMES:]
    behind = [p for p in clock.times if p.start >= end][:_MOST_TIMES]
    found = [Candidate(None, "none", _line(clock, at))]
    found += [_ahead(text, period, rank, clock, at, end) for rank, period in enumerate(reversed(before))]
    found += [
        _behind(text, period, rank, text[end : period.start], own[0], clock)
        for rank, period in enumerate(behind)
    ]
    if clock.opened:
        found.append(_opening(clock.opened, clock))
    if clock.prev and prev and not _closed(text, clock.prev_at, at):
        found.append(_previous(text, prev, clock.prev, clock, at, end, before))
    if outer and (outer != prev or _closed(text, clock.prev_at, at)):
        found.append(Candidate(outer, "outer", (f"is={_shape(outer)}",)))
    if earlier:
        opened = clock.opened.code if clock.opened else None
        found.append(Candidate(earlier, "earlier", (f"op={earlier == opened}", f"is={_shape(earlier)}")))
    told = max(clock.prev_at if clock.place else clock.start, *(p.end for p in before), 0)
    now = _NOW.search(fold(text[told:at]))
    base = (
        *own,
        f"first={clock.place == 0}",
        f"prev={prev is not None}",
        f"now={now.group() if now else None}",
        f"told={min(len(before), 2)}{min(len(behind), 2)}",
    )
    return Question("period", at, base, found)


def _line(clock: Clock, at: int) -> tuple[str, ...]:
    """What the numbers before it say for no period."""
    if clock.outer:
        return (
            f"line={clock.outer.code is not None}",
            f"aside={clock.prev is not None and clock.prev.aside}",
        )
    return (f"above={_state(clock.earlier)}{_state(clock.opened)}",)


def _state(line: Line | Opened | None) -> str:
    return "-" if line is None else str(line.code is not None)


def _opening(opened: Opened, clock: Clock) -> Candidate:
    same = opened.code == clock.report
    own = (
        f"is={_shape(opened.code)}",
        f"rep={same}",
        f"how={opened.how}",
        f"kind={opened.kind}",
        f"since={min(clock.since, 3)}",
        f"turned={clock.turned}",
        f"hs={opened.how}{clock.turned}{min(clock.since, 1)}",
    )
    return Candidate(opened.code, "opened", own)


def _previous(
    text: str, code: str, prev: Line, clock: Clock, at: int, end: int, before: Sequence[Period]
) -> Candidate:
    own = (
        f"is={_shape(code)}",
        f"op={clock.opened is not None and code == clock.opened.code}",
        f"new={bool(before) and before[-1].start > clock.prev_at}",
        f"slash={beside_slash(text, at, end)}",
        f"m={''.join(sorted(set(_MARKS.findall(text[clock.prev_at : at]))))}",
        f"aside={prev.aside}",
    )
    return Candidate(code, "prev", own)


def _ahead(text: str, period: Period, rank: int, clock: Clock, at: int, end: int) -> Candidate:
    code = _shape(period.code)
    between = text[period.end : at]
    dots, numbers = "".join(sorted(set(_MARKS.findall(between)))), min(len(_DIGITS.findall(between)), 2)
    inside = _nesting(text, period, at)
    after = text[period.end : period.end + 1]
    own = (
        f"m={dots}",
        f"mr={dots}{period.role}",
        f"n={numbers}{rank}",
        f"near={len(between) < 3}{period.role}",
        f"slash={beside_slash(text, at, end)}{rank}",
        f"rep={period.code == clock.report}",
        f"pv={period.start > clock.prev_at}{numbers}",
        f"nest={inside}{rank}",
        f"is={code}",
        f"rr={period.role}{rank}",
        f"rs={period.role}{code}",
        f"opens={period.start - clock.start < 4}",
        f"w={_word_before(text, period.start)}",
        f"b={text[period.start - 1 : period.start] == '('}",
        f"p={clock.place == 0}{rank}{period.role}",
        f"ends={after}{';' in dots}",
        f"link={between.strip().lower() in _LINKS}",
        f"of={of_paper(text, period)}",
        f"line={clock.outer is not None and clock.outer.code == period.code}",
    )
    return Candidate(period.code, "before", own)


def _behind(text: str, period: Period, rank: int, between: str, kind: str, clock: Clock) -> Candidate:
    after = text[period.end : period.end + 1]
    numbers = min(len(_DIGITS.findall(between)), 3)
    own = (
        f"rr={period.role}{rank}",
        f"marks={''.join(sorted(set(_MARKS.findall(between))))}",
        f"nums={numbers}",
        f"rep={period.code == clock.report}",
        f"w={_word_before(text, period.start)}",
        f"p={clock.place == 0}{rank}{period.role}",
        f"touch={not between.strip()}{rank}{period.role}{kind}",
        f"ends={after in '.:'}{rank}{period.role}{numbers > 0}",
        f"w={_word_before(text, period.start)}{numbers}",
        f"of={of_paper(text, period)}",
        f"b={text[period.start - 1 : period.start] == '('}",
    )
    return Candidate(period.code, "behind", own)


def _holds(text: str, period: Period, at: int, changes: bool) -> bool:
    """Whether a time before a number may be its own: a bracket closed since ends it, and what a difference is
    told from is not the difference's time."""
    if changes and period.role == "compared":
        return False
    return _nesting(text, period, at) != "closed"


def _nesting(text: str, period: Period, at: int) -> str:
    """Whether the number stands in the brackets of the time: "same", "closed" since, or "entered" another.

    Brackets that hold nothing but the time are none: "(2021-2024)".
    """
    alone = text[period.start - 1 : period.start] == "(" and text[period.end : period.end + 1] == ")"
    between = text[period.end + alone : at]
    opened = 0
    for letter in between:
        opened += (letter == "(") - (letter == ")")
        if opened < 0:
            return "closed"
    return "entered" if opened else "same"


def _closed(text: str, start: int, end: int) -> bool:
    """Whether a bracket that was open at `start` is closed before `end`: what it said holds no longer."""
    opened = 0
    for letter in text[start:end]:
        opened += (letter == "(") - (letter == ")")
        if opened < 0:
            return True
    return False


def beside_slash(text: str, at: int, end: int) -> str:
    """On which side of a slash the number stands: the "a" of "a/b" is of the month, the "b" up to now."""
    if text[end : end + 1] == "/":
        return "a"
    return "b" if text[max(0, at - 1) : at] == "/" else ""


def _word_before(text: str, at: int) -> str:
    words = text[max(0, at - 24) : at].lower().split()
    return words[-1].strip("(,;:") if words else "^"


@lru_cache(maxsize=512)
def _shape(code: str) -> str:
    """Year, half, month, day, span ...: the code with its digits struck out."""
    return re.sub(r"\d{4}", "Y", re.sub(r"(?<=-)\d\d(?!\d)", "n", code))
