"""The catalogue's indicator for each figure and cell, or None where none fits.

Reads slots, the clause around a figure, and the labels of a cell; knows neither grammar nor consolidation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.folding import fold
from nlp.indicator_rules import Rule, Rules, Words, fit, padded, rules, tokens
from nlp.records import Cell, Figure

Row = TypeVar("Row", Figure, Cell)

_REACH_AFTER, _REACH_BEFORE = 70, 110
_STOP = re.compile(r"[;\n]|\.(?!\d)|[:](?!\d)")
_PLANNED = (" kế hoạch ", " chỉ tiêu ", " giao ", " kh ", " dự toán ", " phấn đấu ", " nghị quyết ")
# "Chi bộ 3", "Đảng bộ xã Minh Tân": the label names the unit of the row and counts none.
_NAMES = re.compile(r"\s*(?:(?:xã|phường|thị trấn|huyện|thôn|khu|ấp|bản|công an|trường|cơ quan)\s+)?(\S)")
_MEASURED = frozenset(("m2", "m3", "m", "km", "ha", "kg", "tấn", "tạ", "lít", "ngày công", "công", "giờ"))


def with_indicators(
    figures: Sequence[Figure], cells: Sequence[Cell], text: str = ""
) -> tuple[tuple[Figure, ...], tuple[Cell, ...]]:
    """Figures, in reading order, and cells with `indicator` and its reason. `text`: the document's.

    Raises SetupProblem where the catalogue cannot be used.
    """
    known = rules()
    found = []
    for number, figure in enumerate(figures):
        start = figures[number - 1].evidence.end if number else 0
        stop = figures[number + 1].evidence.start if number + 1 < len(figures) else len(text)
        found.append(_rated(figure, _of_figure(figure, text, start, stop, known)))
    labels: dict[tuple[str, str, str | None], tuple[str, str] | None] = {}
    return tuple(found), tuple(_labelled(cell, known, labels) for cell in cells)


def _of_figure(figure: Figure, text: str, start: int, stop: int, known: Rules) -> tuple[str, str] | None:
    """(indicator, reason) of a figure between the end of the one before and the start of the next."""
    noun = tokens(figure.noun or "")
    offered = _offers(noun, known) + [(0, rule) for rule in known.nounless.get(figure.kind, ())]
    if not offered:
        return None
    before, after = _clause(figure, text, start, stop)
    at = Words(
        noun,
        padded(figure.action or ""),
        after,
        before,
        figure.kind,
        figure.unit,
        padded(figure.level or ""),
        figure.status,
        figure.change is not None,
    )
    return _best(offered, at, known)


def _best(offered: Iterable[tuple[int, Rule]], at: Words, known: Rules) -> tuple[str, str] | None:
    """The rule that fits best; of two that fit alike, the catalogue's order decides."""
    best, chosen = 0, None
    for named, rule in offered:
        score = fit(rule, at, named, known)
        if score > best:
            best, chosen = score, (named, rule)
    if chosen is None:
        return None
    named, rule = chosen
    if not named:
        return rule.indicator.id, "indicator-words"
    return rule.indicator.id, "indicator-action" if rule.actions else "indicator-noun"


def _offers(noun: Sequence[str], known: Rules) -> list[tuple[int, Rule]]:
    """(words of the noun, rule) whose noun opens the counted phrase, words such as "số" passed over."""
    found: list[tuple[int, Rule]] = []
    for at, word in enumerate(noun):
        for phrase, rule in known.by_noun.get(word, ()):
            if tuple(noun[at : at + len(phrase)]) == phrase:
                found.append((len(phrase), rule))
        if word not in known.prefixes:
            break
    return found


def _clause(figure: Figure, text: str, start: int, stop: int) -> tuple[str, str]:
    """The words before and behind a figure in its sentence, up to its neighbours.

    What stands before a percentage's base belongs to it too: "kết nạp 41 đảng viên, đạt 102,5% chỉ tiêu".
    """
    own = figure.evidence
    low = max(0, own.start - _REACH_BEFORE)
    if figure.kind != "percent":
        low = max(low, start)
    for mark in _STOP.finditer(text, low, own.start):
        low = mark.end()
    high = min(len(text), own.end + _REACH_AFTER, max(stop, own.end))
    end = _STOP.search(text, own.end, high)
    return padded(text[low : own.start]), padded(text[own.end : end.start() if end else high])


def _labelled(
    cell: Cell, known: Rules, labels: dict[tuple[str, str, str | None], tuple[str, str] | None]
) -> Cell:
    """A cell by its row and column labels, which most cells of a table share."""
    key = (cell.row, cell.column, cell.unit)
    if key not in labels:
        labels[key] = _of_labels(cell, known)
    return _rated(cell, labels[key])


def _of_labels(cell: Cell, known: Rules) -> tuple[str, str] | None:
    column = padded(cell.column)
    said = padded(f"{cell.row} {cell.column}")
    kind = _kind(cell.unit)
    planned = any(word in column for word in _PLANNED) and kind != "percent" and " thực hiện " not in column
    offered = [
        *((named + 1, rule) for named, rule in _anywhere(tokens(cell.column), known)),
        *(() if _is_name(cell.row, known) else _anywhere(tokens(cell.row), known)),
        *((0, rule) for rule in known.nounless.get(kind, ())),
    ]
    if not offered:
        return None
    at = Words((), said, "", "", kind, cell.unit, said, "target" if planned else None, False, label=True)
    chosen = _best(offered, at, known)
    return chosen and (chosen[0], "indicator-label")


def _anywhere(words: Sequence[str], known: Rules) -> list[tuple[int, Rule]]:
    """(words of the noun, rule) of every catalogued noun in a label."""
    return [
        (len(phrase), rule)
        for place, word in enumerate(words)
        for phrase, rule in known.by_noun.get(word, ())
        if tuple(words[place : place + len(phrase)]) == phrase
    ]


def _is_name(label: str, known: Rules) -> bool:
    """Whether the label opens with a counted noun that its own name follows."""
    words = label.split()
    for phrase, _ in known.by_noun.get(fold(words[0]), ()) if words else ():
        if tokens(" ".join(words[: len(phrase)])) == phrase and (
            name := _NAMES.match(" ".join(words[len(phrase) :]))
        ):
            return name[1].isdigit() or name[1].isupper()
    return False


def _kind(unit: str | None) -> str:
    """The figure kind that a cell's unit stands for."""
    if unit is None:
        return "count"
    if unit == "%":
        return "percent"
    if unit.startswith("đồng"):
        return "money"
    return "measure" if unit in _MEASURED else "count"


def _rated(row: Row, chosen: tuple[str, str] | None) -> Row:
    if chosen is None:
        return row
    return replace(row, indicator=chosen[0], reasons=(*row.reasons, chosen[1]))
