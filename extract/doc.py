"""Word 6 to 2003 (.doc) to a `Document`: main text, boxes, notes, page parts. Knows no formatting."""

from __future__ import annotations

from struct import error as struct_error

from extract.doc_body import Walk, read_lost_boxes, read_story
from extract.doc_container import corrupt, open_streams
from extract.doc_coverage import coverage, notices
from extract.doc_fib import read_fib
from extract.doc_lists import read_lists
from extract.doc_notes import boxes, notes, page_parts
from extract.doc_paragraphs import is_deleted, open_word
from extract.document import Document
from extract.joining import joined
from extract.letters_runs import with_letters
from extract.problems import FileProblem
from extract.text_places import Zone

MIME = "application/msword"


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a Word file of the old kind.

    Raises FileProblem (encrypted, corrupt, unsupported) and nothing else. Places count from 1 in the order
    of the file: `body/p[3]`, `tbl[2]/r[3]/c[1]`, `box[1]/p[1]`, `footnote[1]/p[1]`, `header[1]/p[1]`.
    """
    streams = open_streams(data)
    try:
        fib = read_fib(streams)
        word = open_word(streams, fib)
        return with_letters(
            lambda letters: _document(
                Walk(word, read_lists(streams, fib), boxes(streams, fib), letters), name, sha256
            )
        )
    except FileProblem:
        raise
    # Offsets in a damaged file lead anywhere: whatever they make us trip over is damage of the file.
    except (struct_error, LookupError, ValueError, ArithmeticError) as error:
        raise corrupt() from error


def _document(walk: Walk, name: str, sha256: str) -> Document:
    read_story(walk, walk.word.fib.story("main"), Zone("body"))
    read_lost_boxes(walk)
    _read_notes(walk)
    repeated = _read_page_parts(walk)
    text, blocks = joined(walk.pieces)
    # Separators of empty cells are no text.
    said = text if text.strip() else ""
    covered = coverage(walk, text, repeated)
    warnings, lossy = notices(walk, said, covered)
    return Document(
        name,
        sha256,
        MIME,
        "doc",
        text,
        blocks,
        tuple(walk.grids),
        tuple(warnings),
        status="ok_with_loss" if lossy else "ok" if said else "empty",
        coverage=covered,
        starts=tuple(block.start for block in blocks),
    )


def _read_notes(walk: Walk) -> None:
    """Footnotes, then endnotes; those whose mark is deleted are too."""
    numbers = {"footnote": 0, "endnote": 0}
    for note in notes(walk.word.streams, walk.word.fib):
        if note.mark is not None and is_deleted(walk.word, note.mark):
            walk.tally.left_out.append(walk.word.text.chars[slice(*note.span)])
            continue
        numbers[note.kind] += 1
        read_story(walk, note.span, Zone(f"{note.kind}[{numbers[note.kind]}]", "footnote"))


def _read_page_parts(walk: Walk) -> str:
    """Headers, then footers; what several of them say alike is placed once. Gives the text left out so."""
    parts = list(page_parts(walk.word.streams, walk.word.fib))
    repeated: list[str] = []
    for kind in ("header", "footer"):
        said: set[str] = set()
        number = 0
        for own, span in parts:
            if own != kind:
                continue
            number += 1
            first = len(walk.pieces)
            read_story(walk, span, Zone(f"{own}[{number}]", own))
            whole = "\n".join(piece.text for piece in walk.pieces[first:])
            if whole in said:
                repeated.append(whole)
                del walk.pieces[first:]
            said.add(whole)
    return "".join(repeated)
