"""OpenDocument text (odt, ott, flat fodt) to a `Document`: body, notes, page headers and footers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zipfile import ZipFile

from extract import odt_names as o
from extract.document import Document
from extract.odt_body import Reading, read_story
from extract.odt_lists import read_numbering
from extract.odt_styles import read_styles
from extract.packages import damaged, encrypted, open_package
from extract.problems import FileProblem
from extract.story import Report, Story
from extract.story_document import document_of
from extract.xml_trees import xml_tree

Element = Any
MIME = "application/vnd.oasis.opendocument.text"
_SHEET = "opendocument.spreadsheet"
# Text below these is shown nowhere, or twice.
_UNSEEN = (o.TRACKED, o.ANNOTATION, o.NOTE_MARK, o.RUBY_ABOVE, o.FORMS, *o.TITLES)


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of an OpenDocument text, packed or flat.

    Raises FileProblem (corrupt, encrypted, too_big). Places count from 1 as in Word files.
    """
    if data[:2] == b"PK":
        with open_package(data) as archive:
            workbooks = _manifest(archive)
            content, styles = _root(archive, "content.xml"), _root(archive, "styles.xml")
    else:
        content, styles, workbooks = xml_tree(data), None, frozenset()
    if content is None:
        raise damaged()
    text = content.find(f"{o.BODY}/{o.BODY_TEXT}")
    if text is None:
        raise damaged()
    roots = [content] if styles is None else [content, styles]
    reading = Reading(read_styles(roots), read_numbering(roots), workbooks)
    body = read_story(reading, text)
    headers, footers = (_page_parts(roots, names) for names in (o.HEADERS, o.FOOTERS))
    report = Report(
        body,
        tuple(reading.notes.get("footnote", ())),
        tuple(reading.notes.get("endnote", ())),
        tuple(_stories(reading, headers)),
        tuple(_stories(reading, footers)),
    )
    there = "\n".join(_present(part) for part in (text, *headers, *footers))
    if styles is None and data[:2] == b"PK":
        reading.found.cut = True
    return document_of(report, reading.found, "odt", MIME, name, sha256, there)


def _root(archive: ZipFile, name: str, typed: bool = False) -> Element | None:
    """The root of a part, None where it is missing or damaged."""
    try:
        return xml_tree(archive.read(name), typed)
    except (FileProblem, MemoryError):
        raise
    # A part may be missing, wrongly packed or cut off: whatever the reason, it cannot be read.
    except Exception:
        return None


def _manifest(archive: ZipFile) -> frozenset[str]:
    """Names of embedded objects that are sheets; raises FileProblem where the package needs a password."""
    root = _root(archive, "META-INF/manifest.xml", typed=True)
    if root is None:
        return frozenset()
    if root.find(f".//{o.ENCRYPTION}") is not None:
        raise encrypted()
    return frozenset(
        (entry.get(o.FULL_PATH) or "").rstrip("/")
        for entry in root.iter(o.FILE_ENTRY)
        if _SHEET in (entry.get(o.MEDIA_TYPE) or "")
    )


def _page_parts(roots: Iterable[Element], names: frozenset[str]) -> list[Element]:
    return [
        part
        for root in roots
        for page in root.iter(o.MASTER)
        for part in page
        if part.tag in names and part.get(_SHOWN) != "false"
    ]


def _stories(reading: Reading, parts: Iterable[Element]) -> Iterable[Story]:
    return [read_story(reading, part) for part in parts]


def _present(part: Element) -> str:
    """All text that a reader of the document sees, counted without the walk."""
    unseen = {id(element): element for element in part.iter(*_UNSEEN)}
    found: list[str] = []
    for element in part.iter(o.PARAGRAPH, o.HEADING):
        if unseen and any(id(above) in unseen for above in element.iterancestors()):
            continue
        found += _own_text(element, unseen)
    return "".join(found)


def _own_text(element: Element, unseen: dict[int, Element]) -> Iterable[str]:
    """The text of a paragraph without that of paragraphs in it, which are counted for themselves."""
    if element.text:
        yield element.text
    for child in element:
        inner = child.tag in (o.PARAGRAPH, o.HEADING) or id(child) in unseen or not isinstance(child.tag, str)
        if not inner:
            yield from _own_text(child, unseen)
        if child.tail:
            yield child.tail


_SHOWN = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}display"
