"""One sentence read into words and quantities: numbers told apart from citations, dates and names.

Knows one sentence; its neighbours and the records are `figures`' work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.folding import fold
from nlp.exclusions import excluded, words_of
from nlp.lexicon import Lexicon
from nlp.measures import Measured, measured
from nlp.numbers import Number, numbers
from nlp.periods import Period
from nlp.quantities import Quantity, is_named, noun_end, quantity
from nlp.records import changed, fixed
from nlp.sentences import Sentence
from nlp.tagged_nouns import with_tagged_nouns
from nlp.tagger import tags
from nlp.words import Atom, Word, words

# Nobody is given less than a hundred đồng; medals are.
_FEW = 100
_MEDALS = re.compile(r"\bhuy chương\b|\b\d+ (?:hcb|bạc)\b")
# "một đồng chí", "một hộ": beside another number of the sentence these are counted one by one.
_COUNTED_ALONE = frozenset(("đồng", "đảng", "tập", "cá", "hộ", "trường", "em", "cháu", "cô", "vụ", "ca"))


@fixed
class Known:
    """Spans that other layers found, sorted: names of units, titles of models, cited titles, periods.

    `paired`: the lead-in says that a/b are two counts.
    """

    units: tuple[tuple[int, int], ...]
    titles: tuple[tuple[int, int], ...]
    cited: tuple[tuple[int, int], ...]
    periods: tuple[Period, ...]
    paired: bool = False


@fixed
class Reading:
    """A sentence's words and its quantities in order; `folded` is its folded text."""

    sentence: Sentence
    folded: str
    words: list[Word]
    quantities: list[Quantity]


def read_sentence(
    text: str, sentence: Sentence, opens_block: bool, known: Known, lexicon: Lexicon
) -> Reading:
    """Words and quantities of one sentence."""
    start, end = sentence.start, sentence.end
    folded = fold(text[start:end])
    taken = _taken(text, sentence, opens_block, known)
    candidates = [
        (number, measured(folded, number.end - start, end - start, number))
        for number in numbers(text, start, end, known.paired)
        if not _overlaps(number.start, number.end, taken) and not _ranked(text, number)
    ]
    candidates = [(n, None if _medals(folded, n, m) else m) for n, m in candidates]
    candidates = [(n, m) for n, m in candidates if m is None or not _overlaps(n.end, m.end + start, taken)]
    atoms = [Atom(n.start, m.end + start if m else n.end, "number", i) for i, (n, m) in enumerate(candidates)]
    zeros = _zeros(folded, start, atoms)
    if not atoms and not zeros:
        return Reading(sentence, folded, [], [])
    atoms = sorted([*atoms, *zeros, *_named_atoms(sentence, known, taken)], key=lambda a: a.start)
    read = words(text, start, end, _disjoint(atoms), lexicon)
    read = with_tagged_nouns(text, read, [i for i, (_, m) in enumerate(candidates) if m is None], lexicon)
    found: list[Quantity] = []
    for at, word in enumerate(read):
        if "zero" in word.classes:
            found += _zero(text, read, at, lexicon)
        elif "number" in word.classes and not (found and at < found[-1].end):
            number, unit = candidates[word.index]
            q = quantity(text, read, at, number, unit, lexicon)
            if _counts(read, q, unit):
                found.append(q)
    found = _articles_out(read, found)
    return Reading(sentence, folded, _explained(text, read, found), found)


def _medals(folded: str, number: Number, unit: Measured | None) -> bool:
    """ "45 vàng, 49 bạc, 64 đồng": medals, no money."""
    money = unit is not None and unit.kind == "money" and unit.unit == "đồng"
    return money and number.scale == 1 and number.value < _FEW and _MEDALS.search(folded) is not None


def _ranked(text: str, number: Number) -> bool:
    """ "giải Ba", "hạng hai": a spelt number behind a rank word is a name."""
    if not number.words:
        return False
    before = text[max(0, number.start - 6) : number.start].lower().split()
    return bool(before) and before[-1] in ("giải", "hạng", "thứ", "loại")


def _taken(text: str, sentence: Sentence, opens_block: bool, known: Known) -> list[tuple[int, int]]:
    spans = excluded(text, sentence.start, sentence.end, opens_block)
    spans += [(p.start, p.end) for p in known.periods]
    for group in (known.units, known.titles, known.cited):
        spans += [s for s in group if s[0] < sentence.end and s[1] > sentence.start]
    return sorted(spans)


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return bool([1 for a, b in spans if a < end and start < b])


def _named_atoms(sentence: Sentence, known: Known, taken: Sequence[tuple[int, int]]) -> list[Atom]:
    inside = [
        Atom(a, b, name, i)
        for name, group in (("unit", known.units), ("title", known.titles), ("cited", known.cited))
        for i, (a, b) in enumerate(group)
        if a >= sentence.start and b <= sentence.end
    ]
    inside += [Atom(p.start, p.end, "time", i) for i, p in enumerate(known.periods)]
    held = [(a.start, a.end) for a in inside]
    return inside + [Atom(a, b, "cited") for a, b in taken if not _overlaps(a, b, held)]


def _disjoint(atoms: list[Atom]) -> list[Atom]:
    kept: list[Atom] = []
    for atom in atoms:
        if atom.end > atom.start and (not kept or atom.start >= kept[-1].end):
            kept.append(atom)
    return kept


def _zeros(folded: str, offset: int, atoms: Sequence[Atom]) -> list[Atom]:
    found, at = [], folded.find("không có ")
    while at >= 0:
        if at == 0 or not folded[at - 1].isalnum():
            found.append(Atom(at + offset, at + offset + 8, "zero"))
        at = folded.find("không có ", at + 8)
    return found


def _zero(text: str, read: Sequence[Word], at: int, lexicon: Lexicon) -> list[Quantity]:
    """ "không có tổ chức đảng": zero of something countable, which a known noun names."""
    end = noun_end(read, at + 1, lexicon, none=True)
    if end == at + 1 or not read[at + 1].has("nouns", "events") or read[at + 1].has("attributes"):
        return []
    noun = text[read[at + 1].start : read[end - 1].end].lower()
    return [Quantity(at, end, "count", Decimal(0), None, None, None, noun, False, False)]


def _counts(read: Sequence[Word], q: Quantity, unit: Measured | None) -> bool:
    """Whether the number counts or measures something and is no name, ordinal, age or vague word."""
    before = read[q.at - 1] if q.at else None
    behind = read[q.at + 1] if q.at + 1 < len(read) else None
    if before is not None and before.has("vague"):
        return False
    if behind is not None and q.kind == "count" and behind.text in words_of("after") and not q.scaled:
        return False
    if q.kind == "duration" and _says_when(read, q):
        return False
    if q.spelled and unit is None and not q.scaled:
        counted = behind is not None and (q.total is not None or behind.has("nouns", "events"))
        return counted and q.noun is not None
    return not (
        unit is None and not q.scaled and is_named(read, q.at, q.noun is not None and _countable(read, q))
    )


def _countable(read: Sequence[Word], q: Quantity) -> bool:
    return read[q.at + 1].has("nouns", "events")


def _says_when(read: Sequence[Word], q: Quantity) -> bool:
    """ "5 năm qua", "kỷ niệm 79 năm", "trong 3 năm 2021-2024", "65 năm tuổi Đảng"."""
    behind = read[q.at + 1 : q.at + 3]
    before = read[max(0, q.at - 2) : q.at]
    if any(w.text in words_of("anniversaries") or w.text.endswith("huy hiệu") for w in before):
        return True
    said = " ".join(word.text for word in behind)
    if behind and ({behind[0].text, said} & words_of("stretches") or behind[0].has("time", "cited")):
        return True
    if behind and behind[0].text.startswith("ngày") and behind[0].capital:
        return True
    named = bool(behind) and behind[0].capital and not behind[0].has("verbs")
    return named or bool(before and before[-1].text in ("hằng", "hàng", "mỗi"))


def _articles_out(read: Sequence[Word], found: list[Quantity]) -> list[Quantity]:
    """ "một" is a number only beside another number or behind "ít nhất"; else it is an article."""
    kept: list[Quantity] = []
    for index, q in enumerate(found):
        if read[q.at].text != "một":
            kept.append(q)
            continue
        before = read[q.at - 1] if q.at else None
        neighbours = found[max(0, index - 1) : index] + found[index + 1 : index + 2]
        near = any(
            abs(other.at - q.at) <= 6 and read[other.at].text != "một" and other.kind == "count"
            for other in neighbours
        )
        person = q.noun is not None and q.noun.split(" ")[0] in _COUNTED_ALONE and len(found) > 1
        if (before is not None and before.has("approx")) or near or person:
            kept.append(q)
    return kept


def _explained(text: str, read: list[Word], found: Sequence[Quantity]) -> list[Word]:
    """Words around the numbers that no lexicon knows, tagged where no verb explains the clause."""
    at = 0
    for q in found:
        first = q.at
        while first > at and "mark" not in read[first - 1].classes:
            first -= 1
        window = read[first : q.at]
        if [w for w in window if _unknown(w)] and not any(
            w.has("verbs", "attributes", "grades") for w in window
        ):
            _tag(text, read, first, q.at)
        behind = q.end + (q.end < len(read) and read[q.end].has("adverbs"))
        if behind < len(read) and _unknown(read[behind]):
            _tag(text, read, behind, min(behind + 4, len(read)), q.at)
        at = q.end
    return read


def _unknown(word: Word) -> bool:
    return not word.classes and not word.capital


def _tag(text: str, read: list[Word], first: int, last: int, opening: int | None = None) -> None:
    """Marks the unknown words of `read[first:last]` as verbs or nouns; `opening`: where the text begins."""
    while last > first and read[last - 1].has("mark"):
        last -= 1
    if last == first:
        return
    start = read[first if opening is None else opening].start
    tagged = tags(text[start : read[last - 1].end])
    for index in range(first, last):
        if not _unknown(read[index]):
            continue
        span = next((t for t in tagged if t[0] + start <= read[index].start < t[1] + start), None)
        if span is not None and span[2] in ("V", "N"):
            name = "verbs" if span[2] == "V" else "nouns"
            read[index] = changed(read[index], classes=frozenset({name}))
