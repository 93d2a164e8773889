"""What is to be replaced in a word of an old encoding, and how likely the word is Vietnamese then.

Knows one word at a time; which encoding it is in is decided elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.letters_codes import Code, Letter, letters
from extract.letters_words import is_unit, worth

# Soft hyphens, and what PDF files have for them.
_SOFT, _DASH = re.compile("[\xad\u2010\u2011\u2212]"), re.compile("[\u2010\u2011\u2212]")
_ANY_LETTER = re.compile("[^–—“”‘’…•\xa0]")
_MARK = re.compile("[“”‘’–—…•]")
_LETTER = re.compile("[A-Za-z\xa1-\xff]")
_AMONG_CAPITALS = re.compile("[A-Z\xa1-\xa7].*[A-Z\xa1-\xa7]|[\xa8-\xff][A-Z\xa1-\xa7]", re.DOTALL)
_SMALL = re.compile("[a-z]")
_WORDS, _TONED = re.compile("[A-Z\xa1-\xff]+"), re.compile("[\xa8-\xff]")
_ETH = re.compile("[ÐðƉɖ]")
_ETH_LETTERS = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_UNREAD_LETTER = -5.0


@lru_cache(maxsize=1 << 15)
def edits(word: str, code: Code | None) -> tuple[Letter, ...]:
    """The letters of a word to be replaced where it is in an encoding, or in Unicode (Eth for Đ)."""
    if code is None:
        return tuple(_eths(word))
    found = _without_marks(word, tuple(letters(word, code)))
    if code.encoding == "tcvn3" and _SOFT.search(word):
        found = _softened(word, found)
    return _capitals(word, found) if code.encoding == "tcvn3" else found


@lru_cache(maxsize=1 << 16)
def weigh(word: str, code: Code | None) -> float:
    """How likely a word is Vietnamese where it is in an encoding (None: Unicode)."""
    return _weighed(word, edits(word, code), code is not None)


def _weighed(word: str, found: Sequence[Letter], old: bool) -> float:
    parts: list[str] = []
    at, unread = 0, 0
    for start, end, letter in found:
        parts += (word[at:start], letter)
        unread += _unread(word[at:start])
        at = end
    parts.append(word[at:])
    unread += _unread(word[at:])
    text = unicodedata.normalize("NFC", "".join(parts))
    return worth(text) + (unread * _UNREAD_LETTER if old else 0)


def _without_marks(word: str, found: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """The letters of a word without quotes and dashes around it, which some encodings take for letters."""
    if not _ANY_LETTER.search(word) or is_unit(word):
        return ()
    while found and _MARK.match(word, found[-1].start) and _worse(word, found, found[:-1]):
        found = found[:-1]
    while found and _MARK.match(word, found[0].start) and _worse(word, found, found[1:]):
        found = found[1:]
    return found


def _worse(word: str, found: tuple[Letter, ...], less: tuple[Letter, ...]) -> bool:
    return _weighed(word, found, True) < _weighed(word, less, True)


def _softened(word: str, found: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """The letters of a word without those soft hyphens that only say where it may be broken, and dashes."""
    kept = tuple(letter for letter in found if _hyphen_spells(word, letter))
    bare = tuple(letter for letter in kept if not _SOFT.match(word, letter.start))
    as_letters, as_marks = _weighed(word, kept, True), _weighed(word, bare, True)
    if _DASH.search(word):
        return bare if as_marks > as_letters else kept
    return bare if as_letters < 0 < as_marks else kept


def _hyphen_spells(word: str, letter: Letter) -> bool:
    """Dashes are letters only where they touch other letters."""
    if not _SOFT.match(word, letter.start):
        return True
    before = letter.start > 0 and _LETTER.match(word, letter.start - 1)
    return bool(before or _LETTER.match(word, letter.end))


def _capitals(word: str, found: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """TCVN3 has no capitals with tones: among capitals its small letters are meant as such."""
    return raised(found) if found and _is_capital(word) else found


def raised(found: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """The letters as capitals."""
    return tuple(letter._replace(letter=letter.letter.upper()) for letter in found)


def _is_capital(word: str) -> bool:
    """Whether a word of TCVN3 is set in capitals, as far as it has them."""
    return _AMONG_CAPITALS.search(word) is not None and not _SMALL.search(word)


def in_capitals(line: str) -> bool:
    """Whether a line of TCVN3 is set in capitals, and not just its initials and abbreviations."""
    return not _SMALL.search(line) and any(
        _TONED.search(word) and _is_capital(word) for word in _WORDS.findall(line)
    )


def _unread(text: str) -> int:
    """How many letters an encoding has no code for."""
    return 0 if text.isascii() else sum(char > "~" and char.isalpha() for char in text)


def _eths(word: str) -> Iterator[Letter]:
    """Eth for Đ: capitals that open a word or stand among capitals, small letters in what is a syllable."""
    if not _ETH.search(word):
        return
    mended = _ETH.sub(lambda found: _ETH_LETTERS[found.group()], word)
    for found in _ETH.finditer(word):
        at, eth = found.start(), found.group()
        first = not word[at - 1 : at].isalpha() if at else True
        if (eth in "ÐƉ" and (first or word.isupper())) or worth(mended) > 0:
            yield Letter(at, at + 1, _ETH_LETTERS[eth])
