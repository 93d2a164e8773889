"""The grammar of a unit's name: head, function, proper name, number, and the unit behind it.

Reads one name at one place; whether a mention counts there is `unit_context`'s work.
"""

from __future__ import annotations

from corpus.folding import bare
from nlp.records import fixed
from nlp.unit_lexicon import LEVELS, Form, Head, lexicon
from nlp.unit_phrases import anniversary, code_name, functions, is_roman, number_name, proper_name, serial
from nlp.unit_tokens import BREAK, Tokens
from nlp.unit_words import trade

Edit = tuple[int, int, str]
_COMMITTEES = frozenset((
    "huyện ủy", "tỉnh ủy", "thành ủy", "đảng ủy", "đảng bộ", "chi bộ", "đoàn thể", "mttq", "ubnd", "hđnd",
    "sở ngành", "công an", "tòa án", "quân sự", "y tế", "trường", "doanh nghiệp",
))  # fmt: skip
_DEEPEST = 6
# "Nhật Bản" is a country, "điểm trường Kinh Mới" is a school's branch, "già làng Rơ Châm A" a person.
_NO_HEADS = frozenset(
    (("điểm", "trường"), ("già", "làng"), ("già", "buôn"), ("già", "plei"), ("nhật", "bản"))
)
# Heads that are often written small before what they do: "khoa Nội", "đội Thuế số 2".
_SMALL = ("Khoa", "Phòng", "Tổ", "Đội")
_NAMES = ("name", "number", "serial", "code")


@fixed
class Node:
    """A name read at `start`..`end` (tokens). `proper`: the tokens of its own proper name or number.

    `behind`: the unit inside it (the level or the body it belongs to). `has`: kinds of complement.
    `edits`: code point spans and what `name` says in their place.
    `loose`: words were needed that its head is not known to take.
    """

    start: int
    end: int
    head: Head
    type: str
    has: frozenset[str]
    proper: tuple[int, int] | None = None
    behind: Node | None = None
    edits: tuple[Edit, ...] = ()
    mended: bool = False
    loose: bool = False

    @property
    def named(self) -> bool:
        """Whether a proper name or number says which one it is."""
        return self.proper is not None or (self.behind is not None and self.behind.named)

    @property
    def place(self) -> Node | None:
        """The administrative unit at the end of the name, with its own name."""
        if self.type in LEVELS and self.head.type in LEVELS and self.proper:
            return self
        return self.behind.place if self.behind else None


def parse(tokens: Tokens, start: int, inner: bool = False, depth: int = 0) -> Node | None:
    """The longest unit whose head stands at `start`, or None. `inner`: behind another head."""
    heads = lexicon().heads
    if depth > _DEEPEST or not (tokens.low[start] in heads.root or tokens.raw[start][0].isupper()):
        return None
    matches = heads.matches(tokens.low, start)
    if matches and not _false_head(tokens, start, matches[0][0]):
        best: Node | None = None
        for end, forms in matches:
            for form in forms:
                node = _read(tokens, start, end, form, inner, depth)
                if node and (best is None or _rank(node) > _rank(best)):
                    best = node
        if best:
            return best
    return _misspelt(tokens, start, inner, depth)


def _rank(node: Node) -> tuple[int, bool, bool, int, bool]:
    """The longest reading wins, among equals the one whose words its head is known to take, or says least."""
    known = not node.loose
    return node.end, known, known or node.type == "khác", node.head.size, "function" in node.has


def _false_head(tokens: Tokens, start: int, end: int) -> bool:
    matches = lexicon().false_heads.matches(tokens.low, start)
    return bool(matches) and matches[0][0] > end


def _misspelt(tokens: Tokens, start: int, inner: bool, depth: int) -> Node | None:
    """A head of two or more syllables with one wrong accent ("Huyên ủy"), if capitalised."""
    word = tokens.raw[start]
    if not word[0].isupper() or len(word) < 2 or not tokens.raw[start + 1][0].isalpha():
        return None
    table = lexicon().spelt
    for words in table.get((_bare(tokens.low[start]), _bare(tokens.low[start + 1])), ()):
        end = start + len(words)
        seen = tokens.low[start:end]
        wrong = [i for i, (a, b) in enumerate(zip(seen, words, strict=False)) if a != b]
        if len(seen) != len(words) or len(wrong) != 1 or _bare(seen[wrong[0]]) != _bare(words[wrong[0]]):
            continue
        for _, forms in lexicon().heads.matches([*words, BREAK], 0)[:1]:
            for form in forms:
                assert form.head is not None
                mended = Form(form.head.name, True, form.head)
                node = _read(tokens, start, end, mended, inner, depth, mended=True)
                if node:
                    return node
    return None


_BARE: dict[str, str] = {}


def _bare(word: str) -> str:
    known = _BARE.get(word)
    if known is None:
        known = _BARE[word] = bare(word)
    return known


def _read(
    tokens: Tokens, start: int, end: int, form: Form, inner: bool, depth: int, mended: bool = False
) -> Node | None:
    head = form.head
    assert head is not None
    capital = tokens.raw[start][0].isupper()
    if not _may_open(tokens, start, end, form, head, inner):
        return None
    edits: list[Edit] = []
    if form.full is not None:
        glued = tokens.starts[end] == tokens.ends[end - 1]
        full = form.full
        if capital and head.type not in LEVELS:
            full = full[0].upper() + full[1:]  # "HTX Đồng Tâm" at its full length keeps its capital
        edits.append((tokens.starts[start], tokens.ends[end - 1], full + (" " if glued else "")))
    at, has, proper, behind, loose = _complements(tokens, end, head, edits, depth)
    if proper is None and behind is None and (stop := _area_number(tokens, at, head.type == "sở ngành")):
        proper, at = (at, stop), stop
        has.add("number")
        behind = _as(parse(tokens, at, True, depth + 1), "level") if "level" in head.takes else None
        at = behind.end if behind else at
    if {"khu", "vực"} <= set(tokens.low[start:at]) or {"liên", "huyện"} <= set(tokens.low[start:at]):
        at = _province(tokens, at)
    bare_inner = inner and (head.alone or (head.inner and not head.needs) or head.type in LEVELS or capital)
    if (head.needs or not head.alone) and not (has & head.needs) and not bare_inner:
        return None
    type_ = head.type
    if head.inherits and behind is not None and behind.type in _COMMITTEES:
        type_ = _committee_of(behind) or behind.type
    elif head.inherits and behind is not None and behind.head.name == "Trung ương":
        type_ = "khác"
    return Node(
        start,
        at,
        head,
        type_,
        frozenset(has),
        proper,
        behind,
        (*edits, *(behind.edits if behind else ())),
        mended or (behind is not None and behind.mended),
        loose,
    )


def _may_open(tokens: Tokens, start: int, end: int, form: Form, head: Head, inner: bool) -> bool:
    """Whether the words `start`..`end`, as written and where they stand, are the head of a unit."""
    before, capital = tokens.low[start - 1], tokens.raw[start][0].isupper()
    if head.inner and not inner:
        return False
    if (form.capital or head.strict) and not capital:
        small = form.full is None and head.name in _SMALL and before not in ("văn", "căn")
        if not (small and _office(tokens, end)):
            return False
    if not capital and head.name.endswith("đoàn") and head.size > 1 and tokens.raw[start + 1][0].isupper():
        return False  # "nhập lại thành Đoàn xã A"
    if head.name.startswith("Thường") and before in ("thư", "tịch"):
        return False  # Phó Bí thư Thường trực is a person
    return (before, head.name) not in _NO_HEADS


def _office(tokens: Tokens, at: int) -> bool:
    """Whether what an office does is written here as its name: "khoa Nội", "phòng Nội vụ"."""
    return tokens.raw[at][0].isupper() and not tokens.raw[at].isupper() and tokens.raw[at + 1][0].isalpha()


def _committee_of(body: Node) -> str | None:
    """ "BCH Đảng bộ huyện" is the district's committee."""
    level = body.behind.type if body.type == "đảng bộ" and body.behind else ""
    return {"tỉnh": "tỉnh ủy", **dict.fromkeys(("huyện", "quận", "thị xã", "thành phố"), "huyện ủy")}.get(
        level
    )


def _complements(
    tokens: Tokens, at: int, head: Head, edits: list[Edit], depth: int
) -> tuple[int, set[str], tuple[int, int] | None, Node | None, bool]:
    """What the head takes from `at` on: the end, the kinds found, its proper name, the unit behind it,
    and whether words of other offices were needed."""
    has: set[str] = set()
    proper: tuple[int, int] | None = None
    behind: Node | None = None
    loose = False
    read_at, inside = -1, None
    for kind in head.takes:
        if behind is not None or (kind in _NAMES and proper is not None):
            break
        if (
            proper is not None
            and kind in ("level", "unit", "thon")
            and not _goes_on(tokens, proper, kind, head)
        ):
            break
        if kind == "function":
            words = functions(tokens, at, head, edits)
            if words:
                at, loose = words
                has.add(kind)
        elif kind == "trade":
            stop = trade(tokens, at)
            if stop:
                at = stop
                has.add(kind)
        elif kind in _NAMES:
            stop = _named(tokens, at, kind, head)
            if stop:
                proper, at = (at, stop), stop
                has.add(kind)
        else:
            if read_at != at:
                read_at, inside = at, parse(tokens, at, True, depth + 1)
            behind = _as(inside, kind)
            if behind:
                at = behind.end
                has.add(kind)
    return at, has, proper, behind, loose


def _named(tokens: Tokens, at: int, kind: str, head: Head) -> int | None:
    """The end of a proper name, a number that is a name, or a code such as K92 at `at`."""
    if kind == "name":
        return proper_name(tokens, at, head)
    if kind == "code":
        return code_name(tokens, at)
    if kind == "serial":
        return serial(tokens, at)
    return (anniversary(tokens, at) if head.name == "trường" else None) or number_name(tokens, at)


def _area_number(tokens: Tokens, at: int, office: bool) -> int | None:
    """ "Tòa án nhân dân khu vực 7", "Thuế cơ sở 4": the number of an area."""
    before = " ".join(tokens.low[max(at - 2, 0) : at])
    if before not in ("khu vực", "cơ sở", "liên xã") or (before == "cơ sở" and not office):
        return None
    # Here a number is a name whatever follows: "khu vực 7 tổ chức".
    word = tokens.raw[at]
    return at + 1 if (word.isdigit() and len(word) < 3) or is_roman(word) else None


def _province(tokens: Tokens, at: int) -> int:
    """The end of "- An Giang" behind the number or the first place of an area, else `at`."""
    if tokens.low[at] not in ("-", "–") or not (
        tokens.raw[at - 1][0].isdigit() or tokens.raw[at - 1][0].isupper()
    ):
        return at
    capitals = tokens.raw[at + 1][0].isupper() and tokens.raw[at + 2][0].isupper()
    return (proper_name(tokens, at + 1) or at) if capitals else at


def _goes_on(tokens: Tokens, proper: tuple[int, int], kind: str, head: Head) -> bool:
    """After a proper name only "Việt Nam" is followed by the level, after a number the body that counts it
    ("Chi nhánh 716 Binh đoàn 15"); "khu 2 thôn A" is one village."""
    if kind == "thon" or tokens.low[proper[0] : proper[1]] == ["việt", "nam"]:
        return True
    return head.type not in LEVELS and tokens.raw[proper[1] - 1][0].isdigit()


def _as(node: Node | None, kind: str) -> Node | None:
    """The unit behind a head, where it is one of the `kind` that the head takes."""
    if node is None:
        return None
    if kind == "thon":
        return node if node.type == "thôn" and node.named else None
    if kind == "level" and not (node.type in LEVELS or node.head.inner):
        return None
    return node
