"""How exact a number is and whether it is a difference: "gần 40", "không để quá 3", "cao hơn 1,3%".

Knows the words before one number; what the difference is of is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp.lexicon import Lexicon
from nlp.quantities import Quantity
from nlp.words import Word

_SIGNS = {"+": "+", "-": "-", "−": "-", "–": "-"}
_ENDS_CHANGE = ("mark", "number", "light", "change", "prepositions", "verbs", "parts", "conjunctions")
_HOLDS_MORE = {"tăng hơn": ">", "tăng gần": "~", "tăng trên": ">", "giảm gần": "~", "giảm trên": ">"}
# "không để quá 03 vụ", "không để nợ quá hạn vượt 0,5%": what must not be is a bound.
_LIMITS = ("quá", "vượt", "vượt quá")
_LIMIT_REACH = 8
# "cao hơn cùng kỳ 1,3%", "nhiều hơn năm ngoái 5 đoàn": whom it is compared with stands between.
_COMPARISONS = {
    "cao hơn": "+", "nhiều hơn": "+", "hơn": "+", "tăng hơn": "+",
    "thấp hơn": "-", "ít hơn": "-",
}  # fmt: skip
_COMPARED = ("time", "prepositions")
_COMPARED_WORDS = frozenset(
    ("cùng", "kỳ", "kì", "cùng kỳ", "năm", "ngoái", "trước", "năm ngoái", "tháng", "quý")
)


def approximation(words: Sequence[Word], q: Quantity, lexicon: Lexicon) -> str | None:
    """The guideline's sign for how exact the number is, or None."""
    if q.end < len(words) and words[q.end].has("approx_after"):
        return lexicon.approx_after[words[q.end].text]
    index = q.at - 1
    while index >= 0 and words[index].text in ("từ", "là", "thêm", "được"):
        index -= 1
    if index < 0:
        return None
    word = words[index]
    if word.text in _LIMITS and _forbidden(words, index):
        return "<="
    if word.text in _HOLDS_MORE:
        return _HOLDS_MORE[word.text]
    if word.text == "=" and index and words[index - 1].text in "<>":
        return f"{words[index - 1].text}="
    return lexicon.approx[word.text] if word.has("approx") else None


def _forbidden(words: Sequence[Word], index: int) -> bool:
    near = words[max(0, index - _LIMIT_REACH) : index]
    return any(w.text == "không" and near[i + 1].text == "để" for i, w in enumerate(near[:-1])) or any(
        w.text == "không để" for w in near
    )


def change(words: Sequence[Word], tail: int, q: Quantity, lexicon: Lexicon) -> str | None:
    """ "tăng 12", not "giảm còn": the sign stands before number and qualifiers, or before what changed."""
    at = q.at
    if sign := _sign(words, at):
        return sign
    index = at - 1
    while index >= tail and words[index].has("approx", "adverbs") and not words[index].has("change"):
        index -= 1
    if index >= 0 and words[index].has("change"):
        bound = words[index].text in _LIMITS and _forbidden(words, index)
        return None if bound else lexicon.change[words[index].text]
    if compared := _compared(words, at):
        return compared
    return _of_base(words, q, index, lexicon)


def _of_base(words: Sequence[Word], q: Quantity, index: int, lexicon: Lexicon) -> str | None:
    """ "vượt dự toán 412 triệu", "giảm hộ nghèo 2%"; "giảm tỷ lệ hộ nghèo xuống 2%" says where it ended."""
    while index >= 0 and not words[index].has(*_ENDS_CHANGE):
        index -= 1
    if index < 0 or index + 1 >= q.at or not words[index].has("change"):
        return None
    base = words[index + 1]
    share = q.kind == "percent" and q.noun is None and base.has("nouns")
    if not (share or base.has("attributes", "bases") or base.text == "số"):
        return None
    return lexicon.change[words[index].text]


def _compared(words: Sequence[Word], at: int) -> str | None:
    index = at - 1
    while index >= 0 and (words[index].has(*_COMPARED) or words[index].text in _COMPARED_WORDS):
        index -= 1
    if index < 0 or index == at - 1:
        return None
    return _COMPARISONS.get(words[index].text)


def _sign(words: Sequence[Word], at: int) -> str | None:
    """ "(-3 vụ)", "đạt -3,2%": a sign written at the number itself; a bullet or a range has none."""
    if at < 2 or words[at - 1].text not in _SIGNS or words[at - 1].end != words[at].start:
        return None
    before = words[at - 2]
    apart = before.end < words[at - 1].start
    return _SIGNS[words[at - 1].text] if before.text == "(" or (apart and before.has("light")) else None
