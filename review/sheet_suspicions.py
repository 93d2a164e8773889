"""What no single cell shows: a column sorted or cleared on its own, away from its rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from review.sheet_merge import Edit, Flag, Outcome, Place, without

# Fewer cells than these may well be meant.
_SHUFFLED, _CLEARED = 3, 10
# The share of values that are still there; somebody may have typed too.
_ALIKE = 0.8


def without_suspects(outcome: Outcome, filled: dict[tuple[str, str], int]) -> Outcome:
    """The outcome with rows flagged whose column was changed as a whole.

    `filled`: (sheet, column key) -> how many cells had a value when the workbook was written.
    """
    for (sheet, _), typed in _by_column(outcome.typed).items():
        title = typed[0].column.title
        if _is_shuffled(typed):
            message = f"Các giá trị của cột {title} bị đảo giữa các dòng, như khi chỉ sắp xếp một cột."
            outcome = without(outcome, _places(typed), _flag("shuffled", message, title))
        emptied = [edit for edit in typed if not edit.after]
        if len(emptied) >= _CLEARED and len(emptied) == filled.get((sheet, typed[0].column.key)):
            message = f"Cột {title} bị xóa trắng cả cột; nếu đúng, hãy xóa từng phần."
            outcome = without(outcome, _places(emptied), _flag("column_cleared", message, title))
    return outcome


def _by_column(edits: Iterable[Edit]) -> dict[tuple[str, str], list[Edit]]:
    columns: dict[tuple[str, str], list[Edit]] = defaultdict(list)
    for edit in edits:
        if edit.column.key not in ("state", "comment"):
            columns[edit.place.sheet, edit.column.key].append(edit)
    return columns


def _is_shuffled(typed: list[Edit]) -> bool:
    """Whether nearly the same values stand there as before, each in another row."""
    before, after = Counter(edit.before for edit in typed), Counter(edit.after for edit in typed)
    return len(before) >= _SHUFFLED and (before & after).total() >= _ALIKE * len(typed)


def _places(edits: Iterable[Edit]) -> list[Place]:
    return [edit.place for edit in edits]


def _flag(code: str, message: str, title: str) -> Flag:
    return Flag(Place("", 0), code, message, title)
