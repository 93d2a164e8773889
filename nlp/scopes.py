"""Level, actor and status of a number: what its sentence, brackets and section say of it.

Knows words of level and of planning; periods are read by `periods`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.folding import fold
from nlp.clauses import Clause
from nlp.period_codes import last_month
from nlp.quantities import Quantity
from nlp.words import Word

_RESULTS = re.compile(
    r"kết quả|tình hình|đã đạt|đã làm|tồn tại|đánh giá|hạn chế|khó khăn|ưu điểm|nguyên nhân|thực trạng"
    r"|công tác|xây dựng"
)
_TARGETS = re.compile(
    r"phương hướng|mục tiêu|dự kiến|thời gian tới|đề xuất|cuối năm|(?:tháng|quý|năm|kỳ) tới"
    r"|sắp tới|nhiệm vụ trọng tâm|nhiệm vụ,? giải pháp"
    r"|nhiệm vụ (?:năm|tháng|quý|kỳ|học kỳ|6|sáu|ba|9|công tác)|nhiệm vụ$"
    r"|kế hoạch (?:năm|tháng|quý|vụ|6 tháng|học kỳ)"
    r"|(?:^|[.)] )(?:(?:các|một số) )?chỉ tiêu(?: (?:chủ yếu|cơ bản|cụ thể|chính))?(?: (?:đến )?năm|$)"
    r"|chỉ tiêu phấn đấu|^[\divx.\s)/]*kiến nghị"
)
_PLAN_LABELS = frozenset(
    (
        "chỉ tiêu|kế hoạch|kh|mục tiêu|giao|chỉ tiêu giao|kế hoạch năm|dự toán|định mức|quy định"
        "|chỉ tiêu năm|ct|dự toán giao|nghị quyết"
    ).split("|")
)
_REACHED = frozenset(("đạt", "được", "còn", "thành", "vượt", "tăng", "giảm"))
# A clause that opens with one of these says what was set, until it says what was done.
_SET = frozenset(("chỉ tiêu", "dự toán", "kế hoạch năm", "chỉ tiêu năm", "chỉ tiêu giao", "dự toán giao"))
# Behind these a plan is a paper: it was written, it is held.
_WRITES = frozenset(("có", "xây dựng", "ban hành", "lập", "đề ra"))
# "cấp huyện 07 tổ chức; cơ sở 63": the level without its word.
_BARE_LEVELS = frozenset(("cơ sở", "xã", "huyện", "tỉnh", "trung ương", "thị xã", "thành phố", "phường"))
# A request names whom it asks; "Kiến nghị thu hồi 2 tỷ đồng" is what inspectors found.
_REQUEST = re.compile(
    r"^(?:[-+*•–] ?|\w{1,3}[.)/] ?)*(?:kính )?(?:đề nghị|kiến nghị|đề xuất|xin)\b(?P<rest>[^\d]*)"
)
_ASKED = re.compile(
    r"\b(?:ubnd|hđnd|ủy ban|uỷ ban|sở|bộ|chính phủ|huyện|tỉnh|thành phố|thị xã|quận|xã|phường"
    r"|trung ương|cấp trên|cấp ủy|cấp uỷ|công ty|trạm|phòng|ban|ngành|hội|đoàn|công an|quân khu|chi cục"
    r"|cục|tổng cục|trên)\b"
)
# "Chỉ tiêu năm 2026: thu 15 tỷ đồng; kết nạp 10 đảng viên": what follows the colon is planned.
_LISTED_TARGETS = re.compile(
    r"^(?:[-+*•–\s]|(?:\d{1,2}|[ivx]{1,4}|[a-zđ])[.)/]\s)*(?:(?:một số|các|những|chỉ tiêu|mục tiêu) )*"
    r"(?:chỉ tiêu|mục tiêu|phương hướng|kế hoạch|dự kiến|nhiệm vụ)\b(?! (?:được )?giao)"
    r"[^.;:\d]{0,40}(?:\d{4})?[^.;:\d]{0,20}:"
)
_INTENDED = frozenset(("phấn đấu", "dự kiến", "phấn đấu đạt", "dự tính"))
_MAY_INTEND = _INTENDED | {"đề ra"}
_PAPERS = frozenset(("công văn", "hướng dẫn", "tờ trình", "thông báo", "báo cáo", "văn bản"))
# "Chỉ tiêu: 6; thực hiện: 8": what was done beside what was planned.
_DONE = frozenset(("thực hiện", "đã thực hiện", "kết quả", "đã đạt"))
_ALLOTMENT = re.compile(
    r"(?:^|\s)(?:vốn|kinh phí|biên chế|ngân sách|định mức)(?: được)? (?:giao|phân bổ|phân khai|cấp)(?: là)?$"
    r"|(?:^|\s)định mức(?: là)?$"
)
_PARTING = frozenset(("mark", "number", "conjunctions", "parts", "unit", "prepositions"))
_PAST = re.compile(r"\bđã\b")


@lru_cache(maxsize=256)
def target_section(path: tuple[str, ...]) -> bool:
    """Whether the headings above say that what follows is planned: Phương hướng, Nhiệm vụ, Chỉ tiêu."""
    for heading in path:
        folded = fold(heading)
        results, targets = _RESULTS.search(folded), _TARGETS.search(folded)
        if targets and not (results and results.start() < targets.start()):
            return True
        if results and "kết quả" in results.group():
            return False
    return False


def begins(code: str | None) -> tuple[int, int] | None:
    """Year and month in which a period code begins, or None."""
    if code is None or not code[:4].isdigit():
        return None
    tail = code[5:]
    if tail.endswith("HK2"):
        return int(tail[:4]), 1
    first = {"H2": 7, "Q2": 4, "Q3": 7, "Q4": 10}.get(tail, 1)
    if re.fullmatch(r"\d\d(?:-\d\d)?", tail):
        first = int(tail[:2])
    if re.match(r"\d{4}", tail):
        first = 9 if tail.endswith("HK1") or int(tail[:4]) - int(code[:4]) == 1 else 1
    return int(code[:4]), first


@lru_cache(maxsize=1024)
def lies_ahead(code: str | None, written: str | None, reported: str | None) -> bool:
    """Whether a period begins after the report was written (`written`: ISO day) and after its own period."""
    start, day = begins(code), begins(written)
    if start is None or day is None or code is None or code == reported:
        return False
    if re.fullmatch(r"\d{4}-\d\d-\d\d", code):
        return code > (written or code)
    if code.endswith("HK2") and reported == f"{code[:-1]}1":
        return True  # a report of the first term plans the second, which may have begun
    # The month that a report of nine months ends with is reported on, not planned.
    last = last_month(reported) if reported else None
    if last is not None and reported is not None:
        # A report of the third quarter that is written in October plans the fourth.
        return start > (int(reported[:4]), last) and (start >= day or len(code) > 4)
    month = re.fullmatch(r"\d{4}-\d\d", code) is not None
    return start > day or (month and start == day and start > (begins(reported) or start))


def planned(words: Sequence[Word], q: Quantity, clause: Clause, sentence: str) -> bool:
    """Whether the sentence itself makes the number a target, whatever section it stands in."""
    if clause.label and any(w.text in _PLAN_LABELS for w in words[clause.label[0] : clause.label[1]]):
        own = q.kind == "percent" and q.noun is not None
        return not own and clause.change is None and not _is_paper(words, clause.label)
    before = words[max(clause.start, 0) : q.at]
    if any(_intends(words, i) for i, word in enumerate(words[: q.at]) if word.text in _MAY_INTEND):
        return True
    if _of_plan(words, q, clause):
        return True
    listed, asked = plans(sentence)
    if listed and sentence.index(":") < words[q.at].start - words[0].start:
        return not any(w.text in _DONE for w in before)
    return asked


@lru_cache(maxsize=256)
def plans(sentence: str) -> tuple[bool, bool]:
    """Whether a folded sentence opens as a list of targets, and whether it asks somebody for something."""
    request = _REQUEST.match(sentence)
    asked = request is not None and bool(_ASKED.search(request["rest"])) and not _PAST.search(sentence)
    return _LISTED_TARGETS.match(sentence) is not None, asked


def _intends(words: Sequence[Word], index: int) -> bool:
    """ "phấn đấu", "đề ra mỗi năm 3 ..."; "đạt chỉ tiêu đề ra" says nothing of what follows."""
    if words[index].text == "đề ra":
        return index == 0 or not words[index - 1].has("bases", "events")
    return words[index].text in _INTENDED


def _of_plan(words: Sequence[Word], q: Quantity, clause: Clause) -> bool:
    """Whether the words next to the number call it a plan: "kế hoạch 18 ca", "đạt 26% chỉ tiêu (80)"."""
    before = words[max(clause.start, 0) : q.at]
    if q.kind != "percent" and before and before[0].text in _SET:
        # "chỉ tiêu kết nạp năm 2024 tỉnh giao là 39 đảng viên"
        return not any(w.text in _DONE or w.text.split()[-1] in _REACHED for w in before)
    if q.kind != "percent" and _named_plan(before):
        return clause.predicate is None or words[clause.predicate[1] - 1].text in _PLAN_LABELS
    if q.kind != "percent" and (_allotted(before) or _says_base(words, q, clause)):
        return True
    if clause.mark == "(" and clause.start == q.at and q.at > 1:
        opening = q.at - 2
        if words[opening].has("time") or words[opening].text in ("năm", "pháp lệnh", "nghị quyết"):
            opening -= 1  # "bằng 41% kế hoạch năm (60 tỷ đồng)"
        based = opening >= 0 and _is_base(words[opening])
        # "15/18 doanh nghiệp theo kế hoạch (83,3%)" restates what was done.
        return based and not (q.kind == "percent" and words[opening - 1].text == "theo")
    behind = words[q.end : q.end + 3]
    said = " ".join(w.text for w in words[q.at + 1 : q.end + 3])
    if q.at and words[q.at - 1].text == "/" and any(w.has("bases") for w in behind[:1]):
        return True  # "58,7 tỷ đồng/186 tỷ đồng dự toán năm"
    return q.at > 0 and words[q.at - 1].text == "/" and ("kế hoạch" in said or "được giao" in said)


def _allotted(before: Sequence[Word]) -> bool:
    """ "biên chế được giao 41 người", "vốn giao 14,36 tỷ đồng": an allotment, not what was done with it."""
    return _ALLOTMENT.search(" ".join(word.text for word in before)) is not None


def _says_base(words: Sequence[Word], q: Quantity, clause: Clause) -> bool:
    """ "bằng 86% kế hoạch năm là 3.700 tỷ đồng": the plan itself, behind a share of it."""
    before = words[clause.start : q.at]
    if clause.mark != "#" or not before or before[-1].text != "là" or not _is_base(words[clause.start - 1]):
        return False
    return all(w.text in ("năm", "giao", "là") or w.has("unit") for w in before)


def _named_plan(before: Sequence[Word]) -> bool:
    """ "kế hoạch 18 ca", "giao 6": "giao" only right before its number, "giao đủ 42" says what was done."""
    near = [w for w in before[-3:] if not w.has("unit")]
    return any(w.text in _PLAN_LABELS and (w.text != "giao" or w is before[-1]) for w in near)


def _is_paper(words: Sequence[Word], label: tuple[int, int]) -> bool:
    """Whether the plan in a label is a paper that somebody has: "đảng viên có kế hoạch cá nhân: 98%"."""
    at = next(at for at in range(*label) if words[at].text in _PLAN_LABELS)
    return among_papers(words, label) or (at > 0 and words[at - 1].text in _WRITES)


def among_papers(words: Sequence[Word], label: tuple[int, int]) -> bool:
    """ "gồm kế hoạch: 04; công văn: 05": plans counted among other papers."""
    said = [w.text for w in words[label[0] : label[1]]]
    return said == ["kế hoạch"] and any(word.text in _PAPERS for word in words)


def _is_base(word: Word) -> bool:
    return word.text in ("giao", "đề ra") or word.text.endswith(" giao") or word.has("bases")


def level(
    words: Sequence[Word], q: Quantity, clause: Clause, inherited: str | None
) -> tuple[str | None, str | None]:
    """The number's level and the level that the rest of the sentence inherits."""
    found, lasting = inherited, inherited
    if q.at and words[q.at - 1].text in _BARE_LEVELS and (q.noun is None or q.kind == "money"):
        if q.kind != "money":
            return f"cấp {words[q.at - 1].text}", f"cấp {words[q.at - 1].text}"
        # "(trung ương 12,9 tỷ, tỉnh 1,1 tỷ)" says who gives; "ngân sách xã 52 triệu" names a purse.
        alone = q.at < 2 or words[q.at - 2].has("mark")
        return (f"cấp {words[q.at - 1].text}" if alone else None), inherited
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
        if not word.classes.isdisjoint(_PARTING):
            return None
        if "levels" in word.classes:
            return None if _owned(words, index) else word.text
    return None


def _owned(words: Sequence[Word], index: int) -> bool:
    """ "ban CHQS cấp xã", "các cấp": the level belongs to a name or an office."""
    before = words[index - 1] if index else None
    if before is None:
        return False
    if words[index].text.startswith(("toàn", "cả")):
        # "Đại hội đại biểu toàn quốc", "hội nghị trực tuyến toàn quốc": part of the name of a meeting.
        return before.text in ("đại biểu", "đại hội", "trực tuyến", "hội nghị")
    near = words[max(0, index - 2) : index]
    if any(w.has("mark") for w in near):
        near = near[max(i for i, w in enumerate(near) if w.has("mark")) + 1 :]
    return any(w.has("level_owners") and w.end <= words[index].start for w in near) and not any(
        w.has("verbs") for w in near
    )
