"""The periods of a paragraph's figures, one after another: what each may take over from those before it.

Knows drafts in reading order; what a time looks like and which candidate is best is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlp.choice import Candidate, Choice, Chooser
from nlp.drafts import Draft
from nlp.period_choice import Clock, Line, beside_slash, period_question
from nlp.period_lists import Opened, of_paper, opening, told_times
from nlp.period_values import between_times, compared_value, planned_before
from nlp.periods import Period
from nlp.records import changed
from nlp.sentences import Sentence


@dataclass(slots=True)
class Course:
    """Where a paragraph stands. `opened`: what it opened with; `earlier`: the line of the sentence before.

    `since`: how many sentences with numbers have followed the opening; `turned`: whether one of them spoke
    of another time.
    """

    text: str
    report: str | None
    opened: Opened | None
    earlier: Line | None = None
    since: int = 0
    turned: bool = False


def begin(course: Course, sentence: Sentence, times: Sequence[Period], first: bool) -> None:
    """Take note of what the sentence opens its paragraph with."""
    found = opening(course.text, sentence, told_times(course.text, sentence, times), first)
    if found:
        course.opened, course.since, course.turned = found, 0, False


def dated(
    course: Course,
    sentence: Sentence,
    read: Sequence[Draft],
    times: Sequence[Period],
    paired: bool,
    chooser: Chooser,
) -> list[Draft]:
    """The drafts of one sentence with their periods. `paired`: "a/b" are of its two first times."""
    text = course.text
    pair = _leading_pair(text, times) if paired else None
    values = between_times(text, [(draft.at, draft.end) for draft in read], times)
    values |= {draft.at: times[draft.time] for draft in read if draft.time is not None}
    found: list[Draft] = []
    lines: list[Line] = []
    for draft in read:
        spent = {values[told.at].start for told in found if told.at in values}
        clock = _clock(course, sentence, found, lines, draft, [t for t in times if t.start not in spent])
        own, aside = (values[draft.at].code, True) if draft.at in values else (None, False)
        if pair and (side := beside_slash(text, draft.at, draft.end)):
            own = pair[side == "b"].code
        if own is None:
            own = _of_its_own(text, draft, clock)
            aside = own is not None
        taken = _held(own) if own else _asked(text, draft, clock, chooser)
        code = taken.candidate.value
        found.append(changed(draft, period=code, period_sure=taken.probability))
        lines.append(Line(code, draft.bracket, aside or _is_paper(text, times, code)))
    if found:
        _go_on(course, lines, times)
    return found


def _clock(
    course: Course,
    sentence: Sentence,
    found: Sequence[Draft],
    lines: Sequence[Line],
    draft: Draft,
    times: Sequence[Period],
) -> Clock:
    """What the draft may inherit from the numbers `found` before it in its sentence."""
    main = (line for line in reversed(lines) if not line.aside and line.bracket <= draft.bracket)
    return Clock(
        times,
        course.opened,
        lines[-1] if lines else None,
        next(main, None),
        course.earlier,
        course.report,
        len(found),
        sentence.start,
        found[-1].at if found else sentence.start,
        course.since,
        course.turned,
    )


def _asked(text: str, draft: Draft, clock: Clock, chooser: Chooser) -> Choice:
    changes = draft.change is not None
    return chooser(period_question(text, draft.at, draft.end, changes, _traits(draft), clock))


def _go_on(course: Course, lines: Sequence[Line], times: Sequence[Period]) -> None:
    outside = [line for line in lines if not line.aside]
    lowest = min(line.bracket for line in lines)
    course.earlier = next((line for line in reversed(outside) if line.bracket == lowest), None)
    course.since += 1
    opened = course.opened.code if course.opened else None
    course.turned = course.turned or any(p.role == "stated" and p.code != opened for p in times)


def _is_paper(text: str, times: Sequence[Period], code: str | None) -> bool:
    """Whether the period was taken from the year of a paper: it goes no further."""
    said = [p for p in times if p.code == code]
    return bool(said) and all(of_paper(text, p) for p in said)


def _of_its_own(text: str, draft: Draft, clock: Clock) -> str | None:
    """The period of a value that its sentence only compares with, or of a plan."""
    found = compared_value(text, draft.at, draft.end, clock)
    if found is None and draft.status == "target":
        found = planned_before(text, draft.at, draft.end, clock)
    return found


def _traits(draft: Draft) -> tuple[str, ...]:
    """What of the number itself speaks for and against times."""
    return (
        f"k={draft.q.kind}",
        f"c={draft.change is not None}",
        f"t={draft.status is not None}",
        f"in={draft.bracket > 0}",
        f"mk={draft.clause.mark}",
    )


def _leading_pair(text: str, times: Sequence[Period]) -> tuple[Period, Period] | None:
    """The two periods of "số mắc trong tháng/lũy kế từ đầu năm": the first is a's, the other b's."""
    for first, second in pairwise(times):
        if text[first.end : second.start].lstrip().startswith("/"):
            return first, second
    return None


def _held(code: str) -> Choice:
    return Choice(Candidate(code, "before", ()), 1.0)
