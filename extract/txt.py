"""Plain text to a `Document`: paragraphs by line, headings by their numbering. Tables are not parsed."""

from __future__ import annotations

from extract.document import Document
from extract.joining import Piece, clean, joined


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a text file."""
    lines = [clean(line) for line in data.decode("utf-8-sig", "replace").splitlines()]
    pieces = [Piece("para", line, place=f"line[{n}]") for n, line in enumerate(lines, 1) if line]
    text, blocks = joined(pieces)
    return Document(name, sha256, "text/plain", "txt", text, blocks, starts=tuple(b.start for b in blocks))
