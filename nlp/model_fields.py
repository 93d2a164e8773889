"""The field in which a model is reported: economy, society, security, political system.

Weighs what the text states, the words of the title, who runs it and the words beside; knows no other slot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.files import read_yaml
from corpus.folding import fold
from extract.document import Document, block_at
from nlp.lexicon import listed
from nlp.records import ModelTitle, UnitMention, changed

# What each kind of evidence counts; a field that the text states wins over all the rest.
_STATED, _TITLE, _OWNER, _NAMED, _NEAR = 100, 6, 3, 4, 1
_MOST_NEAR = 3
# The words of a longer phrase say more than a single one: "an toàn giao thông" against "an toàn".
_LONGER = 2
_BACK, _AHEAD = 160, 160
_STOP = re.compile(r"[.;\n](?!\d)")
_FIELD = re.compile(r"lĩnh vực\s*(?:về\s+)?[:“\"]?\s*")


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of corpus/lexicon/fields.yaml, its words compiled."""

    name: str
    stated: re.Pattern[str]
    title: re.Pattern[str]
    near: re.Pattern[str]
    owners: frozenset[str]
    owner_words: re.Pattern[str]


@cache
def _fields() -> tuple[_Field, ...]:
    table: Mapping[str, Mapping[str, str]] = read_yaml("lexicon", "fields.yaml")
    return tuple(
        _Field(
            name,
            _any(listed(row["names"])),
            _any(listed(row["title"])),
            _any(listed(row["near"])),
            frozenset(listed(row["owners"])),
            _any(listed(row["owner_words"])),
        )
        for name, row in table.items()
    )


def with_fields(
    document: Document, titles: Sequence[ModelTitle], units: Sequence[UnitMention]
) -> tuple[ModelTitle, ...]:
    """The titles with `field` and its reason, both left out where nothing speaks for one field."""
    if not titles:
        return ()
    low = fold(document.text)
    owners = {unit.id: unit for unit in units}
    found = []
    for title in titles:
        owner = owners.get(title.unit) if title.unit else None
        field, reason = _field(document, low, title, owner)
        found.append(changed(title, field=field, reasons=(*title.reasons, reason)) if field else title)
    return tuple(found)


def _field(
    document: Document, low: str, title: ModelTitle, owner: UnitMention | None
) -> tuple[str | None, str]:
    start, end = title.evidence.start, title.evidence.end
    stated = _stated(document, low, start)
    if stated:
        return stated, "field-stated"
    beside = _beside(low, start, end)
    said = _said(low[start:end])
    best: list[tuple[int, str, str]] = []
    for field in _fields():
        parts = {
            "field-title": said.get(field.name, 0),
            "field-owner": _owned(field, owner),
            "field-near": _NEAR * min(len(set(field.near.findall(beside))), _MOST_NEAR),
        }
        best.append((sum(parts.values()), field.name, max(parts, key=lambda name: parts[name])))
    best.sort(key=lambda entry: -entry[0])
    score, name, reason = best[0]
    if score == 0 or score == best[1][0]:
        return None, ""
    return name, reason


def _said(words: str) -> dict[str, int]:
    """What the words of a title count for each field; words inside a longer phrase count only there."""
    marks = [(mark.start(), mark.end(), f.name) for f in _fields() for mark in f.title.finditer(words)]
    found: dict[str, int] = {}
    for start, end, name in marks:
        if not any(a <= start and end <= b and b - a > end - start for a, b, _ in marks):
            found[name] = found.get(name, 0) + _TITLE + _LONGER * words.count(" ", start, end)
    return found


def _owned(field: _Field, owner: UnitMention | None) -> int:
    if owner is None:
        return 0
    if field.owner_words.search(fold(owner.name)):
        return _NAMED
    return _OWNER if owner.type in field.owners else 0


def _stated(document: Document, low: str, start: int) -> str | None:
    """The field that the clause before the title, or a heading above it, names as such."""
    clause = low[max(0, start - _BACK) : start]
    clause = _STOP.split(clause)[-1]
    block = block_at(document, start)
    for words in (clause, *(fold(heading) for heading in reversed(block.path if block else ()))):
        for mark in reversed(list(_FIELD.finditer(words))):
            for field in _fields():
                if field.stated.match(words, mark.end()):
                    return field.name
    return None


def _beside(low: str, start: int, end: int) -> str:
    """The words of the sentence before and behind a title, within reach."""
    before = _STOP.split(low[max(0, start - _BACK) : start])[-1]
    return f"{before} {_STOP.split(low[end : end + _AHEAD])[0]}"


def _any(phrases: Sequence[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(map(re.escape, ordered)).replace(r"\ \-\ ", r"\s*[-–]\s*")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
