"""Who a sentence's clauses may be about: noun phrases of units, people and offices, with what follows each.

Knows one sentence's words; who did what a number counts is `actor_choice`'s work.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from corpus.files import read_yaml
from nlp.lexicon import lexicon, listed
from nlp.predicates import shape
from nlp.records import changed, fixed
from nlp.subject_roles import WITH, acts, role_of
from nlp.words import Word

_MOST_WORDS = 9
_STOPS = (
    "mark", "number", "zero", "time", "title", "cited", "light", "parts", "conjunctions", "verbs", "adverbs",
    "approx", "prepositions", "grades",
)  # fmt: skip
_LED_BY = frozenset(("các", "những", "mỗi", "từng", "mọi", "một số", "nhiều", "toàn thể", "một"))
_JOINING = frozenset((",", "và", "cùng"))
WITHIN = frozenset(("trong", "trên địa bàn", "ở"))
_ASKING = frozenset(("đề nghị", "kiến nghị", "xin", "đề xuất", "kính đề nghị"))
# What stands behind a name that acts; behind a mark the verb or number follows at once.
_ACTING = frozenset(
    ("verb", "bare", "aside", "gives", "has", "owns", "by", ")verb", ":verb", ",verb", ")bare", ":bare")
)
_PERSONS = frozenset(("ông", "bà", "anh", "chị", "hộ", "hộ ông", "hộ bà", "gia đình", "già làng", "đồng chí"))
_LISTED = frozenset(("bare", "aside"))


@fixed
class Subject:
    """`first`, `end`: its words. `kind`: "unit" or "group". `role`: what follows it, helpers left out.

    `left`: the word before it, as its neighbours see it. `head`: its first noun, "-" for units. `verb`:
    the verb that follows. `joint`: whether somebody who helps stands between. `asked`: of whom it is asked.
    `helps`: it is the one that helps. `root`: the word before the first name of its list. `rank`: its place
    there, at most 2.
    """

    first: int
    end: int
    kind: str
    role: str
    left: str
    head: str
    verb: str
    joint: bool
    asked: bool
    helps: bool = False
    root: str = "-"
    rank: int = 0

    @property
    def lives(self) -> bool:
        """Whether it is a person or household, behind whose name the place may follow."""
        return self.head in _PERSONS

    @property
    def acts(self) -> bool:
        """Whether a verb or the number itself follows."""
        return self.role in _ACTING and not self.helps


_Chunk = tuple[int, int, str]


def subjects(words: Sequence[Word]) -> list[Subject]:
    """The noun phrases that may act, in order; what stands side by side before one verb is one."""
    chunks = _chunks(words)
    found: list[Subject] = []
    at = 0
    while at < len(chunks):
        last = _last_joined(words, chunks, at)
        whole = _subject(words, chunks, at, last)
        if last > at and not whole.acts:
            found += [_subject(words, chunks, index, index) for index in range(at, last + 1)]
        else:
            found.append(whole)
        at = last + 1
    return _linked(words, found)


def _linked(words: Sequence[Word], found: Sequence[Subject]) -> list[Subject]:
    """The phrases with what those before say: whose list they go on, whom they help, whose place they are."""
    linked: list[Subject] = []
    for subject in found:
        before = linked[-1] if linked else None
        if before is not None:
            root, rank = _list(words, before, subject)
            helps = before.joint and subject.left in WITH
            role = "within" if _within(words, before, subject) else subject.role
            subject = changed(subject, root=root, rank=rank, helps=helps, role=role)
        linked.append(subject)
    return linked


def _list(words: Sequence[Word], before: Subject, subject: Subject) -> tuple[str, int]:
    """The word before the list of names with numbers that the phrase goes on, and its place in it."""
    between = words[before.end : subject.first]
    goes_on = before.role in _LISTED and subject.role in _LISTED | {"verb"}
    if (
        goes_on
        and any(w.has("number") for w in between)
        and not any(acts(w) or w.has("parts") for w in between)
    ):
        return before.root, min(before.rank + 1, 2)
    return subject.left, 0


def _within(words: Sequence[Word], before: Subject, subject: Subject) -> bool:
    """Whether the phrase stands in a bracket that says where the one before is: "bà H (thôn 5) hiến"."""
    aside = words[before.end : subject.first]
    opens = bool(aside) and aside[0].text == "(" and not any(w.text == ")" for w in aside)
    if before.lives and len(aside) == 1 and aside[0].text == ",":
        return True
    return opens and before.acts and subject.role in (")verb", ")bare", ")", ",")


def _chunks(words: Sequence[Word]) -> list[_Chunk]:
    found: list[_Chunk] = []
    at = 0
    while at < len(words):
        end = _chunk_end(words, at)
        if end:
            found.append((at, end, "unit" if "unit" in words[at].classes else "group"))
        at = end or at + 1
    return found


def _chunk_end(words: Sequence[Word], first: int) -> int:
    """Index behind the phrase that opens with word `first`, or 0."""
    word = words[first]
    if "unit" in word.classes:
        return first + 1
    head = first + 1 if word.text in _LED_BY else first
    if head == len(words) or not _heads(words, head, led=head > first):
        return 0
    if _counted(words, first, head):
        return 0
    end = head + 1
    if words[head].upper and words[head].text not in _agents():
        return end
    while end < len(words) and end - head < _MOST_WORDS and _continues(words, end):
        end += 1
        if "unit" in words[end - 1].classes:
            break
    if end + 1 < len(words) and words[end].text in WITHIN and _place(words[end + 1]):
        end += 2
    return end


def _counted(words: Sequence[Word], first: int, head: int) -> bool:
    """ "12 hộ", "940 lượt cán bộ, chiến sĩ": who is counted does not act."""
    if not first:
        return False
    if words[first - 1].has("number", "zero") or words[first - 1].text in ("lượt", "số"):
        return True
    if first < 3 or words[first - 1].text not in _JOINING:
        return False
    groups = lexicon().groups
    own, beside = groups.get(words[head].text), groups.get(words[first - 2].text.removeprefix("lượt "))
    if not own or not beside or own.isdisjoint(beside):
        return False
    return _counted(words, first - 2, first - 2)


def _heads(words: Sequence[Word], at: int, *, led: bool) -> bool:
    word = words[at]
    if "unit" in word.classes:
        return led
    if word.has("mark", "number", "time", "title", "cited"):
        return False
    if word.text in _agents() or ("actors" in word.classes and "levels" not in word.classes):
        return True
    # "QC 29 sáng kiến", "VKS ban hành": an abbreviation that nobody explained.
    return word.upper and not word.classes and (at == 0 or words[at - 1].has("mark", "parts", "conjunctions"))


def _continues(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.capital and word.has("prepositions", "adverbs", "conjunctions"):
        return True  # "Quỹ Vì người nghèo"
    glued = at + 1 < len(words) and words[at - 1].end == word.start and words[at + 1].start == word.end
    if word.text in ("’", "'", "-", "‘", "`") and glued:
        return True  # "bà H’Bia Ê-ban"
    if word.capital and "verbs" in word.classes and not words[at - 1].has("mark"):
        return True
    if not word.classes.isdisjoint(_STOPS):
        return word.has("nouns", "adjectives") and not word.has("verbs", "light", "prepositions", "mark")
    return True


def _place(word: Word) -> bool:
    return word.has("unit", "levels") or word.text in ("xã", "huyện", "tỉnh", "phường", "thôn", "ngành", "ấp")


def _last_joined(words: Sequence[Word], chunks: Sequence[_Chunk], at: int) -> int:
    """The last of the phrases that stand side by side from `at` on."""
    last = at
    while last + 1 < len(chunks):
        behind, ahead = chunks[last][1], chunks[last + 1][0]
        comma = ahead - behind == 2 and words[behind].text == "," and words[behind + 1].text == "và"
        if not comma and (ahead - behind != 1 or words[behind].text not in _JOINING):
            break
        # "Tại Trung Lập, hội viên trồng": a place, then who did it there.
        ends_alike = words[behind - 1].has("unit") and chunks[last + 1][2] == "unit"
        if chunks[last][2] != chunks[last + 1][2] and words[behind].text == "," and not ends_alike:
            break
        last += 1
    return last


def _subject(words: Sequence[Word], chunks: Sequence[_Chunk], at: int, last: int) -> Subject:
    first, _, kind = chunks[at]
    helper = None
    if last + 1 < len(chunks):
        helper = chunks[last + 1][0], chunks[_last_joined(words, chunks, last + 1)][1]
    end = chunks[last][1]
    if words[first].text in _PERSONS and helper and helper[0] == end + 1 and words[end].text == ",":
        end = chunks[last + 1][1]  # "bà Trần Thị B, ấp 5 hiến"
    role, verb, joint = role_of(words, end, helper)
    head = "-"
    if kind == "group":
        noun = words[first + 1 if words[first].text in _LED_BY and first + 1 < chunks[at][1] else first]
        head = noun.text if noun.text in _agents() or noun.classes else "ABC"
    before = words[first - 1] if first else None
    left = "^" if before is None else shape(before)
    if before is not None and (before.text in WITH or before.text in ("được", "bị", "tham mưu", "riêng")):
        left = before.text
    if before is not None and first > 1 and words[first - 2].text in ("phối hợp", "tham mưu"):
        left = words[first - 2].text
    if left in ("do", "được") and role not in _ACTING and role != "end":
        role = "by"
    if role == "gives" and before is not None and not before.has("mark", "conjunctions", "parts"):
        role = "cho"
    asked = before is not None and before.text in _ASKING
    return Subject(first, chunks[last][1], kind, role, left, head, verb, joint, asked, root=left)


@cache
def _agents() -> frozenset[str]:
    data: dict[str, Any] = read_yaml("lexicon", "words.yaml")
    return frozenset(listed(data["agents"]))
