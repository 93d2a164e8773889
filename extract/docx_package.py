"""The parts of a Word package that hold text, opened by python-docx or, where that refuses, by themselves.

Knows packaging (relationships, namespaces, damage); reads no text.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from extract.docx_names import BODY, STRICT
from extract.packages import damaged, doctype, open_package
from extract.problems import FileProblem

Element = Any
_HEAVY = 50_000_000
_LOG = logging.getLogger("tonghop")
# Without one of these, text, numbers or headings are lost.
FOREIGN = frozenset(("aFChunk", "package", "oleObject"))
PARTS_WITH_TEXT = frozenset(
    ("styles", "numbering", "footnotes", "endnotes", "header", "footer", "diagramData")
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part that the main part relates to. `kind`: the last word of the relationship's type.

    `root` is None for parts that are not read (pictures) or are missing. `data`: of foreign documents.
    """

    kind: str
    id: str
    name: str
    root: Element | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """`main`: the document element; `mended`: something in the package is not as it should be."""

    main: Element
    parts: tuple[Part, ...]
    mended: bool

    def root(self, kind: str) -> Element | None:
        """The first readable part of this kind."""
        return next((p.root for p in self.parts if p.kind == kind and p.root is not None), None)


def open_docx(data: bytes) -> Package:
    """The package in `data`; raises FileProblem where it breaks a budget or its main part is unreadable."""
    with open_package(data) as archive:
        heavy = sum(entry.file_size for entry in archive.infolist()) > _HEAVY
        try:
            # python-docx unpacks everything, pictures too; of heavy packages only the text is wanted.
            # A Strict package is in order, but python-docx finds no document in it.
            package = (None if heavy else _by_library(data)) or _by_hand(archive, mended=False)
        except (FileProblem, MemoryError):
            raise
        # Dangling relationships, bad checksums, lost content types: the reasons are many.
        except Exception as error:
            _LOG.debug("python-docx refused the package: %s", error)
            package = _by_hand(archive, mended=True)
    return checked(package)


def checked(package: Package) -> Package:
    """The package; raises FileProblem where a part declares a document type or the body is missing."""
    for root in (package.main, *(p.root for p in package.parts if p.root is not None)):
        if root.getroottree().docinfo.doctype:
            raise doctype()
    if package.main.find(BODY) is None:
        raise damaged()
    return package


def _by_library(data: bytes) -> Package | None:
    """The package as python-docx opens it, or None where it finds no document of its kind."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.pkgreader import PackageReader

    # The reader follows and checks all relationships; its parts are parsed here, where plain elements do.
    reader: Any = PackageReader
    opened = reader.from_file(BytesIO(data))
    blobs = {str(name): blob for name, _, _, blob in opened.iter_sparts()}
    links = [(str(source), link) for source, link in opened.iter_srels() if not link.is_external]
    main = next(
        (str(n.target_partname) for _, n in links if n.reltype == RELATIONSHIP_TYPE.OFFICE_DOCUMENT), None
    )
    if main is None:
        return None
    parts = []
    for source, link in links:
        if source == main:
            kind, name = _kind(link.reltype), str(link.target_partname)
            parse = _styles if kind == "styles" else parse_part
            root = parse(blobs[name]) if kind in PARTS_WITH_TEXT else None
            parts.append(Part(kind, link.rId, name, root, blobs[name] if kind in FOREIGN else None))
    return Package(parse_part(blobs[main]), tuple(parts), mended=False)


def _by_hand(archive: ZipFile, mended: bool) -> Package:
    """The package read straight from the zip."""
    names = {plain_name(name): name for name in archive.namelist()}

    def load(name: str) -> bytes | None:
        stored = names.get(plain_name(name))
        return None if stored is None else archive.read(stored)

    return package_of(load, mended)


def package_of(load: Callable[[str], bytes | None], mended: bool) -> Package:
    """The package whose parts `load` gives by their names; only the main part has to be whole."""
    top = _relations(load, "")
    target = next((target for kind, _, target in top if kind == "officeDocument"), "word/document.xml")
    main = _read(load, target)
    if main is None:
        raise damaged()
    parts = []
    for kind, id, name in _relations(load, target):
        root = _read(load, name) if kind in PARTS_WITH_TEXT else None
        parts.append(Part(kind, id, f"/{name}", root, _bytes(load, name) if kind in FOREIGN else None))
    return Package(main, tuple(parts), mended)


def _relations(load: Callable[[str], bytes | None], source: str) -> Iterator[tuple[str, str, str]]:
    """(kind, id, target) of the relationships of `source`; none where there are none to read."""
    folder, file = posixpath.split(source)
    root = _read(load, posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in () if root is None else root:
        target = relation.get("Target")
        if target and relation.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            yield _kind(relation.get("Type") or ""), relation.get("Id") or "", path


def _read(load: Callable[[str], bytes | None], name: str) -> Element | None:
    """The root of a part, None where it is missing, damaged or no XML."""
    data = _bytes(load, name)
    if data is None:
        return None
    try:
        return parse_part(data)
    except MemoryError:
        raise
    except Exception as error:
        _LOG.debug("part %s is no XML: %s", name, error)
        return None


def _bytes(load: Callable[[str], bytes | None], name: str) -> bytes | None:
    """The bytes of a part, None where it is missing or damaged."""
    try:
        return load(name)
    except MemoryError:
        raise
    except Exception as error:
        _LOG.debug("part %s cannot be read: %s", name, error)
        return None


# Reports made of one template have the same styles, often by far their largest part.
@lru_cache(maxsize=2)
def _styles(blob: bytes) -> Element:
    """The root of a part of styles, which nobody changes."""
    return parse_part(blob)


def parse_part(blob: bytes) -> Element:
    """The root of XML, Strict names as the usual ones; raises what the parser does."""
    from lxml import etree

    if b"purl.oclc.org/ooxml" in blob:
        for strict, usual in STRICT:
            blob = blob.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(blob, parser)


def _kind(type: str) -> str:
    return type.rsplit("/", 1)[-1]


def plain_name(name: str) -> str:
    """The name of a part as packages compare them."""
    return name.replace("\\", "/").lstrip("/").casefold()
