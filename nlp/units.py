"""Named organisations and administrative units in the body of a report.

Puts grammar, context, lists, tables and the gazetteer together; knows no figures or titles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.document import Document, block_at
from nlp.records import Meta, UnitMention
from nlp.unit_bare import bare_names
from nlp.unit_context import definite, shouted
from nlp.unit_found import Found, folded, left_out
from nlp.unit_gazetteer import is_province, type_in
from nlp.unit_grammar import Node, parse
from nlp.unit_lexicon import head_type, lexicon
from nlp.unit_lists import follow_lists, open_lists, share_bodies
from nlp.unit_names import mention
from nlp.unit_places import Places, names_in, places_of
from nlp.unit_tables import table_names
from nlp.unit_tokens import Tokens, quoted, tokenise
from nlp.zones import Zones


def find_units(
    document: Document, zones: Zones, excluded: Sequence[tuple[int, int]] = (), meta: Meta | None = None
) -> tuple[UnitMention, ...]:
    """Mentions in reading order. `excluded`: code point spans of titles, whose names are no units.

    `meta`: the report's, whose sender tells which names the gazetteer holds for it.
    """
    spans = [(document.blocks[i].start, document.blocks[i].end) for i in zones.body]
    hidden = [*excluded, *(q for a, b in spans for q in quoted(document.text, a, b))]
    tokens = tokenise(document.text, spans, hidden)
    places = places_of(document, zones.head, meta)
    found = [f for f in _scan(tokens, places) if not _part_of_label(document, tokens, f)]
    found = share_bodies(tokens, found)
    steps: tuple[Callable[[list[Found]], list[Found]], ...] = (
        lambda known: follow_lists(tokens, known, places),
        lambda known: open_lists(tokens, known, places),
        lambda known: table_names(document, tokens, zones.body, known, places),
        lambda known: bare_names(tokens, known, places),
    )
    for step in steps:
        found = _merge(found, step(found), places, tokens)
    return tuple(mention(document, tokens, f, places) for f in found)


def _scan(tokens: Tokens, places: Places) -> list[Found]:
    """What the grammar reads, left to right, the longest first."""
    found: list[Found] = []
    first = lexicon().heads.root
    behind = 0
    for at in sorted({*tokens.capitals, *[i for i, word in enumerate(tokens.low) if word in first]}):
        node = parse(tokens, at) if at >= behind else None
        if node and shouted(tokens, node.start, node.end) and not _known_place(tokens, node, places):
            continue
        if node and node.head.name == "khu vực" and node.proper and is_province(folded(tokens, *node.proper)):
            continue  # a region, not a unit
        whole = _known_name(tokens, node, places) if node else None
        if whole:
            found.append(whole)
            behind = whole.end
        elif node and definite(tokens, node):
            for name, head in names_in(tokens.text, tokens.starts, tokens.ends, node):
                places.learn(name, head)
            reasons = (
                "head",
                *(("abbreviation",) if node.edits else ()),
                *(("misspelt",) if node.mended else ()),
            )
            missing = left_out(tokens, node)
            found.append(
                Found(node.start, node.end, node.type, reasons, missing[1] if missing else "", "", node)
            )
            behind = node.end
    return found


def _known_place(tokens: Tokens, node: Node, places: Places) -> bool:
    """Whether the name is of a place that the report or the gazetteer knows, however it is written."""
    place = node.place
    if node.edits or place is None or place.proper is None:
        return bool(node.edits)
    name = folded(tokens, *place.proper)
    return name.isdigit() or (places.head_of(name) or type_in(places.area, name)) is not None


def _known_name(tokens: Tokens, node: Node, places: Places) -> Found | None:
    """ "Trường Thuận", "Buôn Đôn": a known name that only looks like a head with its name."""
    whole = node.proper is not None and node.proper[1] == node.end and node.head.size == 1
    if not whole or not tokens.raw[node.start][0].isupper():
        return None
    name = " ".join(tokens.low[node.start : node.end])
    head = places.head_of(name)
    if head is None and tokens.low[node.start - 1] in ("xã", "phường", "(", "ở", "tại", ","):
        head = type_in(places.area, name, places.below)
    if head is None:
        return None
    return Found(node.start, node.end, head_type(head), ("bare-name", "known"), head, head)


def _part_of_label(document: Document, tokens: Tokens, found: Found) -> bool:
    """A bare head in a heading, or one that opens a longer label in a table: "Chi bộ sinh hoạt"."""
    if found.node is None or found.node.has:
        return False
    block = block_at(document, tokens.starts[found.start])
    if block is None or block.kind not in ("cell", "heading"):
        return False
    if block.kind == "heading":
        return True
    return found.type == "chi bộ" or tokens.ends[found.end - 1] < block.end


def _merge(found: list[Found], more: list[Found], places: Places, tokens: Tokens) -> list[Found]:
    """In reading order, the earlier found first where two overlap; new names become known."""
    free = list(found)
    for item in more:
        if all(item.end <= f.start or f.end <= item.start for f in found):
            free.append(item)
            if item.restored and item.type != "công an":
                name = tokens.text[tokens.starts[item.start] : tokens.ends[item.end - 1]]
                if " " not in item.restored or item.restored in (
                    "thị trấn",
                    "thị xã",
                    "thành phố",
                    "khu phố",
                    "tổ dân phố",
                ):
                    places.learn(name, item.restored)
    free.sort(key=lambda f: f.start)
    return free
