"""Head, body and foot of a report, and which tables only lay out text.

Knows office conventions by `meta_lines`; knows no figures, units or titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.document import Block, Document
from nlp import meta_lines as lines

_HEAD_BLOCKS = 40
_FOOT_REACH = 14
_LONG = 220
_OPENING = re.compile(
    r"(?i)^\s*(?:thực hiện|căn cứ|theo|sau|nhằm|để|trong|trên cơ sở|được sự|dưới sự|qua|ngày|năm \d{4},"
    r"|tính đến|kính)\s"
)
_LIST_LINE = re.compile(r"^\s*[-–+*•]\s*\S")
_STATEMENT = re.compile(r"(?i)\s*người lập|\s*thủ trưởng")


@dataclass(frozen=True, slots=True)
class Zones:
    """Indexes into `Document.blocks`, in reading order. Page headers and footers are in none."""

    head: tuple[int, ...]
    body: tuple[int, ...]
    foot: tuple[int, ...]


def find_zones(document: Document) -> Zones:
    """Part a document into head (issuer to title and addressee), body and foot (recipients, signature)."""
    flow = [i for i, b in enumerate(document.blocks) if b.kind not in ("header", "footer")]
    head_end = _head_end(document, flow)
    foot_start, foot_end = _foot(document, flow, head_end)
    return Zones(
        tuple(flow[:head_end]),
        tuple(flow[head_end:foot_start] + flow[foot_end:]),
        tuple(flow[foot_start:foot_end]),
    )


def is_layout(document: Document, table: int) -> bool:
    """Whether a table only places text (letter head, signatures, a frame), and holds no data."""
    grid = document.tables[table]
    if len(grid.cells) <= 1:
        return True
    if grid.cols > 4 or grid.rows > 8:
        return False
    text = [
        line for cell in grid.cells for line in lines.pieces(_text(document, document.blocks[cell.block]))
    ]
    if any(lines.is_nation(x) or lines.is_party(x) or lines.RECIPIENTS.match(x) for x in text):
        return True
    if grid.ruled is True:
        return False
    if any(lines.is_authority(x) or lines.is_number(x) or _STATEMENT.match(x) for x in text):
        return True
    return grid.rows == 1 and grid.ruled is False


def _text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def _head_end(document: Document, flow: list[int]) -> int:
    """How many blocks of the flow belong to the head; 0 when the document has none."""
    last = 0
    kind_at: int | None = None
    for place, index in enumerate(flow[:_HEAD_BLOCKS]):
        block = document.blocks[index]
        text = _text(document, block)
        parts = lines.pieces(text)
        if _marks(parts):
            last = place + 1
        kind = next((k for k in map(lines.kind_of, parts) if k), None)
        if kind and kind_at is None and (last or place < 4) and len(text) < 2 * _LONG:
            kind_at, last = place, place + 1
            break
        if place > last + 8 or (last and _is_body(block, text) and not _in_layout(document, block)):
            break
    if kind_at is not None:
        last = _title_end(document, flow, kind_at)
    elif last == 0:
        return 0
    last = _whole_table(document, flow, last)
    return _addressee_end(document, flow, last)


def _marks(parts: list[str]) -> bool:
    return any(
        lines.is_nation(p) or lines.is_party(p) or lines.is_number(p) or lines.is_place_date(p) for p in parts
    )


def _in_layout(document: Document, block: Block) -> bool:
    return block.table is not None and is_layout(document, block.table)


def _is_body(block: Block, text: str) -> bool:
    return len(text) > _LONG or (lines.NUMBERED.match(text) is not None and not lines.is_number(text))


def _title_end(document: Document, flow: list[int], kind_at: int) -> int:
    """The end of the abstract below the kind: its lines, a bracketed span of time, a rule."""
    first = document.blocks[flow[kind_at]]
    parts = lines.pieces(_text(document, first))
    rest = next((kind[1] for kind in map(lines.kind_of, parts) if kind), "")
    # "BÁO CÁO KẾT QUẢ": two or three words only open a title that the next line goes on with.
    has_title = len(parts) > 1 or len(rest.split()) > 3
    place = kind_at + 1
    previous = first
    while place < len(flow) and place <= kind_at + 8:
        block = document.blocks[flow[place]]
        text = _text(document, block).strip()
        if not text or lines.RULE.match(text) or _marks([text]):
            place += 1
            continue
        if block.table is not None and not _in_layout(document, block):
            break
        about = not has_title and lines.ABOUT.match(text)
        if (lines.NUMBERED.match(text) and not about) or lines.ADDRESSEE.match(text) or len(text) > 2 * _LONG:
            break
        if has_title and not _continues(previous, block, text, _text(document, previous)):
            break
        if not has_title and _OPENING.match(text) and text.endswith((".", ":", ";")):
            break
        has_title, previous = True, block
        place += 1
    while place > kind_at + 1 and lines.RULE.match(_text(document, document.blocks[flow[place - 1]])):
        place -= 1
    return place


def _continues(previous: Block, block: Block, text: str, before: str) -> bool:
    """Whether this block is one more line of the title that `previous` opened."""
    if block.kind in ("heading", "item") and previous.kind not in ("heading", "item"):
        return False
    if text.startswith("(") and text.endswith(")"):
        return True
    if previous.bold != block.bold or len(text) > _LONG or text.endswith((".", ":", ";")):
        return False
    if lines.is_capitals(before) and before.strip().upper() not in lines.kinds():
        return lines.is_capitals(text) or text[:1].islower()
    return text[:1].islower() or (block.bold and previous.bold)


def _addressee_end(document: Document, flow: list[int], place: int) -> int:
    """`Kính gửi:` and the lines of addressees below it belong to the head."""
    ahead = place
    while (
        ahead < len(flow)
        and ahead < place + 2
        and lines.RULE.match(_text(document, document.blocks[flow[ahead]]))
    ):
        ahead += 1
    if ahead >= len(flow) or not lines.ADDRESSEE.match(_text(document, document.blocks[flow[ahead]])):
        return place
    opened = _text(document, document.blocks[flow[ahead]]).rstrip().endswith((":", "gửi"))
    ahead += 1
    while ahead < len(flow):
        text = _text(document, document.blocks[flow[ahead]])
        if len(text) > 120 or not (_LIST_LINE.match(text) or opened) or lines.NUMBERED.match(text):
            break
        if opened and not _LIST_LINE.match(text) and _OPENING.match(text):
            break
        opened = False
        ahead += 1
    return ahead


def _whole_table(document: Document, flow: list[int], place: int) -> int:
    """A zone never ends inside a layout table."""
    if not place:
        return place
    table = document.blocks[flow[place - 1]].table
    if table is None:
        return place
    while place < len(flow) and document.blocks[flow[place]].table == table:
        place += 1
    return place


def _foot(document: Document, flow: list[int], head_end: int) -> tuple[int, int]:
    """Start and end (places in the flow) of the foot; both at the end when there is none."""
    start = _foot_start(document, flow, head_end)
    if start is None:
        return len(flow), len(flow)
    seen_name = seen_list = False
    place = start
    while place < len(flow):
        block = document.blocks[flow[place]]
        text = _text(document, block).strip()
        if lines.ANNEX.match(text) or (block.table is not None and not _in_layout(document, block)):
            break
        parts = lines.pieces(text)
        named = any(lines.person(p) for p in parts)
        listed = any(lines.RECIPIENTS.match(p) for p in parts)
        if not _foot_like(text, parts, named, listed):
            break
        if seen_name and seen_list and not _LIST_LINE.match(text) and block.table is None:
            break
        seen_name, seen_list = seen_name or named, seen_list or listed
        place += 1
    return start, _whole_table(document, flow, place)


def _foot_like(text: str, parts: list[str], named: bool, listed: bool) -> bool:
    if not text or named or listed or _LIST_LINE.match(text) or lines.RULE.match(text):
        return len(text) < 4 * _LONG
    if any(lines.is_authority(p) or lines.is_position(p) or lines.SIGNED.match(p) for p in parts):
        return True
    return len(text) < 90 and not lines.NUMBERED.match(text) and not text.endswith(".")


def _foot_start(document: Document, flow: list[int], head_end: int) -> int | None:
    """The first block of the closing: `Nơi nhận`, or the signature where that comes first."""
    marks: list[int] = []
    for place in range(head_end, len(flow)):
        block = document.blocks[flow[place]]
        if block.table is not None and not _in_layout(document, block):
            continue
        parts = lines.pieces(_text(document, block))
        if any(lines.RECIPIENTS.match(p) for p in parts):
            signature = [m for m in marks if m >= place - _FOOT_REACH]
            return _table_start(document, flow, min([*signature, place]))
        if any(lines.is_authority(p) or lines.is_position(p) for p in parts):
            marks.append(place)
    closing = [m for m in marks if _signed_below(document, flow, m)]
    return _table_start(document, flow, closing[0]) if closing else None


def _signed_below(document: Document, flow: list[int], mark: int) -> bool:
    """A signature ends in a name, or stands at the very end."""
    below = flow[mark : mark + 6]
    names = any(lines.person(p) for i in below for p in lines.pieces(_text(document, document.blocks[i])))
    return names or mark >= len(flow) - 3


def _table_start(document: Document, flow: list[int], place: int) -> int:
    table = document.blocks[flow[place]].table
    while table is not None and place and document.blocks[flow[place - 1]].table == table:
        place -= 1
    return place
