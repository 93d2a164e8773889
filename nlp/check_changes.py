"""Rises and falls against the earlier value that stands beside them: "120, tăng 20% so với cùng kỳ (100)".

Knows figures in reading order and the words between; a comparison whose base is not stated is not verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.folding import fold
from extract.document import Document
from nlp.check_pairs import alike, comparable
from nlp.check_records import Term, change_check, sum_check
from nlp.records import Check, Figure

# "tăng 20% so với cùng kỳ năm 2023 (100 tỷ đồng)": the base in brackets, or behind "là", "đạt".
_AGAINST = re.compile(
    r"[^.;:\n()]{0,12}(?:so với|so cùng kỳ|so sánh với|cùng kỳ)[^.;:\n()]{0,60}"
    r"\(\s*(?:(?:là|đạt|năm|cùng kỳ|có)\s+){0,2}(?:năm \d{4}\s*(?:là|:|có|đạt)?\s*)?"
)
# "từ 45 hộ xuống còn 30 hộ (giảm 33,3%)"
_FROM = re.compile(r"(?<!\w)từ\s+(?:khoảng\s+)?$")
_TO = re.compile(
    r"[^.;:\n()\d]{0,30}(?:lên|xuống|còn|tăng lên|giảm xuống|xuống còn|đến)(?:\s+(?:là|còn|đến))?\s+"
    r"|\s*\([^()\n]{0,30}\)\s*(?:lên|xuống|còn|xuống còn|tăng lên|giảm còn)\s+"
)
_THEN = re.compile(r"[^.;:\n\d]{0,40}[(,]\s*(?:tức\s+)?(?:là\s+)?(?:tăng|giảm)\s+(?:thêm\s+)?|\s*\(\s*")
_SAID_TWICE = re.compile(r"^\s*\([^()\n]{1,12}%\)")
_BEHIND = 40


def text_changes(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """A check for every rise or fall in running text whose two values stand beside it."""
    low = fold(document.text)
    found = []
    for index, stated in enumerate(figures):
        if stated.change is None or stated.value_max is not None or stated.approx is not None:
            continue
        for now, before in _pairs(low, figures, index):
            if _comparable(now, before, stated):
                found.append(_check(document.text, stated, now, before))
                break
    return found


def _pairs(low: str, figures: Sequence[Figure], index: int) -> Iterator[tuple[Figure, Figure]]:
    """(value, earlier value) that the change at `index` may stand between."""
    stated = figures[index]
    following = figures[index + 1] if index + 1 < len(figures) else None
    # "giảm 3 vụ (20%) so với cùng kỳ (15 vụ)": a change may be said twice.
    if following is not None and following.kind == "percent" and index + 2 < len(figures):
        again = low[stated.evidence.end : following.evidence.start].strip() == "("
        following = figures[index + 2] if again else following
    own = next((f for f in reversed(figures[max(0, index - 2) : index]) if f.change is None), None)
    if following is not None and following.change is None and own is not None:
        between = _SAID_TWICE.sub("", low[stated.evidence.end : following.evidence.start])
        near = "\n" not in low[own.evidence.end : stated.evidence.start]
        if _AGAINST.fullmatch(between) and near and ". " not in low[own.evidence.end : stated.evidence.start]:
            yield own, following
    if index >= 2:
        first, second = figures[index - 2], figures[index - 1]
        opened = _FROM.search(low[max(0, first.evidence.start - _BEHIND) : first.evidence.start])
        led = _TO.fullmatch(low[first.evidence.end : second.evidence.start])
        if opened and led and _THEN.fullmatch(low[second.evidence.end : stated.evidence.start]):
            yield second, first


def _comparable(now: Figure, before: Figure, stated: Figure) -> bool:
    """Whether two values are of one thing, and the change a percentage or of the same thing."""
    if now.kind in ("percent", "ratio") or any(figure.approx or figure.value_max for figure in (now, before)):
        return False
    if not comparable(now, before) or before.value <= 0:
        return False
    if now.noun and before.noun and not alike(now.noun, before.noun):
        return False
    return stated.kind == "percent" or comparable(stated, now)


def _check(text: str, stated: Figure, now: Figure, before: Figure) -> Check:
    start = text.rfind(" ", 0, max(stated.evidence.start - 1, 0)) + 1
    words = text[start : stated.evidence.end].strip("( ")
    if stated.kind != "percent":
        more, less = (now, before) if stated.change == "+" else (before, now)
        terms = [Term(f.id, f.value, f"“{f.evidence.quote}”") for f in (more, less, stated)]
        return sum_check(terms[0], terms[1:], "change", now.unit)
    exact = (now.value - before.value) * 100 / before.value
    signed = stated.value if stated.change == "+" else -stated.value
    return change_check(
        Term(stated.id, stated.value, f"“{words}”"),
        Term(now.id, now.value, now.noun or ""),
        Term(before.id, before.value, before.noun or ""),
        abs(exact - signed) <= _step(stated.evidence.quote),
        now.unit,
    )


def _step(quote: str) -> Decimal:
    """One in the last place that a percentage states: "5,3%" is exact to 0.1, rounded or cut off."""
    decimals = re.search(r"\d[,.](\d+)", quote)
    return Decimal(1).scaleb(-len(decimals[1])) if decimals else Decimal(1)
