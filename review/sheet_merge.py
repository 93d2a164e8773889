"""Holds a workbook that came back against the store, cell by cell: what would change, what cannot be taken.

Each cell is merged three ways: as exported, as in the file, as in the store now. Writes nothing.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from extract.problems import Problem
from outputs.store_rows import loaded
from review.fields import shown
from review.sheet_cells import About, is_unchanged, read_cell, said
from review.sheet_columns import LAYERS, SheetColumn, columns_of, merged_columns
from review.sheet_reading import ReadRow, ReadSheet
from review.sheet_rows import Values, base_values, kept, plain, seal
from review.sheet_state import Known, Touch, known_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from outputs.store_queue import QueuedRow


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the file: sheet and number as its program shows them, and the words people know it by."""

    sheet: str
    number: int
    file: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that changes. `before`, `after`: as people read them."""

    place: Place
    column: SheetColumn
    before: str
    after: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Flag:
    """What was not taken and why. `blocks`: whether the whole row is left as it is.

    `base`, `ours`, `theirs`: as exported, in the file, in the store now. `by`: who changed it since, when.
    """

    place: Place
    code: str
    message: str
    title: str = ""
    base: str = ""
    ours: str = ""
    theirs: str = ""
    by: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    """One row of the file that belongs to a row of the store."""

    place: Place
    found: QueuedRow
    edits: tuple[Edit, ...] = ()
    why: str = ""


@dataclass(slots=True)
class Outcome:
    """Rows that would change, and what is flagged. `same`: rows that say what the store says already.

    `typed`: every cell that was typed in, also those that are not taken.
    """

    rows: list[Merged] = field(default_factory=list)
    typed: list[Edit] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    read: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the file that is genuine: its checksum holds and it stands there once."""

    place: Place
    layer: str
    report: str
    row: str
    version: int
    base: Values
    read: ReadRow


def merge(connection: Connection, sheets: Sequence[ReadSheet], key: bytes) -> Outcome:
    """What importing these sheets into the store as it is now would do."""
    outcome = Outcome()
    genuine = list(_genuine(sheets, key, outcome))
    known = known_rows(connection, {row.report for row in genuine})
    for row in genuine:
        found = known.find(row.layer, row.report, row.row)
        if found is None:
            message = "Không còn thấy dòng này trong kho dữ liệu; hãy xuất lại."
            outcome.flags.append(Flag(row.place, "gone", message))
            continue
        _merge_row(row, found, known, outcome)
    return outcome


def _genuine(sheets: Sequence[ReadSheet], key: bytes, outcome: Outcome) -> Iterable[_Row]:
    """The rows that can be trusted; the others are flagged."""
    rows = [(sheet, row) for sheet in sheets for row in sheet.rows]
    outcome.read = len(rows)
    times = Counter(id for _, row in rows if "id" in row.cells and (id := _words(row.cells["id"])))
    for sheet in sheets:
        if sheet.problem:
            outcome.flags.append(Flag(Place(sheet.name, 0), "sheet", sheet.problem))
        for column in sheet.missing:
            message = f"Không có cột {column.title}; các ô của cột này được giữ nguyên."
            outcome.flags.append(Flag(Place(sheet.name, 0), "no_column", message, blocks=False))
    for sheet, row in rows:
        place = Place(
            sheet.name, row.number, _words(row.cells.get("file")), _words(row.cells.get("sentence"))
        )
        wrong = _wrong(sheet, row, key, times)
        if wrong is not None:
            outcome.flags.append(Flag(place, *wrong))
            continue
        layer, report, id = str(row.cells["id"]).split("|", 2)
        _note_other_cells(sheet, row, key, place, outcome)
        base = {column.key: None for column in merged_columns(layer)} | loaded(str(row.cells["base"]))
        yield _Row(place, layer, report, id, int(_words(row.cells["version"])), base, row)


def _wrong(sheet: ReadSheet, row: ReadRow, key: bytes, times: Mapping[str, int]) -> tuple[str, str] | None:
    """Code and words for why nothing of a row can be taken; None for a genuine one."""
    id, version, base, given = (_words(row.cells[name]) for name in ("id", "version", "base", "seal"))
    if row.merged:
        return "merged", "Dòng có ô gộp nên không rõ giá trị của từng ô; hãy bỏ gộp ô."
    if not id:
        return "unknown_row", "Dòng không do phần mềm xuất ra; dòng mới hãy thêm ở trang duyệt."
    if times[id] > 1:
        return "twice", "Dòng này có nhiều lần trong tệp, không rõ lần nào đúng; hãy chỉ giữ một dòng."
    made = seal(
        key, id, version, base, {name: _words(row.cells.get(name)) for name in row.cells}, sheet.layer
    )
    if id.split("|")[0] not in LAYERS or not hmac.compare_digest(made[:32].encode(), given[:32].encode()):
        return "seal", _SEAL
    if id.split("|")[0] != sheet.layer:
        return "wrong_sheet", "Dòng thuộc trang khác; hãy để mỗi dòng ở trang của nó."
    if row.formulas:
        titles = ", ".join(column.title for column in columns_of(sheet.layer) if column.key in row.formulas)
        return "formula", f"Có công thức ở {titles}; hãy ghi giá trị thay cho công thức."
    if row.errors:
        titles = ", ".join(column.title for column in columns_of(sheet.layer) if column.key in row.errors)
        return "error_cell", f"Ô {titles} đang báo lỗi của Excel; hãy nhập lại giá trị."
    return None


_SEAL = "Mã ẩn, câu gốc hoặc tên tệp của dòng đã bị sửa, hoặc dòng thuộc kho dữ liệu khác; hãy xuất lại."


def _note_other_cells(sheet: ReadSheet, row: ReadRow, key: bytes, place: Place, outcome: Outcome) -> None:
    """Say that edits of columns which are only read are not taken."""
    cells = row.cells
    words = {name: _words(cells.get(name)) for name in cells}
    whole = all(column.key in cells for column in columns_of(sheet.layer))
    made = seal(key, words["id"], words["version"], words["base"], words, sheet.layer)
    if whole and not hmac.compare_digest(made.encode(), words["seal"].encode()):
        message = "Cột chỉ để đọc đã bị sửa; phần sửa đó không được nhận."
        outcome.flags.append(Flag(place, "only_read", message, blocks=False))


def _merge_row(row: _Row, found: QueuedRow, known: Known, outcome: Outcome) -> None:
    now = base_values(found)
    touched = known.touched(row.report, found.review.row, row.version)
    edits: list[Edit] = []
    flags: list[Flag] = []
    for column in merged_columns(row.layer):
        raw = row.read.cells.get(column.key)
        # A column that was taken out of the file says nothing.
        if column.key in row.read.cells and not _kept_as_exported(column, row.base[column.key], now, raw):
            outcome.typed.append(
                Edit(row.place, column, _side(column, row.base[column.key]), said(raw), None)
            )
            _merge_cell(row, found, column, raw, now, touched, edits, flags)
    edited = {edit.column.key for edit in edits}
    if "state" in edited and (others := _changed_since(row, now, touched)):
        message = f"Người khác đã sửa {others} sau khi xuất tệp; hãy xem lại giá trị mới rồi mới quyết định."
        flags.append(Flag(row.place, "changed_since", message))
    if not flags and len(edits) > 2 and all(edit.value is None for edit in edits) and _is_bare(row):
        flags.append(
            Flag(row.place, "cleared", "Cả dòng bị xóa trắng; muốn bỏ dòng, hãy chọn loại ở cột Duyệt.")
        )
    outcome.flags += flags
    if flags:
        return
    if edits:
        why = _words(row.read.cells.get("why"))
        outcome.rows.append(Merged(row.place, found, tuple(edits), why))
    else:
        outcome.same += 1


def _kept_as_exported(column: SheetColumn, base: str | None, now: Values, raw: Any) -> bool:
    """Whether the file's cell says what it said when it was exported."""
    if base is not None and base.startswith("#") and kept(now[column.key]) == base:
        # A long value stands there by its hash; while the store has it still, it can be compared.
        base = now[column.key]
    return is_unchanged(column, base, raw)


def _merge_cell(
    row: _Row,
    found: QueuedRow,
    column: SheetColumn,
    raw: Any,
    now: Values,
    touched: Mapping[str, Touch],
    edits: list[Edit],
    flags: list[Flag],
) -> None:
    base, theirs = row.base[column.key], now[column.key]
    sides: dict[str, Any] = {
        "base": _side(column, base),
        "theirs": _side(column, theirs),
        "title": column.title,
    }
    if base is not None and base.startswith("#"):
        sides["base"] = "(văn bản dài)"
    if is_unchanged(column, theirs, raw):
        return
    try:
        value = read_cell(column, base, raw, _about(row, found))
    except Problem as problem:
        flags.append(Flag(row.place, problem.code, problem.message, ours=_words(raw), **sides))
        return
    if value == theirs or (base is not None and kept(value) == base != value):
        return
    touch = touched.get(column.name)
    if kept(theirs) != base or touch is not None:
        by = f"{touch.who}, {touch.at[:16].replace('T', ' ')}" if touch else "phần mềm đọc lại báo cáo"
        message = "Ô này đã được sửa sau khi xuất tệp; hãy so hai giá trị rồi sửa ở trang duyệt."
        flags.append(Flag(row.place, "conflict", message, ours=_side(column, value), by=by, **sides))
        return
    edits.append(Edit(row.place, column, sides["base"], _side(column, value), value))


def _about(row: _Row, found: QueuedRow) -> About:
    sure = plain(_words(row.read.cells.get("sure"))).casefold()
    known = {column.key: column for column in columns_of(row.layer)}
    words = [choice.casefold() for choice in known["sure"].choices().values()] if "sure" in known else []
    now = found.now
    kind = now.get("kind") if row.layer == "figures" else None
    return About(str(now.get("text", "")), kind, now.get("unit"), sure in words)


def _changed_since(row: _Row, now: Values, touched: Mapping[str, Touch]) -> str:
    """Titles of the slots that are not what the reviewer saw when deciding on the row."""
    changed = [
        column.title
        for column in merged_columns(row.layer)
        if column.slot and (kept(now[column.key]) != row.base[column.key] or column.name in touched)
    ]
    return ", ".join(changed)


def _is_bare(row: _Row) -> bool:
    return all(not _words(row.read.cells.get(column.key)) for column in merged_columns(row.layer))


def _side(column: SheetColumn, value: str | None) -> str:
    if value is None:
        return ""
    if column.slot is not None:
        return shown(column.slot, value)
    return column.choices().get(value, value)


def _words(raw: Any) -> str:
    return "" if raw is None else f"{raw:.15g}" if isinstance(raw, float) else str(raw)


def without(outcome: Outcome, places: Iterable[Place], flag: Flag) -> Outcome:
    """The outcome with these rows flagged instead of changed."""
    held = set(places)
    flags = [replace(flag, place=row.place) for row in outcome.rows if row.place in held]
    rows = [row for row in outcome.rows if row.place not in held]
    return replace(outcome, rows=rows, flags=outcome.flags + flags)
