"""Words that the names of offices are made of, whichever office it is.

Knows compounds (tư pháp, viên chức, cửa khẩu) and which of them are verbs too; no grammar.
"""

from __future__ import annotations

from functools import cache

from corpus.files import read_yaml
from nlp.lexicon import lexicon as word_classes
from nlp.unit_lexicon import Form, Trie, word_set
from nlp.unit_tokens import Tokens, words_of

_LONGEST_TRADE = 6


@cache
def _compounds() -> Trie:
    """Every phrase of two syllables or more that some office is named by, and the list of compounds."""
    trie = Trie()
    phrases = set(word_set("compounds"))
    for lines in read_yaml("lexicon", "units_functions.yaml").values():
        phrases.update(line.split("|")[0].strip() for line in lines)
    for phrase in phrases:
        words = words_of(phrase)
        if len(words) > 1 and words[0].isalpha():
            trie.add(words, Form(None, False))
    return trie


def office_word(tokens: Tokens, at: int) -> int | None:
    """The end of the longest such word at `at`."""
    matches = _compounds().matches(tokens.low, at)
    return matches[0][0] if matches else None


def trade(tokens: Tokens, at: int) -> int | None:
    """The end of what a group makes, written small: "trồng nấm", "nuôi lươn không bùn"."""
    if tokens.low[at] not in word_set("trades") or not tokens.raw[at].islower():
        return None
    stop = at
    while stop - at < _LONGEST_TRADE and tokens.raw[stop].islower() and tokens.low[stop].isalpha():
        if tokens.low[stop] in word_set("trade_ends"):
            break
        stop += 1
    return stop if stop - at > 1 else None


def is_verb(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words say an action, so that behind a name they may be its predicate."""
    classes = word_classes().classes
    return any("verbs" in classes.get(" ".join(tokens.low[start:at]), ()) for at in range(start + 1, end + 1))


def is_event(tokens: Tokens, at: int) -> bool:
    """Whether something that is held opens at `at`, the object of "tổ chức": hội thi, hội nghị."""
    length, found = word_classes().longest(tokens.low, at)
    return length > 1 and tokens.raw[at].islower() and ("events" in found or tokens.low[at] in ("hội", "lễ"))


def is_noun(tokens: Tokens, at: int) -> bool:
    """Whether a word that can be counted or measured opens at `at`."""
    classes = word_classes()
    length, found = classes.longest(tokens.low, at)
    return bool(length) and "nouns" in found and "verbs" not in found
