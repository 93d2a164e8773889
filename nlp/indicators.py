"""The catalogue's indicator for each figure and cell, or None where none fits.

Reads slots and the clause around a figure; knows neither grammar nor consolidation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from nlp.indicator_kin import is_stock, labelled_noun, plan_of, share_of
from nlp.indicator_labels import with_labels
from nlp.indicator_rules import Offer, Rule, Rules, admits, choose, clause_words, padded, rules, said, tokens
from nlp.records import Cell, Figure, changed, fixed

_REACH_AFTER, _REACH_BEFORE = 70, 110
_BREAK_BEHIND = re.compile(r"[;\n]|\.(?!\d)|:(?!\d)")
# Between two figures: these share their predicate, and behind those one also says what the other is for.
_SHARED, _SERVED = (",", "và"), ("với", "cho", "có", "tới", "thu hút", "với sự tham gia của")
# "xây dựng hệ thống chính trị 2": a label that stands in the mention itself.
_QUOTED_LABEL = re.compile(r"[^\d]+(?=\d)")
# "cuộc triển khai Chỉ thị 05-CT/TW với ...": the number of a paper stands between.
_PAPER = re.compile(r"^(?:số )?\d[\w/.-]*\s+")
# Behind these words a percentage compares; its `change` was not said by a verb.
_COMPARED = (" cùng kỳ ", " năm trước ", " tháng trước ", " quý trước ")


def with_indicators(
    figures: Sequence[Figure], cells: Sequence[Cell], text: str = ""
) -> tuple[tuple[Figure, ...], tuple[Cell, ...]]:
    """Figures, in reading order, and cells with `indicator` and its reason. `text`: the document's.

    Raises SetupProblem where the catalogue cannot be used.
    """
    known = rules()
    totals = {figure.id: figure for figure in figures}
    paid = 0
    ratios: dict[str, str] = {}
    found: list[Figure] = []
    for number, figure in enumerate(figures):
        last = figures[number - 1] if number else None
        stop = figures[number + 1].evidence.start if number + 1 < len(figures) else len(text)
        total = totals.get(figure.part_of) if figure.part_of else None
        since = last.evidence.end if last else 0
        if figure.kind in ("percent", "money"):
            # They speak of what their neighbour counts; a second sum in a list is another matter.
            since = paid if figure.kind == "money" and figure.status != "target" else 0
        chosen = _indicator(figure, text, (since, stop), last, total)
        paid = figure.evidence.end if figure.unit == "đồng" else paid
        if chosen.indicator is None and figure.kind == "percent" and figure.part_of in ratios:
            chosen = _Mapped(ratios[figure.part_of], "indicator-share", 0.5)
        if chosen.indicator is None and found:
            chosen = _of_last(figure, found[-1], text, known) or chosen
        if chosen.indicator and figure.kind == "ratio" and chosen.indicator in known.shares:
            ratios[figure.id] = known.shares[chosen.indicator]
        found.append(_mapped(figure, chosen))
    return tuple(found), with_labels(cells, known)


def _of_last(figure: Figure, last: Figure, text: str, known: Rules) -> _Mapped | None:
    """A share of what the figure before counts, or its plan."""
    if share := share_of(figure, last, text, known.ids):
        return _Mapped(share, "indicator-share", 0.7)
    if plan := plan_of(figure, last, text, known.ids):
        return _Mapped(plan, "indicator-plan", 0.7)
    return None


@fixed
class _Mapped:
    """What a figure was mapped to, why, how surely, and what nearly fits."""

    indicator: str | None = None
    reason: str = ""
    fit: float = 0.0
    near: tuple[str, ...] = ()


def _mapped(figure: Figure, to: _Mapped) -> Figure:
    if to.indicator is None:
        return changed(figure, near=to.near) if to.near else figure
    reasons = (*figure.reasons, to.reason)
    return changed(figure, indicator=to.indicator, fit=to.fit, near=to.near, reasons=reasons)


def _indicator(
    figure: Figure,
    text: str,
    reach: tuple[int, int],
    last: Figure | None,
    total: Figure | None,
) -> _Mapped:
    """The indicator of a figure behind the `last` one. `reach`: how far its clause may go."""
    start = figure.evidence.start
    offered = _offered(figure, labelled_noun(figure, text, reach[0]))
    if not offered:
        return _Mapped()
    stock = is_stock(text, reach[0], start)
    action = "" if stock else padded(figure.action or "")
    before, after, rest = _clause(figure, text, *reach)
    if label := _QUOTED_LABEL.match(figure.evidence.quote):
        before = (before[:-1] if before else "") + clause_words(label[0])
    if figure.kind == "percent" and before.endswith(_COMPARED):
        return _Mapped()
    if last:
        before = _shared(last, text[last.evidence.end : figure.evidence.start].strip()) + before
    whole = padded(total.noun or "") if total else ""
    barred = () if stock else _barred(figure, text, offered)
    words = said(padded(figure.noun or ""), action, after, rest, before, barred, whole, _noun_follows(figure))
    chosen = choose(offered, words)
    if chosen.offer is None and total and total.action:
        # What is true of the whole is true of its parts: "ban hành 16 văn bản ..., trong đó 01 nghị quyết".
        chosen = choose(offered, words._replace(action=padded(total.action)))
    if chosen.offer is None:
        return _Mapped(near=chosen.near)
    named, rule = chosen.offer
    reason = "indicator-words" if not named else "indicator-action" if rule.actions else "indicator-noun"
    return _Mapped(rule.indicator.id, reason, chosen.fit, chosen.near)


def _offered(figure: Figure, label: str) -> tuple[Offer, ...]:
    """The rules that the figure can be by its noun, and by what its label ends with."""
    slots = (figure.kind, figure.unit, figure.status, figure.change is not None, padded(figure.level or ""))
    offered = _admitted(tokens(figure.noun or ""), *slots)
    if not label:
        return offered
    known = {rule.indicator.id for _, rule in offered}
    names = tokens(label)
    for at in range(len(names)):
        more = _admitted(names[at:], *slots)
        offered += tuple((named, rule) for named, rule in more if rule.indicator.id not in known)
        known |= {rule.indicator.id for _, rule in more}
    return offered


# A report speaks of few different nouns, and each again and again.
@lru_cache(maxsize=4096)
def _admitted(
    noun: tuple[str, ...], kind: str, unit: str | None, status: str | None, change: bool, level: str
) -> tuple[Offer, ...]:
    """The rules of the catalogue that figures with these slots can be."""
    known = rules()
    offered = _offers(noun, known)
    offered += [(0, rule) for rule in known.nounless.get(kind, ())]
    return tuple(
        (named, rule) for named, rule in offered if admits(rule, named, kind, unit, status, change, level)
    )


def _offers(noun: tuple[str, ...], known: Rules) -> list[Offer]:
    """The rules whose noun opens the counted phrase, words such as "số" passed over."""
    found: list[Offer] = []
    for at, word in enumerate(noun):
        for phrase, rule in known.by_noun.get(word, ()):
            if noun[at : at + len(phrase)] == phrase:
                found.append((len(phrase), rule))
        if word not in known.prefixes:
            break
    return found


def _shared(last: Figure, between: str) -> str:
    """What a figure takes from the one before it, by the words between them."""
    if between[:1].isdigit() or between.startswith("số "):
        between = _PAPER.sub("", between)
    if between in _SHARED:
        return padded(last.action or "")
    return padded(f"{last.action or ''} {last.noun or ''}") if between in _SERVED else ""


def _noun_follows(figure: Figure) -> bool:
    """Whether the number stands before its noun: "12 hội nghị", not "kinh tế 52" or "doanh thu 86 tỷ"."""
    return figure.evidence.quote[0].isdigit() and (figure.noun or "") in figure.evidence.quote.lower()


def _clause(figure: Figure, text: str, start: int, stop: int) -> tuple[str, str, str]:
    """The words before a figure, behind it up to a comma, and on to the clause's end."""
    own = figure.evidence
    low = max(0, own.start - _REACH_BEFORE, start)
    high = min(len(text), own.end + _REACH_AFTER, max(stop, own.end))
    if end := _BREAK_BEHIND.search(text, own.end, high):
        high = end.start()
    after, _, rest = text[own.end : high].partition(",")
    # Behind a comma another sum may have its label: "..., Quỹ Vì người nghèo 156 triệu đồng".
    return (
        _sentence(text, low, own.start),
        padded(after),
        "" if figure.kind == "money" else padded(rest),
    )


def _barred(figure: Figure, text: str, offered: Sequence[Offer]) -> tuple[Rule, ...]:
    """Rules for bare states that the sentence before a figure excludes, its neighbours passed over."""
    bare = [rule for _, rule in offered if rule.bare and rule.without]
    if not bare:
        return ()
    start = figure.evidence.start
    wide = _sentence(text, max(0, start - _REACH_BEFORE), start)
    return tuple([rule for rule in bare if any(phrase in wide for phrase in rule.without)])


def _sentence(text: str, low: int, high: int) -> str:
    """The words of the last sentence in a stretch."""
    low = max(low, text.rfind(";", low, high) + 1, text.rfind("\n", low, high) + 1)
    stop = text.rfind(".", low, high)
    # A point before a digit parts thousands, unless the stretch ends there.
    while stop >= 0 and stop + 1 < high and text[stop + 1].isdecimal():
        stop = text.rfind(".", low, stop)
    return padded(text[max(low, stop + 1) : high])
