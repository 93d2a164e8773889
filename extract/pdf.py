"""PDF to a `Document`, read with pypdfium2; pages that are only pictures are recognised (`ocr_scans`)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from extract.document import Document, Grid, GridCell, Notice, ReadStatus
from extract.headings import Look, bulleted, heading_rank, numbered_rank
from extract.joining import Piece, clean, joined
from extract.letters_runs import Letters, with_letters
from extract.pdf_flow import Flow, Passage, flow, lines_bbox
from extract.pdf_glyphs import TooMuch
from extract.pdf_grades import doubts_of, grades_of
from extract.pdf_layout import Aside, Table
from extract.pdf_leaves import Reading, read_leaves
from extract.pdf_opinion import disputed
from extract.pdf_page import letters_in, line_text
from extract.pdf_quality import coverage_of, notices_of, status_of
from extract.pdf_soundness import Bomb, Soundness, examine
from extract.pdf_wrapping import tied
from extract.problems import FileProblem

if TYPE_CHECKING:
    from extract.ocr_page import Recognised

_MIME = "application/pdf"
_READER = "pypdfium2"
_MOST_PAGES = 1_000


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a PDF file.

    Raises FileProblem: encrypted, corrupt, or too_big (over 1,000 pages, too many letters, a bomb).
    """
    try:
        soundness = examine(data)
    except Bomb as bomb:
        raise _too_big(str(bomb)) from bomb
    pdf = _opened(data)
    try:
        if len(pdf) > _MOST_PAGES:
            raise _too_big(f"{len(pdf)} trang")
        others: list[set[int]] = []
        scans: dict[int, Recognised] = {}
        return with_letters(
            lambda old: document_of(
                _reading(pdf, data, soundness, others, scans, old), name, sha256, _MIME, "pdf"
            )
        )
    finally:
        pdf.close()


def _reading(
    pdf: Any,
    data: bytes,
    soundness: Soundness,
    others: list[set[int]],
    scans: dict[int, Recognised],
    old: Letters | None,
) -> Reading:
    """What the pages hold. `others`: the other engine's opinion, once it was asked; `scans`: pages that were
    recognised, by number.
    """
    try:
        with _without_collecting():
            reading = read_leaves(pdf, data, scans, old)
    except TooMuch as error:
        raise _too_big("quá nhiều chữ") from error
    if not reading.sheets or len(reading.failed) == len(reading.sheets):
        raise _corrupt()
    reading.damaged = soundness.damaged + soundness.misplaced
    reading.layers = soundness.layers
    reading.lost_pages = max(len(soundness.pages) - len(pdf), 0)
    _read_extras(pdf, reading)
    # Repaired letters are those of no engine: the opinion on them as they were holds.
    if soundness.odd_fonts and not others:
        others.append(disputed(data, [s for s in reading.sheets if s.recognised is None]))
    reading.disputed = others[0] if others else set()
    return reading


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Pages are thousands of tuples without a circle: to look for circles among them only takes time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _read_extras(pdf: Any, reading: Reading) -> None:
    """What the file carries beside its pages."""
    import pypdfium2.raw as pdfium

    reading.attached = max(pdfium.FPDFDoc_GetAttachmentCount(pdf.raw), 0)
    reading.dynamic = pdfium.FPDF_GetFormType(pdf.raw) == pdfium.FORMTYPE_XFA_FULL


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (4, 5) or "assword" in str(error):
            raise FileProblem(
                "encrypted",
                "password_needed",
                "Tệp PDF có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi nộp lại.",
            ) from error
        raise _corrupt() from error


def _corrupt() -> FileProblem:
    return FileProblem(
        "corrupt",
        "unreadable_pdf",
        "Tệp PDF bị hỏng hoặc tải về chưa đủ nên không đọc được; hãy xuất lại PDF từ tệp gốc rồi nộp lại.",
    )


def _too_big(what: str) -> FileProblem:
    return FileProblem(
        "too_big",
        "pdf_too_big",
        f"Tệp PDF quá lớn để đọc một lần ({what}); hãy chia thành nhiều tệp nhỏ rồi nộp lại.",
    )


def document_of(reading: Reading, name: str, sha256: str, mime: str, format: str) -> Document:
    """The document of pages that are read."""
    found = flow(reading.leaves)
    pieces, grids = _pieces(found)
    text, blocks = joined(pieces)
    coverage = coverage_of(reading, letters_in(text) + found.dropped)
    doubts = doubts_of(reading)
    notices: tuple[Notice, ...] = notices_of(reading, doubts, coverage)
    status: ReadStatus = status_of(reading, doubts, coverage)
    document = Document(
        name,
        sha256,
        mime,
        format,
        text,
        blocks,
        tuple(grids),
        notices,
        status,
        len(reading.sheets),
        coverage,
        grades_of(reading, doubts),
        tuple(b.start for b in blocks),
        doubts=doubts,
    )
    if not reading.scans:
        return document
    from extract.ocr_marks import marked

    return marked(document, reading.scans)


def _pieces(found: Flow) -> tuple[list[Piece], list[Grid]]:
    pieces: list[Piece] = []
    grids: list[Grid] = []
    outer: int | None = None
    opened = False
    for item in found.items:
        if isinstance(item, Table):
            outer = outer if item.inside is not None else None
            grids.append(_grid(item, len(grids), outer, pieces))
            outer = len(grids) - 1 if outer is None else outer
        elif isinstance(item, Passage):
            piece = _passage(item, opened)
            if piece is not None:
                pieces.append(piece)
                opened = opened or bool(numbered_rank(piece.text)) or len(piece.text) > 200
        else:
            pieces += _aside(item)
    return pieces, grids


def _passage(item: Passage, opened: bool) -> Piece | None:
    text = clean(item.text)
    if not text:
        return None
    look = Look(bold=item.bold, slanted=item.slanted, placed=item.placed)
    rank = heading_rank(text, look, opened)
    kind: Any = "heading" if rank else "item" if bulleted(text) else "para"
    level = int(kind == "item")
    return Piece(kind, text, rank, level, item.page, item.bbox, reader=_READER, bold=item.bold)


def _aside(item: Aside) -> list[Piece]:
    text = clean(tied([line_text(line) for line in item.lines]))
    kind: Any = item.kind
    page, bbox = item.lines[0].page, lines_bbox(item.lines)
    return [Piece(kind, text, page=page, bbox=bbox, reader=_READER)] if text else []


def _grid(table: Table, index: int, outer: int | None, pieces: list[Piece]) -> Grid:
    cells: list[GridCell] = []
    for cell in table.cells:
        cells.append(GridCell(cell.row, cell.col, cell.rowspan, cell.colspan, len(pieces)))
        pieces.append(
            Piece(
                "cell",
                cell.text,
                page=cell.page,
                bbox=cell.bbox,
                table=index,
                row=cell.row,
                col=cell.col,
                reader=_READER,
                bold=cell.bold,
            )
        )
    return Grid(table.rows, table.cols, tuple(cells), table.page, table.bbox, table.ruled, outer)
