"""Totals and parts that arithmetic gives away: breakdowns that add up exactly.

Knows drafts in reading order and their values; words that open a breakdown are read by `parts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from nlp.check_words import members
from nlp.drafts import Draft
from nlp.lexicon import lexicon
from nlp.sister_leads import are_sisters

_LONGEST_HEAD = 4
_MOST_PARTS = 14
# A sum over this many parts is no accident, whatever the words between say.
_CERTAIN = 3
_SMALL = 5
# Neighbours told alike may add up to the first by chance below this: "chuyển đến 5, chuyển đi 2, từ trần 3".
_CHANCE = 20
_YEARS = re.compile(r"\d{4}")


def comparable(total: Draft, part: Draft) -> bool:
    """Whether the total could hold the part: the same kind of quantity, and not smaller."""
    whole, own = total.q, part.q
    if own.value > whole.value:
        return False
    if _is_rate(part.noun) and not _is_rate(total.noun):
        return False  # "812 học sinh (bình quân 33,8 học sinh/lớp)"
    if part.period != total.period and _are_apart(part.period, total.period):
        return False  # "22 đảng viên (năm 2023 kết nạp 19 đảng viên)"
    counts = whole.kind in ("count", "ratio") and own.kind in ("count", "ratio")
    return counts or (whole.kind == own.kind and total.unit == part.unit)


@lru_cache(maxsize=1024)
def _are_apart(part: str | None, total: str | None) -> bool:
    """Whether two periods have no year in common; "2020-2025" holds 2023."""
    if part is None or total is None:
        return False
    own, whole = _YEARS.findall(part), _YEARS.findall(total)
    return bool(own and whole) and (own[-1] < whole[0] or own[0] > whole[-1])


def _is_rate(noun: str | None) -> bool:
    return noun is not None and "/" in noun and "/" in noun.replace("đ/c", "")


@lru_cache(maxsize=8192)
def same_noun(total: str | None, part: str | None) -> int:
    """How alike two nouns are: 3 equal, 2 one holds the other, 1 the same head, 0 else."""
    if total is None or part is None:
        return 0
    if total == part:
        return 3
    a, b = set(total.replace(",", " ").split()), set(part.replace(",", " ").split())
    return 2 if a <= b or b <= a else 1 if total.split()[0] == part.split()[0] else 0


@lru_cache(maxsize=4096)
def are_persons(total: str | None, part: str | None) -> bool:
    """Whether the part counts persons and the total people: "41 đảng viên, trong đó 5 đồng chí"."""
    if total is None or part is None:
        return False
    return _counts(part, members("persons")) and _is_people(total)


def _is_people(noun: str) -> bool:
    return any(_counts(one, _people()) for one in noun.split(", "))


def _counts(noun: str, heads: frozenset[str]) -> bool:
    """Whether a noun opens with one of these words."""
    words = noun.split()
    return any(" ".join(words[:length]) in heads for length in range(1, min(len(words), _LONGEST_HEAD) + 1))


@cache
def _people() -> frozenset[str]:
    """Nouns that count people: those of the lexicon that stand beside "hội viên", and more."""
    groups = lexicon().groups
    beside = {word for word, numbers in groups.items() if numbers & groups["hội viên"]}
    return frozenset(beside) | members("people") | members("persons")


def sums(text: str, found: Sequence[Draft], totals: list[int | None]) -> None:
    """A breakdown behind a total that adds up to it is one without "trong đó"; sets `totals` in place."""
    for index, draft in enumerate(found):
        if draft.q.kind in ("percent", "duration") or draft.change or draft.q.value < 2:
            continue
        run = _run(text, found, index, totals)
        if run and (len(run) >= _CERTAIN or all(totals[other] is None for other in run)):
            for other in run:
                totals[other] = index


def _run(text: str, found: Sequence[Draft], index: int, totals: Sequence[int | None]) -> list[int]:
    """The numbers behind the total that make exactly it up, or none."""
    draft, run = found[index], []
    rest = draft.q.value
    for other in range(index + 1, min(index + 1 + _MOST_PARTS, len(found))):
        part = found[other]
        if part.reading.sentence.block - draft.reading.sentence.block > 1:
            return []
        if part.q.kind == "percent" or totals[other] in run or _aside(draft, part):
            continue
        if (
            part.change
            or part.status != draft.status
            or not comparable(draft, part)
            or not _akin(draft, part)
        ):
            return []
        run.append(other)
        rest -= part.q.value
        if rest <= 0:
            break
    if rest or len(run) < 2 or (draft.q.value < _SMALL and len(run) < _CERTAIN):
        return []
    if draft.q.value < _CHANCE and _are_alike(draft, [found[other] for other in run]):
        return []
    return [] if are_sisters(text, draft.at, [found[other].at for other in run]) else run


def _are_alike(total: Draft, parts: Sequence[Draft]) -> bool:
    """Whether all stand in one list, each with the same noun and a predicate or grade of its own."""
    own = total.clause
    if total.q.noun is None or (own.predicate is None and own.behind is None and own.label is None):
        return False
    return all(
        part.reading is total.reading
        and part.clause.mark == ","
        and part.q.noun is not None
        and part.q.noun.split()[0] == total.q.noun.split()[0]
        and (part.clause.predicate is None) == (own.predicate is None)
        for part in parts
    )


def _aside(total: Draft, part: Draft) -> bool:
    """A sum of money or a length between counts is no part of theirs and does not end the breakdown."""
    counts = ("count", "ratio")
    return (total.q.kind in counts) != (part.q.kind in counts)


def _akin(total: Draft, part: Draft) -> bool:
    """A part counts the same, or stands bare behind its label; "10 ha chè, 6 ha cam, 4 ha bưởi" are not."""
    if part.q.noun is None or (part.q.kind not in ("count", "ratio") and total.q.noun is None):
        return True
    return same_noun(total.noun, part.noun) > 0 or are_persons(total.noun, part.noun)
