"""The names that a sentence lists behind "gồm:", a colon or a bracket.

Knows separators and mentions, no counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.folding import fold
from nlp.check_records import Term
from nlp.check_words import says
from nlp.records import ModelTitle, UnitMention

_REACH = 170
_PERHAPS_REACH = 60
# So close before an opener "tiêu biểu" makes a list of examples.
_CLOSE_BEFORE = 12
_ENDLESS = re.compile(r"\.{3}|…|(?<!\w)v\.?v")
_SEPARATOR = re.compile(r"\s*(?:[,;]\s*(?:và(?!\w))?|(?<!\w)(?:và|cùng)(?!\w)|\+|&)\s*")
_OPEN, _CLOSE = "([“", ")]”"
_LEAD = re.compile(
    r"\s*(?:các\s+)?(?:mô hình|phong trào|câu lạc bộ|công trình|cách làm|xã|thôn|đơn vị)?\s*[:“\"‘'*]*\s*",
    re.IGNORECASE,
)
_ONE = Decimal(1)

Mention = UnitMention | ModelTitle


@dataclass(frozen=True, slots=True)
class Opener:
    """Where a list begins. `bracket`: it ends at the closing one. `strong`: only a list can follow."""

    end: int
    bracket: bool
    strong: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """Three ways of counting one list: its items, the groups between semicolons, the known names in it."""

    items: tuple[Term, ...]
    groups: tuple[Term, ...]
    names: tuple[Term, ...]
    mentions: tuple[Mention, ...]


_BRACKET = re.compile(r"[^.;:()\n,]{0,50}\(")
_COLON = re.compile(r"[^.;:()\n,]{0,70}:\s*")
_ASIDE = re.compile(r"\([^()]*\)")
_CLAUSE = re.compile(r"[^.;\n]*")


def openers(text: str, start: int, end: int) -> Iterator[Opener]:
    """What may open a list behind a count in `text[start:end]`, the likeliest first."""
    folded = fold(text[start : min(end, start + _REACH)])
    bracket = _BRACKET.match(folded)
    if bracket:
        yield Opener(start + bracket.end(), True, True)
    colon = _COLON.match(folded)
    if colon:
        yield Opener(start + colon.end(), False, True)
    # What stands in brackets neither opens nor ends the list of the clause.
    plain = _ASIDE.sub(lambda match: "x" * len(match.group()), folded)
    clause = _CLAUSE.match(plain)
    clause_end = clause.end() if clause else 0
    for found in says("openers").finditer(plain, 0, clause_end):
        if says("examples").search(plain[max(0, found.start() - _CLOSE_BEFORE) : found.start()]) is None:
            behind = folded[found.end() :]
            yield Opener(start + len(folded) - len(behind.lstrip(" :")), False, True)
            break
    perhaps = says("perhaps").search(plain, 0, min(clause_end, _PERHAPS_REACH))
    if perhaps:
        yield Opener(start + perhaps.end(), False, False)


def may_open(text: str, start: int, end: int) -> bool:
    """Whether anything in `text[start:end]` may open a list, which is soon seen."""
    folded = fold(text[start : min(end, start + _REACH)])
    if "(" in folded or ":" in folded:
        return True
    return says("openers").search(folded) is not None or (
        says("perhaps").search(folded, 0, min(len(folded), _PERHAPS_REACH)) is not None
    )


def names_in(
    text: str, opened: Opener, end: int, mentions: Sequence[Mention], loose: bool = False
) -> Listed | None:
    """The names of the list that `opened` begins; None where it is open-ended or has none.

    `loose`: short phrases count as names.
    """
    stop = _stop(text, opened.end, end, opened.bracket)
    if _ENDLESS.search(text, opened.end, min(stop + 4, end)):
        return None
    outer = _outer([m for m in mentions if m.evidence.start < stop])
    items: list[Term] = []
    groups: list[Term] = []
    names: list[Term] = []
    used: list[Mention] = []
    fresh = True
    for start, after, separator in _pieces(text, opened.end, stop, outer):
        mention = _at(text, start, after, outer)
        if mention is None and not (
            _is_name(text, start, after) or (loose and _is_phrase(text, start, after))
        ):
            break
        term = _term(text, start, after, mention)
        items.append(term)
        if fresh:
            groups.append(term)
        fresh = ";" in separator
        if mention is not None:
            names.append(term)
            used.append(mention)
        if after < stop and _goes_on(text, start, after, mention):
            break
    return Listed(tuple(items), tuple(groups), tuple(names), tuple(used)) if items else None


def _stop(text: str, start: int, end: int, bracket: bool) -> int:
    """Where the list ends at the latest: its bracket, the sentence, the line."""
    depth = 0
    for at in range(start, end):
        char = text[at]
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                return at
            depth -= 1
        elif char == "\n" or (not depth and char == "." and text[at + 1 : at + 2] in (" ", "\n", "")):
            return at
    return end


def _outer(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that lie in no other."""
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.evidence.start >= kept[-1].evidence.end:
            kept.append(mention)
    return kept


def _pieces(text: str, start: int, stop: int, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    """(start, end, separator behind) of what stands between separators outside brackets and mentions."""
    masked = list(text[start:stop])
    depth = 0
    for at, char in enumerate(masked):
        depth += char in _OPEN
        if depth:
            masked[at] = "x"
        depth -= char in _CLOSE and depth > 0
    for mention in mentions:
        first, last = mention.evidence.start - start, min(mention.evidence.end, stop) - start
        masked[first:last] = "x" * (last - first)
    at = start
    for found in _SEPARATOR.finditer("".join(masked)):
        if start + found.start() > at:
            yield at, start + found.start(), found.group()
        at = start + found.end()
    if at < stop:
        yield at, stop, ""


def _at(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that a piece opens with."""
    lead = _LEAD.match(text, start, end)
    first = lead.end() if lead else start
    return next((m for m in mentions if start <= m.evidence.start <= first), None)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a piece reads as a name: a capital or a quotation mark in front, few words."""
    piece = text[start:end].strip()
    return bool(piece) and (piece[0].isupper() or piece[0] in "“\"‘'") and len(piece.split()) < 9


def _is_phrase(text: str, start: int, end: int) -> bool:
    """Whether a piece is a few words without numbers."""
    piece = text[start:end].strip()
    return 0 < len(piece.split()) < 12 and not any(c.isdigit() for c in piece)


def _goes_on(text: str, start: int, end: int, mention: Mention | None) -> bool:
    """Whether the sentence leaves the list behind this name."""
    if mention is None:
        return False
    rest = text[mention.evidence.end : end].strip(" ”\"’'*")
    return bool(rest) and not rest.startswith("(") and len(rest.split()) > 8


def _term(text: str, start: int, end: int, mention: Mention | None) -> Term:
    if mention is not None:
        return Term(mention.id, _ONE, mention.evidence.quote)
    return Term("", _ONE, text[start:end].strip())
