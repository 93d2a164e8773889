"""What the name of a font promises about the encoding of its letters. Names mislead: the letters decide."""

from __future__ import annotations

import re

# A subset of a font in a PDF has six capitals before its name, a style stands behind it.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FAMILIES = (
    ("tcvn3", re.compile(r"\.?vn[a-z]|tcvn|abc[ -]", re.IGNORECASE)),
    ("vni", re.compile(r"vni", re.IGNORECASE)),
    ("vps", re.compile(r"vps", re.IGNORECASE)),
    ("viscii", re.compile(r"vi(?:scii|[ -])|hoang yen", re.IGNORECASE)),
)


def promised(font: str) -> str:
    """The encoding (as in `letters_tables.ENCODINGS`) for which a font of this name is made, or nothing."""
    name = _SUBSET.sub("", font.strip())
    if name.casefold().startswith("vni"):
        return "vni"
    return next((encoding for encoding, made in _FAMILIES if made.match(name)), "")
