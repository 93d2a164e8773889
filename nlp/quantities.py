"""Numbers that count or measure something, with the noun phrase behind them.

Knows the counted noun phrase; what governs it (predicate, level, period) is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from corpus.folding import fold
from nlp.exclusions import words_of
from nlp.lexicon import Lexicon
from nlp.measures import Measured, rate_behind
from nlp.numbers import Number
from nlp.records import fixed
from nlp.words import Word

_STOPS = (
    "light",
    "prepositions",
    "conjunctions",
    "adverbs",
    "determiners",
    "parts",
    "approx_after",
    "change",
)
_ENDS = ("mark", "number", "time", "title", "cited", "levels", "grades", "unit")
_NOMINAL = ("nouns", "events", "adjectives", "attributes", "bases")
_MOST_SYLLABLES = 6
_COMMA_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
# What is also counted in fractions.
_DIVISIBLE = frozenset(("lần", "điểm", "tháng lương", "vòng", "suất đầu tư", "công", "bác sĩ", "giường bệnh"))


@fixed
class Quantity:
    """A number with what it counts: `words[at]` is the number, `words[at + 1 : end]` the noun phrase.

    `value` and `value_max` are scaled to the unit (đồng for money). `noun` is None without a noun.
    """

    at: int
    end: int
    kind: str
    value: Decimal
    value_max: Decimal | None
    total: Decimal | None
    unit: str | None
    noun: str | None
    spelled: bool
    scaled: bool


def quantity(
    text: str, words: Sequence[Word], at: int, number: Number, measured: Measured | None, lexicon: Lexicon
) -> Quantity:
    """The quantity at `words[at]`, whose atom covers the number and its unit of measure."""
    share = number.total is not None or (measured is not None and measured.kind == "percent")
    end = noun_end(words, at + 1, lexicon, percent=share)
    kind, unit, factor = "count", None, Decimal(1)
    if measured is not None:
        kind, unit, factor = measured.kind, measured.unit, measured.factor
    elif number.total is not None:
        kind = "ratio"
    elif number.scale > 1 and number.value >= 10**6 and (end == at + 1 or _names_thing(words, at + 1, end)):
        kind, unit = "money", "đồng"
    if kind in ("duration",) or (kind == "money" and not _names_thing(words, at + 1, end)):
        end = at + 1
    end = _rate_end(text, words, at, end) if kind == "count" else end
    noun = _noun(text, words, at + 1, end)
    if kind == "count" and noun is not None and _whole(text, number, words[at + 1]):
        factor = Decimal(1000)
    half = Decimal("0.5") if measured is not None and measured.half else Decimal(0)
    value_max = None if number.value_max is None else number.value_max * factor + half
    return Quantity(
        at,
        end,
        kind,
        _plain(number.value * factor) + half,
        value_max,
        None if number.total is None else number.total * factor,
        unit,
        noun,
        number.words,
        number.scale > 1,
    )


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that scaling leaves behind the comma."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _whole(text: str, number: Number, head: Word) -> bool:
    """ "1,250 hộ": households come whole, so a comma before three digits parts thousands."""
    said = text[number.start : number.end]
    return (
        _COMMA_THOUSANDS.fullmatch(said) is not None
        and head.has("nouns", "events")
        and head.text not in _DIVISIBLE
    )


def _rate_end(text: str, words: Sequence[Word], at: int, end: int) -> int:
    """ "2 lần/tháng", "10,7 bác sĩ/vạn dân": the count's noun runs over the slash."""
    if not at + 1 < end < len(words) or words[end].text != "/":
        return end
    start = words[end].start
    _, length = rate_behind(fold(text[start : start + 60]), 0, 60)
    while length and end < len(words) and words[end].end <= start + length:
        end += 1
    return end


def noun_end(
    words: Sequence[Word], at: int, lexicon: Lexicon, percent: bool = False, none: bool = False
) -> int:
    """Index behind the counted noun phrase that begins at `words[at]`; `at` itself where there is none.

    `none`: it is said that there are none, so a verb says what they did not do ("không có vụ [phá rừng]").
    """
    if _branches(words, at):
        return at + 3 + (at + 3 < len(words) and words[at + 3].has("adjectives"))
    # "85,7% số vụ", "2/3 số hộ": a share of a number of things.
    counted = (
        percent and at + 1 < len(words) and words[at].text == "số" and words[at + 1].has("nouns", "events")
    )
    first = at + 1 if counted else at
    end = _head_end(words, first, none)
    if end == first:
        return at
    if percent and words[at].has("bases"):
        return _base_end(words, end)
    while (more := _coordinated(words, end, lexicon)) > end:
        end = more
    return end


def _branches(words: Sequence[Word], at: int) -> bool:
    """ "29 chi, đảng bộ": party cells and committees in short."""
    return (
        at + 2 < len(words)
        and words[at].text == "chi"
        and (words[at + 1].text, words[at + 2].text) == (",", "đảng bộ")
    )


def _head_end(words: Sequence[Word], at: int, none: bool) -> int:
    index, syllables, event = at, 0, False
    while index < len(words):
        word = words[index]
        first = index == at
        if not _continues(word.classes, first, event) or (not first and _starts_name(words, index, at)):
            break
        syllables += word.text.count(" ") + 1
        if not first and syllables > _MOST_SYLLABLES:
            break
        # Behind an event noun one verb says which event; a person does not take one.
        event = first and word.has("events") and not none
        index += 1
    return index


# Words play few different parts, and each is asked about again and again.
@cache
def _continues(classes: frozenset[str], first: bool, event: bool) -> bool:
    if not classes.isdisjoint(_ENDS):
        return False
    if not classes.isdisjoint(_NOMINAL):
        return not ("verbs" in classes and not first and not event)
    if "verbs" in classes:
        return event
    return classes.isdisjoint(_STOPS)


def _starts_name(words: Sequence[Word], index: int, at: int) -> bool:
    """A capital behind a lower-case noun begins a name, unless it belongs to the noun ("giải Nhất")."""
    word, before = words[index], words[index - 1]
    if not word.capital or word.has("nouns", "events", "adjectives"):
        return False
    if _abbreviates(words, index):
        return False
    return not (
        before.capital or before.text in ("giải", "huân chương", "cờ", "hạng", "lượt", "huy hiệu", "loại")
    )


def _abbreviates(words: Sequence[Word], index: int) -> bool:
    """ "thẻ ATM", "sản phẩm OCOP": capitals complete the noun; before another capital they open a name."""
    following = words[index + 1] if index + 1 < len(words) else None
    return words[index].upper and not (following is not None and following.capital)


def _base_end(words: Sequence[Word], end: int) -> int:
    """ "kế hoạch tỉnh giao", "chỉ tiêu HĐND huyện giao": the base runs to the word of giving."""
    for index in range(end, min(end + 5, len(words))):
        if words[index].has("mark", "number", "light", "conjunctions"):
            break
        if words[index].text in ("giao", "đề ra", "giao chỉ tiêu"):
            return index + 1
    return end


def _coordinated(words: Sequence[Word], end: int, lexicon: Lexicon) -> int:
    """Index behind ", cá nhân" or "và hội viên" where it stands beside the noun before, else `end`."""
    if end + 1 >= len(words) or words[end].text not in (",", "và", "hoặc", "/", "-"):
        return end
    following = words[end + 1]
    if following.text not in lexicon.groups:
        return end
    before = {word.text for word in words[max(0, end - 2) : end]}
    groups = {group for word in before for group in lexicon.groups.get(word, ())}
    if groups.isdisjoint(lexicon.groups.get(following.text, ())):
        return end
    behind = words[end + 2] if end + 2 < len(words) else None
    # ", đảng viên 04" begins the next label.
    if behind is not None and (behind.has("number") or behind.text == ":"):
        return end
    index = end + 2
    while index < len(words) and words[index].has("adjectives") and not words[index].has("verbs", "adverbs"):
        index += 1
    return index


def _names_thing(words: Sequence[Word], at: int, end: int) -> bool:
    """Behind money hardly ever a noun: "150 triệu đồng tiền mặt" names one, "2,5 tỷ sửa ..." none."""
    return end > at and words[at].text.startswith(("tiền", "vốn", "dư nợ", "giá trị", "kinh phí"))


def _noun(text: str, words: Sequence[Word], at: int, end: int) -> str | None:
    return text[words[at].start : words[end - 1].end].lower() if end > at else None


def is_named(words: Sequence[Word], at: int, has_noun: bool) -> bool:
    """Whether the number at `words[at]` belongs to the word before it ("Điều 30", "quý 2", "đợt 3")."""
    if at == 0:
        return False
    before = words[at - 1]
    last = before.text.rsplit(" ", 1)[-1]
    # "kỷ luật 8" is no "luật 8": a known verb is read whole.
    known = before.has("verbs") or (" " in before.text and before.has("nouns", "adjectives", "grades"))
    named = before.text in words_of("named") or (last in words_of("named") and not known)
    if not named:
        return False
    if before.text == "chuẩn" and words[at].text.count("/") == 1:
        return False  # "trên chuẩn 25/28 GV", not "chuẩn 4"
    if before.text in ("tổng số", "quân số", "dân số", "con số"):
        return False
    return not has_noun or before.text in words_of("always")
