"""Which place names this report knows: those it writes in full, its sender's, the gazetteer's.

Knows names and levels; where a bare name counts is the work of lists, tables and `unit_bare`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.folding import bare, fold, key
from extract.document import Document
from nlp.records import Meta
from nlp.unit_gazetteer import Area, area_of
from nlp.unit_grammar import Node, parse
from nlp.unit_lexicon import LEVELS
from nlp.unit_tokens import tokenise

# The level that a body's name tells: Huyện ủy Thanh Ba sits in huyện Thanh Ba.
_BODIES = {
    "huyện ủy": "huyện",
    "thị ủy": "thị xã",
    "quận ủy": "quận",
    "thành ủy": "thành phố",
    "tỉnh ủy": "tỉnh",
    "huyện đoàn": "huyện",
    "tỉnh đoàn": "tỉnh",
    "thành đoàn": "thành phố",
    "thị đoàn": "thị xã",
}
_BELOW = {
    "tỉnh": "huyện",
    "thành phố": "xã",
    "thị xã": "xã",
    "quận": "phường",
    "huyện": "xã",
    "xã": "thôn",
    "phường": "tổ dân phố",
    "thị trấn": "khu phố",
    "đặc khu": "thôn",
}
CENTRAL = frozenset(
    ("hà nội", "hồ chí minh", "hcm", "tp.hcm", "hải phòng", "đà nẵng", "cần thơ", "huế", "thừa thiên huế")
)
_SINCE_TWO_TIERS = (2025, 7)
_DATE = re.compile(r"tháng\s+(\d{1,2})\s+năm\s+(20\d\d)")


@dataclass(slots=True)
class Places:
    """`types`: folded name -> heads it was seen with. `bare`: the same without accents -> names.

    `level`: the sender's ("huyện"), `below`: the one under it, `province`: folded or None.
    `area`: where the sender sits in the gazetteer. `school`: a school reports, its "tổ 4" are teachers.
    `committee`: the type of the Party committee whose bodies (UBKT) the sender names without it.
    """

    types: dict[str, list[str]] = field(default_factory=dict)
    spelt: dict[str, list[str]] = field(default_factory=dict)
    level: str | None = None
    below: str = "xã"
    province: str | None = None
    seat: str | None = None
    area: Area | None = None
    school: bool = False
    committee: str = "huyện ủy"

    def learn(self, name: str, head: str) -> None:
        """Remember that `name` (as written) was seen with this head."""
        folded = key(name)
        heads = self.types.setdefault(folded, [])
        if head not in heads:
            heads.append(head)
        spelt = self.spelt.setdefault(bare(name), [])
        if name not in spelt:
            spelt.append(name)

    def head_of(self, name: str, wanted: str | None = None) -> str | None:
        """The head a bare name goes with: the wanted one if seen, else the first seen."""
        heads = self.types.get(key(name))
        if not heads:
            return None
        return wanted if wanted in heads else heads[0]

    def only(self, head: str, written: str) -> str | None:
        """ "Thị trấn" alone with the name of the only one that the report knows."""
        names = [name for name, heads in self.types.items() if head in heads]
        if key(written) != head or len(names) != 1:
            return None
        return f"{written} {self.spelt[bare(names[0])][0]}"

    def mend(self, name: str) -> str | None:
        """The spelling seen elsewhere, where this one differs from all seen in accents only."""
        if key(name) in self.types:
            return None
        others = self.spelt.get(bare(name), ())
        return others[0] if len(others) == 1 else None


def places_of(document: Document, head_blocks: Iterable[int], meta: Meta | None = None) -> Places:
    """What the head of the report says of its sender: level, province, names."""
    issuer = (meta.issuer or "") if meta else ""
    places = Places(area=area_of(meta), school=fold(issuer).startswith("trường "))
    lines = [(b.start, b.end) for i in head_blocks if (b := document.blocks[i]).end - b.start < 400]
    seen = _senders(document.text, lines, places)
    if meta is not None and (meta.parent or meta.issuer):
        # Written as in a sentence, names of bodies and of places are told apart better than in capitals.
        names = "\n".join(filter(None, (meta.parent, meta.issuer)))
        seen = _senders(names, [(0, len(names))], places) or seen
    levels = [level for level in map(_level_of, seen[:3]) if level]
    if levels:
        # The issuer stands below its superior, so the lower of the first two levels is the sender's.
        places.level = max(levels[:2], key=_RANK.__getitem__)
        places.below = _BELOW.get(places.level, "thôn")
        if places.level == "tỉnh" and lines and _two_tiers(document.text[lines[0][0] : lines[-1][1]]):
            places.below = "xã"
    places.committee = _committee(fold(issuer), places.level)
    for name, heads in places.types.items():
        if "tỉnh" in heads or (("thành phố" in heads) and name in CENTRAL):
            places.province = name
        elif "huyện" in heads and places.seat is None:
            places.seat = name
    return places


def _senders(text: str, spans: list[tuple[int, int]], places: Places) -> list[Node]:
    """The units written in these stretches; the places in their names become known."""
    tokens = tokenise(text, spans)
    found: list[Node] = []
    at = 0
    while at < len(tokens):
        node = parse(tokens, at) if tokens.raw[at][0].isupper() else None
        if node is None:
            at += 1
            continue
        found.append(node)
        for name, head in names_in(tokens.text, tokens.starts, tokens.ends, node):
            places.learn(name, head)
        at = node.end
    return found


_RANK = {
    name: rank
    for rank, name in enumerate(
        ("tỉnh", "thành phố", "thị xã", "quận", "huyện", "phường", "thị trấn", "xã", "đặc khu", "thôn")
    )
}


def _committee(issuer: str, level: str | None) -> str:
    """The Party committee closest to the sender."""
    low = ("xã", "phường", "thị trấn", "đặc khu", "thôn")
    if issuer.startswith(("đảng ủy", "đảng bộ", "chi bộ")) or level in low:
        return "đảng ủy"
    return "tỉnh ủy" if level == "tỉnh" or "tỉnh ủy" in issuer else "huyện ủy"


def _two_tiers(head: str) -> bool:
    """Whether the report is from July 2025 on, when districts were gone."""
    date = _DATE.search(head)
    return date is not None and (int(date[2]), int(date[1])) >= _SINCE_TWO_TIERS


def _level_of(node: Node) -> str | None:
    head = node.head.name.lower()
    if head in _BODIES:
        return _BODIES[head]
    if head == "sở":
        return "tỉnh"
    inner: Node | None = node
    while inner is not None:
        if inner.head.type in LEVELS and inner.head.name != "khu vực":
            return inner.head.type
        if inner.head.name.lower() in _BODIES:
            return _BODIES[inner.head.name.lower()]
        inner = inner.behind
    return None


def names_in(text: str, starts: list[int], ends: list[int], node: Node) -> list[tuple[str, str]]:
    """(proper name, head) of every place inside the unit, also of a body that bears a place's name."""
    found: list[tuple[str, str]] = []
    inner: Node | None = node
    while inner is not None:
        if inner.proper is not None:
            name = text[starts[inner.proper[0]] : ends[inner.proper[1] - 1]]
            head = _BODIES.get(inner.head.name.lower())
            if inner.head.type in LEVELS:
                head = inner.head.name.lower()
            if head and not name.isdigit():
                found.append((name, head))
        inner = inner.behind
    return found
