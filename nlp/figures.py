"""Figures (số liệu) of a report: what each number counts, with all slots of the guideline.

Joins readings, drafts, periods and parts into records; knows no tables beyond skipping their numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from corpus.folding import fold
from extract.document import Document
from nlp.choice import Chooser, choose
from nlp.confidence import confidence, reasons
from nlp.drafts import Draft, Opening, drafts
from nlp.lexicon import lexicon
from nlp.open_slots import without_guesses
from nlp.part_choice import linked
from nlp.period_course import Course, begin, dated
from nlp.period_lists import Opened, list_periods
from nlp.periods import periods
from nlp.readings import Known, read_sentence
from nlp.records import Evidence, Figure, Meta, ModelTitle, UnitMention, changed, row_id
from nlp.scopes import lies_ahead, target_section
from nlp.sentences import Sentence, sentences
from nlp.slot_context import Kin
from nlp.zones import Zones

_MOST_KIN = 8
_LEAD_IN = re.compile(
    r"(?:tháng|kỳ|quý|tuần|ngày|mới)(?:\s+[ivx\d]+)?(?:[/\s]+(?:năm\s+)?\d{4})?\s*/\s*"
    r"(?:cộng dồn|l[ũu][yỹ]\s*kế|luỹ kế|tích lũy)"
)


def find_figures(
    document: Document,
    zones: Zones,
    units: Sequence[UnitMention],
    titles: Sequence[ModelTitle],
    meta: Meta,
    skipped: frozenset[int] = frozenset(),
    cited: Sequence[tuple[int, int]] = (),
    chooser: Chooser | None = None,
) -> tuple[Figure, ...]:
    """All figures of the body in reading order; `skipped` blocks are numeric cells, headers and codes.

    `chooser` decides between the readings of a slot; training puts its own in the place of the weights.
    """
    blocks = tuple(i for i in zones.body if i not in skipped)
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences(document, blocks):
        by_block.setdefault(sentence.block, []).append(sentence)
    names = tuple((u.evidence.start, u.evidence.end) for u in units)
    models = tuple((t.evidence.start, t.evidence.end) for t in titles)
    found: list[Draft] = []
    year = int(meta.date[:4]) if meta.date else None
    leads = list_periods(document, blocks, year, meta.period)
    for block, group in by_block.items():
        near = found[-1] if found and block - found[-1].reading.sentence.block <= 1 else None
        found += _of_block(
            document,
            block,
            group,
            (names, models, tuple(sorted(cited))),
            year,
            meta,
            chooser or choose,
            near,
            found[-_MOST_KIN:],
            leads.get(block),
        )
    return _records(document, found, linked(document, found, chooser or choose))


def _of_block(
    document: Document,
    block: int,
    group: Sequence[Sentence],
    spans: tuple[tuple[tuple[int, int], ...], ...],
    year: int | None,
    meta: Meta,
    chooser: Chooser,
    near: Draft | None,
    above: Sequence[Draft],
    opened: str | None,
) -> list[Draft]:
    """Drafts of one block's sentences, with the period that the paragraph opens with.

    `opened`: the period of the lead-in above, where the block is an item of its list.
    """
    words = lexicon()
    path = document.blocks[block].path
    target = target_section(path) or _ahead_by_heading(path, year, meta.date, meta.period)
    paired = _paired(document, block, path)
    found: list[Draft] = []
    course = Course(document.text, meta.period, Opened(opened, "list", "") if opened else None)
    for number, sentence in enumerate(group):
        times = tuple(periods(document.text, sentence.start, sentence.end, year, meta.period))
        names, models, cited = (_within(kind, sentence) for kind in spans)
        known = Known(names, models, cited, times, paired)
        reading = read_sentence(document.text, sentence, number == 0, known, words)
        begin(course, sentence, times, number == 0)
        near = found[-1] if found else near
        kin = _kin([*above, *found[-_MOST_KIN:]], block) if reading.quantities else ()
        read = drafts(document.text, reading, _opening(target, near, kin), words, chooser)
        for draft in dated(course, sentence, read, times, paired, chooser):
            ahead = lies_ahead(draft.period, meta.date, meta.period)
            found.append(changed(draft, status="target") if ahead else draft)
    return found


def _opening(target: bool, near: Draft | None, kin: tuple[Kin, ...]) -> Opening:
    return Opening(None, target, near.action if near else None, near.actor if near else None, kin)


def _kin(above: Sequence[Draft], block: int) -> tuple[Kin, ...]:
    """The numbers of the sentences before in this block and the one above, the nearest first."""
    found = [d for d in above[-_MOST_KIN:] if block - d.reading.sentence.block <= 1]
    return tuple(
        Kin(d.q.kind, d.q.unit, d.q.noun.split()[0] if d.q.noun else None, d.noun, d.action, steps, d.q.value)
        for steps, d in enumerate(reversed(found))
    )


def _paired(document: Document, block: int, path: Sequence[str]) -> bool:
    """Whether the paragraph or a heading above it says "trong tháng/lũy kế": a/b are two counts there."""
    own = document.blocks[block]
    said = (*path, document.text[own.start : own.end])
    return any("/" in words and _LEAD_IN.search(fold(words)) is not None for words in said)


# All paragraphs of a section stand below the same headings.
@lru_cache(maxsize=256)
def _ahead_by_heading(
    path: tuple[str, ...], year: int | None, date: str | None, reported: str | None
) -> bool:
    """ "7. Tháng 11 làm gì?" in a report of October: the section speaks of what is to come."""
    return any(
        lies_ahead(period.code, date, reported)
        for heading in path
        for period in periods(heading, 0, len(heading), year, reported)
    )


def _within(spans: tuple[tuple[int, int], ...], sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Those of the spans, none inside another, that touch the sentence."""
    first = last = bisect_left(spans, (sentence.end, 0))
    while first and spans[first - 1][1] > sentence.start:
        first -= 1
    return spans[first:last]


def _records(document: Document, found: Sequence[Draft], totals: Sequence[int | None]) -> tuple[Figure, ...]:
    ids = [row_id(document.sha256, "f", draft.at) for draft in found]
    return tuple(
        Figure(
            id=ids[index],
            evidence=_evidence(document, draft),
            kind=draft.q.kind,  # type: ignore[arg-type]  # quantities name only the guideline's kinds
            value=draft.q.value,
            value_max=draft.q.value_max,
            total=draft.q.total,
            unit=draft.unit,
            approx=draft.approx,
            change=draft.change,
            noun=draft.noun,
            action=draft.action,
            level=draft.level,
            actor=draft.actor,
            period=draft.period,
            status=draft.status,
            part_of=None if total is None else ids[total],
            confidence=confidence(draft),
            reasons=reasons(draft),
        )
        for index, (draft, total) in enumerate(zip(map(without_guesses, found), totals, strict=True))
    )


def _evidence(document: Document, draft: Draft) -> Evidence:
    block = document.blocks[draft.reading.sentence.block]
    cell = None if block.table is None else (block.table, block.row or 0, block.col or 0)
    quote = document.text[draft.start : draft.end]
    return Evidence(draft.start, draft.end, quote, block.page, block.bbox, cell)
