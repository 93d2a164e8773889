"""Titles without quotes: right behind a head, behind a label, at the start of an item.

Knows where a bare title ends; quotes are `model_titles`' work.
"""

from __future__ import annotations

import re

from nlp import model_heads as words
from nlp.model_ends import named_end, plain_end
from nlp.model_found import MARKS, UPPER, Context, Found, skip, trim_end

_BULLET = re.compile(r"\s*(?:[-–+*•]\s*|\(?\d{1,2}[.)/]\s*|[a-zđ][.)]\s*)?")
_LABEL = re.compile(r"\s*(?:số\s*)?\d{0,2}\s*[:：]\s*")
_PRAISED = re.compile(rf"\s+(?:hay|tốt|mới|tiêu biểu|hiệu quả|nổi bật)\s*:\s*(?=[{UPPER}])")
_QUOTED = re.compile(r"[“\"«]")
_COUNTED = re.compile(r"\s*(?:\d|có\b|không\b|chưa\b|đã\b|…|\.\.)")
_PLACE = re.compile(
    r"\s(?:ấp|thôn|khu phố|khóm|xóm|buôn|bản|bon|làng|tổ dân phố|khu dân cư|xã|phường|thị trấn)"
    rf"\s+(?:\d|[{UPPER}])"
)
# "- Giờ thứ 9 vì dân - Chi bộ Công an xã;"
_OWNER = re.compile(
    r"\s[-–]\s(?=(?:Chi|Hội|Đoàn|Công an|Trường|UBND|Ban|Trạm|Thôn|Ấp|Khu|Đảng|Tổ|HTX|MTTQ)\s)"
)
# "- Phong trào A, B: biểu dương ...": what stands before the colon is the title.
_HEADED = re.compile(r"\s*(?:[-–+*•]|\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)])?\s*$")
_COLON = re.compile(r"[^:;.(“\"\n]{8,90}(?=:\s)")
_DAYS = re.compile(r"\d+\s+ngày(?:\s+đêm)?\s")
_DAYS_END = re.compile(r"[;:(\n]|[.,](?!\d)")


def bare_title(text: str, low: str, head: words.Head, following: int, start: int, end: int) -> Found | None:
    """The title without quotes right after a head, if it names something."""
    praised = _PRAISED.match(text, head.end)
    if praised and not words.is_body(low, praised.end()):
        return _labelled(text, low, head, praised.end(), end)
    label = _LABEL.match(text, head.end)
    if label and label.group().strip():
        return _labelled(text, low, head, label.end(), end)
    begin = skip(text, head.end, end)
    inner = text.find("Thi đua", head.start, head.end)
    begin = inner if inner > head.start else begin
    if begin >= end or begin == head.end or text[begin] in MARKS:
        return None
    if _DAYS.match(low, begin) and head.kind in ("phong trào", "cuộc vận động"):
        after = _DAYS_END.search(low, begin, end)
        limit = trim_end(text, begin, after.start() if after else end)
        return Found(begin, limit, limit, head.kind, ("unquoted_named",))
    if head.kind in ("phong trào", "cuộc vận động") and _HEADED.match(text[start : head.start]):
        headed = _COLON.match(text, begin, end)
        if headed and len(headed.group().split()) > 3 and not words.is_generic(low, begin, headed.end()):
            return Found(begin, headed.end(), headed.end(), head.kind, ("labelled",))
    known = words.known_at(low, begin, end)
    if known and head.kind == "mô hình" and text[known:end].lstrip()[:1] in tuple(MARKS):
        return None  # "mô hình dân vận khéo “...”": the quote is the title
    if known and (head.bare != "any" or words.bare_end(low, known, end) - known < 2):
        return Found(begin, known, known, head.kind, ("unquoted_named", "known_title"))
    named = text[begin].isupper()
    every = head.kind == "cách làm" and low.startswith("mỗi ", begin)
    if (head.bare == "no" and not every) or (head.plural and not (named and head.kind == "câu lạc bộ")):
        return None
    opened = begin + (9 if low.startswith(("mỗi tháng ", "mỗi năm ", "mỗi quý "), begin) else 0)
    stop = min(words.bare_end(low, opened, end), following if following > begin else end)
    if named and stop != following:
        stop = named_end(low, begin, stop, following if following > begin else end)
    stop = stop if named else plain_end(low, begin, stop)
    place = _PLACE.search(text, begin, stop)
    stop = place.start() if place else stop
    title_end = trim_end(text, begin, stop)
    club = head.kind == "câu lạc bộ" and named and title_end - begin > 3 and " " not in text[begin:title_end]
    if title_end <= begin or (words.is_generic(low, begin, title_end) and not club):
        return None
    if head.bare == "named" and not named:
        return None
    if len(text[begin:title_end].split()) > 16 or (following == stop < end and text[following] in MARKS):
        return None
    return Found(begin, title_end, title_end, head.kind, ("unquoted_named" if named else "unquoted",))


def _labelled(text: str, low: str, head: words.Head, begin: int, end: int) -> Found | None:
    """`Mô hình 2: thắp sáng đường khu; đơn vị làm: ...`, `Cách làm: tái chế ...; người làm: ...`."""
    begin = skip(text, begin, end)
    if begin >= end or _COUNTED.match(low, begin) or text[begin] in MARKS:
        return None
    stop = re.search(r"[;.(:“\"\n]|\s[-–]\s", text[begin:end])
    limit = begin + stop.start() if stop else end
    for comma in re.finditer(r",", text[begin:limit]):
        if words.starts_detail(low, begin + comma.start(), end) or head.kind != "mô hình":
            limit = begin + comma.start()
            break
    limit = trim_end(text, begin, limit)
    counted = head.plural and text[limit - 1].isdigit()
    if counted or not 2 <= len(text[begin:limit].split()) <= 16 or words.is_generic(low, begin, limit):
        return None
    return Found(begin, limit, limit, head.kind, ("labelled",))


def item_title(text: str, low: str, start: int, end: int, context: Context) -> list[Found]:
    """The bare title that opens an item of a list of titles: `- tổ tự quản bến đò: 12 thành viên`."""
    bullet = _BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    stop = re.search(r"[:;(“\"]|\.\s|\.$|\s[-–]\s(?=\d)|,\s(?=\d|do\s|của\s)|\s(?:của|do)\s", text[begin:end])
    owner = _OWNER.search(text, begin, begin + stop.start() if stop else end)
    if owner is not None:
        stop = re.search(r"\s[-–]\s", text[begin:end])
    if stop is None or begin >= end or not context.kinds or stop.group() in MARKS:
        return []
    if stop.group() == ":" and words.is_body(low, begin) and _QUOTED.search(text, begin + stop.end(), end):
        return []  # "Công đoàn trường: “...”": the quote is the title
    limit = trim_end(text, begin, begin + stop.start())
    if not 2 <= len(text[begin:limit].split()) <= 14 or words.is_generic(low, begin, limit):
        return []
    if context.kinds[0] in ("phong trào", "cuộc vận động", "chương trình") and not words.known_kind(
        text[begin:limit]
    ):
        return []
    if (
        text[begin].isdigit()
        or words.is_no_item(low, begin, limit)
        or "," in text[begin:limit]
        or re.search(r"\d[\d.,]*\s*(?:%|triệu|tỷ|người|hộ)", low[begin:limit])
    ):
        return []
    return [Found(begin, limit, limit, context.kinds[0], ("list_item",))]
