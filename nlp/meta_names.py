"""Names of organisations in capitals, put into the case that a sentence gives them.

Knows heads, place words and abbreviations from the lexicon; the rest of a name is taken as proper.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.files import read_yaml
from corpus.folding import fold
from nlp.meta_lines import is_capitals

_TOKEN = re.compile(r"[^\s,;:()/–—-]+(?:/[^\s,;:()]+)?|[-–—,;:()/]")
_ROMAN = re.compile(r"[IVX]+")
_LONGEST = 12


@cache
def _phrases() -> dict[str, str]:
    """Folded phrase -> the phrase in the case that it has inside a sentence."""
    table = read_yaml("lexicon", "meta.yaml")
    offices = [line for group in read_yaml("lexicon", "units.yaml") for line in group["heads"]]
    offices += [line for lines in read_yaml("lexicon", "units_functions.yaml").values() for line in lines]
    spelled = (line.split("|")[0].strip() for line in offices)
    names = [
        *(name for name in spelled if " " in name),
        *table["proper"],
        *(h["name"] for h in table["heads"]),
        *table["lower"],
    ]
    return {fold(name): name for name in names}


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(read_yaml("lexicon", "meta.yaml")["abbreviations"])


@cache
def _bare_heads() -> tuple[frozenset[str], frozenset[str]]:
    heads = read_yaml("lexicon", "meta.yaml")["heads"]
    return (
        frozenset(fold(h["name"]) for h in heads),
        frozenset(fold(h["name"]) for h in heads if h.get("bare")),
    )


def _places() -> frozenset[str]:
    return _table("places")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(fold(p) for p in read_yaml("lexicon", "meta.yaml")[name])


def opens_name(line: str) -> bool:
    """Whether a line begins with a word that begins the name of an organisation."""
    tokens = _words(line)
    if not tokens:
        return False
    heads, _ = _bare_heads()
    if tokens[0].upper() == tokens[0] and tokens[0] in _abbreviations() and len(tokens[0]) > 2:
        return True
    return any(
        " ".join(fold(t) for t in tokens[:n]) in heads for n in range(1, min(len(tokens), _LONGEST) + 1)
    )


def only_place(line: str) -> bool:
    """Whether a line opens with a word of place or of joining, as no name of an organisation does."""
    words = [fold(word) for word in _words(line)]
    return not words or words[0] in _places() or words[0] in ("và", "của", "các", "cấp", "-", "–", "(")


def needs_more(line: str) -> bool:
    """Whether the line breaks off, or names a committee (`BAN CHẤP HÀNH`) whose body is on the next line."""
    words = " ".join(fold(t) for t in _words(line))
    return line.rstrip().endswith((",", "-", "–", "&")) or words in _table("committees")


def ends_in_place(line: str) -> bool:
    """Whether a line ends in a word of place that waits for its name: `ỦY BAN NHÂN DÂN XÃ`."""
    words = [fold(word) for word in _words(line)]
    return len(words) > 1 and words[-1] in _places()


def completed(issuer: str, parent: str) -> str:
    """A board named without its place gets that of its superior: `Ban Tuyên giáo` + `Huyện ủy A`."""
    words = [fold(w) for w in _words(issuer)]
    if _places().intersection(words) or not words or words[0] in ("sở", "phòng", "trường"):
        return issuer
    if " ".join(words) in _table("committees"):
        return f"{issuer} {parent}"
    above = fold(parent)
    if words[0] in ("ban", "ủy", "văn") and any(above.startswith(p) for p in _table("party_committees")):
        return f"{issuer} {parent}"
    commune = re.search(r"\b(?:xã|phường|thị trấn|đặc khu) .+$", parent)
    return f"{issuer} {commune.group()}" if commune and fold(issuer) in _bare_heads()[1] else issuer


def in_sentence_case(line: str) -> str:
    """`ĐẢNG ỦY PHƯỜNG ĐÔNG VỆ` as `Đảng ủy phường Đông Vệ`; a line that is not in capitals stays as it is."""
    squeezed = " ".join(line.split())
    if not is_capitals(squeezed):
        return squeezed
    tokens = list(_TOKEN.finditer(squeezed))
    cased = list(squeezed)
    place = 0
    after_place = known = False
    while place < len(tokens):
        count, form = _longest(tokens, place, squeezed, after_place)
        start, end = tokens[place].start(), tokens[place + count - 1].end()
        if place == 0 and form:
            form = form[0].upper() + form[1:]
        numbered = after_place or known
        cased[start:end] = _cased(squeezed[start:end], form, numbered)
        word, known = fold(squeezed[start:end]), bool(form)
        after_place = word in _places() or (after_place and not squeezed[start].isalpha())
        place += count
    return "".join(cased)


def _words(line: str) -> list[str]:
    return [m.group() for m in _TOKEN.finditer(line)]


def _longest(tokens: list[re.Match[str]], place: int, text: str, after_place: bool) -> tuple[int, str]:
    """How many tokens the longest known phrase here takes, and its form."""
    if after_place and fold(tokens[place].group()) not in ("các", "số"):
        return 1, ""
    for count in range(min(_LONGEST, len(tokens) - place), 0, -1):
        span = text[tokens[place].start() : tokens[place + count - 1].end()]
        known = _phrases().get(fold(span))
        if known:
            return count, known
    return 1, ""


def _cased(written: str, form: str, numbered: bool) -> list[str]:
    """The letters of `written` in the case of `form`; without a form, as a proper name."""
    if form and len(form) == len(written):
        return [w.upper() if f.isupper() else w.lower() for w, f in zip(written, form, strict=True)]
    if (
        written in _abbreviations()
        or (numbered and _ROMAN.fullmatch(written))
        or any(c.isdigit() for c in written)
    ):
        return list(written)
    return list(written.capitalize())
