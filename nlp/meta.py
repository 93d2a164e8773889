"""Who reports what for which period: the slots of a document's head and foot.

Reads the head and foot zones only; knows nothing of figures, units or models.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.document import Document
from nlp import meta_lines as lines
from nlp.meta_names import (
    completed,
    ends_in_place,
    in_sentence_case,
    needs_more,
    only_place,
    opens_name,
)
from nlp.period_codes import day, last_month, year_of
from nlp.periods import Period, periods
from nlp.records import Meta
from nlp.zones import Zones, is_layout

_STAMP = re.compile(
    r"(?i)^\s*(?:mật|tối mật|tuyệt mật|hỏa tốc|hoả tốc|khẩn|thượng khẩn|dự thảo|biểu|mẫu|phụ lục)\b"
)
_BANNER = re.compile(r"(?i)^đoàn tncs hồ chí minh$|^đoàn thanh niên cộng sản hồ chí minh$")
_CODE_JOIN = re.compile(r"\s*([-–/&.])\s*")
_PLANS = re.compile(r"(?i)nhiệm vụ|phương hướng|kế hoạch|chương trình công tác|dự kiến")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS_OF = re.compile(r"(?i)(?<!\d)(\d{1,2}) năm (?:thực hiện|triển khai)")
_BARE_MONTHS = re.compile(r"\b(\d{1,2}) tháng\b")
_SCHOOL = re.compile(r"(?i)năm học\s+(20\d\d)\s*[-–]\s*(20\d\d)")
_RECIPIENT = re.compile(r"^[\s\-–+*•]+|[\s;.,/]+$")


@dataclass(slots=True)
class _Head:
    """The head's lines by kind, while they are read."""

    names: list[str] = field(default_factory=list)
    kind: str | None = None
    number: str | None = None
    place: str | None = None
    date: str | None = None
    title: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_meta(document: Document, zones: Zones) -> Meta:
    """The Meta of a report; slots that the document does not state are None."""
    head = _read_head(document, zones.head)
    parent, issuer = _organisations(head.names)
    title = " ".join(" ".join(head.title).split()).strip(" *_-–") or None
    recipients, signer = _read_foot(document, zones.foot)
    return Meta(
        kind=head.kind,
        issuer=issuer,
        parent=parent,
        number=head.number,
        place=head.place,
        date=head.date,
        title=title,
        period=_period(title, head),
        recipients=recipients,
        signer=signer,
    )


def _read_head(document: Document, blocks: tuple[int, ...]) -> _Head:
    head = _Head()
    for index in blocks:
        block = document.blocks[index]
        right = block.table is not None and block.col and is_layout(document, block.table)
        for line in lines.pieces(document.text[block.start : block.end]):
            if lines.ADDRESSEE.match(line):
                return head
            _read_line(head, line, bool(right))
    return head


def _read_line(head: _Head, line: str, right: bool) -> None:
    """Put one line of the head where it belongs."""
    if lines.is_nation(line) or lines.is_party(line) or lines.RULE.match(line):
        return
    if lines.is_number(line):
        head.number = head.number or _number(line)
    elif lines.is_place_date(line):
        if head.date is None and head.place is None:
            head.place, head.date = _place_date(line)
    elif head.kind is None and (kind := lines.kind_of(line)):
        head.kind = kind[0]
        head.title += [kind[1]] if kind[1] else []
    elif head.kind is not None:
        about = None if head.title else lines.ABOUT.match(line)
        noted = line.startswith("(") and line.endswith(")") and not about
        (head.notes if noted else head.title).append(line[about.end() :].rstrip(")") if about else line)
    elif about := lines.ABOUT.match(line):
        head.title.append(line[about.end() :])
    elif head.title:
        head.title.append(line)
    elif not right and not _STAMP.match(line) and not _BANNER.match(line) and any(c.isalpha() for c in line):
        head.names.append(line)


def _number(line: str) -> str | None:
    """`Số 512-BC/HU` without the word; None where the number was left blank."""
    code = lines.number_in(line)
    return _CODE_JOIN.sub(r"\1", code).replace("–", "-").strip(" .") if code else None


def _place_date(line: str) -> tuple[str | None, str | None]:
    """Place and ISO day; where the day was left blank, the month."""
    found = lines.place_date(line)
    if found is None:
        return None, None
    place = (found["place"] or "").strip(" ,.") or None
    number, month, year = found["day"], found["month"], found["year"]
    if not (month and year):
        return place, None
    if number:
        return place, day(year, month, number)
    return place, f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else None


def _organisations(names: list[str]) -> tuple[str | None, str | None]:
    """Parent and issuer from the lines of the left column; long names run over several lines."""
    whole: list[str] = []
    for line in names:
        stripped = line.strip(" *_")
        if whole and (needs_more(whole[-1]) or _goes_on(stripped, len(names), whole[-1])):
            whole[-1] = f"{whole[-1]} {stripped}"
        else:
            whole.append(stripped)
    cased = [in_sentence_case(name) for name in whole]
    if not cased:
        return None, None
    if len(cased) == 1:
        return None, cased[0]
    return cased[-2], completed(cased[-1], cased[-2])


def _goes_on(line: str, count: int, above: str) -> bool:
    """Whether a line of the left column continues the name above it. Of two lines each is a name of its own,
    unless the second only says where ("HUYỆN THANH BA", "VÀ TRẬT TỰ XÃ HỘI") or the first asks ("UBND XÃ").
    """
    if opens_name(line):
        return False
    return count > 2 or only_place(line) or ends_in_place(above)


def _period(title: str | None, head: _Head) -> str | None:
    """The period that the title reports on: the first that is no plan, else what a note below says."""
    text = " ".join(filter(None, (title, *head.notes)))
    if not text:
        return None
    found = [p for p in _read_periods(text, head.date) if p.role == "stated"]
    plans = _PLANS.search(text, 12)
    reported = [p for p in found if plans is None or p.start < plans.start()] or found
    if reported:
        return _widest(reported)
    years = _YEARS_OF.search(text)
    return f"{int(head.date[:4]) - int(years[1])}-{head.date[:4]}" if years and head.date else None


def _widest(reported: list[Period]) -> str:
    """The first period, or the longer one that ends with it (`quý III và 9 tháng đầu năm`)."""
    first = reported[0].code
    ends = (last_month(first), year_of(first))
    longer = [
        p.code
        for p in reported[1:]
        if p.code.endswith(("M", "H1", "H2")) and (last_month(p.code), year_of(p.code)) == ends
    ]
    return longer[0] if longer and ends[0] else first


def _read_periods(text: str, date: str | None) -> list[Period]:
    year = year_of(date)
    written = [int(y) for y in _YEAR.findall(text)]
    school = _SCHOOL.search(text)
    own = f"{school[1]}-{school[2]}" if school else _month_of(text, date) if date else None
    first = periods(text, 0, len(text), year, own)
    if year is None or not first or _YEAR.search(text, first[0].start, first[0].end):
        return periods(text, 0, len(text), written[0], own) if year is None and written else first
    if year - 1 in written and year not in written:
        year -= 1
    ends = last_month(first[0].code)
    if year_of(first[0].code) == year and ends and date and ends > int(date[5:7]) + 1 and not written:
        year -= 1
    return periods(text, 0, len(text), year, own)


def _month_of(text: str, date: str) -> str:
    """The month that a report ends with: its own, or the one before ("9 tháng" said in October)."""
    month = int(date[5:7])
    told = {int(n) for n in _BARE_MONTHS.findall(text)}
    return f"{date[:4]}-{month - 1:02}" if month - 1 in told and month not in told else date[:7]


def _read_foot(document: Document, blocks: tuple[int, ...]) -> tuple[tuple[str, ...], str | None]:
    recipients: list[str] = []
    signer: str | None = None
    listing = False
    for index in blocks:
        block = document.blocks[index]
        for line in lines.pieces(document.text[block.start : block.end]):
            if opening := lines.RECIPIENTS.match(line):
                listing = True
                recipients += _recipients(line[opening.end() :].lstrip("*_ :"))
            elif lines.is_authority(line) or lines.is_position(line) or lines.SIGNED.match(line):
                listing = False
            elif listing and (line[0] in "-–+*•" or lines.person(line) is None):
                recipients += _recipients(line)
            elif name := lines.person(line):
                signer = name.title() if name.isupper() else name
        if block.table is not None:
            listing = False
    return tuple(recipients), signer


def _recipients(line: str) -> list[str]:
    parts = re.split(r";\s+(?=-)|;\s*$", line) if ";" in line else [line]
    found = [_RECIPIENT.sub("", part).strip() for part in parts]
    return [name for name in found if any(c.isalpha() for c in name)]
