"""Periods that hold for more than their sentence: what a paragraph opens with, what a list's lead-in says.

Knows paragraphs and how lists begin; which number keeps the period is chosen elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.folding import fold
from extract.document import Document
from nlp.periods import Period, periods
from nlp.records import fixed
from nlp.scopes import target_section
from nlp.sentences import Sentence, split

_ITEM = re.compile(r"\s*(?:[-–+*•]|[a-zđ]\)|\d{1,2}\))")
# A lead-in of one paragraph that is about one time says it near its start.
_REACH = 60
_OPENING_REACH = 40
_FIGURE = re.compile(r"(?<![\w/.\-])\d[\d.,]*\s+[^\W\d]")


@fixed
class Opened:
    """The period that a paragraph opens with. `how`: start, label, near, lead of its first sentence, turn to
    another time in a later one, or list. `kind`: its first word: năm, tháng, đến ..."""

    code: str
    how: str
    kind: str


_PAPER = re.compile(
    r"\b(?:chỉ tiêu|kế hoạch|dự toán|nghị quyết|chương trình|chủ đề|đề án"
    r"|(?<!giám sát )(?<!kiểm tra )chuyên đề)"
    r"(?: \w+){0,4} $"
)


def of_paper(text: str, period: Period) -> bool:
    """Whether a year says of which year a plan or a paper is: "chỉ tiêu kết nạp năm 2026"."""
    return (
        len(period.code) == 4
        and _PAPER.search(fold(text[max(0, period.start - 50) : period.start])) is not None
    )


def told_times(text: str, sentence: Sentence, times: Sequence[Period]) -> list[Period]:
    """The stated times of a sentence that are no paper's; else the year in which a programme is carried out:
    "Thực hiện Chương trình giảm nghèo năm 2023: ..."."""
    stated = [p for p in times if p.role == "stated"]
    found = [p for p in stated if not of_paper(text, p)]
    return found or [
        p
        for p in stated
        if text[p.end : p.end + 1] == ":" and "thực hiện" in fold(text[sentence.start : p.start])
    ]


def opening(text: str, sentence: Sentence, stated: Sequence[Period], first: bool) -> Opened | None:
    """The period that a sentence opens its paragraph with: near its start, behind a label, or in a lead-in
    before a colon. Within a paragraph only a time that a sentence starts with opens anew."""
    if not stated:
        return None
    time = stated[0]
    before = text[sentence.start : time.start]
    how = _place(before)
    if not first:
        how = "turn" if how == "start" else None
    elif how is None and text[time.end : time.end + 1] == ":" and not _FIGURE.search(before):
        how = "lead"
    kind = fold(text[time.start : time.end]).split()[0]
    return Opened(time.code, how, kind if kind.isalpha() else "#") if how else None


def _place(before: str) -> str | None:
    """How near to the start of its sentence a time stands, by the words before it."""
    if len(before) < 4:
        return "start"
    if ";" in before:
        return None
    near = len(before) - before.rfind(":") - 1
    if near < 4:
        return "label"
    return "near" if near < _OPENING_REACH else None


def list_periods(
    document: Document, blocks: Sequence[int], year: int | None, reported: str | None
) -> dict[int, str]:
    """Block -> the period that its list's lead-in states; blocks beside lists are left out."""
    found: dict[int, str] = {}
    lead: str | None = None
    for index in blocks:
        block = document.blocks[index]
        said = document.text[block.start : block.end]
        if _ITEM.match(said) and block.table is None:
            if lead:
                found[index] = lead
        else:
            lead = _stated(document.text, block.start, block.end, year, reported)
    return found


def _stated(text: str, start: int, end: int, year: int | None, reported: str | None) -> str | None:
    if not text[start:end].rstrip().endswith(":"):
        return None
    lead, end = split(text, start, end)[-1]
    times = [p for p in periods(text, lead, end, year, reported) if p.role == "stated"]
    if not times or times[0].start - lead >= _REACH:
        return None
    # "Chỉ tiêu chủ yếu đến năm 2030:" is about that year itself.
    aimed = fold(text[times[0].end : end]).strip() == ":" and target_section((text[lead:end],))
    return times[0].code if aimed or not of_paper(text, times[0]) else None
