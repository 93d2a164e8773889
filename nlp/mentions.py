"""Where the mention of a number starts, and what its sum of money is for each of.

Knows one number in its clause; its slots are chosen by then.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlp import scopes
from nlp.clauses import Clause
from nlp.predicates import Phrase
from nlp.quantities import Quantity
from nlp.slot_context import Context
from nlp.words import Word

# "đã giải quyết 16": when it was done is no part of the label; "không", "chưa" are.
_ASPECTS = frozenset(("đã", "mới", "vẫn", "cũng", "tiếp tục", "lần lượt", "hiện", "hiện nay"))


def first_word(context: Context) -> int:
    """Index of the word that a mention starts with; a bare count has its label ("khiển trách 28")."""
    words, q, c = context.words, context.q, context.clause
    if q.noun is None and q.kind in ("count", "ratio"):
        if c.label and not words[c.label[1] - 1].has("actors") and not _plan(context):
            return c.label[0]
        if c.label is None and c.predicate and c.predicate[1] >= q.at - 1:
            return _label_start(words, c, context.line.phrases)
    return q.at


def _plan(context: Context) -> bool:
    """ "chỉ tiêu: 6", "giao: 3": the label says that it is planned and is not in the text."""
    label = context.clause.label
    if label is None:
        return False
    if scopes.among_papers(context.words, label):
        return False
    said = " ".join(word.text for word in context.words[label[0] : label[1]])
    return said in ("chỉ tiêu", "kế hoạch", "kh", "giao", "chỉ tiêu giao")


def _label_start(words: Sequence[Word], c: Clause, predicates: Sequence[Phrase]) -> int:
    """A verb label opens with its clause: "không đội mũ bảo hiểm 1.105"."""
    first = c.predicate[0] if c.predicate else c.start
    index = first
    while index > c.start and not words[index - 1].has(
        "unit",
        "time",
        "cited",
        "title",
        "levels",
        "parts",
        "light",
        "conjunctions",
        "prepositions",
        "mark",
        "nouns",
    ):
        if words[index - 1].text in _ASPECTS:
            break
        index -= 1
    return index


def each(words: Sequence[Word], q: Quantity, unit: str) -> str:
    """ "mỗi căn 60 triệu đồng", "1 triệu đồng mỗi suất": a rate without a slash."""
    behind = words[q.end : q.end + 2]
    if len(behind) == 2 and behind[0].text == "mỗi" and behind[1].has("nouns", "events"):
        return unit if behind[1].text in ("năm", "tháng", "quý") else f"{unit}/{behind[1].text}"
    for index in range(q.at - 1, max(0, q.at - 4) - 1, -1):
        if words[index].has("number"):
            break
        if words[index].text == "mỗi" and index + 1 < q.at:
            return "/".join(("đồng", words[index + 1].text, *unit.split("/")[1:]))
    return unit
