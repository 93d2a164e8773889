"""Enumerations that leave the type word out: "xã A, B và C", "03 đảng bộ (A, B, C)", "thôn A 5 hộ, B 7 hộ".

Knows separators, amounts between the names and what introduces a list; knows no gazetteer.
"""

from __future__ import annotations

from dataclasses import replace

from nlp.unit_context import plural
from nlp.unit_found import Found, chunk_end, folded, head_words, is_person, left_out, opens_name, spelled
from nlp.unit_gazetteer import commune_type, type_in
from nlp.unit_grammar import Node
from nlp.unit_lexicon import LEVELS, head_type
from nlp.unit_phrases import number_name
from nlp.unit_places import Places
from nlp.unit_tokens import BREAK, Tokens

_SEPARATORS = frozenset((",", ";", "và", "cùng", "hoặc"))
_CLOSERS = frozenset((",", ";", ".", ")", "(", ":", BREAK, "và", "…", "-", "–", "/", "]", "hoặc"))
_COUNTED_WITH = frozenset(("phường", "thị", "xã", "huyện", "quận", "thành", "thôn", "bản", "ấp"))
_OPENERS = frozenset(("(", ":", "gồm", "là"))
# "9 xã gồm ..., Thoại Sơn": a district of that name is not meant where communes are listed.
_COMMUNES, _DISTRICTS = ("xã", "phường", "thị trấn", "đặc khu"), ("huyện", "thị xã", "thành phố", "quận")
_LIKE = {**dict.fromkeys(_COMMUNES, _COMMUNES), **dict.fromkeys(_DISTRICTS, _DISTRICTS)}
_AMOUNT_REACH = 7
_SPELLED = frozenset("một hai ba bốn năm sáu bảy tám chín mười".split())
_BRACKET_REACH = 24
_NAMED_ALIKE = ("trường", "y tế", "doanh nghiệp", "quân sự")
_NOUNS = {
    "xã": "xã", "phường": "phường", "huyện": "huyện", "thôn": "thôn", "bản": "bản", "ấp": "ấp", "xóm": "xóm",
    "khu": "khu", "buôn": "buôn", "trấn": "thị trấn", "phố": "khu phố", "quận": "quận", "tỉnh": "tỉnh",
    "bộ": "", "vị": "", "sở": "", "phương": "", "hội": "", "ủy": "", "đoàn": "", "hộ": "",
}  # fmt: skip


def follow_lists(tokens: Tokens, found: list[Found], places: Places) -> list[Found]:
    """The bare names that continue a list behind the mentions found so far."""
    taken = {f.start for f in found}
    more: list[Found] = []
    for mention in found:
        if mention.node is None:
            continue
        missing = (mention.type, mention.head) if mention.restored else left_out(tokens, mention.node)
        if missing is None:
            more += _namesakes(tokens, mention.node, taken, places)
        if missing is not None:
            many = plural(tokens, mention.start)
            more += _continue(tokens, mention.end, missing[0], missing[1], taken, places, many)
    return more


def _namesakes(tokens: Tokens, node: Node, taken: set[int], places: Places) -> list[Found]:
    """Schools, stations and firms behind one of their kind: "TYT Tân Lộc, Tân Phú", "các HTX A, B".

    Without a plural before them the names must be known places, for anything may follow a comma.
    """
    if node.type not in _NAMED_ALIKE or node.proper is None or node.proper[1] != node.end or node.behind:
        return []
    head = spelled(tokens, node, tokens.starts[node.proper[0]])
    listed = _continue(tokens, node.end, node.type, head, set(taken), places)
    if not plural(tokens, node.start):
        names = [folded(tokens, f.start, f.end) for f in listed]
        if not all(places.head_of(name) or type_in(places.area, name) for name in names):
            return []
    taken.update(f.start for f in listed)
    return listed


def share_bodies(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Places that stand for bodies, as their neighbour before them says: "UBND Phường 1, Phường 2"."""
    shared: list[Found] = []
    for mention in found:
        body = _listed_body(tokens, mention, shared[-1]) if shared else None
        if body is not None and mention.node is not None:
            type_, words = body
            reasons = (*mention.reasons, "enumeration")
            head = f"{words} {head_words(tokens, mention.node)}"
            mention = replace(mention, type=type_, reasons=reasons, head=head, restored=words)
        shared.append(mention)
    return shared


def _listed_body(tokens: Tokens, mention: Found, previous: Found) -> tuple[str, str] | None:
    """The body of the mention before, where this one is its neighbour on the same level."""
    node = mention.node
    if previous.node is None or node is None or node is not node.place:
        return None
    # "Đảng bộ xã A, thị trấn B": behind a Party body places stay places, as the guideline has it.
    if previous.type in ("đảng bộ", "chi bộ", "đảng ủy"):
        return None
    place = previous.node.place
    if place is None or (place is previous.node and not previous.restored):
        return None
    if _LIKE.get(place.type, (place.type,)) != _LIKE.get(mention.type, (mention.type,)):
        return None
    if tuple(tokens.low[previous.end : mention.start]) not in ((",",), ("và",), (",", "và"), (";",)):
        return None
    if previous.restored:
        return previous.type, previous.restored
    return previous.type, spelled(tokens, previous.node, tokens.starts[place.start])


def _continue(
    tokens: Tokens, at: int, type_: str, head: str, taken: set[int], places: Places, many: bool = False
) -> list[Found]:
    """The names behind the one that ends at `at`. `many`: a plural stands before that one."""
    found: list[Found] = []
    while True:
        stop, loose = _to_separator(tokens, at)
        if stop is None:
            return found
        start = stop + 1
        if tokens.low[start] == "và":
            start += 1
        if start in taken:
            return found
        end = _item(tokens, start, type_, places)
        if end is None or not (
            _fits(tokens, start, end, loose, places) or (many and _named(tokens, start, end))
        ):
            return found
        mention = _listed(tokens, start, end, type_, head, places)
        taken.add(start)
        found.append(mention)
        if mention.restored != head:
            return found
        at = end


def _item(tokens: Tokens, start: int, type_: str, places: Places) -> int | None:
    end = chunk_end(tokens, start)
    if end is None:
        return None
    numbered = number_name(tokens, end) if tokens.raw[end][0].isdigit() else None
    if numbered and tokens.raw[numbered][0].isdigit():
        return numbered  # "Đường 10 19 ca": the second number counts
    if numbered and type_ == "thôn":
        closed = tokens.low[numbered] in _CLOSERS or tokens.raw[numbered].islower()
        return numbered if closed else end
    return numbered if numbered and _known(tokens, start, numbered, places) else end


def _to_separator(tokens: Tokens, at: int) -> tuple[int | None, bool]:
    """(index of the separator behind a name, whether an amount stands between), or (None, ...)."""
    loose = False
    if tokens.low[at] == "(":
        close = next((k for k in range(at, at + _BRACKET_REACH) if _at(tokens, k) in (")", BREAK)), None)
        if close is None or _at(tokens, close) == BREAK:
            return None, False
        loose = any(w[0].isdigit() for w in tokens.raw[at:close])
        at = close + 1
    if tokens.low[at] in _SEPARATORS:
        return at, loose
    for k in range(at, min(at + _AMOUNT_REACH, len(tokens))):
        word = tokens.low[k]
        if word in (",", ";", "và") and loose:
            return k, True
        if word in _CLOSERS or tokens.raw[k][0].isupper():
            return None, False
        loose = loose or word[0].isdigit() or (k == at and word in _SPELLED)
    return None, False


def _at(tokens: Tokens, index: int) -> str:
    return tokens.low[index] if index < len(tokens.low) else BREAK


def _fits(tokens: Tokens, start: int, end: int, loose: bool, places: Places) -> bool:
    """Whether the chunk is the next name of the list."""
    if is_person(tokens, start, end):
        return False
    known = _known(tokens, start, end, places)
    if not known and not opens_name(tokens, start, end):
        return False
    following = tokens.low[end]
    if loose:
        return known or following == "(" or any(w[0].isdigit() for w in tokens.raw[end : end + 4])
    if following in _CLOSERS or known:
        return True
    return end - start >= 2 or following[0].isdigit()


def _named(tokens: Tokens, start: int, end: int) -> bool:
    """ "Các thôn Đông, Đoài đã họp": a short name behind a plural."""
    return opens_name(tokens, start, end) and not is_person(tokens, start, end)


def _known(tokens: Tokens, start: int, end: int, places: Places) -> bool:
    return places.head_of(folded(tokens, start, end)) is not None


def _listed(tokens: Tokens, start: int, end: int, type_: str, head: str, places: Places) -> Found:
    """The list's head, unless the name is known as a unit above it: "xã A, Cẩm Khê" (its district)."""
    if type_ in LEVELS:
        name = folded(tokens, start, end)
        known = places.head_of(name, head) or commune_type(places.area, name, head)
        if known != head:
            return Found(start, end, head_type(known), ("enumeration", "known"), known, known)
    return Found(start, end, type_, ("enumeration",), head, head)


def open_lists(tokens: Tokens, found: list[Found], places: Places) -> list[Found]:
    """Lists of bare names behind a count or a plural: "03 xã: A, B và C", "02 đảng bộ (A, B)"."""
    taken = {f.start for f in found}
    more: list[Found] = []
    for at, word in enumerate(tokens.low):
        if word not in _OPENERS or at == 0 or at + 1 in taken:
            continue
        head = _introduced(tokens, at, places)
        if head is None:
            continue
        items = _names(tokens, at + 1, word == "(", head, places)
        more += [item for item in items if item.start not in taken]
    return more


def _introduced(tokens: Tokens, at: int, places: Places) -> str | None:
    """The head that a list opened at `at` leaves out: the noun before it must be one of many."""
    for back in range(at - 1, max(at - 10, -1), -1):
        low = tokens.low
        if low[back] == "," and low[back - 1] in _NOUNS and low[back + 1] in _COUNTED_WITH:
            continue  # "6/12 xã, thị trấn sạch nợ quá hạn: ..."
        if tokens.low[back] in (",", ";", ".", BREAK, ")"):
            return None
        head = _NOUNS.get(tokens.low[back])
        if head is None or not tokens.raw[back].islower():
            continue
        first = back if plural(tokens, back) else back - 1
        if plural(tokens, first):
            return head or places.below
    return None


def _names(tokens: Tokens, start: int, bracket: bool, head: str, places: Places) -> list[Found]:
    items: list[Found] = []
    at = start
    while True:
        end = _item(tokens, at, head_type(head), places)
        if end is None or is_person(tokens, at, end):
            break
        name = folded(tokens, at, end)
        known = places.head_of(name, head)
        if not known and not opens_name(tokens, at, end):
            break
        own = known if known in _LIKE.get(head, (known,)) else None
        own = own or commune_type(places.area, name, head)
        items.append(Found(at, end, head_type(own), ("list",), own, own))
        stop, _ = _to_separator(tokens, end)
        if stop is None:
            at = end
            break
        at = stop + 2 if tokens.low[stop + 1] == "và" else stop + 1
        end = at
    closed = tokens.low[at] == ")" if bracket else True
    return items if len(items) > 1 and closed else []
