"""What periods of figures become when period or date of their report's head are corrected. Knows no store.

Only times that lean on the head move along: "trong kỳ", "cùng kỳ năm trước", "tháng 6" without a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from nlp.period_codes import year_of
from nlp.periods import periods


@dataclass(frozen=True, slots=True)
class Leaning:
    """What times lean on: the report's date (its year is the year of times without one) and its period."""

    date: str | None
    period: str | None

    @property
    def year(self) -> int | None:
        """The year of the date."""
        return year_of(self.date)


class Dated(NamedTuple):
    """A figure: where it stands in the text, and its period as it was read."""

    position: int
    start: int
    end: int
    period: str | None


class _Time(NamedTuple):
    start: int
    end: int
    before: str
    after: str | None


def moved_along(
    text: str, figures: Iterable[Dated], before: Leaning, after: Leaning
) -> dict[int, str | None]:
    """Position -> period under the corrected head, of the figures for which it is another one."""
    if before == after:
        return {}
    times = list(_times(text, before, after))
    found: dict[int, str | None] = {}
    for figure in figures:
        if not figure.period:
            continue
        time = _time_of(text, figure, times)
        now = time.after if time else figure.period
        # A period that no words of the text give can only be the head's.
        if time is None and figure.period == before.period:
            now = after.period
        if now != figure.period:
            found[figure.position] = now
    return found


def _times(text: str, before: Leaning, after: Leaning) -> Iterator[_Time]:
    """Every time that the text states, by the head as it was read and as it is now."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        now = {time.start: time.code for time in periods(text, start, end, after.year, after.period)}
        for time in periods(text, start, end, before.year, before.period):
            yield _Time(time.start, time.end, time.code, now.get(time.start))
        start = end


def _time_of(text: str, figure: Dated, times: list[_Time]) -> _Time | None:
    """The time that the figure has its period from: the nearest in its paragraph, else the last one above."""
    first = text.rfind("\n", 0, figure.start) + 1
    last = text.find("\n", figure.end)
    last = len(text) if last < 0 else last
    same = [time for time in times if time.before == figure.period]
    beside = [time for time in same if first <= time.start < last]
    if beside:
        return min(beside, key=lambda time: max(figure.start - time.end, time.start - figure.end))
    return max((time for time in same if time.start < first), default=None)
