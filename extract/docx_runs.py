"""The text of one paragraph: runs, fields, tracked changes, symbols and breaks. Knows no blocks or tables.

A line break inside a paragraph becomes a newline, a tab stays a tab. Insertions and text moved here are kept;
deletions, text moved away, field codes and hidden text are not. Note marks leave no sign in the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from extract import docx_names as w
from extract.docx_styles import ParagraphLook, RunLook, Styles, run_look
from extract.letters_runs import Letters, Run
from extract.symbols import symbol
from extract.typed_lines import typed_note_mark

Element = Any

_SKIPPED = frozenset(
    (w.PARAGRAPH_LOOK, w.RUN_LOOK, w.DELETION, w.MOVED_AWAY, w.CONTROL_LOOK, w.RUBY_ABOVE, w.FIELD_CODE)
)
_PLAIN = {w.TAB: "\t", w.POSITION_TAB: "\t", w.BREAK: "\n", w.RETURN: "\n", w.HYPHEN: "-"}
_PLAIN[w.SOFT_HYPHEN] = "\u00ad"
_HOLDERS = frozenset((w.DRAWING, w.PICTURE, w.OBJECT))


@dataclass(slots=True)
class Tally:
    """What became of the characters of all text elements, white space aside, and what else was met.

    `merged`: how many characters fewer the letters of old fonts are in Unicode.
    """

    kept: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    merged: int = 0
    hidden: int = 0
    changes: int = 0
    foreign: int = 0
    workbooks: int = 0
    workbooks_read: int = 0
    charts: int = 0
    pictures: int = 0


@dataclass(slots=True)
class Line:
    """One paragraph being read: its parts with their fonts.

    `bold`, `slanted`: None until a visible character decides.
    """

    look: ParagraphLook
    parts: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    bold: bool | None = None
    slanted: bool | None = None
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    contents: bool = False


def read_line(
    paragraph: Element, look: ParagraphLook, styles: Styles, tally: Tally, letters: Letters | None = None
) -> Line:
    """The text of a paragraph, its letters repaired, with its boxes and notes, which the caller places."""
    line = Line(look)
    _inline(paragraph, line, styles, tally)
    if letters is not None:
        before = sum(map(len, line.parts))
        line.parts = letters.texts([Run(*run) for run in zip(line.fonts, line.parts, strict=True)])
        tally.merged += before - sum(map(len, line.parts))
    return line


def text_of(line: Line) -> str:
    """The text as it was put together, not yet cleaned."""
    return "".join(line.parts)


def chosen(alternatives: Element) -> Element | None:
    """The one of several renderings that is read: the first, unless only the fallback has text."""
    choice, fallback = alternatives.find(w.CHOICE), alternatives.find(w.FALLBACK)
    if choice is None or (fallback is not None and not _has_text(choice) and _has_text(fallback)):
        return fallback
    return choice


def _has_text(element: Element) -> bool:
    return next(element.iter(w.TEXT), None) is not None


def _inline(parent: Element, line: Line, styles: Styles, tally: Tally) -> None:
    for child in parent:
        tag = child.tag
        if tag == w.RUN:
            _run(child, line, styles, tally)
        elif tag in _SKIPPED:
            if tag == w.DELETION or tag == w.MOVED_AWAY:
                tally.changes += 1
        elif tag == w.ALTERNATIVES:
            best = chosen(child)
            if best is not None:
                _inline(best, line, styles, tally)
        elif tag == w.MATH_TEXT:
            _say(line, child.text or "")
        elif tag in _HOLDERS:
            _holder(child, line, tally)
        elif tag == w.BOX:
            line.boxes.append(child)
        else:
            if tag == w.SIMPLE_FIELD:
                line.contents = line.contents or _lists_contents(child.get(w.FIELD_INSTRUCTION))
            elif tag == w.INSERTION or tag == w.MOVED_HERE:
                tally.changes += 1
            if len(child):
                _inline(child, line, styles, tally)


def _run(run: Element, line: Line, styles: Styles, tally: Tally) -> None:
    look = line.look.run
    mark_follows = False
    for child in run:
        tag = child.tag
        if tag == w.TEXT:
            if mark_follows:
                tally.left_out.append(child.text or "")
            else:
                _text(child.text or "", look, line, tally)
        elif tag == w.RUN_LOOK:
            look = run_look(child, look, styles)
        elif tag in _PLAIN:
            if not look.hidden and True not in line.fields:
                _say(line, _PLAIN[tag], look)
        elif tag == w.FIELD_MARK:
            _field_mark(child.get(w.FIELD_KIND), line)
        elif tag == w.FIELD_CODE:
            line.contents = line.contents or _lists_contents(child.text)
        elif tag == w.SYMBOL:
            _symbol(child, look, line)
        elif tag == w.FOOTNOTE_MARK or tag == w.ENDNOTE_MARK:
            kind = "footnote" if tag == w.FOOTNOTE_MARK else "endnote"
            line.notes.append((kind, child.get(w.ID) or ""))
            mark_follows = w.is_on(child.get(w.CUSTOM_MARK, "0"))
        elif tag in _HOLDERS:
            _holder(child, line, tally)
        elif tag == w.ALTERNATIVES:
            best = chosen(child)
            if best is not None:
                _inline(best, line, styles, tally)
        elif len(child) and tag not in _SKIPPED:
            _inline(child, line, styles, tally)


def _text(text: str, look: RunLook, line: Line, tally: Tally) -> None:
    if True in line.fields:
        tally.left_out.append(text)
        return
    if look.hidden:
        tally.left_out.append(text)
        tally.hidden += 1
        return
    tally.kept.append(text)
    # A line end in the XML is no line break in the document.
    text = text.replace("\n", " ")
    if text.strip():
        line.bold = bool(look.bold) and line.bold is not False
        line.slanted = bool(look.slanted) and line.slanted is not False
        if look.raised:
            text = typed_note_mark(text, text_of(line))
    _say(line, text, look)


def _say(line: Line, text: str, look: RunLook | None = None) -> None:
    line.parts.append(text)
    line.fonts.append((look and look.font) or "")


def _field_mark(kind: str | None, line: Line) -> None:
    """A field opens with its code, which is not shown, and then shows its result."""
    if kind == "begin":
        line.fields.append(True)
    elif kind == "separate" and line.fields:
        line.fields[-1] = False
    elif kind == "end" and line.fields:
        line.fields.pop()


def _lists_contents(code: str | None) -> bool:
    return bool(code) and (code or "").split(maxsplit=1)[:1] == ["TOC"]


def _symbol(element: Element, look: RunLook, line: Line) -> None:
    try:
        code = int(element.get(w.SYMBOL_CODE) or "", 16)
    except ValueError:
        return
    if not look.hidden and True not in line.fields:
        _say(line, symbol(element.get(w.SYMBOL_FONT) or "", code))


def _holder(element: Element, line: Line, tally: Tally) -> None:
    """A drawing, picture or object: text boxes and workbooks are kept for later, the rest is counted."""
    found = False
    for child in element.iter(w.BOX, w.ALTERNATIVES):
        if child.tag == w.BOX and not _shadowed(child, element):
            line.boxes.append(child)
            found = True
    if element.tag == w.OBJECT:
        if any(
            "excel" in (value or "").casefold() for part in element.iter() for value in part.attrib.values()
        ):
            line.boxes.append(element)
    elif not found:
        tally.pictures += 1


def _shadowed(box: Element, top: Element) -> bool:
    """Whether a box stands inside another one or in a rendering that is not read."""
    below = box
    parent = box.getparent()
    while below is not top and parent is not None:
        if parent.tag == w.BOX or (parent.tag == w.ALTERNATIVES and chosen(parent) is not below):
            return True
        below, parent = parent, parent.getparent()
    return False
