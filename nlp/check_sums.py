"""Sums in running text: a total against the parts that `part_of` names.

Knows figures and the words between them; tables are checked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.folding import fold
from extract.document import Document
from nlp.check_records import Term, sum_check
from nlp.records import Check, Figure

# Words that promise that the parts are all of the total; "trong đó" does not.
_WHOLE = re.compile(r"\b(?:gồm|bao gồm|chia theo|chia ra|phân theo|cụ thể|chia thành|cơ cấu)\b|:")
_SOME = re.compile(r"\btrong (?:đó|số|tổng số)\b|\bcó\b|\briêng\b")
_PAUSE = re.compile(r"[.!?]\s|\n")
_REST = re.compile(r"\b(?:còn lại|khác)\b")


def text_sums(document: Document, figures: Sequence[Figure]) -> list[Check]:
    """Checks of the totals whose parts are stated as all there are, add up, or exceed the total."""
    by_id = {figure.id: figure for figure in figures}
    parts: dict[str, list[Figure]] = {}
    for figure in figures:
        total = by_id.get(figure.part_of or "")
        if total is not None and _adds(total, figure):
            parts.setdefault(total.id, []).append(figure)
    found: list[Check] = []
    for total_id, mine in parts.items():
        total = by_id[total_id]
        if total.approx or any(part.approx for part in mine):
            continue
        for run, exact in _runs(document.text, total.value, mine):
            if len(run) > 1 and (exact or _promised(document.text, total, run)):
                found.append(
                    sum_check(_term(total), [_term(part) for part in run], "stated-parts", _scale(total))
                )
    return found


def _adds(total: Figure, part: Figure) -> bool:
    """Whether the part is of the same sort as the total, so that it can be added up."""
    counts = ("count", "ratio")
    if (
        part.kind == "percent"
        or part.change
        or part.value_max is not None
        or part.evidence.start < total.evidence.start
    ):
        return False
    return (part.kind in counts and total.kind in counts) or (
        part.kind == total.kind and part.unit == total.unit
    )


def _runs(text: str, total: Decimal, parts: Sequence[Figure]) -> Iterator[tuple[list[Figure], bool]]:
    """Breakdowns of one total behind each other; parts of one sentence that go on belong to one breakdown."""
    group: list[Figure] = []
    for part in parts:
        if group and _PAUSE.search(text[group[-1].evidence.end : part.evidence.start]):
            yield from _split(total, group)
            group = []
        group.append(part)
    if group:
        yield from _split(total, group)


def _split(total: Decimal, group: list[Figure]) -> Iterator[tuple[list[Figure], bool]]:
    """The whole group, or runs of it that each come out exactly; one left over is an aside."""
    runs: list[list[Figure]] = []
    run: list[Figure] = []
    for part in group:
        run.append(part)
        if len(run) > 1 and sum((p.value for p in run), Decimal(0)) == total:
            runs.append(run)
            run = []
    if runs and len(run) < 2:
        yield from ((exact, True) for exact in runs)
    else:
        yield group, False


def _promised(text: str, total: Figure, run: Sequence[Figure]) -> bool:
    """Whether parts that do not come out were said to be all, or are more than all."""
    if len(run) < 2:
        return False
    made = sum((part.value for part in run), Decimal(0))
    between = fold(text[total.evidence.end : run[0].evidence.start])
    last = fold(text[run[-2].evidence.end : run[-1].evidence.end])
    if _SOME.search(between) and not _WHOLE.search(between.split("trong", 1)[0]):
        # "trong đó" may leave some out, but parts of one noun cannot be more than the whole.
        same = len({(part.noun or "").split(" ")[0] for part in run}) <= 2
        return bool(_REST.search(last)) or (made > total.value and same and len(run) > 2)
    return bool(_WHOLE.search(between)) or bool(_REST.search(last))


def _term(figure: Figure) -> Term:
    name = figure.noun or figure.evidence.quote
    return Term(figure.id, figure.value, name, figure.level or figure.actor or "")


def _scale(figure: Figure) -> Decimal:
    if figure.kind == "money" and figure.value >= 10**6:
        return Decimal(10**6)
    return Decimal(1)
