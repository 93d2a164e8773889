"""The words of tables: headers, units of measure, totals, out of corpus/lexicon/tables.yaml.

Knows words, no grids.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from corpus.files import read_yaml
from corpus.folding import fold
from nlp.lexicon import listed

_WORDS = re.compile(r"[^\W_]+(?:/[^\W_]+)*|[%‰#]")
_FORMULA = re.compile(r"\((?:[\dIVXa-zA-Z]{1,4}\s*[+=,;]\s*)+[\dIVXa-zA-Z]{1,4}\)")


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """Folded words of a label without its punctuation: `T.T` is `tt`, `Cộng (I+II):` is `cộng`."""
    return " ".join(_WORDS.findall(fold(_FORMULA.sub(" ", text)).replace(".", "")))


@cache
def words(name: str) -> frozenset[str]:
    """One list of the lexicon, as label keys."""
    return frozenset(label_key(word) for word in listed(read_yaml("lexicon", "tables.yaml")[name]))


def is_one_of(text: str, name: str) -> bool:
    """Whether the whole label is one of the list's."""
    return label_key(text) in words(name)


@lru_cache(maxsize=4096)
def opens_with(text: str, name: str) -> bool:
    """Whether the label opens with one of the list's words."""
    parts = label_key(text).split()
    return any(" ".join(parts[:size]) in words(name) for size in range(1, min(4, len(parts)) + 1))


def says_percent(levels: Sequence[str]) -> bool:
    """Whether a column's header says that its numbers are percentages."""
    return any("%" in level for level in levels) or any(opens_with(level, "percentages") for level in levels)


def is_unsummed(levels: Sequence[str]) -> bool:
    """Whether the header names what no sum adds up: rates, averages, ranks."""
    return any(opens_with(level, "unsummed") for level in levels) or any(
        re.search(r"(?<!\w)(?:bình quân|trung bình|bq)(?!\w)", fold(level)) for level in levels
    )


def is_total(label: str) -> bool:
    """Whether the label says that this row or column is a total and nothing else."""
    return is_one_of(label, "totals")
