"""The lines of a register of models or of exemplary people: spellings merged, owners and counts gathered.

Knows mentions and periods; how a register is laid out is the workbook's business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from corpus.folding import key
from corpus.forms import Form
from corpus.gazetteer import full_name
from nlp.numerals import written
from nlp.variants import same_titles
from outputs.choosing import LOW
from outputs.claims import Gathered
from outputs.consolidation import Doubt
from outputs.form_lines import Line, Listed, form_lines
from outputs.period_spans import within

Mention = dict[str, Any]
# Fields in the order of registers; others behind.
FIELDS = ("kinh tế", "văn hóa - xã hội", "quốc phòng - an ninh", "hệ thống chính trị")


@dataclass(frozen=True, slots=True)
class Registered:
    """One model or example. `counts`: by column of the form, in its unit. `variants`: other spellings."""

    title: str
    kind: str
    field: str
    owners: tuple[str, ...]
    places: tuple[str, ...]
    counts: tuple[Decimal | None, ...]
    variants: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def files(self) -> int:
        """How many reports name it."""
        return len({mention["file"] for mention in self.mentions})


@dataclass(slots=True)
class Register:
    """The register of a period. `lines`: the units that must report."""

    form: Form
    period: str
    rows: list[Registered]
    lines: tuple[Line, ...]
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def missing(self) -> list[Line]:
        """Units from which no report of the period came."""
        return [line for line in self.lines if not line.sent]

    @property
    def came(self) -> int:
        """How many units have reported."""
        return len(self.lines) - len(self.missing)


def register(
    form: Form, period: str, gathered: Gathered, listed: Sequence[Listed] = (), *, today: bool = False
) -> Register:
    """The register of all that reports of the period, and of periods within it, name."""
    lines = form_lines(gathered, period, listed, form.style, today=today)
    came = {one.sender.key for one in gathered.submissions if one.period and within(one.period, period)}
    lines = tuple(replace(one, sent=not came.isdisjoint(one.keys)) for one in lines)
    named = gathered.models if form.rows == "models" else gathered.examples
    inside = [mention for mention in named if mention["period"] and within(mention["period"], period)]
    found = Register(form, period, [], lines)
    groups = _by_title(inside) if form.rows == "models" else _by_person(inside)
    for title, mentions in groups:
        found.rows.append(_registered(form, title, mentions, found.doubts))
    found.rows.sort(key=lambda row: (_rank(row.field), row.field))
    places = {row.title: number for number, row in enumerate(found.rows)}
    found.doubts = [
        Doubt(d.kind, d.what, d.unit, places.get(d.unit), d.column, d.source) for d in found.doubts
    ]
    found.doubts.sort(key=lambda doubt: doubt.line or 0)
    lost = Counter(mention["file"] for mention in named if not mention["period"])
    found.doubts += [
        Doubt("lost", f"{file}: không thấy kỳ báo cáo ở tiêu đề, {number} tên chưa vào danh mục")
        for file, number in lost.items()
    ]
    return found


def _rank(name: str) -> int:
    return FIELDS.index(name) if name in FIELDS else len(FIELDS)


def _by_title(mentions: Iterable[Mention]) -> list[tuple[str, list[Mention]]]:
    given = list(mentions)
    stands_for = same_titles(mention["text"] for mention in given)
    groups: dict[str, list[Mention]] = {}
    for mention in given:
        groups.setdefault(stands_for[mention["text"]], []).append(mention)
    return list(groups.items())


def _by_person(mentions: Iterable[Mention]) -> list[tuple[str, list[Mention]]]:
    """Namesakes in two places are two people."""
    groups: dict[tuple[str, Any], list[Mention]] = {}
    for mention in mentions:
        groups.setdefault((key(mention["text"]), mention["seat"] or mention["sender"]), []).append(mention)
    return [(members[0]["text"], members) for members in groups.values()]


def _registered(form: Form, title: str, mentions: Sequence[Mention], doubts: list[Doubt]) -> Registered:
    latest = sorted(mentions, key=lambda mention: mention["date"])
    owners = _distinct(mention["unit"] for mention in mentions)
    places = _distinct(full_name(m["seat"]).rpartition(", ")[0] or full_name(m["seat"])
                       for m in mentions if m["seat"])  # fmt: skip
    spellings = _distinct(mention["text"] for mention in mentions)
    variants = tuple(spelling for spelling in spellings if spelling != title)
    if variants:
        doubts.append(Doubt("Cách viết khác", f"Gộp với: {'; '.join(variants)}", title))
    if all(m["confidence"] < LOW and not m["reviewed"] for m in mentions):
        doubts.append(Doubt("low", "Máy đọc chưa chắc, hãy xem lại câu gốc", title))
    counts = tuple(_count(at, form, title, latest, doubts) for at in range(len(form.columns)))
    kind, of_field = (_usual(mention[name] for mention in mentions) or "" for name in ("kind", "field"))
    return Registered(title, kind, of_field, owners, places, counts, variants, tuple(mentions))


def _count(at: int, form: Form, title: str, latest: Sequence[Mention], doubts: list[Doubt]) -> Decimal | None:
    """What is counted of it: of each owner the last value stated, together."""
    column = form.columns[at]
    if column.indicator is None:
        return None
    by_owner: dict[Any, Decimal] = {}
    for mention in latest:
        value = mention["counts"].get(column.indicator)
        if value is None:
            continue
        before = by_owner.get(mention["unit"])
        if before is not None and before != value:
            what = f"Các báo cáo nêu {written(before)} và {written(value)}, lấy số sau"
            doubts.append(Doubt("conflict", what, title, None, at))
        by_owner[mention["unit"]] = value
    if not by_owner:
        return None
    # One person that two reports praise got one award.
    whole = max(by_owner.values()) if form.rows == "examples" else sum(by_owner.values(), Decimal())
    return whole / column.divisor


def _distinct(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in dict.fromkeys(values) if value)


def _usual(values: Iterable[Any]) -> Any:
    counted = Counter(value for value in values if value is not None)
    return max(counted, key=lambda value: counted[value]) if counted else None
