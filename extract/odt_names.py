"""Names of the elements and attributes of OpenDocument text that are read. Knows no behaviour."""

from __future__ import annotations

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_STYLE = f"{{{_OASIS}style:1.0}}"
_TEXT = f"{{{_OASIS}text:1.0}}"
_TABLE = f"{{{_OASIS}table:1.0}}"
_DRAW = f"{{{_OASIS}drawing:1.0}}"
_OFFICE = f"{{{_OASIS}office:1.0}}"
_SVG = f"{{{_OASIS}svg-compatible:1.0}}"
_LINK = "{http://www.w3.org/1999/xlink}"
_MANIFEST = f"{{{_OASIS}manifest:1.0}}"

BODY, BODY_TEXT = f"{_OFFICE}body", f"{_OFFICE}text"
ANNOTATION, FORMS = f"{_OFFICE}annotation", f"{_OFFICE}forms"
PARAGRAPH, HEADING, SPAN = f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}span"
SPACES, TAB, BREAK, COUNT = f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break", f"{_TEXT}c"
NOTE, NOTE_BODY, NOTE_CLASS = f"{_TEXT}note", f"{_TEXT}note-body", f"{_TEXT}note-class"
NOTE_MARK = f"{_TEXT}note-citation"
CHANGE_START, CHANGE_END, CHANGE_ID = f"{_TEXT}change-start", f"{_TEXT}change-end", f"{_TEXT}change-id"
DELETION, REGION_ID = f"{_TEXT}deletion", f"{_TEXT}id"
TRACKED, REGION = f"{_TEXT}tracked-changes", f"{_TEXT}changed-region"
RUBY_ABOVE = f"{_TEXT}ruby-text"
CONTENTS = frozenset(
    f"{_TEXT}{name}" for name in ("table-of-content", "illustration-index", "table-index", "object-index")
)
INDEX_BODY = f"{_TEXT}index-body"
LIST, LIST_ITEM, LIST_HEADER = f"{_TEXT}list", f"{_TEXT}list-item", f"{_TEXT}list-header"
LIST_STYLE, OUTLINE_STYLE = f"{_TEXT}list-style", f"{_TEXT}outline-style"
LEVEL, START, DISPLAYED, BULLET = (
    f"{_TEXT}level",
    f"{_TEXT}start-value",
    f"{_TEXT}display-levels",
    f"{_TEXT}bullet-char",
)
NUMBER_LEVEL, BULLET_LEVEL, IMAGE_LEVEL, OUTLINE_LEVEL_STYLE = (
    f"{_TEXT}list-level-style-number",
    f"{_TEXT}list-level-style-bullet",
    f"{_TEXT}list-level-style-image",
    f"{_TEXT}outline-level-style",
)
NUMBER_FORMAT, PREFIX, SUFFIX = f"{_STYLE}num-format", f"{_STYLE}num-prefix", f"{_STYLE}num-suffix"
CONTINUES, CONTINUED_LIST = f"{_TEXT}continue-numbering", f"{_TEXT}continue-list"
ID = "{http://www.w3.org/XML/1998/namespace}id"
OUTLINE_LEVEL, IS_LIST_HEADER = f"{_TEXT}outline-level", f"{_TEXT}is-list-header"
STYLE_NAME, TABLE_STYLE = f"{_TEXT}style-name", f"{_TABLE}style-name"

TABLE, ROW, CELL, COVERED = (
    f"{_TABLE}table",
    f"{_TABLE}table-row",
    f"{_TABLE}table-cell",
    f"{_TABLE}covered-table-cell",
)
ROW_GROUPS = frozenset(f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
COLSPAN, ROWSPAN = f"{_TABLE}number-columns-spanned", f"{_TABLE}number-rows-spanned"
COLS_REPEATED, ROWS_REPEATED = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"

FRAME, TEXT_BOX, IMAGE, OBJECT, OLE = (
    f"{_DRAW}frame",
    f"{_DRAW}text-box",
    f"{_DRAW}image",
    f"{_DRAW}object",
    f"{_DRAW}object-ole",
)
DRAWING = _DRAW
TITLES = frozenset((f"{_SVG}title", f"{_SVG}desc"))
LINK = f"{_LINK}href"

STYLE, DEFAULT_STYLE, MASTER = f"{_STYLE}style", f"{_STYLE}default-style", f"{_STYLE}master-page"
NAME, FAMILY, PARENT, DISPLAY_NAME = (
    f"{_STYLE}name",
    f"{_STYLE}family",
    f"{_STYLE}parent-style-name",
    f"{_STYLE}display-name",
)
DEFAULT_OUTLINE = f"{_STYLE}default-outline-level"
TEXT_LOOK, PARAGRAPH_LOOK, CELL_LOOK = (
    f"{_STYLE}text-properties",
    f"{_STYLE}paragraph-properties",
    f"{_STYLE}table-cell-properties",
)
WEIGHT, SLANT, UNDERLINE, POSITION = (
    f"{_FO}font-weight",
    f"{_FO}font-style",
    f"{_STYLE}text-underline-style",
    f"{_STYLE}text-position",
)
DISPLAY, FONT_NAME, FONT_FAMILY = f"{_TEXT}display", f"{_STYLE}font-name", f"{_FO}font-family"
FONT_FACE, FACE_FAMILY = f"{_STYLE}font-face", f"{_SVG}font-family"
ALIGN, MARGIN = f"{_FO}text-align", f"{_FO}margin-left"
BORDER = f"{_FO}border"
SIDES = tuple(f"{_FO}border-{side}" for side in ("top", "left", "bottom", "right"))
HEADERS = frozenset(f"{_STYLE}{name}" for name in ("header", "header-left", "header-first"))
FOOTERS = frozenset(f"{_STYLE}{name}" for name in ("footer", "footer-left", "footer-first"))
ENCRYPTION, MEDIA_TYPE, FULL_PATH, FILE_ENTRY = (
    f"{_MANIFEST}encryption-data",
    f"{_MANIFEST}media-type",
    f"{_MANIFEST}full-path",
    f"{_MANIFEST}file-entry",
)
