"""What a unit's name is made of behind its head: function words, proper names, numbers.

Knows phrases, not units; the grammar puts them together.
"""

from __future__ import annotations

import re

from nlp.unit_lexicon import LEVELS, Head, lexicon, word_set
from nlp.unit_tokens import Tokens, words_of
from nlp.unit_words import is_event, is_noun, is_verb, office_word

Edit = tuple[int, int, str]
_LEVEL_NAMES = frozenset((("thị", "trấn"), ("thị", "xã"), ("thành", "phố")))
_HYPHENS = ("-", "–")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])")
# Bodies whose leader may be named right behind them, and units whose names may have two parts.
_STAFFED = ("sở ngành", "chi bộ", "đảng bộ", "đảng ủy", "y tế", "đoàn thể", "công an", "quân sự", "khác")
_DOUBLE = ("phường", "xã", "tỉnh", "doanh nghiệp")
# Sections whose words are often written small: "HTX chè Đá Hen", "chi bộ quân sự xã ...".
_SMALL = frozenset("business school crew troops force bloc association centre theme branch".split())
# Heads whose words may be abbreviated in any way: "Phòng KHTH", "Trung tâm VHTT&TT".
_ABBREVIATED = ("Trung tâm", "Phòng", "Sở", "Ban", "Chi cục", "Trạm", "Khoa")
_PARTY = ("chi bộ", "đảng bộ", "đảng ủy")
# What opens the object of a verb.
_DETERMINERS = frozenset(("các", "những", "được", "nhiều", "một", "hai", "ba"))


def functions(tokens: Tokens, start: int, head: Head, edits: list[Edit]) -> tuple[int, bool] | None:
    """The end of the function words at `start`: phrases joined by commas, và, hyphens or nothing, and
    whether words of other offices were needed for it.

    A comma needs "và" behind it: else the next is another unit. Trades may be written small.
    """
    at, begin, end, comma, loose = start, start, None, None, False
    kept: list[Edit] = []
    while True:
        known, word = _phrase(tokens, at, head.functions), _office_word(tokens, at, head, begin, end)
        phrase = max(filter(None, (known, word)), key=lambda p: p[0], default=None)
        if phrase is None:
            break
        stop, full, section = phrase
        joined = end is not None and at > end
        if not joined and not _may_stand(tokens, at, stop, section, head, end is not None):
            break
        if end is not None and at > end and tokens.low[end] in ("và", ",") and _other_head(tokens, at, stop):
            break
        if full is not None:
            kept.append((tokens.starts[at], tokens.ends[stop - 1], full))
        if end is not None and tokens.low[end] == "," and comma is None:
            comma = (end, len(kept) - (full is not None))
        elif end is not None and at > end and tokens.low[end] in ("và", "&"):
            comma = None
        if comma is not None and "và" in tokens.low[at:stop]:
            comma = None
        loose = loose or not section
        begin, end = at, stop
        at = stop + 1 if tokens.low[stop] in (",", "và", "&", *_HYPHENS) else stop
    if comma is not None:
        end, kept = comma[0], kept[: comma[1]]
    edits += kept
    return None if end is None else (end, loose)


def _may_stand(tokens: Tokens, at: int, stop: int, section: str, head: Head, goes_on: bool) -> bool:
    """Whether a phrase may follow its head or another phrase without anything between: written with a
    capital, a trade, or a noun that goes on ("Tổ Hành chính tư pháp"; not "Sở Tư pháp kiểm tra")."""
    if tokens.raw[at][0].isupper() or not section:
        return True
    if section in _SMALL and not (head.type in _PARTY and is_verb(tokens, at, stop)):
        return True
    return goes_on and not is_verb(tokens, at, stop)


def _office_word(
    tokens: Tokens, at: int, head: Head, begin: int, end: int | None
) -> tuple[int, None, str] | None:
    """A word that names of offices are made of, though this head is not known to take it.

    Written small it goes on a phrase (`begin`..`end`); it may be a verb behind one ("Giám định xây dựng"),
    but not one with an object of its own ("Đào tạo tổ chức 3 lớp").
    """
    stop = office_word(tokens, at)
    if stop is None and end is None and head.name in _ABBREVIATED:
        stop = _abbreviation(tokens, at)
    if stop is None or (end is None and not tokens.raw[at][0].isupper()):
        return None
    small = tokens.raw[at].islower()
    if small and is_verb(tokens, at, stop):
        governs = tokens.low[stop][:1].isdigit() or tokens.low[stop] in _DETERMINERS or is_event(tokens, stop)
        if governs or not (end == at and is_verb(tokens, begin, at)):
            return None
    matches = lexicon().heads.matches(tokens.low, at)
    return None if matches and matches[0][0] >= stop else (stop, None, "")


def _abbreviation(tokens: Tokens, at: int) -> int | None:
    """The end of capitals such as "VHTT&TT" or "VH-TT-TT" in a text that is not all capitals."""
    stop = at
    if tokens.raw[at - 1].isupper():
        return None
    while len(tokens.raw[stop]) > 1 and tokens.raw[stop].isupper():
        stop += 1
        if tokens.raw[stop] not in ("-", "&", ",") or tokens.ends[stop - 1] != tokens.starts[stop]:
            break
        if tokens.starts[stop + 1] != tokens.ends[stop]:
            break
        stop += 1
    letters = sum(len(word) for word in tokens.raw[at:stop])
    return stop if letters > 2 and tokens.raw[stop][0] != "-" and not tokens.raw[stop].isupper() else None


def _phrase(tokens: Tokens, at: int, sections: tuple[str, ...]) -> tuple[int, str | None, str] | None:
    best: tuple[int, str | None, str] | None = None
    table = lexicon().functions
    for section in sections:
        matches = table[section].matches(tokens.low, at)
        if matches and (best is None or matches[0][0] > best[0]):
            best = (matches[0][0], matches[0][1][0].full, section)
    return best


def _other_head(tokens: Tokens, at: int, stop: int) -> bool:
    matches = lexicon().heads.matches(tokens.low, at)
    return bool(matches) and matches[0][0] >= stop


def proper_name(tokens: Tokens, start: int, head: Head | None = None) -> int | None:
    """The end of the capitalised syllables at `start`, with the number that belongs to them."""
    raw = tokens.raw
    word = raw[start]
    if tokens.low[start] == "số" and number_name(tokens, start + 1):
        at = number_name(tokens, start + 1) or start
        return proper_name(tokens, at) or at
    if not word[0].isupper() or (word.isupper() and len(word) > 1 and _abbreviated_head(tokens, start)):
        return None
    if "&" in word and head is not None and head.type == "thôn":
        return None  # "tổ TK&VV" is a kind of group
    if _common_head(tokens, start):
        return None
    # "Trường Tiểu học Thị trấn": a level may be the name, with one capital.
    at = start + (2 if tuple(tokens.low[start : start + 2]) in _LEVEL_NAMES else 1)
    while True:
        word = raw[at]
        if word[0].isupper() and not _new_head(tokens, at):
            at += 1
        elif word in _HYPHENS and raw[at + 1][0].isupper() and _hyphen_joins(tokens, at, head):
            at += 2
        elif word == "!" and raw[at + 1][0].isupper() and tokens.starts[at] == tokens.ends[at - 1]:
            at += 2  # a brand that is written so ("Siêu thị GO! Huế")
        else:
            break
    if head is not None and (head.type not in LEVELS or head.size == 1) and _inside_word(tokens, at):
        at -= 1
    staffed = head is not None and head.type in _STAFFED and head.name != "Bệnh viện"
    if head is not None and head.type == "thôn":
        staffed = tokens.low[start - head.size - 1] == "trưởng"
    if at == start or (staffed and _person(tokens, start, at)):
        return None
    return _numbered(tokens, at, head) if raw[at][0].isdigit() and head is not None else at


def _inside_word(tokens: Tokens, at: int) -> bool:
    """Whether the last capital opens an ordinary word: "Công đoàn Viên|chức"."""
    stop = office_word(tokens, at - 1)
    return stop is not None and tokens.raw[at].islower()


def _person(tokens: Tokens, start: int, end: int) -> bool:
    """ "Bí thư Chi bộ Nguyễn Văn A": who leads the body, not its name."""
    surname = tokens.raw[start] in word_set("surnames")
    return end - start >= 3 and surname and tokens.raw[start + 1] in word_set("middles")


def _numbered(tokens: Tokens, at: int, head: Head) -> int:
    """The end of a number behind a proper name: "thôn Nà Phầy 2", "Trường Tiểu học Tân Lập 1"."""
    word = tokens.raw[at]
    if tokens.raw[at - 1] == "Tháng" and word.isdigit() and int(word) <= 12:
        return at + 1  # "Công ty Cà phê Tháng 10"
    if head.type in ("thôn", "chi bộ"):
        stop = number_name(tokens, at) or at
        # "làng Kà Bầy 50 đàn ong": behind a name that says which one it is, a noun makes the number a count.
        return at if tokens.raw[stop].islower() and is_noun(tokens, stop) else stop
    if head.name == "trường" and len(word.rstrip("AB")) == 1:
        return serial(tokens, at) or at
    if head.type == "doanh nghiệp" and word[-1].isalpha():
        return at + 1
    return at


def _common_head(tokens: Tokens, at: int) -> bool:
    """ "Cửa khẩu quốc tế ...": a head of several syllables with one capital is no proper name."""
    matches = lexicon().heads.matches(tokens.low, at)
    return bool(matches) and matches[0][0] - at >= 2 and tokens.raw[at + 1].islower()


def _abbreviated_head(tokens: Tokens, at: int) -> bool:
    """Whether the capitals here abbreviate a head (UBND, TDP) in a text that is not all capitals."""
    forms = [f for _, found in lexicon().heads.matches(tokens.low, at) for f in found]
    return any(f.full is not None for f in forms)


def _new_head(tokens: Tokens, at: int) -> bool:
    """Whether an abbreviation or a head of several syllables begins a new unit here."""
    matches = lexicon().heads.matches(tokens.low, at)
    if not matches:
        return False
    end, forms = matches[0]
    if all(form.head and form.head.inner for form in forms):
        return False
    return end - at >= 2 or (tokens.raw[at].isupper() and len(tokens.raw[at]) > 2)


def _hyphen_joins(tokens: Tokens, at: int, head: Head | None) -> bool:
    if tokens.starts[at] == tokens.ends[at - 1] and tokens.starts[at + 1] == tokens.ends[at]:
        return True
    return head is not None and head.type in _DOUBLE and not _new_head(tokens, at + 1)


def number_name(tokens: Tokens, at: int) -> int | None:
    """A number that is a name: "thôn 5", "tổ 12A"; not "thôn 5 hộ", "xã 28 đối tượng", "02 phường"."""
    if tokens.low[at] == "số" and tokens.raw[at + 1][0].isdigit():
        at += 1
    word = tokens.raw[at]
    if word in _ROMAN:
        return at + 1
    if at in tokens.counts:
        return None
    if not word[0].isdigit() or len(word) > 4 or not word.rstrip("ABCDEĐGH").isdigit():
        return None
    following = tokens.low[at + 1]
    if following in LEVELS and tokens.raw[at + 2][0].isupper():
        return at + 1
    if (
        following in _counted()
        or f"{following} {tokens.low[at + 2]}" in _counted()
        or following in ("%", "/")
        or (tokens.low[at + 2] == "/" and tokens.raw[at + 1].islower())
        or (following == "," and tokens.raw[at + 2] == "%")
    ):
        return None
    return at + 1


def serial(tokens: Tokens, at: int) -> int | None:
    """ "Công ty 72", "Đội Thuế số 3": a number that is a name, where a count is not in doubt.

    Behind these heads any noun may be counted, so a noun of the lexicon behind the number makes it a count.
    """
    if tokens.low[at] == "số":
        return at + 2 if tokens.raw[at + 1][0].isdigit() or is_roman(tokens.raw[at + 1]) else None
    stop = number_name(tokens, at)
    if stop is None or tokens.raw[at].startswith("0"):
        return None
    listed = tokens.low[stop] in (",", "-", "–") and tokens.raw[stop + 1][0].isdigit()
    if listed or tokens.low[stop + 1] == "/":
        return None
    return None if tokens.raw[stop].islower() and is_noun(tokens, stop) else stop


def anniversary(tokens: Tokens, at: int) -> int | None:
    """ "Trường Tiểu học 30/4", "Trường Mầm non 1-6": a day as a name."""
    if _DAY.fullmatch(tokens.raw[at]):
        return at + 1
    if not tokens.raw[at].isdigit() or tokens.raw[at + 1] not in _HYPHENS:
        return None
    joined = tokens.ends[at] == tokens.starts[at + 1] and tokens.ends[at + 1] == tokens.starts[at + 2]
    return at + 3 if joined and _DAY.fullmatch(f"{tokens.raw[at]}/{tokens.raw[at + 2]}") else None


def code_name(tokens: Tokens, at: int) -> int | None:
    """ "K92": capitals and digits in one."""
    if not tokens.raw[at].isupper() or len(tokens.raw[at]) > 2 or not tokens.raw[at + 1].isdigit():
        return None
    return at + 2 if tokens.starts[at + 1] == tokens.ends[at] else None


def is_roman(word: str) -> bool:
    """Whether a word is a roman number as names carry it (I to XX)."""
    return word in _ROMAN


_ROMAN = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())
_COUNTED: set[str] = set()


def _counted() -> set[str]:
    if not _COUNTED:
        _COUNTED.update(" ".join(words_of(phrase)) for phrase in word_set("counted"))
    return _COUNTED
