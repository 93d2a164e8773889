"""Whether a name stands for one definite unit where it is written.

Knows the words around a name: plurals, wholes, counts, lists of levels.
"""

from __future__ import annotations

from nlp.unit_grammar import Node
from nlp.unit_lexicon import LEVELS, word_set
from nlp.unit_phrases import is_roman
from nlp.unit_tokens import BREAK, Tokens

_GENERIC_NEXT = frozenset(
    (
        *("trực thuộc", "các cấp", "cùng cấp", "cơ sở", "cấp trên", "cấp dưới"),
        # A grade that any of them may reach: "đạt CĐCS vững mạnh", "xây dựng Chi bộ trong sạch".
        *("vững mạnh", "trong sạch", "xuất sắc", "tiêu biểu", "kiểu mẫu", "văn hóa", "đạt chuẩn"),
    )
)
# Words of the form of a firm, which say nothing of which one it is.
_FORMS = frozenset(
    ("Cổ", "Trách", "Thương", "Tư", "Nhà", "Một", "Hai", "Hợp", "Liên", "Đầu", "Dịch", "Sản", "Xây")
)
_GRADES = ("tốt", "khá", "mạnh", "giỏi")
_OF_MANY = frozenset(("các", "từng", "mỗi", "mọi"))
_MANY = LEVELS | frozenset(
    "trường cơ đơn chi khu phòng ban tổ ấp bản xóm buôn làng khóm khối địa ngành cấp thị thành".split()
)


def definite(tokens: Tokens, node: Node) -> bool:
    """Whether the reader knows which unit is meant."""
    if node.behind is not None and node.behind.head.name in ("Trung ương", "tối cao"):
        return node.type == "y tế" or tokens.low[node.start - 1] != "của"
    if tokens.low[node.start - 1] in ("/", "-") and tokens.ends[node.start - 1] == tokens.starts[node.start]:
        return tokens.raw[node.start - 1] == "/" and node.named
    if tokens.raw[node.end] == "-" and tokens.raw[node.end + 1].isupper() and _glued(tokens, node.end):
        return node.named or not node.edits  # "CB-GV-NV": kinds of people
    if node.head.name == "khu vực" and node.proper and is_roman(tokens.raw[node.proper[0]]):
        return False  # a grade of mountain communes
    if node.head.name == "Nhà" and node.behind is not None and node.behind.type == "thôn":
        return False  # a house, not a body
    if plural(tokens, node.start) and "trade" in node.has:
        return False
    kind = node.type == "doanh nghiệp" and node.has == {"function"} and tokens.raw[node.end - 1].islower()
    if kind and not node.named and not _trade_named(tokens, node):
        return False  # "HTX nông nghiệp"
    if node.named:
        return not _counted_label(tokens, node)
    if not tokens.raw[node.start][0].isupper() and not _proper_inside(tokens, node):
        return False
    if _label_of_count(tokens, node):
        return False
    if tuple(tokens.low[max(node.start - 2, 0) : node.start]) == ("mô", "hình"):
        return False  # "chuyển sang mô hình VKSND khu vực"
    if _before(tokens, node.start, "events"):
        return False
    if plural(tokens, node.start) or _before(tokens, node.start, "whole"):
        return False
    return not _levels_listed(tokens, node)


def shouted(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words stand in a line of capitals, where a capital tells no name ("NHIỆM VỤ QUÂN SỰ")."""
    words = [word for word in tokens.raw[start:end] if word[0].isalpha()]
    if not words or not all(word.isupper() and len(word) > 1 for word in words):
        return False
    beside = [
        word for word in (tokens.raw[start - 1], tokens.raw[end]) if len(word) > 1 and word[0].isalpha()
    ]
    return all(word.isupper() for word in beside) and len(words) + len(beside) > 1


def _counted_label(tokens: Tokens, node: Node) -> bool:
    """ "đảng ủy cơ sở 22, chi bộ 40": a label with its figure in a list of such, no "chi bộ 40"."""
    at, number = node.start, node.end - 1
    if node.type in LEVELS or not tokens.raw[number].isdigit() or not tokens.raw[at].islower():
        return False
    if at < 2 or tokens.raw[at - 1] not in (",", ";") or not tokens.raw[at - 2].isdigit():
        return False
    head = tokens.low[at:number]
    return (
        all(word.islower() for word in tokens.raw[at:number])
        and tokens.low[at - 2 - len(head) : at - 2] != head
    )


def _trade_named(tokens: Tokens, node: Node) -> bool:
    """ "Công ty Xổ số kiến thiết", "Ngân hàng Chính sách": there is but one; not "Công ty Cổ phần"."""
    if node.head.name not in ("công ty", "ngân hàng") or plural(tokens, node.start):
        return False
    named = [
        word for word in tokens.raw[node.start + 1 : node.end] if word[0].isupper() and not word.isupper()
    ]
    return bool(named) and named[0] not in _FORMS


def _label_of_count(tokens: Tokens, node: Node) -> bool:
    """ "Tổ nhân dân tự quản: 14 tổ": a kind, of which there are so many."""
    at = node.end
    return (
        tokens.low[at] == ":"
        and tokens.raw[at + 1][0].isdigit()
        and tokens.low[at + 2] == tokens.low[node.start]
    )


def _glued(tokens: Tokens, at: int) -> bool:
    return tokens.ends[at - 1] == tokens.starts[at] and tokens.ends[at] == tokens.starts[at + 1]


def _proper_inside(tokens: Tokens, node: Node) -> bool:
    """ "cơ quan UBKT", "chi bộ Tòa án", "khoa Nội": the body inside or its work is written as a name."""
    if node.head.strict and "function" in node.has and tokens.raw[node.start + 1][0].isupper():
        return True
    inner = node.behind
    return inner is not None and inner.type not in LEVELS and tokens.raw[inner.start][0].isupper()


def plural(tokens: Tokens, start: int) -> bool:
    """Whether the words before `start` speak of many: các, mỗi, một số, 05."""
    if _before(tokens, start, "plural"):
        return True
    if start == 0 or not tokens.raw[start - 1][0].isdigit():
        return False
    number = tokens.raw[start - 1]
    if start > 1 and tokens.low[start - 2] in word_set("dating"):
        return False
    if "/" in number:
        return not _is_date(number)
    return not (len(number) == 4 and number.isdigit() and number[:2] in ("19", "20"))


def _is_date(number: str) -> bool:
    return len(number.rsplit("/", 1)[-1]) == 4


def _before(tokens: Tokens, start: int, words: str) -> bool:
    listed = word_set(words)
    if start and tokens.low[start - 1] in listed:
        return True
    return start > 1 and f"{tokens.low[start - 2]} {tokens.low[start - 1]}" in listed


def _levels_listed(tokens: Tokens, node: Node) -> bool:
    """ "UBND xã, thị trấn", "công an xã/phường", "Chi bộ trực thuộc": a kind of unit, not one."""
    at = node.end
    word = tokens.low[at]
    if f"{word} {tokens.low[at + 1]}" in _GENERIC_NEXT and tokens.raw[at].islower():
        return True
    if tokens.raw[at] in _GRADES and (node.head.name in ("Tổ", "Đội") or tokens.raw[at + 1] == BREAK):
        return True
    if tokens.raw[at][0].isdigit() and tokens.low[at + 1] == "tốt":
        return True
    if word in _OF_MANY and tokens.low[at + 1] in _MANY:
        return True
    if word == "cấp" and (tokens.low[at + 1] in LEVELS or tokens.low[at + 1] in ("cơ", "trên", "dưới", "ủy")):
        return True
    if node.behind is None or node.behind.type not in LEVELS:
        return False
    if word in (",", "/", "và", "-") and tokens.raw[at + 1].islower():
        return _bare_level(tokens, at + 1)
    return False


def _bare_level(tokens: Tokens, at: int) -> bool:
    one, two = tokens.low[at], f"{tokens.low[at]} {tokens.low[at + 1]}"
    size = 2 if two in LEVELS else 1 if one in LEVELS or one in ("bản", "ấp", "khu", "xóm", "tổ") else 0
    if not size:
        return False
    following = tokens.raw[at + size]
    return following == BREAK or not (following[0].isupper() or following[0].isdigit())
