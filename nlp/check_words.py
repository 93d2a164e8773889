"""The words of checks out of corpus/lexicon/checks.yaml, as patterns. Knows words, no figures."""

from __future__ import annotations

import re
from functools import cache

from corpus.files import read_yaml
from nlp.lexicon import listed


@cache
def says(name: str) -> re.Pattern[str]:
    """A pattern that finds any word of a list in folded text."""
    return re.compile(rf"(?<!\w)(?:{_alternatives(name)})(?!\w)")


@cache
def opens(name: str) -> re.Pattern[str]:
    """A pattern that matches folded text that opens with a word of a list."""
    return re.compile(rf"\s*(?:{_alternatives(name)})(?!\w)")


@cache
def only(name: str) -> re.Pattern[str]:
    """A pattern for folded text that holds nothing but words of a list and punctuation."""
    return re.compile(rf"[\s,;:(=–\-~]*(?:(?:{_alternatives(name)})(?!\w)[\s,:(=–\-]*)*")


@cache
def members(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(listed(read_yaml("lexicon", "checks.yaml")[name]))


def _alternatives(name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(members(name), key=len, reverse=True))
