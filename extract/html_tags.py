"""What HTML tags and Word's marks in HTML mean for the text of a report. Knows no behaviour."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Elements whose content is no text of the page.
SKIPPED = frozenset((
    "script", "style", "head", "title", "noscript", "template", "iframe", "object", "embed", "applet", "svg",
    "canvas", "select", "textarea", "audio", "video", "xml", "map", "noframes", "math", "datalist",
))  # fmt: skip
BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote",
    "pre", "address", "center", "section", "article", "header", "footer", "nav", "main", "aside",
    "figure", "figcaption", "form", "fieldset", "legend", "hr", "body", "html", "caption", "details",
    "summary", "menu", "dir", "option", "optgroup",
))  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
NUMBERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
CSS_NUMBERS = {
    "decimal": "decimal", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter",
    "lower-latin": "lowerLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip

_NOTE_ID = re.compile(r"(?:sd(foot|end)note|(ftn|edn))\d+$")
# Marks of notes and comments, which are no text; Word gives them these classes.
_MARKS = frozenset((
    "msofootnotereference", "msoendnotereference", "msocommentreference", "sdfootnoteanc", "sdendnoteanc",
    "sdfootnotesym", "sdendnotesym",
))  # fmt: skip
_ELEMENTS = {"footnote": "footnote", "endnote": "endnote", "header": "header", "footer": "footer"}
_CONTENTS = re.compile(r"mso(?:toc\d|tableoffigures|tocheading)$")


def story_of(tag: str, attributes: Mapping[str, str], declared: Mapping[str, str]) -> str | None:
    """The kind of story that an element is: footnote, endnote, header, footer, or None."""
    if tag != "div" and tag != "aside":
        return None
    kind = _ELEMENTS.get(declared.get("mso-element", "")) or _ELEMENTS.get(
        attributes.get("title", "").lower()
    )
    if kind:
        return kind
    note = _NOTE_ID.match(attributes.get("id", ""))
    if note is None:
        return None
    return "endnote" if note[1] == "end" or note[2] == "edn" else "footnote"


def is_unseen(tag: str, attributes: Mapping[str, str], declared: Mapping[str, str]) -> bool:
    """Whether an element holds a mark of a note, or comments, or what has been deleted."""
    if tag in SKIPPED:
        return True
    classes = attributes.get("class", "").lower().split()
    if any(name in _MARKS for name in classes):
        return True
    return (
        declared.get("mso-special-character") in ("footnote", "comment")
        or declared.get("mso-element") in ("comment-list", "comment")
        or "mso-comment-reference" in declared
    )


def is_contents(attributes: Mapping[str, str]) -> bool:
    """Whether a paragraph is a line of a table of contents."""
    return any(_CONTENTS.match(name) for name in attributes.get("class", "").lower().split())
