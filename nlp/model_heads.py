"""The words around titles: heads that introduce one, nouns that forbid one, where a bare one ends.

Reads corpus/lexicon/models.yaml; works on folded text and knows nothing of lists or owners.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from corpus.files import read_yaml
from corpus.folding import fold
from nlp.unit_lexicon import lexicon as unit_heads
from nlp.unit_tokens import BREAK, words_of
from nlp.word_search import any_of

_WORD = r"(?<![^\W_])"
_END = r"(?![^\W_])"
_SQUEEZE = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Head:
    """`kind` of the titles it introduces; `bare`: any, named or no; `plural`: it stands for many."""

    start: int
    end: int
    kind: str
    bare: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    heads: re.Pattern[str]
    kinds: dict[str, tuple[str, str]]
    never: re.Pattern[str]
    between: re.Pattern[str]
    opener: re.Pattern[str]
    generic_first: re.Pattern[str]
    generic: frozenset[str]
    stop: re.Pattern[str]
    plural: re.Pattern[str]
    detail: re.Pattern[str]
    item_never: re.Pattern[str]
    known: dict[str, str]
    carried: re.Pattern[str]
    event: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(fold(w)).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    table: dict[str, Any] = read_yaml("lexicon", "models.yaml")
    far = rf"(?:{_any(table['never_far'])})(?:\s+[^\W\d_]+){{1,6}}?"
    return _Patterns(
        heads=re.compile(any_of(_any(table["heads"]).split("|"), r"[^\W\d_]") + _END),
        kinds={_plain(k): (v["kind"], v["bare"]) for k, v in table["heads"].items()},
        never=re.compile(
            rf"{_WORD}(?:(?:{_any(table['never'])})(?:\s+(?:về|là|với|số\s+\d+))?|{far})\s*:?\s*$"
        ),
        between=re.compile(rf"[\s:,]*(?:(?:{_any(table['between'])}|\d+){_END}[\s:,]*)*"),
        opener=re.compile(rf"(?:{_WORD}(?:{_any(table['openers'])})|:)[\s:,\-–+]*$"),
        generic_first=re.compile(rf"(?:{_any(table['generic_first'])}){_END}"),
        generic=frozenset(map(_plain, table["generic"])),
        stop=re.compile(
            rf"[;:()“”„\"«»‘…\n\t]|\.(?!\d)|,\s(?!\d+\s(?:không|có|biết|sạch|tốt|tận|gần|xây|chống|rõ|dễ)\b)"
            rf"|\s(?:{_any(table['stops'])}){_END}(?!\s(?:nguồn|chỗ|nhà|hộ gia đình|gia)\b)"
            rf"|\s(?:với|có|lắp|thu|ra)\s+\d+(?!\s*(?:không|có|biết))|\s[=\-–]\s*\d|\s\d+(?:%|[.,](?!0\b))"
            rf"|\s\d+\s(?:ha|hộ|con|m2|km|tấn|người|thành viên|hội viên|điểm|tổ|thôn|mô hình)\b"
        ),
        plural=re.compile(
            rf"(?:{_WORD}(?:{_any(table['plural'])})|\d)\s*(?:{_any(['mô hình', 'phong trào'])})?[\s,]*$"
        ),
        detail=re.compile(rf"[\s,;.]*(?:{_any(table['details'])})\s*:"),
        item_never=re.compile(rf"(?:{_any(table['item_never'])}){_END}"),
        carried=re.compile(rf"{_WORD}(?:{_any(table['carried_out'])})\s*$"),
        event=re.compile(rf"(?:{_any(table['events'])}){_END}"),
        known={_plain(t): kind for kind, titles in table["known"].items() for t in titles},
    )


# The same few heads stand everywhere.
@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    return _SQUEEZE.sub(" ", fold(text)).strip()


def confidences() -> dict[str, float]:
    """The table of confidence by reason."""
    table: dict[str, float] = read_yaml("lexicon", "models.yaml")["confidence"]
    return table


def heads(low: str, start: int, end: int) -> list[Head]:
    """The heads in a stretch of folded text."""
    patterns = _patterns()
    found: list[Head] = []
    for match in patterns.heads.finditer(low, start, end):
        kind, bare = patterns.kinds[_plain(match.group())]
        plural = patterns.plural.search(low, max(start, match.start() - 20), match.start()) is not None
        if found and kind == "cách làm" and low[found[-1].end : match.start()] in (", ", " và ", "/", " - "):
            kind = found[-1].kind  # "mô hình, cách làm hay": models
        found.append(Head(match.start(), match.end(), kind, bare, plural))
    return found


# Three times asked of each line, and most hold none.
@lru_cache(maxsize=4)
def _spots(low: str) -> tuple[list[int], list[int]]:
    """Where the heads of a whole text begin and end."""
    spans = [match.span() for match in _patterns().heads.finditer(low)]
    return [start for start, _ in spans], [end for _, end in spans]


def may_hold(low: str, start: int, end: int) -> bool:
    """Whether a head touches `low[start:end]`, a line or a sentence of the text."""
    starts, ends = _spots(low)
    place = bisect_right(ends, start)
    return place < len(starts) and starts[place] < end


def head_of(label: str) -> Head | None:
    """The first head in a heading or a label."""
    found = heads(fold(label), 0, len(label))
    return found[0] if found else None


# Of one sentence it is asked again and again.
@lru_cache(maxsize=256)
def kinds_in(low: str, start: int, end: int) -> tuple[str, ...]:
    """The kinds of the heads in a stretch, each once, in order."""
    return tuple(dict.fromkeys(head.kind for head in heads(low, start, end)))


def forbids(low: str, start: int, end: int) -> bool:
    """Whether what stands right before `end` makes a quote there something else than a model."""
    return _patterns().never.search(low, max(start, end - 70), end) is not None


def is_carried_out(low: str, start: int, quote: int, inner: int, end: int) -> bool:
    """Whether a verb of carrying out stands right before a quote (mở “Phòng vắt sữa”) that is no event."""
    patterns = _patterns()
    if patterns.carried.search(low, max(start, quote - 30), quote) is None:
        return False
    return is_name(low, inner, end)


def is_name(low: str, inner: int, end: int) -> bool:
    """Whether the words of a quote may name a model: three at least, and no event or address."""
    return len(low[inner:end].split()) > 2 and _patterns().event.match(low, inner, end) is None


def is_body(low: str, at: int) -> bool:
    """Whether the head of an organisation or a village stands here."""
    return bool(unit_heads().heads.matches([*words_of(low[at : at + 40]), BREAK], 0))


def is_named_body(text: str, low: str, at: int) -> bool:
    """Whether a body stands here that is written as one: with a capital, or with a name or number behind."""
    matches = unit_heads().heads.matches([*words_of(low[at : at + 40]), BREAK], 0)
    if not matches:
        return False
    said = text[at : at + 60].split()[: matches[0][0] + 1]
    return said[0][0].isupper() or (len(said) > matches[0][0] and not said[-1][0].islower())


def is_between(low: str, start: int, end: int) -> bool:
    """Whether only words that join a head to its title stand in the stretch."""
    return _patterns().between.fullmatch(low, start, end) is not None


def opens_list(low: str, start: int, end: int) -> bool:
    """Whether the stretch ends in words that open a list (`tiêu biểu như:`)."""
    return _patterns().opener.search(low, start, end) is not None


def starts_detail(low: str, start: int, end: int) -> bool:
    """Whether a label such as `; đơn vị làm:` stands here."""
    return _patterns().detail.match(low, start, end) is not None


def is_no_item(low: str, start: int, end: int) -> bool:
    """Whether an item of a list opens with a word of detail (`kinh phí: ...`)."""
    return _patterns().item_never.match(low, start, end) is not None


def is_generic(low: str, start: int, end: int) -> bool:
    """Whether bare words after a head name nothing in particular."""
    if _patterns().generic_first.match(low, start, end):
        return True
    plain = _plain(low[start:end])
    return plain in _patterns().generic or " " not in plain


def bare_end(low: str, start: int, end: int) -> int:
    """Where a title without quotes that begins at `start` ends at the latest."""
    stop = _patterns().stop.search(low, start, end)
    return stop.start() if stop else end


def known_kind(title: str) -> str | None:
    """The kind of a movement or campaign that the whole country knows."""
    return _patterns().known.get(_plain(title))


_SYLLABLE = re.compile(r"\w+")
_MOST_SYLLABLES = 18


def known_at(low: str, start: int, end: int) -> int | None:
    """The end of a known title that begins at `start`, the longest first."""
    known, said, found = _patterns().known, "", None
    for count, word in enumerate(_SYLLABLE.finditer(low, start, min(end, start + 140))):
        said = f"{said} {word.group()}" if count else word.group()
        if count and said in known:
            found = word.end()
        if count == _MOST_SYLLABLES - 1:
            break
    return found
