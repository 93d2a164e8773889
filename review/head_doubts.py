"""What is doubtful in the heads of reports: missing slots, a period that title or date speak against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from nlp.period_codes import year_of
from nlp.periods import periods
from outputs.period_spans import ends_with, following, last_day, span, within
from outputs.store_heads import HEAD
from outputs.store_schema import pages, reports, reviews
from outputs.wording import in_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Columns that doubts are found in.
_ASKED = ("kind", "issuer", "date", "title", "period")
_POOR = ("C", "D")


@dataclass(frozen=True, slots=True)
class HeadDoubt:
    """`code`: which kind. `message`: what people should look at."""

    code: str
    message: str


def doubts_of(connection: Connection, keys: Sequence[int] | None = None) -> dict[int, tuple[HeadDoubt, ...]]:
    """Key of a report -> its doubts, of those that have any and nobody confirmed; of all or of `keys`."""
    first = and_(pages.c.report == reports.c.key, pages.c.position == 0)
    confirmed = and_(reviews.c.report == reports.c.sha256, reviews.c.layer == HEAD)
    query = (
        select(reports.c.key, pages.c.grade, *(reports.c[name] for name in _ASKED))
        .outerjoin(pages, first)
        .outerjoin(reviews, confirmed)
        .where(reviews.c.state.is_(None), reports.c.superseded_by.is_(None))
    )
    if keys is not None:
        query = query.where(reports.c.key.in_(keys))
    found = {}
    for key, grade, *slots in connection.execute(query):
        if doubts := _doubts(grade, *slots):
            found[key] = doubts
    return found


def head_doubts(head: Mapping[str, Any], grade: str | None = None) -> tuple[HeadDoubt, ...]:
    """What is doubtful in a head, whoever confirmed it. `grade`: of the first page."""
    return _doubts(grade, *(head.get(name) for name in _ASKED))


@lru_cache(maxsize=50_000)
def _doubts(
    grade: str | None,
    kind: str | None,
    issuer: str | None,
    date: str | None,
    title: str | None,
    period: str | None,
) -> tuple[HeadDoubt, ...]:
    found = []
    if not issuer:
        found.append(HeadDoubt("no_issuer", "Chưa rõ đơn vị gửi."))
    if not period:
        found.append(HeadDoubt("no_period", "Chưa rõ kỳ báo cáo."))
    else:
        against = _against_title(title or "", period, date) or _against_date(kind, date, period)
        found += [against] if against else []
    if grade in _POOR:
        found.append(HeadDoubt("poor_scan", "Trang đầu quét mờ; hãy so lại phần đầu với ảnh."))
    return tuple(found)


def _against_title(title: str, period: str, date: str | None) -> HeadDoubt | None:
    """The title states periods, and none that has to do with the report's."""
    year = year_of(date) or year_of(period)
    stated = [time.code for time in periods(title, 0, len(title), year, period) if time.role == "stated"]
    codes = [code for code in dict.fromkeys(stated) if span(code)]
    if (
        not codes
        or span(period) is None
        or any(within(code, period) or within(period, code) or ends_with(code, period) for code in codes)
    ):
        return None
    told = ", ".join(in_words("period", code) for code in codes)
    return HeadDoubt("title_period", f"Tiêu đề nói {told}, kỳ đang ghi {in_words('period', period)}.")


def _against_date(kind: str | None, date: str | None, period: str) -> HeadDoubt | None:
    """A report is dated before its period begins, or when the one behind it is over as well."""
    months, signed = span(period), span((date or "")[:7])
    if months is None or signed is None or "báo cáo" not in (kind or "báo cáo").casefold():
        return None
    behind = following(period)
    ends = last_day(behind) if behind else None
    told = f"Báo cáo ký {in_words('period', date)}, kỳ đang ghi {in_words('period', period)}."
    if signed.last < months.first:
        return HeadDoubt("early_date", told)
    if ends is None or date is None:
        return None
    # A monthly report may come by the end of the month behind; of longer periods the next is closed by then.
    late = date > ends if months.first == months.last else _closes(date, ends)
    return HeadDoubt("late_date", told) if late else None


def _closes(date: str, ends: str) -> bool:
    """Whether a report of the period that ends on a day may have been written by the date."""
    up_to, last = span(date), span(ends)
    return up_to is not None and last is not None and up_to.last >= last.last
