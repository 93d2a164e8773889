"""Plain tables of text behind a consolidated sheet: heads, wrapped cells, rows as high as their text.

Knows widths and styles; no subject.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from outputs.cells import TAB
from outputs.flat_files import clean
from outputs.form_page import NARROWER, row_height, set_print
from outputs.text_width import lines_needed

_MOST_TEXT = 2_000


class Heads(NamedTuple):
    """Names and widths of the columns."""

    names: tuple[str, ...]
    widths: tuple[float, ...]


def write_table_heads(page: Any, heads: Heads, styles: Mapping[str, Any], row: int = 0) -> None:
    """The heads, kept in sight and repeated on every page."""
    for at, (name, width) in enumerate(zip(heads.names, heads.widths, strict=True)):
        page.set_column(at, at, width)
        page.write_string(row, at, name, styles["head"])
    page.freeze_panes(row + 1, 0)
    set_print(page, repeat=(row, row))


def write_texts(
    page: Any, row: int, texts: Mapping[int, str], widths: tuple[float, ...], styles: Mapping[str, Any]
) -> None:
    """Texts by column, in a row as high as the longest of them needs."""
    shown = {at: one_text(text)[:_MOST_TEXT] for at, text in texts.items()}
    needed = (lines_needed(text, widths[at] * NARROWER) for at, text in shown.items())
    page.set_row(row, row_height(max(needed)))
    for at, text in shown.items():
        page.write_string(row, at, text, styles["wrap"])


def one_text(text: str) -> str:
    """Text as a cell shows it; what parted the cells of a report's table stays seen."""
    return clean(text).replace("\t", TAB)
