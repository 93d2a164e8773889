"""People and collectives that a report holds up as examples (điển hình, gương), with the awards they got.

Knows the sentences and tables in which reports name them, and units that were found before; no register.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from corpus.files import read_yaml
from corpus.folding import fold, key
from nlp.sentences import split

Kind = Literal["cá nhân", "tập thể"]
_BULLET = re.compile(r"\s*(?:[-+*•]|\d+[.)]|[a-zđ][.)])\s*")
# What stands before a unit in which a person works or lives, and before one that is itself held up.
_HELD_BY = re.compile(
    r"\b(?:bí thư|chủ tịch|chủ nhiệm|trưởng|phó|cán bộ|công chức|đảng viên|hội viên|đoàn viên|thành viên|"
    r"giáo viên|thuộc|tại|ở)\s+$"
)
_COLLECTIVE = re.compile(r"\btập thể\s+$")
_GIVEN = re.compile(r"\bđược\b")


@dataclass(frozen=True, slots=True)
class Exemplar:
    """One mention. `awards`: indicators of awards in its clause; `praised`: whether any praise is told."""

    start: int
    end: int
    name: str
    kind: Kind
    awards: tuple[str, ...] = ()
    praised: bool = False


def exemplars(
    text: str, units: Iterable[tuple[int, int]], models: Iterable[tuple[int, int]] = ()
) -> list[Exemplar]:
    """Those whom a report's text names, in order. `units`: spans of names of units; `models`: of titles.

    Where a sentence lists models, the units in it are their owners, not examples.
    """
    titles = sorted(models)
    free = [(a, b) for a, b in units if not _patterns()["places"].match(fold(text[a:b]))]
    found: dict[int, Exemplar] = {}
    at, header = 0, None
    for line in text.split("\n"):
        if "\t" in line:
            header = _column(line) if _column(line) is not None else header
            mentions = _of_row(text, at, line, header) if header is not None else []
        else:
            header = None
            mentions = []
            for a, b in split(text, at, at + len(line)):
                lists_models = any(a <= start < b for start, _ in titles)
                mentions += _of_sentence(text, a, b, [] if lists_models else free)
        for one in mentions:
            found.setdefault(one.start, one)
        at += len(line) + 1
    return [found[start] for start in sorted(found)]


def _of_sentence(text: str, start: int, end: int, units: Sequence[tuple[int, int]]) -> Iterator[Exemplar]:
    low = fold(text[start:end])
    lead = _patterns()["leads"].search(low)
    praise = _patterns()["praise"].search(low)
    if lead is None and praise is None:
        return
    praised = praise is not None
    for name in _patterns()["person"].finditer(text, start, end):
        awards = _awards_by(low, name.start("name") - start)
        yield Exemplar(name.start("name"), name.end("name"), name["name"], "cá nhân", awards, praised)
    # Who gives the praise stands before it; who gets it behind, or before "được".
    opened = start + lead.end() if lead else end
    given = _GIVEN.search(low)
    passive = praise is not None and given is not None and given.start() < praise.start()
    for a, b in units:
        before = low[: max(0, a - start)]
        if (
            start <= a
            and b <= end
            and not _HELD_BY.search(before)
            and (
                _COLLECTIVE.search(before)
                or (lead is not None and a >= opened and (praise is None or a < start + praise.start()))
                or (passive and given is not None and b <= start + given.start())
            )
        ):
            yield Exemplar(a, b, text[a:b], "tập thể", _awards_by(low, a - start), praised)


def _awards_by(low: str, at: int) -> tuple[str, ...]:
    """The awards that are named in the clause around a place."""
    clause = low[low.rfind(";", 0, at) + 1 : low.find(";", at) if ";" in low[at:] else len(low)]
    return tuple(dict.fromkeys(id for words, id in _awards().items() if re.search(rf"\b{words}\b", clause)))


def _column(line: str) -> int | None:
    """The place of the column of names in a table's head."""
    heads = [" ".join(re.findall(r"\w+", key(cell))) for cell in line.split("\t")]
    return next((at for at, head in enumerate(heads) if head in _columns()), None)


def _of_row(text: str, at: int, line: str, column: int) -> list[Exemplar]:
    cells = line.split("\t")
    if column >= len(cells) or _column(line) is not None or not re.search(r"[^\W\d_]{2}", cells[column]):
        return []
    begin = at + sum(len(cell) + 1 for cell in cells[:column])
    cell = cells[column]
    low = fold(line)
    awards = _awards_by(low.replace(";", ","), 0)
    person = _patterns()["person"].match(cell) or _patterns()["bare"].fullmatch(cell.strip())
    bullet = _BULLET.match(cell)
    skip = bullet.end() if bullet else len(cell) - len(cell.lstrip())
    if person is None:
        name = cell[skip:].strip()
        return [Exemplar(begin + skip, begin + skip + len(name), name, "tập thể", awards, bool(awards))]
    name = person["name"]
    start = begin + cell.index(name)
    return [Exemplar(start, start + len(name), name, "cá nhân", awards, bool(awards))]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    table: dict[str, Any] = read_yaml("lexicon", "exemplars.yaml")
    titles = "|".join(re.escape(t) for t in sorted(table["titles"], key=len, reverse=True))
    surnames = "|".join(re.escape(name) for name in sorted(set(table["surnames"]), key=len, reverse=True))
    # A syllable with a capital; of ethnic names also a lone capital.
    capitals = "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
    syllable = rf"[A-Z{capitals}][^\W\d_]*"
    name = rf"(?P<name>(?:{surnames})(?:\s{syllable}){{1,4}})(?!\w)"
    return {
        "leads": re.compile(rf"\b(?:{'|'.join(table['leads'])})\b(?:[^:.]{{0,40}}?(?::|\bnhư\b|\blà\b))?"),
        "praise": re.compile(rf"\b(?:{'|'.join(table['praise'])})\b"),
        "person": re.compile(rf"(?<!\w)(?i:{titles})\s(?:(?i:{titles})\s)?{name}"),
        "bare": re.compile(name),
        "places": re.compile(rf"(?:{'|'.join(table['places'])})\b"),
    }


@cache
def _columns() -> frozenset[str]:
    return frozenset(key(head) for head in read_yaml("lexicon", "exemplars.yaml")["columns"])


@cache
def _awards() -> dict[str, str]:
    awards: dict[str, str] = read_yaml("lexicon", "exemplars.yaml")["awards"]
    return {fold(words): id for words, id in awards.items()}
