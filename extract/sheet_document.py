"""A workbook's sheets to a `Document`: tables, the lines around them, notices. Knows no file format."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.document import BlockKind, Document, Grid, GridCell, Notice
from extract.headings import Look, bulleted, heading_rank, numbered_rank
from extract.joining import Piece, clean, joined
from extract.letters_runs import Letters, repaired, with_letters
from extract.problems import FileProblem
from extract.sheet_cells import MOST_CELLS, Area, Box, Sheet, SheetCell, Workbook, text_of
from extract.sheet_layout import Band, Rows, bands, rows_of

# Names that programs give to sheets.
_DEFAULT_NAME = re.compile(r"(?i)\s*(?:sheet|trang tính|bảng|table|tabelle|biểu|page|trang)?\s*[\d()_. -]*")
_TELLING = 4
_SHEET_RANK = 1
_MOST_NAMED = 5
_MOST_PLACES = 10 * MOST_CELLS


@dataclass(slots=True)
class _Made:
    """The document so far. `letters`: what repairs the letters of old fonts."""

    reader: str
    letters: Letters | None = None
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


@dataclass(slots=True)
class _Places:
    """The rows and columns of a sheet that make a grid, its merges by their top left, what they cover."""

    rows: Sequence[int]
    cols: Sequence[int]
    merged: Mapping[tuple[int, int], Area]
    taken: set[tuple[int, int]] = field(default_factory=set)


def as_document(book: Workbook, name: str, sha256: str, mime: str, format: str, reader: str) -> Document:
    """The sheets one after the other. `place` of a block names sheet and cell: `Biểu 1!B7`."""
    return with_letters(lambda letters: _as_document(book, (name, sha256, mime, format), reader, letters))


def _as_document(
    book: Workbook, file: tuple[str, str, str, str], reader: str, letters: Letters | None
) -> Document:
    name, sha256, mime, format = file
    made = _Made(reader, letters)
    shown = [sheet for sheet in book.sheets if sheet.cells or sheet.boxes]
    for number, sheet in enumerate(shown):
        _add_sheet(made, sheet, first=number == 0, alone=len(shown) == 1)
    text, blocks = joined(made.pieces)
    said = text if text.strip() else ""
    warnings, lossy = _notices(book, said)
    return Document(
        name,
        sha256,
        mime,
        format,
        said,
        blocks if said else (),
        tuple(made.grids) if said else (),
        tuple(warnings),
        status="ok_with_loss" if lossy else "ok" if said else "empty",
        starts=tuple(block.start for block in blocks) if said else (),
    )


def too_many_cells() -> FileProblem:
    """The problem of a workbook with more in it than any report has."""
    return FileProblem(
        "too_big",
        "too_many_cells",
        "Bảng tính có quá nhiều ô so với một báo cáo; hãy chỉ giữ lại các biểu cần nộp rồi nộp lại.",
    )


def for_excel(problem: FileProblem) -> FileProblem:
    """The problem with its advice in terms of spreadsheets."""
    return FileProblem(problem.status, problem.code, problem.message.replace("Word", "Excel"))


def _add_sheet(made: _Made, sheet: Sheet, first: bool, alone: bool) -> None:
    rows = rows_of(sheet)
    parts = bands(sheet, rows)
    # A name above the letter head would be read as part of it.
    if not alone and _tells(sheet.name) and not (first and parts and not parts[0].table):
        made.pieces.append(
            Piece("heading", sheet.name, _SHEET_RANK, place=f"{clean(sheet.name)}!", reader=made.reader)
        )
    boxes = deque(sheet.boxes)
    for band in parts:
        while boxes and boxes[0].row <= band.top:
            _add_box(made, sheet, boxes.popleft())
        if band.table:
            _add_table(made, sheet, rows, band)
        else:
            _add_line(made, sheet, rows.at(band.top))
    for box in boxes:
        _add_box(made, sheet, box)
    for kind, text in sheet.page_texts:
        page: BlockKind = "header" if kind == "header" else "footer"
        made.pieces.append(Piece(page, text, place=f"{clean(sheet.name)}!{kind}", reader=made.reader))


def _add_box(made: _Made, sheet: Sheet, box: Box) -> None:
    for runs in box.lines:
        text = clean(text_of(repaired(runs, made.letters) if made.letters else runs))
        made.pieces.append(
            Piece("box", text, place=f"{clean(sheet.name)}!A{box.row + 1}", reader=made.reader)
        )


def _tells(name: str) -> bool:
    return not _DEFAULT_NAME.fullmatch(name) and sum(map(str.isalpha, name)) >= _TELLING


def _add_line(made: _Made, sheet: Sheet, cells: Sequence[SheetCell]) -> None:
    """A row outside tables: a paragraph for each cell, a number in front together with what it counts."""
    texts = [(cell, clean(_text(made, cell))) for cell in cells]
    shown = [(cell, text) for cell, text in texts if text]
    if len(shown) > 1 and (shown[0][0].number or numbered_rank(f"{shown[0][1]} a")):
        shown[:2] = [(shown[0][0], f"{shown[0][1]} {shown[1][1]}")]
    for cell, text in shown:
        # Bold lines of a sheet are its title and its signatures; only numbers make headings here.
        rank = heading_rank(text, Look(cell.bold), opened=False)
        kind: BlockKind = "heading" if rank else "item" if bulleted(text) else "para"
        made.pieces.append(
            Piece(
                kind,
                text,
                rank,
                int(kind == "item"),
                place=_place(sheet, cell),
                reader=made.reader,
                bold=cell.bold,
            )
        )


def _add_table(made: _Made, sheet: Sheet, rows: Rows, band: Band) -> None:
    """A grid of the rows and columns that say something."""
    own = rows.within(band.top, band.bottom)
    cols = sorted({cell.col for row in own for cell in rows.at(row)})
    if len(own) * len(cols) > _MOST_PLACES:
        raise too_many_cells()
    place = _Places(own, cols, {(area.top, area.left): area for area in sheet.merged})
    index = len(made.grids)
    cells: list[GridCell] = []
    for row, number in enumerate(own):
        for cell in rows.at(number):
            at = (row, bisect_left(cols, cell.col))
            if at in place.taken:
                # Text under a merged cell is shown nowhere.
                continue
            down, right = _spans(place, cell, at)
            cells.append(GridCell(*at, down, right, len(made.pieces)))
            made.pieces.append(_cell_piece(made, sheet, cell, index, at))
    made.grids.append(Grid(len(own), len(cols), tuple(cells), ruled=band.ruled))


def _cell_piece(made: _Made, sheet: Sheet, cell: SheetCell, index: int, at: tuple[int, int]) -> Piece:
    return Piece(
        "cell",
        _text(made, cell),
        table=index,
        row=at[0],
        col=at[1],
        place=_place(sheet, cell),
        reader=made.reader,
        bold=cell.bold,
    )


def _text(made: _Made, cell: SheetCell) -> str:
    return text_of(repaired(cell.runs, made.letters) if made.letters else cell.runs)


def _spans(place: _Places, cell: SheetCell, at: tuple[int, int]) -> tuple[int, int]:
    """How many rows and columns of the grid a cell covers, which then are taken."""
    area = place.merged.get((cell.row, cell.col))
    if area is None:
        return 1, 1
    down = max(1, bisect_right(place.rows, area.bottom) - at[0])
    right = max(1, bisect_right(place.cols, area.right) - at[1])
    # Merges that overlap are damage; together they cannot cover more than there is.
    if len(place.taken) + down * right > len(place.rows) * len(place.cols):
        return 1, 1
    covered = {(at[0] + i, at[1] + j) for i in range(down) for j in range(right)} - {at}
    if covered & place.taken:
        return 1, 1
    place.taken |= covered
    return down, right


def _place(sheet: Sheet, cell: SheetCell) -> str:
    letters, number = "", cell.col + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{clean(sheet.name)}!{letters}{cell.row + 1}"


def _notices(book: Workbook, text: str) -> tuple[list[Notice], bool]:
    """What the submitter or reviewer should know, and whether something may be lost."""
    found: list[Notice] = []
    for code, count in (("damaged_sheet", book.unread), ("uncomputed_formulas", book.uncomputed)):
        if count:
            found.append(Notice(code, _MESSAGES[code], count))
    lossy = bool(found)
    if not text and not lossy:
        found.append(Notice("no_text", _MESSAGES["no_text"]))
    if book.hidden:
        named = ", ".join(f"“{clean(name)}”" for name in book.hidden[:_MOST_NAMED])
        named += " …" if len(book.hidden) > _MOST_NAMED else ""
        found.append(
            Notice("hidden_sheets", _MESSAGES["hidden_sheets"].format(names=named), len(book.hidden))
        )
    for code, count in (("hidden_lines", book.hidden_lines), ("error_values", book.errors)):
        if count:
            found.append(Notice(code, _MESSAGES[code], count))
    return found, lossy


_MESSAGES = {
    "damaged_sheet": "Một số trang tính bị hỏng nên không đọc được; hãy mở bằng Excel, lưu lại rồi nộp lại.",
    "uncomputed_formulas": "Một số ô công thức chưa có kết quả; hãy mở bằng Excel, lưu lại rồi nộp lại.",
    "no_text": "Tệp không có chữ nào; hãy kiểm tra lại rồi nộp đúng tệp báo cáo.",
    "hidden_sheets": "Trang tính ẩn {names} không được tính; nếu cần thì hãy bỏ ẩn rồi nộp lại.",
    "hidden_lines": "Bảng tính có dòng hoặc cột ẩn, số liệu ở đó vẫn được tính; hãy đối chiếu với bản in.",
    "error_values": "Một số ô báo lỗi công thức (như #REF!, #DIV/0!); hãy sửa trong Excel rồi nộp lại.",
}
