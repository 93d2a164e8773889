"""Very many plain rows into a sheet that goes to disk as it is written.

Knows how XlsxWriter keeps such a sheet; no subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name

Row = Sequence[str | float | None]
_ESCAPED = re.compile(r"_x[0-9a-fA-F]{4}_")
_MOST_TEXT = 32_767
# What the quick way needs of the library; where a later one has it no more, cells are written one by one.
_NEEDED = ("_write_single_row", "fh", "dim_rowmax", "dim_colmax", "constant_memory", "previous_row")


def write_rows(page: Any, rows: Iterable[Row], style: Any, first: int = 1) -> None:
    """Write rows of texts and numbers from row `first` on, all in one style; None leaves a cell out.

    Texts hold no control characters. Behind what stands on the sheet already.
    """
    if getattr(page, "constant_memory", False) and all(hasattr(page, name) for name in _NEEDED):
        _write_quickly(page, rows, style, first)
        return
    for number, row in enumerate(rows, first):
        for at, value in enumerate(row):
            if isinstance(value, str):
                if value:
                    page.write_string(number, at, value, style)
            elif value is not None:
                page.write_number(number, at, value, style)


def _write_quickly(page: Any, rows: Iterable[Row], style: Any, first: int) -> None:
    """As markup: a row is a line of text, with no object for each of its cells."""
    page._write_single_row(first)
    look = style._get_xf_index()
    write, number, widest = page.fh.write, first, 0
    for number, row in enumerate(rows, first):
        line, widest = str(number + 1), max(widest, len(row))
        cells = [
            _text(letters, line, look, value) if isinstance(value, str)
            else f'<c r="{letters}{line}" s="{look}"><v>{value:.16G}</v></c>'
            for letters, value in zip(_LETTERS, row, strict=False)
            if value is not None and value != ""
        ]  # fmt: skip
        write(f'<row r="{line}">{"".join(cells)}</row>')
    page.previous_row = number + 1
    page.dim_rowmax = max(page.dim_rowmax or 0, number)
    page.dim_colmax = max(page.dim_colmax or 0, widest - 1)


_LETTERS = tuple(xl_col_to_name(at) for at in range(64))


def _text(letters: str, line: str, look: int, text: str) -> str:
    return f'<c r="{letters}{line}" s="{look}" t="inlineStr"><is>{_inline(text)}</is></c>'


@lru_cache(maxsize=256)
def _inline(text: str) -> str:
    text = text[:_MOST_TEXT]
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<t{kept}>{text}</t>"
