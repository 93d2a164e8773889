"""Indicators of cells, by the labels of their row and column; either may hold the counted noun.

Knows what labels of tables say; knows no figures and no document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.indicator_rules import Choice, Offer, Rules, admits, choose, labelled, padded, tokens
from nlp.records import Cell, changed

_PLANNED = (" kế hoạch ", " chỉ tiêu ", " giao ", " kh ", " dự toán ", " phấn đấu ", " nghị quyết ")
# Columns that hold a figure against its plan or an earlier one, not a share.
_COMPARING = (
    *(" th kh ", " đạt % ", " so với ", " so kế hoạch ", " hoàn thành % ", " tỷ lệ th ", " cùng kỳ "),
    *(" thực hiện kế hoạch ", " kế hoạch % ", " chỉ tiêu % ", " so kh "),
)
_MEASURED = frozenset(("m2", "m3", "m", "km", "ha", "kg", "tấn", "tạ", "lít", "ngày công", "công", "giờ"))
# "Chi bộ 3", "Đảng bộ xã Minh Tân": the label names the unit of the row and counts none.
_NAME = re.compile(
    r"\s*(?:(?:xã|phường|thị trấn|huyện|thôn|khu|ấp|bản|công an|trường|cơ quan)\s+)?(\S)", re.IGNORECASE
)
_NOTHING = Choice(None, 0.0, ())
_QUOTED = re.compile(r"[“\"‘].*?[”\"’]")


def with_labels(cells: Sequence[Cell], known: Rules) -> tuple[Cell, ...]:
    """The cells with the indicator that their labels and unit stand for."""
    seen: dict[tuple[str, str, str | None], Choice] = {}
    found = []
    for cell in cells:
        key = (cell.row, cell.column, cell.unit)
        if key not in seen:
            seen[key] = label_choice(*key, known)
        choice = seen[key]
        if choice.offer:
            rule, reasons = choice.offer[1], (*cell.reasons, "indicator-label")
            cell = changed(
                cell, indicator=rule.indicator.id, fit=choice.fit, near=choice.near, reasons=reasons
            )
        elif choice.near:
            cell = changed(cell, near=choice.near)
        found.append(cell)
    return tuple(found)


def label_choice(row: str, column: str, unit: str | None, known: Rules) -> Choice:
    """What the labels of a cell stand for. `unit`: as `Cell.unit`."""
    pieces = [tokens(piece) for piece in column.split(" / ")]
    if known.subsets.intersection(pieces):
        return _NOTHING
    said_column, said_row = padded(column), padded(_QUOTED.sub(lambda found: _kept(found[0], known), row))
    kind = _kind(unit)
    comparing = kind == "percent" and any(word in said_column for word in _COMPARING)
    status = "target" if is_planned(column, unit) else None
    offered = [(named + 1, rule) for named, rule in _anywhere(pieces, known)]
    if not comparing:
        offered += _of_row(said_row, said_column, row, known)
        offered += [(0, rule) for rule in known.nounless.get(kind, ())]
    said = said_row[:-1] + said_column if said_row else said_column
    offered = [
        (named, rule) for named, rule in offered if admits(rule, named, kind, unit, status, False, said)
    ]
    return choose(tuple(offered), labelled(said)) if offered else _NOTHING


def _kept(quoted: str, known: Rules) -> str:
    """What stands in quotes, where it names a programme that the catalogue asks for and is no title."""
    return quoted if padded(quoted) in known.programmes else " "


def is_planned(column: str, unit: str | None) -> bool:
    """Whether a column's label says that it holds what is to be reached."""
    said = padded(column)
    return unit != "%" and " thực hiện " not in said and any(word in said for word in _PLANNED)


def _of_row(row: str, column: str, label: str, known: Rules) -> list[Offer]:
    """Rules whose noun stands in the row's label, where the column counts nothing of its own."""
    if _is_name(label, known):
        return []
    plain = all(word in known.values or word.isdigit() for word in column.split())
    return [
        (named, rule)
        for named, rule in _anywhere([tuple(row.split())], known)
        if plain or any(phrase in column for phrase in rule.actions)
    ]


def _anywhere(pieces: Sequence[tuple[str, ...]], known: Rules) -> list[Offer]:
    """Rules whose noun stands in a label; what only states how many there are must open it."""
    found: list[Offer] = []
    for words in pieces:
        opening = True
        for place, word in enumerate(words):
            for phrase, rule in known.by_noun.get(word, ()):
                if words[place : place + len(phrase)] == phrase and (opening or not rule.bare):
                    found.append((len(phrase), rule))
            opening = opening and word in known.prefixes
    return found


def _is_name(label: str, known: Rules) -> bool:
    """Whether the label opens with a unit's type that its own name follows."""
    words = label.split()
    for size in (2, 1):
        if tokens(" ".join(words[:size])) in known.owners:
            name = _NAME.match(" ".join(words[size:]))
            return name is not None and (name[1].isdigit() or name[1].isupper())
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
