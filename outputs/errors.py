"""The differences that scoring names, by kind: how often each occurs, with examples in their sentences.

Knows score.py's lines and the sources beside gold files; what is right is the annotation's matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from outputs.context import sentence_at, window

MOST_KINDS = 10
_MOST_EXAMPLES = 2
_CONTEXT = 140
_SLOT = re.compile(r"(?:: |; )(\w+) is (None|['\"].*?['\"]), gold (None|['\"])")
_LAYER = re.compile(r"\w+: (\w+) (missed|wrong) ")
_META = re.compile(r"\w+: meta (\w+) is ")
_QUOTED = re.compile(r"(?:figure|missed|wrong) +(['\"])(?P<quote>.+?)\1")


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """A kind of difference. `examples`: score.py's line, and behind it the sentence where one is known."""

    name: str
    count: int
    examples: tuple[str, ...]


def kinds_of_error(errors: Iterable[str]) -> Counter[str]:
    """How often each kind of difference stands among score.py's lines."""
    return Counter(kind for line in errors for kind in _kinds(line))


def commonest(
    errors: Sequence[str], sources: Mapping[str, str], most: int = MOST_KINDS
) -> tuple[ErrorKind, ...]:
    """The kinds that occur most, each with its first examples; `sources`: text of each report by its stem."""
    lines: dict[str, list[str]] = {}
    for line in errors:
        for kind in _kinds(line):
            lines.setdefault(kind, []).append(line)
    ranked = sorted(lines.items(), key=lambda entry: (-len(entry[1]), entry[0]))[:most]
    return tuple(
        ErrorKind(kind, len(found), tuple(_shown(line, sources) for line in _spread(found)))
        for kind, found in ranked
    )


def _kinds(line: str) -> Iterator[str]:
    if found := _LAYER.match(line):
        yield f"{found[1]}: {'not found' if found[2] == 'missed' else 'found where there is none'}"
    elif found := _META.match(line):
        yield f"meta: {found[1]} is another"
    else:
        for slot, ours, gold in _SLOT.findall(line):
            given = "given where there is none" if gold == "None" else "another"
            yield f"figures: {slot} {'missing' if ours == 'None' else given}"


def _spread(lines: Sequence[str]) -> list[str]:
    """Examples from different reports first."""
    first: dict[str, str] = {}
    for line in lines:
        first.setdefault(line.partition(":")[0], line)
    rest = [line for line in lines if line not in first.values()]
    return [*first.values(), *rest][:_MOST_EXAMPLES]


def _shown(line: str, sources: Mapping[str, str]) -> str:
    stem, _, said = line.partition(":")
    text, quoted = sources.get(stem, ""), _QUOTED.search(said)
    at = text.find(quoted["quote"]) if quoted else -1
    if quoted is None or at < 0:
        return line
    start, end = sentence_at(text, at, at + len(quoted["quote"]))
    inside = window(text[start:end], at - start, at - start + len(quoted["quote"]), _CONTEXT)
    return f"{line} | {inside[0]}[{inside[1]}]{inside[2]}"
