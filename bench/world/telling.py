"""How one office words one bundle of values: in sentences, list lines or table rows, and what it tells.

Knows templates and ways of writing numbers; nothing of whole reports or files.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bench.world.truth import YEAR, Office, Values
from corpus.catalogue import catalogue

_OPTIONAL = re.compile(r"<<(.*?);(.*?);(.*?)>>")
_SLOT = re.compile(r"\{([^}]+)\}")
_MEASURE = {entry.id: entry.measure for entry in catalogue()}
_ROMAN = ("", "I", "II", "III", "IV")
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
# "sáu tập thể và ba cá nhân"; other counts are not spelled out.
_SPELLED = ("tap-the-khen-thuong", "ca-nhan-khen-thuong", "don-vi-lam-diem")
Series = Mapping[tuple[int, int], Values]


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that a report tells. `value`: what is so; `shown`: what is written, another one after a slip.

    `at`: the sentence, or the label of the table's row, that holds it. `quote`: the number as written.
    """

    indicator: str
    period: str
    status: str | None
    value: Decimal
    shown: Decimal
    quote: str
    at: str
    table: bool = False


@dataclass(slots=True)
class Voice:
    """Ways of one office. `zero`: 05 or 5. `mode`: prose, list, table, mixed."""

    random: random.Random
    office: Office
    series: Series
    quarter: int
    mode: str = "prose"
    zero: bool = True
    words: bool = False
    year_style: str = "năm"
    slips: float = 0.0
    wrong: dict[tuple[str, str], Decimal] = field(default_factory=dict)

    @property
    def values(self) -> Values:
        """Of the quarter the report is on."""
        return self.series[YEAR, self.quarter]

    def term(self, year: int = YEAR) -> str:
        """ "quý I năm 2026" as this office has it in headings."""
        return (
            f"quý {_ROMAN[self.quarter]} năm {year}"
            if self.year_style == "năm"
            else f"quý {_ROMAN[self.quarter]}/{year}"
        )


def sentence(voice: Voice, template: str, year: int | None = None) -> tuple[str, list[Statement]]:
    """The template filled, with what it tells. `year`: of bundles told for a whole year."""
    told: list[tuple[str, str, str | None, Decimal, Decimal, str]] = []
    values = dict(voice.values if year is None else voice.series[YEAR + year, 4])
    values |= {f"cu:{id}": value for id, value in voice.series[YEAR - 1, voice.quarter].items()}
    text = _OPTIONAL.sub(lambda found: _optional(values, *found.groups()), template)
    text = _SLOT.sub(lambda found: _filled(voice, found[1], year, told), text)
    text = text[:1].upper() + text[1:]
    return text, [
        Statement(id, code, status, value, shown, quote, text)
        for id, code, status, value, shown, quote in told
    ]


def _optional(values: Values, lead: str, between: str, parts: str) -> str:
    """The parts that are not nought, joined; nothing at all where all are."""
    end = re.search(r"\)$|[^;{}]*khác\)$", parts)
    tail = end[0] if end else ""
    kept = []
    for part in parts.removesuffix(tail).split(";"):
        slot = _SLOT.search(part)
        if slot and values.get(slot[1], Decimal()) != 0:
            kept.append(part)
    return lead + (between or ";").join(kept) + tail if kept else ""


def _filled(
    voice: Voice,
    slot: str,
    year: int | None,
    told: list[tuple[str, str, str | None, Decimal, Decimal, str]],
) -> str:
    plain = _context(voice, slot)
    if plain is not None:
        return plain
    which, _, id = slot.partition(":") if slot.startswith(("cu:", "luyke:")) else ("", "", slot)
    value, code, status = _meant(voice, which, id, year)
    id = id.removesuffix(":target")
    shown = voice.wrong.get((id, code if status is None else "target"), value)
    text, quote = written(voice, id, shown)
    told.append((id, code, status, value, shown, quote))
    return text


def _meant(voice: Voice, which: str, id: str, year: int | None) -> tuple[Decimal, str, str | None]:
    """Value, period and status of a slot."""
    quarter = voice.quarter
    if which == "cu":
        return voice.series[YEAR - 1, quarter][id], f"{YEAR - 1}-Q{quarter}", None
    if which == "luyke":
        value = sum((voice.series[YEAR, one][id] for one in range(1, quarter + 1)), Decimal())
        return value, (f"{YEAR}-Q1", f"{YEAR}-H1", f"{YEAR}-9M", f"{YEAR}")[quarter - 1], None
    if id.endswith(":target") or id == "ket-nap-chi-tieu":
        return voice.values[id], f"{YEAR}", "target"
    if year is not None:
        return voice.series[YEAR + year, 4][id], f"{YEAR + year}", None
    return voice.values[id], f"{YEAR}-Q{quarter}", None


def _context(voice: Voice, slot: str) -> str | None:
    words: dict[str, Callable[[], str]] = {
        "ky": lambda: f"quý {_ROMAN[voice.quarter]}",
        "Ky": lambda: f"Quý {_ROMAN[voice.quarter]}",
        "nam": lambda: str(YEAR),
        "truoc": lambda: str(YEAR - 1),
        "noi": lambda: voice.office.full,
        "cap": lambda: voice.office.kind,
        "n": lambda: str(voice.random.randint(2, 40)),
    }
    return words[slot]() if slot in words else None


def written(voice: Voice, id: str, value: Decimal) -> tuple[str, str]:
    """The value as it stands in a sentence, with its unit where the template has none, and its digits."""
    measure = _MEASURE[id]
    if measure == "đồng":
        return _money(voice, value)
    if measure == "đồng/người/năm":
        quote = _digits(voice, value / 10**6)
        return f"{quote} triệu đồng/người/năm", quote
    if measure == "%":
        quote = _digits(voice, value)
        return f"{quote}%", quote
    if measure == "m2":
        if value >= 10_000 or value % 1000 == 0:
            quote = _digits(voice, value / 10_000)
            return f"{quote} ha", quote
        return f"{_digits(voice, value)} m2", _digits(voice, value)
    if measure == "km":
        if value < 1:
            quote = _digits(voice, value * 1000)
            return f"{quote} m", quote
        return f"{_digits(voice, value)} km", _digits(voice, value)
    if voice.words and id in _SPELLED and value <= 10 and voice.random.random() < 0.2:
        return _WORDS[int(value)], _WORDS[int(value)]
    quote = _digits(voice, value)
    return quote, quote


def _money(voice: Voice, value: Decimal) -> tuple[str, str]:
    million = value / 10**6
    way = voice.random.random()
    if million >= 1000 and way < 0.5:
        quote = _digits(voice, million / 1000)
        return f"{quote} tỷ đồng", quote
    if million < 1000 and way < 0.2 and million % 1:
        quote = _digits(voice, million // 1)
        return f"{quote} triệu {int(million % 1 * 1000)} nghìn đồng", quote
    if way > 0.85:
        quote = _digits(voice, value)
        return f"{quote} đồng", quote
    quote = _digits(voice, million)
    return f"{quote} triệu đồng", quote


def _digits(voice: Voice, value: Decimal) -> str:
    """1.205, 05, 97,25: thousands by points, decimals by a comma."""
    whole, _, rest = f"{value.normalize():f}".partition(".")
    text = f"{int(whole):,}".replace(",", ".")
    if rest:
        return f"{text},{rest}"
    return f"0{text}" if voice.zero and len(text) == 1 and text != "0" else text


def cell(voice: Voice, id: str, value: Decimal, unit: str) -> str:
    """The value in a table's cell, in the unit of its row."""
    if unit == "triệu đồng":
        value = value / 10**6
    plain = Voice(voice.random, voice.office, voice.series, voice.quarter, zero=False)
    return _digits(plain, value)


def table_rows(bundles: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(indicator, label, unit of measure) of every row."""
    found = []
    for bundle in bundles:
        for id, words in bundle.get("table", {}).items():
            label, _, unit = words.partition(" | ")
            found.append((id, label, unit))
    return found
