"""Titles in tables: registers with a column of titles, and head words inside other cells.

Knows grids and column headers; what a title is comes from `model_titles`.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.files import read_yaml
from corpus.folding import fold
from extract.document import Block, Document, Grid
from nlp import model_heads as words
from nlp.model_found import Context, Found
from nlp.model_quotes import quotes
from nlp.model_titles import titles_in
from nlp.sentences import split
from nlp.zones import Zones, is_layout

_SPLIT = re.compile(r";\s*|\n\s*")
_NO_TITLE = re.compile(r"[\s\d.,%…/\-–+x]*$")
# A header with one of these counts models or says what came of them.
_COUNTS = re.compile(r"(?<!\w)(?:số|tổng|kết quả|kinh phí|loại|lĩnh vực|hiệu quả|thời gian|quy mô)(?!\w)")
# "Nội dung công trình, phần việc" names them where another column says who did it.
_CONTENT = re.compile(r"(?<!\w)nội dung(?!\w)")
_QUOTES = ("“", '"', "‘", "«")
_TOTAL = re.compile(r"(?i)^\s*(?:tổng|cộng|tổng cộng|tổng số|toàn)\b")


@cache
def _columns() -> tuple[frozenset[str], frozenset[str]]:
    table = read_yaml("lexicon", "models.yaml")["columns"]
    return frozenset(map(_plain, table["title"])), frozenset(map(_plain, table["owner"]))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", fold(text)))


def table_titles(document: Document, low: str, zones: Zones) -> list[tuple[Found, Block]]:
    """The titles in the body's data tables, each with its cell's block."""
    body = set(zones.body)
    found: list[tuple[Found, Block]] = []
    for index, grid in enumerate(document.tables):
        blocks = [document.blocks[c.block] for c in grid.cells if c.block in body]
        if not blocks:
            continue
        column = None if is_layout(document, index) else title_column(document, grid)
        for block in blocks:
            if column is not None and block.col == column[0] and (block.row or 0) > column[1]:
                found += [(t, block) for t in _register(document.text, low, block, column[2])]
            else:
                found += [(t, block) for t in _running(document.text, low, block)]
    return found


def title_column(document: Document, grid: Grid) -> tuple[int, int, str] | None:
    """Column index, header row and kind of a register's column of titles."""
    titles, _ = _columns()
    for cell in grid.cells:
        if cell.row > 1 or (cell.row == 1 and _is_data(document, grid, 1)):
            break
        block = document.blocks[cell.block]
        header = document.text[block.start : block.end]
        head = words.head_of(header)
        told = _CONTENT.search(fold(header)) and not owner_columns(document, grid)
        if head is None or told or _COUNTS.search(fold(header)):
            continue
        below = [document.blocks[c.block] for c in grid.cells if c.col == cell.col and c.row > cell.row]
        texts = [document.text[b.start : b.end] for b in below]
        # Names in quotes stay names however many columns count beside them.
        quoted = sum(text.lstrip()[:1] in _QUOTES for text in texts) > len(texts) / 2
        if not quoted and _statistics(document, grid, cell.row):
            continue
        listed = _plain(header) in titles
        if sum(_is_title(text, listed) for text in texts) > len(texts) / 2:
            return cell.col, cell.row, head.kind
    return None


def _is_data(document: Document, grid: Grid, row: int) -> bool:
    """Whether a row below the first holds numbers, so that it is no second line of the header."""
    texts = [document.blocks[cell.block] for cell in grid.cells if cell.row == row and cell.col > 0]
    numbers = [document.text[b.start : b.end] for b in texts if b.end > b.start]
    return len(numbers) > 1 and sum(map(bool, map(_NO_TITLE.match, numbers))) * 2 >= len(numbers)


def _statistics(document: Document, grid: Grid, header: int) -> bool:
    """Whether the table counts things by programme or club instead of naming who runs what."""
    if owner_columns(document, grid):
        return False
    texts: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.row > header + 1 and cell.col > 0:
            block = document.blocks[cell.block]
            texts.setdefault(cell.col, []).append(document.text[block.start : block.end])
    numeric = sum(all(map(_NO_TITLE.match, column)) for column in texts.values())
    return numeric >= 2 and 2 * numeric > len(texts)


def _is_title(text: str, listed: bool) -> bool:
    """Whether a cell can be a title; below a header that the lexicon does not list it takes two words."""
    return not _NO_TITLE.match(text) and (listed or len(re.findall(r"[^\W\d_]+", text)) >= 2)


def owner_columns(document: Document, grid: Grid) -> list[int]:
    """Columns whose header says that they name who runs the model."""
    _, owners = _columns()
    found = []
    for cell in grid.cells:
        if cell.row > 1:
            break
        block = document.blocks[cell.block]
        if _plain(document.text[block.start : block.end]) in owners:
            found.append(cell.col)
    return found


def _register(text: str, low: str, block: Block, kind: str) -> list[Found]:
    """The titles of one cell in a column of titles."""
    if _NO_TITLE.match(text[block.start : block.end]) or _TOTAL.match(text[block.start : block.end]):
        return []
    marks = quotes(text, block.start, block.end)
    if marks:
        own = words.head_of(text[block.start : marks[0].start])
        return [
            Found(q.inner_start, q.inner_end, q.end, own.kind if own else kind, ("table_column",))
            for q in marks
        ]
    found: list[Found] = []
    begin = block.start
    for stop in [*(m.start() for m in _SPLIT.finditer(text, block.start, block.end)), block.end]:
        found += _entry(text, low, begin, stop, kind)
        begin = stop + 1
    return found


def _entry(text: str, low: str, start: int, end: int, kind: str) -> list[Found]:
    """One bare title in a cell, without its head and what stands in brackets."""
    while start < end and text[start] in " -–+*•\n;":
        start += 1
    head = next(iter(words.heads(low, start, min(end, start + 20))), None)
    if head and head.start == start and text[head.end : head.end + 1].isspace():
        start, kind = head.end + 1, head.kind
    bracket = text.find("(", start, end)
    stop = bracket if bracket > start else end
    while stop > start and text[stop - 1] in " .,;:":
        stop -= 1
    return [Found(start, stop, stop, kind, ("table_column",))] if stop - start > 3 else []


def _running(text: str, low: str, block: Block) -> list[Found]:
    """Titles after head words inside an ordinary cell."""
    found: list[Found] = []
    if len(text[block.start : block.end]) < 12 or (block.row or 0) == 0:
        return found
    for line in re.finditer(r"[^\n]+", text[block.start : block.end]):
        for a, b in split(text, block.start + line.start(), block.start + line.end()):
            titles = titles_in(text, low, a, b, Context())
            found += [t for t in titles if t.reasons[0].startswith("quoted")]
    return found
