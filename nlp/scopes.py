"""Level, actor and status of a number: what its sentence, brackets and section say of it.

Knows words of level and of planning; periods are read by `periods`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.folding import fold
from nlp.clauses import Clause
from nlp.quantities import Quantity
from nlp.words import Word

_RESULTS = re.compile(r"kết quả|tình hình|đã đạt|đã làm|hạn chế|tồn tại|khó khăn|đánh giá|ưu điểm|nguyên nhân|thực trạng")
_TARGETS = re.compile(
    r"phương hướng|nhiệm vụ|mục tiêu|giải pháp|kế hoạch (?:năm|tháng|quý|thời gian|công tác|6 tháng)|chỉ tiêu (?:năm|phấn đấu|chủ yếu)"
    r"|^[\divxab.\s)/]*chỉ tiêu|dự kiến|thời gian tới|đề xuất|kiến nghị|cuối năm|tháng tới|quý tới|năm tới|kỳ tới|sắp tới|trọng tâm"
)
_PLANNED = frozenset(
    "phấn đấu|dự kiến|dự tính|đề ra|phấn đấu đạt|đăng ký phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|kh|giao|chỉ tiêu giao|kế hoạch năm|định mức|định biên|quy định|yêu cầu".split("|")
)
_PLAN_LABELS = frozenset("chỉ tiêu|kế hoạch|kh|mục tiêu|giao|chỉ tiêu giao|kế hoạch năm|dự toán|định mức|quy định|chỉ tiêu năm|ct|dự toán giao|nghị quyết".split("|"))
_REQUEST = re.compile(r"^(?:kính )?(?:đề nghị|kiến nghị|đề xuất|xin)\b")
_PAST = re.compile(r"\bđã\b")


def target_section(path: Sequence[str]) -> bool:
    """Whether the headings above say that what follows is planned: Phương hướng, Nhiệm vụ, Chỉ tiêu."""
    for heading in reversed(path):
        folded = fold(heading)
        if _TARGETS.search(folded):
            return not _RESULTS.search(folded)
        if _RESULTS.search(folded):
            return False
    return False


def planned(words: Sequence[Word], q: Quantity, clause: Clause, sentence: str) -> bool:
    """Whether the sentence itself makes the number a target, whatever section it stands in."""
    if clause.label and any(w.text in _PLAN_LABELS for w in words[clause.label[0] : clause.label[1]]):
        return not (q.kind == "percent" and q.noun is not None)
    before = words[max(clause.start, 0) : q.at]
    if any(w.text in ("phấn đấu", "dự kiến", "phấn đấu đạt", "đề ra", "dự tính") for w in words[: q.at]):
        return True
    if any(w.text in _PLAN_LABELS and not w.has("unit") for w in before[-3:]) and q.kind != "percent":
        return clause.predicate is None or words[clause.predicate[1] - 1].text in _PLAN_LABELS
    return bool(_REQUEST.match(sentence)) and not _PAST.search(sentence)


def level(words: Sequence[Word], q: Quantity, clause: Clause, inherited: str | None) -> tuple[str | None, str | None]:
    """The number's level and the level that the rest of the sentence inherits."""
    found, lasting = inherited, inherited
    for index in range(clause.start, q.at):
        if words[index].has("levels") and not _owned(words, index):
            found = lasting = words[index].text
        elif words[index].has("unit") and index + 1 < q.at and words[index + 1].has("verbs"):
            found = lasting = None
    behind = _level_behind(words, q)
    return behind or found, lasting


def opening_level(words: Sequence[Word], end: int) -> str | None:
    """The level that the sentence opens with, before its first quantity."""
    for index in range(min(end, len(words))):
        if words[index].has("levels") and not _owned(words, index):
            return words[index].text
    return None


def _level_behind(words: Sequence[Word], q: Quantity) -> str | None:
    for index in range(q.end, min(q.end + 6, len(words))):
        word = words[index]
        if word.has("mark", "number", "conjunctions", "parts", "unit", "prepositions"):
            return None
        if word.has("levels"):
            return None if _owned(words, index) else word.text
    return None


def _owned(words: Sequence[Word], index: int) -> bool:
    """ "ban CHQS cấp xã", "các cấp": the level belongs to a name or an office."""
    before = words[index - 1] if index else None
    if before is None or words[index].text.startswith(("toàn", "cả")):
        return False
    near = words[max(0, index - 2) : index]
    return any(w.has("level_owners") and w.end <= words[index].start for w in near) and not any(w.has("verbs") for w in near)


def actor(words: Sequence[Word], q: Quantity, clause: Clause) -> int | None:
    """Word index of the unit that acts in this clause, or None."""
    stop = clause.predicate[0] if clause.predicate else q.at
    for index in range(stop - 1, clause.start - 1, -1):
        if words[index].has("unit"):
            before = words[index - 1] if index > clause.start else None
            if before is None or not before.has("prepositions") or before.text in ("do", "bởi"):
                return index
    return None
