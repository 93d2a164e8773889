"""What property lists say of characters and paragraphs: modifiers applied to looks. Knows no styles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from extract import doc_sprms as codes
from extract.doc_sprms import sprms

_SAME_AS_STYLE, _UNLIKE_STYLE = 0x80, 0x81
_DEEPEST_TABLE = 12
# Left indents from here on (twentieths of a point) place a line at the right, as the signature.
_FAR_RIGHT = 2800
_LONGEST_LIST = 0x3FA2
NO_OUTLINE = 9


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """How characters are set. `font`: number in the font table, of letters beyond ASCII.

    `symbol`: (font number, code) where the character stands for a sign of a symbol font.
    """

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    font: int = 0
    symbol: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph is set. `depth`: tables around it. `row`: its property list where it ends a table row.

    `list`, `list_level`: number of its list override from 1 (0 none), level from 0. `outline`: level
    from 0, 9 for running text. `placed`: centred or right; `far_right`: indented as far as a signature is.
    """

    style: int = 0
    depth: int = 0
    cell_end: bool = False
    row_end: bool = False
    list: int = 0
    list_level: int = 0
    outline: int = NO_OUTLINE
    placed: bool = False
    far_right: bool = False
    row: bytes = b""


@dataclass(slots=True)
class _Table:
    """The table flags of a paragraph while its list is read: depth follows from them together."""

    in_table: bool
    depth: int
    row_end: bool
    inner_cell: bool
    inner_row_end: bool


def set_characters(
    look: CharacterLook,
    properties: bytes,
    style: CharacterLook,
    style_of: Callable[[int], CharacterLook | None],
    old: bool = False,
) -> CharacterLook:
    """`look` changed by a property list. `style`: what "as in the style" means; `style_of`: other styles."""
    changes: dict[str, Any] = {}
    for code, operand in sprms(properties, old):
        name = _TOGGLES.get(code)
        if name is not None:
            changes[name] = _toggled(operand[0], getattr(style, name))
        elif code == codes.C_FONT or code == codes.C_FONT_OTHER:
            changes["font"] = int.from_bytes(operand[:2], "little")
        elif code == codes.C_STYLE:
            own = style_of(int.from_bytes(operand[:2], "little"))
            if own is not None:
                look, style, changes = own, own, {}
        elif code == codes.C_PLAIN:
            look, changes = replace(style, deleted=look.deleted), {}
        elif code == codes.C_UNDERLINE:
            changes["underlined"] = operand[0] != 0
        elif code == codes.C_RAISED:
            changes["raised"] = operand[0] == 1
        elif code == codes.C_SYMBOL and len(operand) >= 3:
            changes["symbol"] = _symbol(operand)
    return replace(look, **changes) if changes else look


_TOGGLES = {
    codes.C_BOLD: "bold",
    codes.C_ITALIC: "italic",
    codes.C_HIDDEN: "hidden",
    codes.C_DELETED: "deleted",
    codes.C_INSERTED: "inserted",
}


def _toggled(value: int, style: bool) -> bool:
    if value == _SAME_AS_STYLE:
        return style
    return not style if value == _UNLIKE_STYLE else value == 1


def _symbol(operand: bytes) -> tuple[int, int]:
    """Word 97 writes font and UTF-16 unit, Word 6 font and a byte."""
    return int.from_bytes(operand[:2], "little"), int.from_bytes(operand[2:4], "little")


def set_paragraph(
    look: ParagraphLook, properties: bytes, data: bytes = b"", old: bool = False
) -> ParagraphLook:
    """`look` changed by a property list; `data`: the stream that holds lists too long for their page."""
    table = _Table(look.depth > 0, look.depth, look.row_end, look.cell_end, look.row_end)
    changes: dict[str, Any] = {}
    for code, operand in sprms(properties, old):
        if code in (codes.P_HUGE, codes.P_HUGE_OLD):
            long_list = _long_list(data, operand)
            if long_list:
                properties = long_list
                changes |= _paragraph_changes(long_list, table, old)
        else:
            _one_change(code, operand, table, changes)
    return replace(look, **changes, **_table_changes(table, look.row + properties))


def _paragraph_changes(properties: bytes, table: _Table, old: bool) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for code, operand in sprms(properties, old):
        _one_change(code, operand, table, changes)
    return changes


def _one_change(code: int, operand: bytes, table: _Table, changes: dict[str, Any]) -> None:
    value = int.from_bytes(operand[:4], "little")
    if code in (codes.P_JUSTIFY, codes.P_JUSTIFY_80):
        changes["placed"] = value in (1, 2)
    elif code in (codes.P_LEFT, codes.P_LEFT_80):
        changes["far_right"] = _FAR_RIGHT <= value < 0x8000
    elif code == codes.P_IN_TABLE:
        table.in_table = value == 1
    elif code == codes.P_DEPTH:
        table.depth = value if value < 0x80000000 else 0
    elif code == codes.P_DEPTH_CHANGE:
        table.depth += int.from_bytes(operand, "little", signed=True)
    elif code == codes.P_ROW_END:
        table.row_end = value == 1
    elif code == codes.P_INNER_CELL:
        table.inner_cell = value == 1
    elif code == codes.P_INNER_ROW_END:
        table.inner_row_end = value == 1
    elif code == codes.P_LIST:
        changes["list"] = value if value < 0xF801 else 0
    elif code == codes.P_LIST_LEVEL:
        changes["list_level"] = min(value, 8)
    elif code == codes.P_OUTLINE:
        changes["outline"] = min(value, NO_OUTLINE)


def _table_changes(table: _Table, properties: bytes) -> dict[str, Any]:
    """An inner table (depth above 1) ends its cells and rows by flags, the outermost by its own mark."""
    if not table.in_table:
        return {"depth": 0}
    depth = min(max(table.depth, 1), _DEEPEST_TABLE)
    row_end = table.inner_row_end if depth > 1 else table.row_end
    cell_end = depth > 1 and table.inner_cell and not row_end
    return {
        "depth": depth,
        "row_end": row_end,
        "cell_end": cell_end,
        "row": properties if row_end else b"",
    }


def _long_list(data: bytes, operand: bytes) -> bytes:
    at = int.from_bytes(operand, "little")
    size = int.from_bytes(data[at : at + 2], "little")
    return data[at + 2 : at + 2 + min(size, _LONGEST_LIST)]
