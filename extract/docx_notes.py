"""Footnotes and endnotes of a Word package, in the order of their marks. Knows no layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract import docx_names as w
from extract.docx_body import Walk, finish, flow
from extract.docx_package import Package
from extract.text_places import Zone

Element = Any
_NOTES = {"footnotes": ("footnote", w.FOOTNOTE), "endnotes": ("endnote", w.ENDNOTE)}
# Notes of these types are lines between text and notes, not notes.
_RULES = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def read_notes(walk: Walk, package: Package) -> Iterator[Element]:
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
