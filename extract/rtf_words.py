"""The control words of RTF that matter, by what they do. Knows no behaviour."""

from __future__ import annotations

# Destinations whose content is no text of the document.
SKIPPED = frozenset((
    b"colortbl", b"info", b"filetbl", b"shprslt", b"sp", b"nonshppict", b"objdata", b"nonesttables", b"xe",
    b"tc",
    b"tcn", b"rxe", b"txe", b"ftnsep", b"ftnsepc", b"ftncn", b"aftnsep", b"aftnsepc", b"aftncn", b"private",
    b"keycode", b"pntxta", b"pntxtb", b"template", b"atnid", b"atnauthor", b"atnref", b"atntime", b"atnicn",
    b"annotation", b"bkmkstart", b"bkmkend", b"comment", b"mmathPict", b"falt", b"panose", b"themedata",
    b"colorschememapping", b"datastore", b"latentstyles", b"rsidtbl", b"generator", b"background",
    b"listpicture",
    b"revtbl", b"pgdsctbl", b"mmathPr", b"datafield", b"formfield", b"levelnumbers", b"listname",
    b"liststylename",
))  # fmt: skip
# Those of them that hold paragraphs all the same.
PARAGRAPHS_SKIPPED = frozenset((
    b"nonesttables", b"shprslt", b"ftnsep", b"ftnsepc", b"ftncn", b"aftnsep", b"aftnsepc", b"aftncn",
    b"annotation", b"pgdsctbl", b"background",
))  # fmt: skip
# Destinations behind "ignore what you do not know" that are known.
STARRED = frozenset((
    b"shppict", b"shpinst", b"fldinst", b"nesttableprops", b"listtable", b"listoverridetable", b"ud", b"do",
    b"dptxbxtext", b"objclass", b"footnote", b"cs", b"moMath", b"shptxt", b"fonttbl", b"stylesheet",
    b"pntext",    b"listtext", b"header", b"footer", b"moMathPara",
))  # fmt: skip
# Destinations that are stories of their own -> what kind of story.
STORIES = {
    b"footnote": "footnote", b"shptxt": "box", b"dptxbxtext": "box",
    b"header": "header", b"headerl": "header", b"headerr": "header", b"headerf": "header",
    b"footer": "footer", b"footerl": "footer", b"footerr": "footer", b"footerf": "footer",
}  # fmt: skip
# Destinations whose own text is none, though text may stand deeper.
HOLDERS = frozenset((b"listtable", b"listoverridetable", b"shpinst", b"do", b"shp", b"shpgrp"))
CAPTURED = frozenset((b"listtext", b"pntext", b"leveltext", b"objclass"))
# Words for characters.
TYPED = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"page": "\n", b"column": "\n", b"softline": "\n",
    b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
# An optional hyphen has the code that TCVN3 uses for a letter: it is kept until letters have been repaired.
SYMBOLS = {
    b"~": "\u00a0", b"_": "-", b"-": "\u00ad", b"{": "{", b"}": "}", b"\\": "\\", b"\t": "\t",
}  # fmt: skip
# Words that switch a property of characters on, or off with the parameter 0.
TOGGLES = {
    b"b": "bold", b"i": "italic", b"v": "hidden", b"deleted": "deleted", b"ul": "underlined",
    b"uld": "underlined",
    b"uldb": "underlined", b"ulw": "underlined", b"ulth": "underlined", b"uldash": "underlined",
    b"super": "raised",
}  # fmt: skip
OFF = {b"ulnone": "underlined", b"nosupersub": "raised", b"sub": "raised"}
# Words that set a property of paragraphs or characters to their parameter.
NUMBERS = {
    b"f": "font", b"itap": "nesting", b"ls": "list", b"ilvl": "level", b"s": "style", b"li": "indent",
    b"lin": "indent",
}  # fmt: skip
ALIGNED = {b"qc": True, b"qr": True, b"ql": False, b"qj": False, b"qd": False}
CODEPAGES = {b"ansi": 1252, b"mac": 10000, b"pc": 437, b"pca": 850}
# Merges of cells: (how across, how down) as old Word files number them.
MERGES = {b"clmgf": (1, None), b"clmrg": (2, None), b"clvmgf": (None, 3), b"clvmrg": (None, 1)}
UNDRAWN = frozenset((b"brdrnone", b"brdrnil", b"brdrtbl"))
# Words about lines that say nothing of their kind.
NO_KIND = frozenset((b"brdrw", b"brdrcf", b"brsp", b"brdrsh", b"brdrframe", b"brdrbtw", b"brdrbar"))
