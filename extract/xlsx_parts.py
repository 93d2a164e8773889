"""The parts of an Excel package: relationships, shared strings, styles. Knows XML, no sheet."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from extract.packages import damaged, doctype
from extract.sheet_cells import MOST_CELLS, Run
from extract.sheet_document import too_many_cells
from extract.sheet_numbers import BUILT_IN

Element = Any
_LOG = logging.getLogger("tonghop")
# Elements in one row: the widest row of a sheet has 16,384 cells.
_MOST_HELD = 200_000
_DRAWN = frozenset(("left", "right", "top", "bottom"))


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship of a part. `kind`: the last word of its type."""

    kind: str
    id: str
    target: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is set: number format, font, whether it is bold and whether lines enclose it."""

    form: str = ""
    font: str = ""
    bold: bool = False
    ruled: bool = False


@dataclass
class Parts:
    """The zip's entries by their plain names."""

    archive: ZipFile
    names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = {_plain(name): name for name in self.archive.namelist()}

    def links(self, source: str) -> list[Link]:
        """The relationships of a part ("" for the package), none where there are none to read."""
        folder, file = posixpath.split(source)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        return [] if root is None else list(_links(root, folder))

    def root(self, name: str) -> Element | None:
        """The root of a part, None where it is missing or damaged; FileProblem where it declares a type."""
        stored = self.names.get(_plain(name))
        if stored is None:
            return None
        from lxml import etree

        try:
            root = etree.fromstring(self.archive.read(stored), _parser())
        except MemoryError:
            raise
        except Exception as error:
            _LOG.debug("part %s cannot be read: %s", name, error)
            return None
        if root.getroottree().docinfo.doctype:
            raise doctype()
        return root

    def elements(self, name: str, tags: frozenset[str]) -> Iterator[Element]:
        """The elements of a large part with these local names, each forgotten behind the next one.

        Raises XMLSyntaxError or BadZipFile at damage; what stands before it has been given.
        """
        from lxml import etree

        stored = self.names.get(_plain(name))
        if stored is None:
            raise damaged()
        with self.archive.open(stored) as part:
            events = etree.iterparse(
                part,
                ("start", "end"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
            )
            yield from _streamed(events, tags)


@dataclass
class Styles:
    """The looks of cells, read when they are first asked for."""

    root: Element | None

    def look(self, index: int) -> Look:
        """The look with this number; a plain one where there is none."""
        return self._looks[index] if 0 <= index < len(self._looks) else Look()

    @cached_property
    def _looks(self) -> list[Look]:
        if self.root is None:
            return []
        forms = {
            _number(form.get("numFmtId")): form.get("formatCode") or ""
            for form in _children(self.root, "numFmts")
        }
        fonts = [read_font(font) for font in _children(self.root, "fonts")]
        borders = [_encloses(border) for border in _children(self.root, "borders")]
        looks = []
        for look in _children(self.root, "cellXfs"):
            form = _number(look.get("numFmtId"))
            font, border = _number(look.get("fontId")), _number(look.get("borderId"))
            name, bold = fonts[font] if 0 <= font < len(fonts) else ("", False)
            ruled = 0 <= border < len(borders) and borders[border]
            looks.append(Look(forms.get(form) or BUILT_IN.get(form, ""), name, bold, ruled))
        return looks


def shared_strings(parts: Parts, name: str) -> list[tuple[Run, ...]]:
    """The strings that cells name by their number."""
    found: list[tuple[Run, ...]] = []
    for item in parts.elements(name, frozenset(("si",))):
        found.append(read_runs(item))
        if len(found) > MOST_CELLS:
            raise too_many_cells()
    return found


def read_runs(item: Element) -> tuple[Run, ...]:
    """The runs of a string; readings set above other text are no part of it."""
    runs: list[Run] = []
    for child in item:
        tag = local(child)
        if tag == "t":
            runs.append(Run(child.text or ""))
        elif tag == "r":
            texts = [t.text or "" for t in child if local(t) == "t"]
            look = next((p for p in child if local(p) == "rPr"), None)
            runs.append(Run("".join(texts), read_font(look)[0] if look is not None else ""))
    return tuple(runs)


def read_font(element: Element) -> tuple[str, bool]:
    """The font's name and whether it is bold."""
    name, bold = "", False
    for child in element:
        tag = local(child)
        if tag in ("name", "rFont"):
            name = (child.get("val") or "").strip()
        elif tag == "b":
            bold = child.get("val") not in ("0", "false")
    return name, bold


def local(element: Element) -> str:
    """The name without its namespace, so that Strict packages read like usual ones; "" for comments."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _streamed(events: Iterator[tuple[str, Element]], tags: frozenset[str]) -> Iterator[Element]:
    """The wanted elements; everything is forgotten as soon as it ends outside of them."""
    first, inside, held = True, 0, 0
    for event, element in events:
        if first and element.getroottree().docinfo.doctype:
            raise doctype()
        first = False
        wanted = local(element) in tags
        if event == "start":
            inside += wanted
            held += bool(inside)
            if held > _MOST_HELD:
                raise too_many_cells()
            continue
        inside -= wanted
        if inside:
            continue
        held = 0
        if wanted:
            yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _links(root: Element, folder: str) -> Iterator[Link]:
    for relation in root:
        target = relation.get("Target")
        if target and relation.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            yield Link((relation.get("Type") or "").rsplit("/", 1)[-1], relation.get("Id") or "", path)


def _children(root: Element, name: str) -> list[Element]:
    parent = next((child for child in root if local(child) == name), None)
    return [] if parent is None else [child for child in parent if isinstance(child.tag, str)]


def _encloses(border: Element) -> bool:
    drawn = {local(line) for line in border if line.get("style") not in (None, "none")} & _DRAWN
    return bool(drawn & {"top", "bottom"}) and bool(drawn & {"left", "right"})


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
