"""Word documents in one XML file: flat packages, and the XML of Word 2003 put into the words of docx."""

from __future__ import annotations

from base64 import b64decode
from itertools import count
from typing import Any

from extract import docx_names as w
from extract.document import Document
from extract.docx import document_of_package
from extract.docx_package import Package, Part, checked, package_of, parse_part, plain_name
from extract.packages import XML_PART, damaged, doctype
from extract.problems import FileProblem

Element = Any
MIME = "application/msword"
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OLD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_ANNOTATIONS = "{http://schemas.microsoft.com/aml/2001/core}"
# Pictures in the file; their letters are no text and can be longer than the parser takes.
_BINARY = ((b"<pkg:binaryData", b"</pkg:binaryData"), (b"<w:binData", b"</w:binData"))
_SMALL = 1_000_000
_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MAIN = f"{{{w.MAIN}}}"
# Kinds of numbers by their code in Word 2003.
_FORMATS = {
    "0": "decimal", "1": "upperRoman", "2": "lowerRoman", "3": "upperLetter", "4": "lowerLetter",
    "22": "decimalZero", "23": "bullet", "255": "none",
}  # fmt: skip
_RENAMED = {
    "vmerge": "vMerge", "hmerge": "hMerge", "listPr": "numPr", "ilfo": "numId", "listDef": "abstractNum",
    "list": "num", "ilst": "abstractNumId", "nfc": "numFmt",
}  # fmt: skip
_RENAMED_ATTRIBUTES = {("abstractNum", "listDefId"): "abstractNumId", ("num", "ilfo"): "numId"}
_TRACKED = {"Word.Insertion": w.INSERTION, "Word.Deletion": w.DELETION}
_NOTES = {f"{_MAIN}footnote": w.FOOTNOTE_MARK, f"{_MAIN}endnote": w.ENDNOTE_MARK}
_PAGE_PARTS = {f"{_MAIN}hdr": "header", f"{_MAIN}ftr": "footer"}


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a Word file of plain XML; raises FileProblem (corrupt, too_big)."""
    data = _without_pictures(_narrow(data))
    if len(data) > XML_PART:
        raise FileProblem(
            "too_big",
            "part_too_big",
            "Tệp XML quá lớn so với một báo cáo; hãy mở bằng Word, lưu lại thành .docx rồi nộp lại.",
        )
    root = parse_part(data.replace(_OLD, w.MAIN.encode()))
    if root.getroottree().docinfo.doctype:
        raise doctype()
    package = _flat(root) if root.tag == f"{_PACKAGE}package" else _old(root)
    return document_of_package(checked(package), "word_xml", MIME, name, sha256)


def _narrow(data: bytes) -> bytes:
    """The XML in UTF-8, so that names can be replaced in it."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            text = data[2:].decode(encoding, "replace")
            return (text.partition("?>")[2] if text.startswith("<?xml") else text).encode()
    return data


def _without_pictures(data: bytes) -> bytes:
    for opens, closes in _BINARY:
        parts, at = [], 0
        while (start := data.find(opens, at)) >= 0:
            start = data.find(b">", start) + 1
            end = data.find(closes, start)
            if not start or end < 0:
                break
            parts.append(data[at : start if end - start > _SMALL else end])
            at = end
        data = b"".join((*parts, data[at:]))
    return data


def _flat(root: Element) -> Package:
    """A package whose parts stand in one XML file."""
    from lxml import etree

    parts = {plain_name(part.get(f"{_PACKAGE}name") or ""): part for part in root}

    def load(name: str) -> bytes | None:
        part = parts.get(plain_name(name))
        content = None if part is None else next(iter(part), None)
        if content is None:
            return None
        if content.tag == f"{_PACKAGE}binaryData":
            return b64decode(content.text or "")
        inner = next(iter(content), None)
        return None if inner is None else bytes(etree.tostring(inner, with_tail=False))

    return package_of(load, mended=False)


def _old(root: Element) -> Package:
    """A document of Word 2003 as the package that Word would make of it."""
    if root.find(w.BODY) is None:
        raise damaged()
    notes: dict[str, Element] = {
        kind: root.makeelement(f"{_MAIN}{kind}s") for kind in ("footnote", "endnote")
    }
    parts: list[Part] = []
    numbers = count(1)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        parent: Element = element.getparent()
        if element.tag in _NOTES and parent.tag == w.RUN:
            _move_note(element, notes, str(next(numbers)))
        elif element.tag in _PAGE_PARTS:
            parts.append(Part(_PAGE_PARTS[element.tag], "", "", element))
        elif element.tag.startswith(_MAIN):
            _rename(element)
        else:
            _unwrap(element)
    for part in parts:
        _remove(part.root)
    parts += [Part(f"{kind}s", "", "", element) for kind, element in notes.items()]
    for tag, kind in (("styles", "styles"), ("lists", "numbering")):
        parts += [Part(kind, "", "", element) for element in root.iterchildren(f"{_MAIN}{tag}")]
    return Package(root, tuple(parts), mended=False)


def _move_note(note: Element, notes: dict[str, Element], id: str) -> None:
    """Word 2003 keeps a note where its mark stands."""
    mark = note.makeelement(_NOTES[note.tag], {w.ID: id})
    mark.tail, note.tail = note.tail, None
    note.getparent().replace(note, mark)
    note.set(w.ID, id)
    notes[note.tag.removeprefix(_MAIN)].append(note)


def _rename(element: Element) -> None:
    name = element.tag.removeprefix(_MAIN)
    new = _RENAMED.get(name)
    if new is None:
        return
    if new == "numFmt":
        element.set(w.VALUE, _FORMATS.get(element.get(w.VALUE) or "", "decimal"))
    element.tag = f"{_MAIN}{new}"
    for attribute, value in list(element.attrib.items()):
        known = _RENAMED_ATTRIBUTES.get((new, attribute.removeprefix(_MAIN)))
        if known:
            element.set(f"{_MAIN}{known}", value)


def _unwrap(element: Element) -> None:
    """Elements of other kinds around text: tracked changes get their name, wrappers become transparent."""
    if element.tag == f"{_ANNOTATIONS}annotation":
        kind = element.get(f"{_MAIN}type") or ""
        if kind == "Word.Comment":
            _remove(element)
        else:
            element.tag = _TRACKED.get(kind, w.CUSTOM_MARKUP)
    elif element.tag.startswith((_HINTS, _ANNOTATIONS)) or _wraps(element):
        element.tag = w.CUSTOM_MARKUP


def _wraps(element: Element) -> bool:
    """Whether an element of a scheme of the office's own stands around paragraphs or runs."""
    inner = element.iterchildren(w.PARAGRAPH, w.RUN, w.TABLE, w.ROW, w.CELL)
    return element.getparent() is not None and next(inner, None) is not None


def _remove(element: Element) -> None:
    """Take an element out; between elements of Word there is no text that could go with it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
