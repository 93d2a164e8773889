"""Word (Office Open XML) to a `Document`: body, notes, page headers and footers. Knows no formatting."""

from __future__ import annotations

from typing import Any

from extract import docx_names as w
from extract.document import BlockKind, Document
from extract.docx_body import Walk, finish, flow
from extract.docx_chunks import chunk_reader
from extract.docx_coverage import coverage, notices, present
from extract.docx_drawings import count_charts, read_diagrams
from extract.docx_notes import read_notes
from extract.docx_numbering import read_lists
from extract.docx_package import PARTS_WITH_TEXT, Package, open_docx
from extract.docx_styles import read_styles
from extract.joining import joined
from extract.letters_runs import Letters, with_letters
from extract.text_places import Zone

Element = Any
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE_PARTS: tuple[BlockKind, ...] = ("header", "footer")


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a Word file (docx, docm, dotx, dotm; Strict as well as usual).

    Raises FileProblem where the package cannot be opened. Places count from 1 in the order of the file:
    `body/p[3]`, `tbl[2]/r[3]/c[1]`, `box[1]/p[1]`, `footnote[1]/p[1]`, `header[1]/p[1]`.
    """
    return document_of_package(open_docx(data), "docx", MIME, name, sha256)


def document_of_package(package: Package, format: str, mime: str, name: str, sha256: str) -> Document:
    """The document in an open package, however it was packed."""
    return with_letters(lambda letters: _document(package, (format, mime, name, sha256), letters))


def _document(package: Package, file: tuple[str, str, str, str], letters: Letters | None) -> Document:
    format, mime, name, sha256 = file
    styles = read_styles(package.root("styles"), fonts=letters is not None)
    lists = read_lists(package.root("numbering"), styles)
    walk = Walk(styles, lists, letters, chunk=chunk_reader(package))
    flow(walk, package.main.find(w.BODY), Zone("body"))
    finish(walk)
    read_diagrams(walk, package)
    walk.tally.charts = count_charts(package)
    roots = [package.main, *read_notes(walk, package)]
    repeated = _read_page_parts(walk, package, roots)
    text, blocks = joined(walk.pieces)
    # Separators of empty cells are no text.
    said = text if text.strip() else ""
    there = present(roots) + "".join(walk.foreign_texts)
    covered = coverage(there, "".join(walk.tally.kept), text, walk.tally, repeated)
    missing = sum(part.root is None for part in package.parts if part.kind in PARTS_WITH_TEXT)
    warnings, lossy = notices(walk.tally, said, covered, missing, package.mended)
    return Document(
        name,
        sha256,
        mime,
        format,
        text,
        blocks,
        tuple(walk.grids),
        tuple(warnings),
        status="ok_with_loss" if lossy else "ok" if said else "empty",
        coverage=covered,
        starts=tuple(block.start for block in blocks),
    )


def _read_page_parts(walk: Walk, package: Package, roots: list[Element]) -> str:
    """Headers, then footers; what several of them say alike is placed once. Gives the text left out so."""
    repeated: list[str] = []
    for kind in _PAGE_PARTS:
        said: set[str] = set()
        number = 0
        for part in package.parts:
            if part.kind != kind or part.root is None:
                continue
            number += 1
            first = len(walk.pieces)
            flow(walk, part.root, Zone(f"{kind}[{number}]", kind))
            finish(walk)
            roots.append(part.root)
            whole = "\n".join(piece.text for piece in walk.pieces[first:])
            if whole in said:
                repeated.append(whole)
                del walk.pieces[first:]
            said.add(whole)
    return "".join(repeated)
