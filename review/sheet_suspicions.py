"""What no single cell shows: a column sorted or cleared on its own, away from its rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from review.sheet_merge import Edit, Flag, Outcome, Place, without

# Fewer cells than these may well be meant.
_SHUFFLED, _CLEARED = 3, 10


def without_suspects(outcome: Outcome, filled: dict[tuple[str, str], int]) -> Outcome:
    """The outcome with rows flagged whose column was changed as a whole.

    `filled`: (sheet, column key) -> how many cells had a value when the workbook was written.
    """
    columns: dict[tuple[str, str], list[Edit]] = defaultdict(list)
    for row in outcome.rows:
        for edit in row.edits:
            if edit.column.key not in ("state", "comment"):
                columns[row.place.sheet, edit.column.key].append(edit)
    for (sheet, key), edits in columns.items():
        title = edits[0].column.title
        if _is_shuffled(edits):
            message = f"Các giá trị của cột {title} bị đảo giữa các dòng, như khi chỉ sắp xếp một cột."
            outcome = without(outcome, _places(edits), _flag("shuffled", message, title))
        emptied = [edit for edit in edits if edit.value is None]
        if len(emptied) >= _CLEARED and len(emptied) == filled.get((sheet, key)):
            message = f"Cột {title} bị xóa trắng cả cột; nếu đúng, hãy xóa từng phần."
            outcome = without(outcome, _places(emptied), _flag("column_cleared", message, title))
    return outcome


def _is_shuffled(edits: list[Edit]) -> bool:
    """Whether the same values stand there as before, each in another row."""
    before, after = Counter(edit.before for edit in edits), Counter(edit.after for edit in edits)
    return len(edits) >= _SHUFFLED and before == after and len(before) > 1


def _places(edits: Iterable[Edit]) -> list[Place]:
    return [edit.place for edit in edits]


def _flag(code: str, message: str, title: str) -> Flag:
    return Flag(Place("", 0), code, message, title)
