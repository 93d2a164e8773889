"""A spaCy tokenizer that walks the source, so that every token keeps its offset.

Tokens are syllables, digit groups and marks: every mention begins and ends at a token. Words of several
syllables are read from the lexicon, and by underthesea where the lexicon knows none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# A token and the one space behind it that belongs to it; what more white space there is, is a token.
_TOKEN = re.compile(r"([^\W\d_]+|\d+|[^\w\s]|_|\s+)( ?)")


_MOST_KNOWN = 50_000


def token_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every token, white space too; together they are the text."""
    return (match.span() for match in _TOKEN.finditer(text))


class OffsetTokenizer:
    """Text to `Doc`; `doc.text` is the text unchanged."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        # Reports use few different syllables, and spaCy finds them faster by their numbers.
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str) -> Doc:
        """One token a syllable, digit group, mark or run of further white space."""
        from spacy.tokens import Doc

        found = _TOKEN.findall(text)
        known = self._numbers.get
        words: Any = [known(token) or self._number(token) for token, _ in found]
        return Doc(self.vocab, words=words, spaces=[space != "" for _, space in found])

    def _number(self, token: str) -> int:
        number = self.vocab[token].orth
        if len(self._numbers) < _MOST_KNOWN:
            self._numbers[token] = number
        return number
