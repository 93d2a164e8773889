"""Small RTF files put together from control words."""

from __future__ import annotations

from collections.abc import Sequence

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}"
    r"{\f1\fnil\fcharset0 .VnTime;}{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset163 Arial;}}"
    r"{\stylesheet{Normal;}{\s1\outlinelevel0 heading 1;}{\s2 toc 1;}{\*\cs3 Strong;}}"
)


def u(text: str) -> str:
    r"""Text with a \u word for each character beyond ASCII, as Word writes it."""
    return "".join(c if c.isascii() else _unicode(c) for c in text)


def _unicode(char: str) -> str:
    pairs = char.encode("utf-16-le")
    codes = (int.from_bytes(pairs[at : at + 2], "little", signed=True) for at in range(0, len(pairs), 2))
    return "".join(rf"\u{code}?" for code in codes)


def rtf(body: str) -> bytes:
    """A file with this body."""
    return f"{HEAD}{body}}}".encode("latin-1")


def p(text: str, words: str = "") -> str:
    """A paragraph."""
    return rf"\pard\plain{words} {u(text)}\par" + "\r\n"


def row(cells: Sequence[str], *, shapes: Sequence[str] = (), edges: Sequence[int] = ()) -> str:
    """A table row, its definition in front; `shapes`: words of each cell, `edges`: right ends in twips."""
    ends = edges or [1000 * (n + 1) for n in range(len(cells))]
    words = [*shapes, *([""] * (len(cells) - len(shapes)))]
    shape = "".join(rf"{word}\cellx{end}" for word, end in zip(words, ends, strict=True))
    texts = "".join(rf"\pard\intbl {u(cell)}\cell" for cell in cells)
    return rf"\trowd\trleft0{shape}{texts}\row" + "\r\n"
