"""Units in the label columns of tables: under "Đơn vị" each cell names one, with or without its type word.

Knows headers and rows; the names themselves are read by the grammar first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.files import read_yaml
from corpus.folding import key
from extract.document import Document, Grid
from nlp.unit_found import Found, chunk_end, folded, is_person
from nlp.unit_gazetteer import commune_type, type_in
from nlp.unit_lexicon import LEVELS, head_type, word_set
from nlp.unit_places import Places
from nlp.unit_tokens import BREAK, Tokens, token_at

_HEADER_ROWS = 3
_BRACKET = re.compile(r"\s*\([^)]*\)")
_PARTS = re.compile(r"\s*[,/;–-]\s*|\s+và\s+|\s+hoặc\s+")


def table_names(
    document: Document, tokens: Tokens, body: Sequence[int], found: list[Found], places: Places
) -> list[Found]:
    """Bare names in the cells below headers such as Đơn vị, Địa bàn, Chi hội."""
    inside = frozenset(body)
    taken = {f.start for f in found}
    more: list[Found] = []
    for grid in document.tables:
        if grid.ruled is not False and grid.cells and grid.cells[-1].block in inside:
            for col, first, head in _columns(document, grid, places):
                more += _column(document, tokens, grid, (col, first, head), taken, places)
    return more


def _columns(document: Document, grid: Grid, places: Places) -> list[tuple[int, int, str]]:
    """(column, first row of data, head) of the columns whose header says that they name units."""
    heads: dict[str, str] = read_yaml("lexicon", "units_words.yaml")["columns"]
    found: dict[int, tuple[int, int, str]] = {}
    for cell in grid.cells:
        if cell.row < _HEADER_ROWS:
            block = document.blocks[cell.block]
            head = _header_head(key(document.text[block.start : block.end]), heads)
            if head is not None:
                found[cell.col] = (cell.col, cell.row + cell.rowspan, head)
    if not found:
        found.update((col, (col, 1, "=")) for col in _columns_of_places(document, grid, places))
    return list(found.values())


def _columns_of_places(document: Document, grid: Grid, places: Places) -> list[int]:
    """Columns under another header most of whose cells are names of places of the sender's area."""
    names: dict[int, list[bool]] = {}
    for cell in grid.cells:
        block = document.blocks[cell.block]
        text = key(document.text[block.start : block.end])
        if cell.row and any(c.isalpha() for c in text) and text not in word_set("rows"):
            known = places.head_of(text) or type_in(places.area, text)
            names.setdefault(cell.col, []).append(known is not None)
    return [col for col, known in names.items() if len(known) > 2 and 2 * sum(known) > len(known)][:1]


def _header_head(header: str, heads: dict[str, str]) -> str | None:
    """The head that a column's header gives bare names: "Tên xã/phường", "Thôn, làng", "Đơn vị (xã)"."""
    plain = _BRACKET.sub("", header).removeprefix("tên ").strip(" .:*")
    if plain in heads:
        return heads[plain]
    found = {heads.get(part.strip()) for part in _PARTS.split(plain)}
    if None in found:
        return None
    return found.pop() if len(found) == 1 else "="


def _column(
    document: Document,
    tokens: Tokens,
    grid: Grid,
    column: tuple[int, int, str],
    taken: set[int],
    places: Places,
) -> list[Found]:
    col, first, head = column
    found: list[Found] = []
    for cell in grid.cells:
        if cell.col != col or cell.row < first:
            continue
        block = document.blocks[cell.block]
        start = token_at(tokens, block.start)
        if start >= len(tokens) or tokens.starts[start] >= block.end or start in taken:
            continue
        mention = _cell(tokens, start, head, places)
        if mention:
            found.append(mention)
    return found


def _cell(tokens: Tokens, start: int, head: str, places: Places) -> Found | None:
    lone = _lone_head(tokens, start, places)
    if lone:
        return lone
    end = chunk_end(tokens, start)
    if end is None or _abbreviation(tokens, start, end) or is_person(tokens, start, end):
        return None
    while tokens.raw[end][0].isdigit() or (
        tokens.raw[end] in ("-", "–") and tokens.raw[end + 1][0].isupper()
    ):
        end += 1
    name = folded(tokens, start, end)
    if tokens.low[end] not in (BREAK, "(") or name in word_set("rows") or name.split()[0] in ("tổng", "cộng"):
        return None
    wanted = places.below if head == "=" else head
    known = places.head_of(name, wanted)
    if known is None and (mended := places.mend(tokens.text[tokens.starts[start] : tokens.ends[end - 1]])):
        known = places.head_of(mended, wanted)
    if head != "=" and head_type(head) not in LEVELS:
        known = head  # below "Chi bộ" the village's name stands for its cell
    known = known or commune_type(places.area, name, wanted)
    return Found(start, end, head_type(known), ("table",), known, known)


def _abbreviation(tokens: Tokens, start: int, end: int) -> bool:
    """Column codes and groups (A, B, LLVT) name no unit."""
    return end == start + 1 and tokens.raw[start].isupper()


def _lone_head(tokens: Tokens, start: int, places: Places) -> Found | None:
    """A cell that says only "Thị trấn": the one of this district."""
    for end in (start + 1, start + 2):
        head = folded(tokens, start, end)
        if tokens.low[end] == BREAK and head in ("thị trấn", "thị xã", "thành phố"):
            return Found(start, end, head, ("table", "known"))
    return None
