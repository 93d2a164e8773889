"""One sentence read into words, quantities and clauses, without a document around it."""

from __future__ import annotations

from corpus.folding import fold
from nlp.choice import choose
from nlp.clauses import Clause, clause
from nlp.drafts import Draft, Opening, drafts
from nlp.lexicon import lexicon
from nlp.periods import periods
from nlp.readings import Known, Reading, read_sentence
from nlp.sentences import Sentence


def reading(text: str, *, units: tuple[str, ...] = (), titles: tuple[str, ...] = ()) -> Reading:
    """The sentence, with the names of `units` and `titles` in it as other layers would have found them."""
    times = tuple(periods(text, 0, len(text), 2024, "2024"))
    known = Known(_spans(text, units), _spans(text, titles), (), times)
    return read_sentence(text, Sentence(0, len(text), 0), False, known, lexicon())


def _spans(text: str, names: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((text.index(name), text.index(name) + len(name)) for name in names))


def clauses(text: str, *, units: tuple[str, ...] = ()) -> list[tuple[Reading, Clause]]:
    """The clause of each quantity in turn."""
    read = reading(text, units=units)
    ends = [0, *(q.end for q in read.quantities)]
    return [(read, clause(read.words, q, ends[i], lexicon())) for i, q in enumerate(read.quantities)]


def said(read: Reading, span: tuple[int, int] | None) -> str | None:
    """The words of a span, folded."""
    return None if span is None else " ".join(word.text for word in read.words[span[0] : span[1]])


def drafted(text: str, opening: Opening | None = None, *, units: tuple[str, ...] = ()) -> list[Draft]:
    """The drafts of a sentence by the trained weights."""
    read = reading(text, units=units)
    return drafts(text, read, opening or Opening(None, False), lexicon(), choose)


def folded(text: str) -> str:
    """The text as the grammar reads it."""
    return fold(text)
