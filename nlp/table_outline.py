"""Which lines of a table add up to which: total lines, groups I, II with 1, 2 below, lines with a dash.

Knows labels and codes; whether a breakdown holds is found by adding up elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.folding import fold
from nlp.table_words import is_total, opens_with
from nlp.tables import Line, Table

_STYLES = (
    ("roman", re.compile(r"[IVXL]+")),
    ("capital", re.compile(r"[A-ZĐ]")),
    ("number", re.compile(r"\d+")),
    ("decimal", re.compile(r"\d+\.\d+")),
    ("decimals", re.compile(r"\d+(?:\.\d+){2,}")),
    ("small", re.compile(r"[a-zđ]")),
    ("dash", re.compile(r"[-–•]")),
    ("plus", re.compile(r"[+*]")),
)
_PREFIX = re.compile(
    r"\s*(?:(?P<dash>[-–•])\s*|(?P<plus>[+*])\s*|(?P<mark>[IVXL]+|\d+(?:\.\d+)*|[A-ZĐ]|[a-zđ])[.)]\s)"
)
_SOME = re.compile(r"\s*[-+*•]?\s*(?:trong đó|trong số đó|riêng|trong số)(?!\w)")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A line and the lines that may add up to it, by index. `named`: its label says that it is a total.

    `kind`: breakdowns of one kind stand or fall together.
    """

    total: int
    parts: tuple[int, ...]
    named: bool
    kind: str


@dataclass(frozen=True, slots=True)
class _Node:
    line: int
    depth: int
    style: str


def breakdowns(table: Table) -> list[list[Breakdown]]:
    """For each line that may be a total its possible breakdowns, the likeliest first."""
    totals = [i for i, line in enumerate(table.lines) if is_total_line(line)]
    nodes = _nodes(table.lines, frozenset(totals))
    found = [[group] for group in _groups(table.lines, nodes)]
    found += _divided(table.lines, nodes)
    for place, total in enumerate(totals):
        choices = list(_choices(table.lines, nodes, totals, place))
        known = [b.parts for group in found for b in group if b.total == total]
        choices = [c for c in choices if len(c.parts) > 1 and c.parts not in known]
        if choices:
            found.append(choices)
    return found


def is_total_line(line: Line) -> bool:
    """Whether a label says that its line adds up others: "Cộng", "Tổng số", "Cộng chi", "Toàn huyện"."""
    if line.section or not line.label or line.carried:
        return False
    label = line.label.split(" / ")[-1] if " / " in line.label else line.label
    label = _PREFIX.sub("", label, count=1)
    if is_total(label) or opens_with(label, "total_openers"):
        return True
    return not line.code and len(label) < 40 and opens_with(label, "total_perhaps") and not _is_counted(label)


def _is_counted(label: str) -> bool:
    """ "Tổng số hộ nghèo" between other indicators is one of them."""
    return (
        len(label.split()) > 4
        or re.match(r"\s*tổng (?:số|diện|sản|thu|chi|vốn|dư|giá)\s+\w", fold(label)) is not None
    )


def _nodes(lines: Sequence[Line], totals: frozenset[int]) -> list[_Node]:
    """The lines that are no totals with their depth; a heading over the whole width starts anew."""
    stack: list[str] = []
    found: list[_Node] = []
    for index, line in enumerate(lines):
        if line.section:
            stack = []
            continue
        style = _style(line)
        if index in totals and style in ("", "dash"):
            continue
        if style in stack:
            del stack[stack.index(style) + 1 :]
        else:
            stack.append(style)
        found.append(_Node(index, len(stack) - 1, style))
    return found


def _style(line: Line) -> str:
    code = line.code.strip("(). ")
    prefix = _PREFIX.match(line.label)
    if prefix is not None and (not code or not prefix["mark"]):
        # A dash says more than a number that only counts the lines.
        code = prefix["mark"] or ("-" if prefix["dash"] else "+")
    elif not code:
        return "some" if _SOME.match(fold(line.label)) else ""
    return next((name for name, pattern in _STYLES if pattern.fullmatch(code)), "")


def _groups(lines: Sequence[Line], nodes: Sequence[_Node]) -> Iterator[Breakdown]:
    """Lines with two and more lines one level below them."""
    for place, node in enumerate(nodes):
        children: list[int] = []
        style = ""
        for other in nodes[place + 1 :]:
            if other.depth <= node.depth or _parted(lines, node.line, other.line):
                break
            if other.depth == node.depth + 1:
                children.append(other.line)
                style = other.style
        if len(children) > 1:
            named = is_total_line(lines[node.line]) and style != "some"
            yield Breakdown(node.line, tuple(children), named, f"{node.style}>{style}")


def _divided(lines: Sequence[Line], nodes: Sequence[_Node]) -> Iterator[list[Breakdown]]:
    """ "Chia theo trình độ" without amounts: the lines below it divide a line above it."""
    for index, line in enumerate(lines):
        if not opens_with(_PREFIX.sub("", line.label), "exhaustive") or _has_amounts(line):
            continue
        below = [node for node in nodes if node.line > index]
        parts: list[int] = []
        for node in below:
            if node.style != below[0].style or not _has_amounts(lines[node.line]):
                break
            parts.append(node.line)
        wholes = [i for i in range(index) if _has_amounts(lines[i])]
        tried = dict.fromkeys(
            [*[i for i in wholes if opens_with(lines[i].label, "total_perhaps")][::-1], *wholes[:1]]
        )
        if len(parts) > 1 and tried:
            yield [Breakdown(whole, tuple(parts), False, f"divided {index}") for whole in tried]


def _has_amounts(line: Line) -> bool:
    return any(spot is not None and spot.kind == "amount" for spot in line.spots)


def _parted(lines: Sequence[Line], first: int, second: int) -> bool:
    return any(line.section for line in lines[first:second])


def _choices(
    lines: Sequence[Line], nodes: Sequence[_Node], totals: Sequence[int], place: int
) -> Iterator[Breakdown]:
    """What a total line may add up: the lines before it, those behind it, the totals before it."""
    total = totals[place]
    before = totals[place - 1] if place else -1
    after = totals[place + 1] if place + 1 < len(totals) else len(lines)
    section = max((i for i in range(total) if lines[i].section), default=-1)
    end = next((i for i in range(total, len(lines)) if lines[i].section), len(lines))

    def tops(low: int, high: int) -> tuple[int, ...]:
        inside = [node for node in nodes if low < node.line < high]
        least = min((node.depth for node in inside), default=0)
        return tuple(node.line for node in inside if node.depth == least and node.line != total)

    yield Breakdown(total, tops(max(before, section), total), True, "above")
    yield Breakdown(total, tops(total, min(after, end)), True, "below")
    if place > 1:
        yield Breakdown(total, tuple(totals[:place]), True, "totals")
    yield Breakdown(total, tops(-1, total), True, "all above")
    yield Breakdown(total, tops(total, len(lines)), True, "all below")
    yield Breakdown(total, tuple(t for t in totals[place + 1 :]), True, "totals below")
