"""What a figure takes from the one before it or from its label when its own words name no indicator.

Knows how shares, plans and totals are told behind a count; knows neither catalogue nor slots beyond these.
"""

from __future__ import annotations

import re
from collections.abc import Container

from corpus.folding import fold
from nlp.records import Figure

# "226 hộ, tỷ lệ 5,41%", "58 hộ cận nghèo, chiếm 2,9%", "10.902 hộ (92%)": a share of what was counted.
_SHARE = re.compile(
    r"\s*[,(]?\s*(?:(?:chiếm|đạt|bằng|với|=)\s*)?(?:(?:tỷ|tỉ) lệ)?\s*:?\s*(?:là|còn|đạt|=)?\s*"
)
# "(chỉ tiêu năm 2026: 27 đồng chí)", "; dự toán giao 85 tỷ đồng": the plan of what was counted.
_PLAN = re.compile(
    r"\s*[,;(]?\s*(?:chỉ tiêu|kế hoạch|dự toán|kh|ct)"
    r"(?: (?:giao|năm|cả năm|đề ra|được giao|tỉnh|huyện|xã|hđnd|nghị quyết|\d{4}))*\s*:?\s*(?:là)?\s*"
)
_AGAINST = re.compile(r"\s*(?:so với|kế hoạch|kh\b|chỉ tiêu|dự toán|cùng kỳ)")
_PEOPLE = ("đồng chí", "người", "đ/c", "trường hợp", "")
# "nâng tổng số lên 5.843 hội viên", "hiện có 34 đoàn viên": so many there are, whatever was done before.
_STOCK = re.compile(
    r"(?:\bnâng (?:tổng )?số(?: \w+){0,4} lên|\bhiện(?: nay| tại)? (?:có|còn)|\btổng số(?: \w+){0,4} là)\s*$"
)
# "đảng viên: 985 đồng chí", "tổng số đảng viên là 1.023 đồng chí": the label says who they are.
_LABEL = re.compile(r"(?P<label>[^\W\d_]+(?: [^\W\d_]+){0,5})\s*(?::|là|có)\s*$")
# "Tổ chức đảng có kế hoạch thực hiện: 100%"
_SHARE_LABEL = re.compile(r"(?P<label>[^\W\d_][^;:.\n\d]*?)\s*:\s*$")


def share_of(figure: Figure, last: Figure, text: str, known: Container[str]) -> str | None:
    """The indicator of a bare percentage right behind what it is a share of, `ty-le-` before that one's."""
    if figure.kind != "percent" or last.indicator is None:
        return None
    between = fold(text[last.evidence.end : figure.evidence.start])
    said = figure.evidence.quote + text[figure.evidence.end : figure.evidence.end + 20]
    behind = fold(said[said.find("%") + 1 :])
    if _AGAINST.match(behind):
        return None
    id = f"ty-le-{last.indicator}"
    return id if id in known and _SHARE.fullmatch(between) else None


def plan_of(figure: Figure, last: Figure, text: str, known: Container[str]) -> str | None:
    """The indicator of a plan told right behind what was done: `-chi-tieu` behind that one's, or its own."""
    if figure.status != "target" or last.indicator is None or last.status == "target":
        return None
    if (figure.kind, figure.unit) != (last.kind, last.unit):
        return None
    if figure.kind == "count" and figure.noun not in (*_PEOPLE, last.noun, None):
        return None
    if not _PLAN.fullmatch(fold(text[last.evidence.end : figure.evidence.start])):
        return None
    own = f"{last.indicator}-chi-tieu"
    return own if own in known else last.indicator


def is_stock(text: str, start: int, end: int) -> bool:
    """Whether the words before a number say that so many there are."""
    before = text[max(start, end - 60) : end]
    if not before.rstrip().lower().endswith(("lên", "có", "còn", "là")):
        return False
    return _STOCK.search(fold(before)) is not None


def labelled_noun(figure: Figure, text: str, start: int) -> str:
    """The label of a count of people or of a share; empty where it has none, or counts something else."""
    end = figure.evidence.start
    if figure.kind == "percent":
        near = max(start, end - 80)
        if not text[near:end].rstrip().endswith(":"):
            return ""
        found = _SHARE_LABEL.search(text, near, end)
        return fold(found["label"]) if found else ""
    if (figure.noun or "") not in _PEOPLE:
        return ""
    near = max(start, end - 60)
    if not text[near:end].rstrip().endswith((":", "là", "có")):
        return ""
    found = _LABEL.search(text, near, end)
    return fold(found["label"]) if found else ""
