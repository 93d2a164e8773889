"""Names of the elements and attributes of WordprocessingML that are read. Knows no behaviour."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# Strict files say the same under other names; they are read after these have been put in place.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONSHIPS.encode()),
)


def _w(name: str) -> str:
    return f"{{{MAIN}}}{name}"


BODY, SECTION = _w("body"), _w("sectPr")
PARAGRAPH, RUN, TEXT = _w("p"), _w("r"), _w("t")
PARAGRAPH_LOOK, RUN_LOOK = _w("pPr"), _w("rPr")
TAB, POSITION_TAB, BREAK, RETURN = _w("tab"), _w("ptab"), _w("br"), _w("cr")
HYPHEN, SOFT_HYPHEN, SYMBOL = _w("noBreakHyphen"), _w("softHyphen"), _w("sym")
CONTROL, CONTROL_CONTENT, CONTROL_LOOK = _w("sdt"), _w("sdtContent"), _w("sdtPr")
CUSTOM_MARKUP = _w("customXml")
INSERTION, DELETION, MOVED_HERE, MOVED_AWAY = _w("ins"), _w("del"), _w("moveTo"), _w("moveFrom")
FIELD_MARK, FIELD_CODE, SIMPLE_FIELD = _w("fldChar"), _w("instrText"), _w("fldSimple")
FOOTNOTE_MARK, ENDNOTE_MARK = _w("footnoteReference"), _w("endnoteReference")
FOOTNOTE, ENDNOTE = _w("footnote"), _w("endnote")
RUBY_ABOVE = _w("rt")
DRAWING, PICTURE, OBJECT, BOX = _w("drawing"), _w("pict"), _w("object"), _w("txbxContent")
FOREIGN_PART = _w("altChunk")
OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
TABLE, ROW, CELL = _w("tbl"), _w("tr"), _w("tc")
TABLE_LOOK, ROW_LOOK, CELL_LOOK = _w("tblPr"), _w("trPr"), _w("tcPr")
TABLE_BORDERS, CELL_BORDERS, TABLE_STYLE = _w("tblBorders"), _w("tcBorders"), _w("tblStyle")
SPAN, MERGED_DOWN, MERGED_RIGHT, SKIPPED_BEFORE = _w("gridSpan"), _w("vMerge"), _w("hMerge"), _w("gridBefore")
STYLE, STYLE_NAME, BASED_ON, DEFAULTS = _w("style"), _w("name"), _w("basedOn"), _w("docDefaults")
PARAGRAPH_STYLE, RUN_STYLE = _w("pStyle"), _w("rStyle")
BOLD, ITALIC, UNDERLINE, HIDDEN, RAISED = _w("b"), _w("i"), _w("u"), _w("vanish"), _w("vertAlign")
FONTS, FONT_ASCII, FONT_OTHER = _w("rFonts"), _w("ascii"), _w("hAnsi")
OUTLINE, ALIGNMENT, INDENT = _w("outlineLvl"), _w("jc"), _w("ind")
NUMBERING, NUMBERING_ID, LEVEL_INDEX = _w("numPr"), _w("numId"), _w("ilvl")
NUMBER, ABSTRACT, ABSTRACT_ID, OVERRIDE, START_OVERRIDE = (
    _w("num"),
    _w("abstractNum"),
    _w("abstractNumId"),
    _w("lvlOverride"),
    _w("startOverride"),
)
LEVEL, START, FORMAT, LEVEL_TEXT, RESTART, LEGAL, STYLE_LINK = (
    _w("lvl"),
    _w("start"),
    _w("numFmt"),
    _w("lvlText"),
    _w("lvlRestart"),
    _w("isLgl"),
    _w("numStyleLink"),
)

RELATION_ID = f"{{{RELATIONSHIPS}}}id"
VALUE, ID, TYPE, STYLE_ID, LEFT, BEGINNING = (
    _w("val"),
    _w("id"),
    _w("type"),
    _w("styleId"),
    _w("left"),
    _w("start"),
)
FIELD_KIND, FIELD_INSTRUCTION, CUSTOM_MARK = _w("fldCharType"), _w("instr"), _w("customMarkFollows")
SYMBOL_FONT, SYMBOL_CODE, DEFAULT = _w("font"), _w("char"), _w("default")
NUMBER_ATTRIBUTE, ABSTRACT_ATTRIBUTE, LEVEL_ATTRIBUTE = _w("numId"), _w("abstractNumId"), _w("ilvl")

MATH_TEXT = f"{{{MATH}}}t"
ALTERNATIVES, CHOICE, FALLBACK = (
    f"{{{COMPATIBILITY}}}AlternateContent",
    f"{{{COMPATIBILITY}}}Choice",
    f"{{{COMPATIBILITY}}}Fallback",
)

_OFF = frozenset(("0", "false", "off", "none"))


def is_on(value: str | None) -> bool:
    """Whether an on/off property is set; present without a value means on."""
    return value not in _OFF
