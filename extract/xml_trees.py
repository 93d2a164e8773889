"""XML parsed without network, entities and document types. Knows no format."""

from __future__ import annotations

from typing import Any

from extract.packages import doctype

Element = Any


def xml_tree(data: bytes, typed: bool = False) -> Element:
    """The root of the XML in `data`; raises FileProblem for a document type, lxml's error for damage.

    `typed`: a document type may be declared; nothing that it says is read.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: Element = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype and not typed:
        raise doctype()
    return root
