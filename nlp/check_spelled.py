"""Numbers that a report writes in digits and again in words: "350.000 đồng (Ba trăm năm mươi nghìn đồng)".

Knows the words of numbers; both ways of writing are the report's own, so neither is taken for right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.folding import fold
from extract.document import Document
from nlp.check_records import words_check
from nlp.number_words import spelled
from nlp.records import Check, Figure

# "12 (mười hai) đồng chí": the words stand right behind the digits; money may have its unit between.
_BRACKET = re.compile(r"\s*\(\s*(?:(?:số tiền\s+)?(?:viết\s+)?bằng chữ\s*(?:là)?\s*:?\s*)?([^()\d]{2,200})\)")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_MONEY = frozenset(("đồng", "chẵn", "việt", "nam", "vnđ"))


def spelled_checks(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """A failing check for each figure whose digits and words differ; what agrees needs no line."""
    low = fold(document.text)
    found = []
    for figure in figures:
        digits = _DIGITS.match(figure.evidence.quote)
        if digits is None or figure.kind not in ("count", "money", "measure"):
            continue
        begin = figure.evidence.start + digits.end()
        ends = [begin, figure.evidence.end] if figure.kind == "money" else [begin]
        bracket = next((mark for end in ends if (mark := _BRACKET.match(low, end))), None)
        value = _value(bracket[1]) if bracket else None
        if bracket is None or value is None or value in (figure.value, _plain(digits.group())):
            continue
        written = document.text[figure.evidence.start : max(figure.evidence.end, bracket.end())]
        found.append(words_check(figure.id, figure.value, value, written))
    return found


def _value(words: str) -> Decimal | None:
    """The number that the words spell, None where they say anything else too."""
    given = _WORD.findall(words)
    read = spelled(given)
    return read[0] if read and _MONEY.issuperset(given[read[1] :]) else None


def _plain(digits: str) -> Decimal:
    """What the digits alone say: "350 (ba trăm năm mươi) triệu đồng"."""
    return Decimal(digits.replace(".", "").replace(",", "."))
