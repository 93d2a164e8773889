"""Which encoding each word of a document is written in, decided with the evidence of the whole document.

Each word is weighed as Unicode and as each encoding that the document shows; fonts and neighbours decide what
the word leaves open. Knows words and names of fonts, no runs and no format.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from extract.letters_codes import Code
from extract.letters_edits import edits, weigh
from extract.letters_fonts import promised
from extract.letters_tables import ENCODINGS, PAGES, shown

# What Unicode text is made of, so that one search tells most documents from those with other letters.
_PLAIN = (
    r"\x00-~\u00a0\u00ab\u00b0\u00b2\u00b3\u00bb\u00d7\u00f7\u0300-\u0303\u0306\u0309\u031b\u0323"
    r"\u2000-\u202f\u2212\u2215\u2260-\u2265\uf0a7\uf0b7\ufeff\ufffd"
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"
)
_STRANGE = re.compile(f"[^{_PLAIN}]")
# A word with everything beyond ASCII that touches it; marks, digits and spaces of ASCII part words.
# Some control characters are capitals of VISCII and VPS; a space that holds may be part of a letter in UTF-8.
# What is longer than any word is looked at in parts.
_CHUNK = re.compile(
    "(?:[A-Za-z\x80-\x9f\xa1-\U0010ffff\x02-\x06\x10-\x15\x19\x1c-\x1e]|(?<=[\xc3\xc6\xba\xbb])\xa0){1,80}"
)
_BEYOND = re.compile("[\x80-\U0010ffff\x02-\x06\x10-\x15\x19\x1c-\x1e]")
# Lines of drawn tables, which are letters to old code pages; words have other letters too.
_DRAWN = re.compile("[\u2500-\u259f]+")
# Of all letters so many at least are beyond ASCII in Vietnamese, whatever its encoding; other languages that
# quote a strange sign have fewer.
_VIETNAMESE = 0.02
_GAIN = 2.0
# So many words of a document decide which encodings it shows.
_SAMPLE = 800
_FEW_STRANGE = 300
_LEAST_WORDS, _LEAST_SHARE, _MOST_CODES = 3, 0.02, 4
# What it costs to change the encoding between words set in the same font, or in another.
_CHANGE, _CHANGE_WITH_FONT = 3.5, 1.2
_PROMISED, _NO_PROMISE = 1.0, 0.7
_LEARNT, _LEARNT_FROM = 1.5, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """The encodings of a document beside Unicode, and what fonts tell of them.

    `lean[font][i]`: how far words in a font lean to an encoding (0: Unicode, then as in `codes`).
    """

    codes: tuple[Code, ...]
    lean: Mapping[str, tuple[float, ...]]


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand that hold something beyond ASCII."""
    if _BEYOND.search(text):
        for found in _CHUNK.finditer(text):
            if _BEYOND.search(found.group()) and _DRAWN.fullmatch(found.group()) is None:
                yield found.span()


def suspicious(text: str) -> bool:
    """Whether some word of an NFC text reads better in an old encoding or has Eth for Đ; cheap where none."""
    if _STRANGE.search(text) is None:
        return False
    if _hardly_vietnamese(text):
        return False
    found = (text[start:end] for start, end in stretches(text))
    strange = list(islice((word for word in found if _STRANGE.search(word)), _FEW_STRANGE))
    seen = Counter(strange)
    if any(edits(word, None) for word in seen):
        return True
    return any(
        weigh(word, code) > weigh(word, None) + _GAIN for code in _candidates("".join(seen)) for word in seen
    )


def _hardly_vietnamese(text: str) -> bool:
    """Whether nearly all letters are those of ASCII."""
    words = _DRAWN.sub("", text)
    beyond = sum(len(found) for found in _BEYOND.findall(words))
    return beyond < _VIETNAMESE * sum(map(str.isalpha, words))


def choose(seen: Mapping[tuple[str, str], int]) -> Choice | None:
    """The encodings of a document from its words by font, (font, word) -> how often; None: all is right."""
    usual = Counter(dict(seen)).most_common(_SAMPLE)
    codes = _shown_by(usual, _candidates("".join(word for (_, word), _ in usual)))
    if not codes and not any(edits(word, None) for _, word in seen):
        return None
    by_font: dict[str, list[tuple[str, int]]] = {}
    for (font, word), count in usual:
        by_font.setdefault(font, []).append((word, count))
    return Choice(codes, {font: _leaning(font, own, codes) for font, own in by_font.items()})


def fits(word: str, choice: Choice) -> bool:
    """Whether a word makes sense in some encoding of the document."""
    return any(weigh(word, code) > 0 for code in (None, *choice.codes))


def path(words: Sequence[tuple[str, str]], choice: Choice) -> list[Code | None]:
    """The encoding of each word (font, text) of a paragraph, None for Unicode, cheapest over all of them."""
    states: tuple[Code | None, ...] = (None, *choice.codes)
    if len(states) == 1:
        return [None] * len(words)
    best = [0.0] * len(states)
    back: list[list[int]] = []
    before = ""
    for number, (font, word) in enumerate(words):
        change = _CHANGE if font == before else _CHANGE_WITH_FONT
        top = max(range(len(states)), key=best.__getitem__)
        came = [i if best[i] >= best[top] - change or not number else top for i in range(len(states))]
        lean = choice.lean.get(font) or _leaning(font, [], choice.codes)
        if not any(edits(word, code) for code in choice.codes):
            lean = (0.0,) * len(states)
        best = [
            (best[j] if j == i else best[j] - change) + weigh(word, state) + lean[i]
            for i, (j, state) in enumerate(zip(came, states, strict=True))
        ]
        back.append(came)
        before = font
    at = max(range(len(states)), key=best.__getitem__)
    found: list[Code | None] = []
    for came in reversed(back):
        found.append(states[at])
        at = came[at]
    return found[::-1]


def _candidates(text: str) -> list[Code]:
    pages = [page for page in PAGES if page == "western" or not _own(page).isdisjoint(text)]
    return [Code(encoding, page) for encoding in ENCODINGS for page in pages]


@cache
def _own(page: str) -> frozenset[str]:
    """The characters that tell a code page from the western one."""
    western = {way for ways in shown("western").values() for way in ways}
    return frozenset(way for ways in shown(page).values() for way in ways) - western


def _shown_by(usual: Sequence[tuple[tuple[str, str], int]], candidates: Sequence[Code]) -> tuple[Code, ...]:
    """The encodings in which enough words read well that neither Unicode nor a likelier one explains."""
    chosen: list[Code] = []
    most = 0.0
    while len(chosen) < _MOST_CODES:
        gains = {code: _gain(usual, code, chosen) for code in candidates if code not in chosen}
        best = max(gains, key=lambda code: gains[code][0])
        gain, count, trusted = gains[best]
        if not gain or not (trusted or (count >= _LEAST_WORDS and gain > _LEAST_SHARE * most)):
            break
        chosen.append(best)
        most = max(most, gain)
    return tuple(chosen)


def _gain(
    usual: Sequence[tuple[tuple[str, str], int]], code: Code, chosen: Sequence[Code]
) -> tuple[float, int, bool]:
    """How much better words read in a code than in those chosen, how many do, whether fonts agree.

    Only words count that make no sense otherwise: "tù" may be an old "tự", but is a word.
    """
    total, count, trusted = 0.0, 0, False
    for (font, word), times in usual:
        if len(word) < 2:
            continue
        others = max([weigh(word, other) for other in (None, *chosen)])
        if weigh(word, code) > others + _GAIN and others < 0:
            total += times * (weigh(word, code) - others)
            count += 1
            trusted = trusted or promised(font) == code.encoding
    return total, count, trusted


def _leaning(font: str, own: Sequence[tuple[str, int]], codes: Sequence[Code]) -> tuple[float, ...]:
    """What the name of a font and the words set in it speak for."""
    made_for = promised(font)
    lean = [0.0 if made_for else _NO_PROMISE]
    count = sum(count for _, count in own) + _LEARNT_FROM
    for code in codes:
        gain = sum(count * (weigh(word, code) - weigh(word, None)) for word, count in own) / count
        learnt = min(max(gain, -_LEARNT), _LEARNT)
        lean.append(learnt + (_PROMISED if made_for == code.encoding else 0.0))
    return tuple(lean)
