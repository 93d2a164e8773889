"""Small Word files put together from XML, and what must hold for every document that is read."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.document import Document
from extract.read import read_bytes

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "hdr",
    "footer": "ftr",
}


def p(text: str, *, bold: bool = False, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, '<w:b/>' if bold else '')}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """A table cell; text that is no XML becomes its paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tbl(*rows: Sequence[str], properties: str = "") -> str:
    """A table of rows of cells, each XML of `tc` or plain text."""
    lines = "".join(
        f"<w:tr>{''.join(c if c.startswith('<w:tc>') else tc(c) for c in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{lines}</w:tbl>"


def word(
    body: str,
    *,
    parts: Mapping[str, str | Sequence[str]] | None = None,
    main_type: str = DOCX,
    strict: bool = False,
    relations: str = "",
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file. `parts`: inner XML by kind (styles, numbering, header ...), several for headers."""
    entries: dict[str, bytes] = {}
    links, types = relations, ""
    for kind, texts in (parts or {}).items():
        for number, inner in enumerate([texts] if isinstance(texts, str) else texts, 1):
            file, tag = f"{kind}{number}.xml", _PARTS[kind]
            entries[f"word/{file}"] = f"{_DECLARATION}<w:{tag} {_NAMESPACES}>{inner}</w:{tag}>".encode()
            links += f'<Relationship Id="{kind}{number}" Type="{RELATIONS}/{kind}" Target="{file}"/>'
            content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
            types += f'<Override PartName="/word/{file}" ContentType="{content}"/>'
    entries["word/document.xml"] = (
        f"{_DECLARATION}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    )
    entries["word/_rels/document.xml.rels"] = _relations(links)
    entries["_rels/.rels"] = _relations(
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    )
    entries["[Content_Types].xml"] = (
        f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{types}</Types>'
    ).encode()
    if strict:
        for name, data in entries.items():
            data = data.replace(MAIN.encode(), STRICT_MAIN.encode())
            entries[name] = data.replace(RELATIONS.encode(), STRICT_RELATIONS.encode())
    return zipped({**entries, **(files or {})})


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip of these entries, the content types first."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(entries, key=lambda name: name != "[Content_Types].xml"):
            archive.writestr(name, entries[name])
    return data.getvalue()


def _relations(links: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_DECLARATION}<Relationships xmlns="{namespace}">{links}</Relationships>'.encode()


def read(data: bytes, name: str = "bc.docx") -> Document:
    """The document in `data`, with everything checked that holds for all documents."""
    document = read_bytes(data, name)
    check(document)
    return document


def texts(document: Document, *kinds: str) -> list[str]:
    """The texts of blocks of these kinds, of all blocks when none is given."""
    return [document.text[b.start : b.end] for b in document.blocks if not kinds or b.kind in kinds]


def codes(document: Document) -> list[str]:
    """The codes of the document's warnings."""
    return [notice.code for notice in document.warnings]


def check(document: Document) -> None:
    """Blocks tile the text, grids name their cells, letters are composed and printable."""
    text, blocks = document.text, document.blocks
    assert text == unicodedata.normalize("NFC", text)
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert [b.start for b in blocks[:1]] == [0] * bool(blocks)
    assert (blocks[-1].end if blocks else 0) == len(text)
    for before, block in pairwise(blocks):
        row = block.table is not None and (block.table, block.row) == (before.table, before.row)
        assert text[before.end : block.start] == ("\t" if row else "\n")
    above: list[str] = []
    for block in blocks:
        own = text[block.start : block.end]
        assert own == own.strip() and (own or block.kind == "cell")
        assert set(block.path) <= set(above)
        above += [own] if block.kind == "heading" else []
    assert document.starts == tuple(b.start for b in blocks)
    assert 0 <= document.coverage <= 1
    _check_grids(document)


def _check_grids(document: Document) -> None:
    named = []
    for index, grid in enumerate(document.tables):
        taken: set[tuple[int, int]] = set()
        for cell in grid.cells:
            block = document.blocks[cell.block]
            assert (block.kind, block.table, block.row, block.col) == ("cell", index, cell.row, cell.col)
            covered = {
                (row, col)
                for row in range(cell.row, cell.row + cell.rowspan)
                for col in range(cell.col, cell.col + cell.colspan)
            }
            assert not covered & taken
            assert all(row < grid.rows and col < grid.cols for row, col in covered)
            taken |= covered
            named.append(cell.block)
        assert grid.inside is None or 0 <= grid.inside < index
    assert sorted(named) == [i for i, b in enumerate(document.blocks) if b.kind == "cell"]
