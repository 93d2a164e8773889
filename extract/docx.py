"""Word (Office Open XML) to a `Document`: body, notes, page headers and footers. Knows no formatting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract import docx_names as w
from extract.document import BlockKind, Document
from extract.docx_body import Walk, Zone, finish, flow
from extract.docx_coverage import coverage, notices, present
from extract.docx_numbering import read_lists
from extract.docx_package import PARTS_WITH_TEXT, Package, open_docx
from extract.docx_styles import read_styles
from extract.joining import joined

Element = Any
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTES = {"footnotes": ("footnote", w.FOOTNOTE), "endnotes": ("endnote", w.ENDNOTE)}
_PAGE_PARTS: tuple[BlockKind, ...] = ("header", "footer")
# Notes of these types are lines between text and notes, not notes.
_RULES = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a Word file (docx, docm, dotx, dotm; Strict as well as usual).

    Raises FileProblem where the package cannot be opened. Places count from 1 in the order of the file:
    `body/p[3]`, `tbl[2]/r[3]/c[1]`, `box[1]/p[1]`, `footnote[1]/p[1]`, `header[1]/p[1]`.
    """
    package = open_docx(data)
    styles = read_styles(package.root("styles"))
    walk = Walk(styles, read_lists(package.root("numbering"), styles))
    flow(walk, package.main.find(w.BODY), Zone("body"))
    finish(walk)
    roots = [package.main, *_read_notes(walk, package)]
    repeated = _read_page_parts(walk, package, roots)
    text, blocks = joined(walk.pieces)
    # Separators of empty cells are no text.
    said = text if text.strip() else ""
    covered = coverage(present(roots), "".join(walk.tally.kept), text, walk.tally, repeated)
    missing = sum(part.root is None for part in package.parts if part.kind in PARTS_WITH_TEXT)
    warnings, lossy = notices(walk.tally, said, covered, missing, package.mended)
    return Document(
        name,
        sha256,
        MIME,
        "docx",
        text,
        blocks,
        tuple(walk.grids),
        tuple(warnings),
        status="ok_with_loss" if lossy else "ok" if said else "empty",
        coverage=covered,
        starts=tuple(block.start for block in blocks),
    )


def _read_notes(walk: Walk, package: Package) -> Iterator[Element]:
    """Footnotes, then endnotes, in the order of their marks; gives each note that was read."""
    marks = list(dict.fromkeys(walk.notes))
    for part, (kind, tag) in _NOTES.items():
        root = package.root(part)
        notes = {} if root is None else {n.get(w.ID) or "": n for n in root.iterchildren(tag)}
        order = [id for of, id in marks if of == kind and id in notes]
        # A note without a mark is shown nowhere, unless the mark stands where only we do not look.
        order += [id for id in notes if id not in order and not _erased(package.main, kind, id)]
        number = 0
        for id in order:
            if notes[id].get(w.TYPE) in _RULES:
                continue
            number += 1
            flow(walk, notes[id], Zone(f"{kind}[{number}]", "footnote"))
            finish(walk)
            yield notes[id]


def _erased(main: Element, kind: str, id: str) -> bool:
    """Whether the mark of a note is in the text after all, which then is deleted text."""
    tag = w.FOOTNOTE_MARK if kind == "footnote" else w.ENDNOTE_MARK
    return any(mark.get(w.ID) == id for mark in main.iter(tag))


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
