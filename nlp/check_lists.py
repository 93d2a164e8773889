"""Stated counts against the names that follow: "05 đảng bộ ... gồm: A, B, C, D, E".

Knows figures, units, titles and punctuation; what a name is was decided before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.folding import fold
from extract.document import Document, block_index
from nlp.check_records import Term, list_check
from nlp.records import Check, Figure, ModelTitle, UnitMention

_OPENER = re.compile(r"\s*[^.;:()\n]{0,60}?(?::|\bgồm:?|\blà:?|\bnhư:?|\()\s*")
_ENDLESS = re.compile(r"(?:\.{3}|…|v\.v)")
_NAMED = re.compile(
    r"(?:tổ chức|đơn vị|cơ quan|địa phương|xã|phường|thị trấn|huyện|thành phố|thị xã|quận|tỉnh|thôn|ấp|bản|xóm|khu|buôn|khóm|tổ dân phố|khu phố|"
    r"đảng bộ|chi bộ|đảng ủy|chi hội|chi đoàn|cơ sở|trường|trạm|bệnh viện|hợp tác xã|htx|doanh nghiệp|công ty|mô hình|câu lạc bộ|clb|phong trào|công trình|chương trình|cuộc vận động|cách làm)"
)
_ITEM = re.compile(r"\s*(?:[-–+*•]|\d{1,2}[.)/]|[a-zđ][.)])\s*\S")
_REACH = 700


def list_checks(
    document: Document, figures: Sequence[Figure], units: Sequence[UnitMention], models: Sequence[ModelTitle]
) -> list[Check]:
    """Checks of the counts of named things that a list of names follows."""
    mentions = sorted([*units, *models], key=lambda m: m.evidence.start)
    starts = tuple(block.start for block in document.blocks)
    found: list[Check] = []
    for place, figure in enumerate(figures):
        if (
            figure.kind not in ("count", "ratio")
            or figure.approx
            or figure.change
            or figure.value_max is not None
        ):
            continue
        if not _NAMED.match(fold(figure.noun or "")) or not 2 <= figure.value <= 60:
            continue
        index = block_index(starts, figure.evidence.start)
        if index is None:
            continue
        following = figures[place + 1].evidence.start if place + 1 < len(figures) else len(document.text)
        names = _inline(document, figure, index, mentions, following)
        if names is None:
            names = _items(document, figure, index, models)
        if names:
            ids = [id for id, _ in names]
            found.append(list_check(_term(figure), [name for _, name in names], ids, "names"))
    return found


def _inline(
    document: Document,
    figure: Figure,
    index: int,
    mentions: Sequence[UnitMention | ModelTitle],
    following: int,
) -> list[tuple[str, str]] | None:
    """The names listed in the same sentence, or None."""
    text, end = document.text, document.blocks[index].end
    opener = _OPENER.match(text, figure.evidence.end, min(end, figure.evidence.end + 90))
    if opener is None or following < opener.end():
        return None
    start = opener.end()
    bracket = opener.group().rstrip().endswith("(")
    stop = _stop(text, start, min(end, start + _REACH), bracket)
    if _ENDLESS.search(text, start, min(stop + 3, end)):
        return None
    inside = _top([m for m in mentions if start <= m.evidence.start < stop])
    if len(inside) < 2 or inside[0].evidence.start - start > 12:
        return None
    gaps = [text[a.evidence.end : b.evidence.start] for a, b in zip(inside, inside[1:], strict=False)]
    separated = ";" if any(";" in gap for gap in gaps) and not bracket else ""
    if separated:
        return _by_semicolon(text, inside, start, stop)
    # A comma, "và" or a bracket with an owner parts the names; anything longer ends the list.
    kept = [inside[0]]
    for gap, mention in zip(gaps, inside[1:], strict=True):
        if not re.fullmatch(
            r"[”\"’']?\s*(?:\([^()]*\))?\s*(?:,|và|;|, và|cùng)?\s*(?:mô hình\s*)?[“\"‘']?", gap
        ):
            break
        kept.append(mention)
    rest = text[kept[-1].evidence.end : stop]
    if len(kept) < 2 or re.match(r"[”\"’']?\s*(?:,|và)\s", rest):
        return None
    return [(m.id, m.evidence.quote) for m in kept]


def _top(mentions: Sequence[UnitMention | ModelTitle]) -> list[UnitMention | ModelTitle]:
    kept: list[UnitMention | ModelTitle] = []
    for mention in mentions:
        if not kept or mention.evidence.start >= kept[-1].evidence.end:
            kept.append(mention)
    return kept


def _by_semicolon(
    text: str, inside: Sequence[UnitMention | ModelTitle], start: int, stop: int
) -> list[tuple[str, str]] | None:
    """Names between semicolons: what stands behind a comma is the parent of the name before it."""
    names: list[tuple[str, str]] = []
    at = start
    for piece in text[start:stop].split(";"):
        mine = [m for m in inside if at <= m.evidence.start < at + len(piece)]
        if mine:
            names.append((mine[0].id, mine[0].evidence.quote))
        at += len(piece) + 1
    return names if len(names) > 1 else None


def _stop(text: str, start: int, end: int, bracket: bool) -> int:
    depth = 0
    for at in range(start, end):
        char = text[at]
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0 and bracket:
                return at
            depth -= 1
        elif char == "\n" or (depth <= 0 and char == "." and text[at + 1 : at + 2] in (" ", "\n", "")):
            return at
    return end


def _items(
    document: Document, figure: Figure, index: int, models: Sequence[ModelTitle]
) -> list[tuple[str, str]] | None:
    """The items or table rows directly below a line that ends with the count: "03 mô hình:"."""
    line = document.text[figure.evidence.end : document.blocks[index].end]
    if not re.fullmatch(r"[^.;]{0,80}[:.)]?\s*", line) or not line.rstrip().endswith((":", ")")):
        return None
    below: list[tuple[str, str]] = []
    for block in document.blocks[index + 1 : index + 80]:
        text = document.text[block.start : block.end]
        if block.kind == "cell" or not _ITEM.match(text):
            break
        if _ENDLESS.search(text[-6:]):
            return None
        title = next((m for m in models if block.start <= m.evidence.start < block.end), None)
        below.append((title.id if title else "", title.evidence.quote if title else text[:40]))
    return below if len(below) > 1 else None


def _term(figure: Figure) -> Term:
    return Term(figure.id, figure.value, figure.noun or figure.evidence.quote)
