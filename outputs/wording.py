"""Vietnamese words for the codes in the data. An unknown code is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from corpus.catalogue import catalogue
from corpus.files import read_yaml
from corpus.gazetteer import full_name


def word(table: str, code: str) -> str:
    """The words for one code of a table of corpus/wording.yaml."""
    words: dict[str, str] = read_yaml("wording.yaml")[table]
    return words.get(code, code)


def codes(table: str) -> dict[str, str]:
    """All codes of a table with their words."""
    return dict(read_yaml("wording.yaml")[table])


def reasons(given: Iterable[str]) -> str:
    """Reasons as one line; a reason may carry a detail behind a colon, which is kept."""
    return "; ".join(_reason(code) for code in given)


def in_words(table: str, value: Any) -> str:
    """The value as people read it; `table`: a table of corpus/wording.yaml, or one of `SPECIAL`."""
    return SPECIAL[table](value) if table in SPECIAL else word(table, str(value))


def period_words(code: str) -> str:
    """A period's code as an office writes it: Quý III/2024 for 2024-Q3; an unknown code as it is."""
    for pattern, form in _PERIODS:
        if found := pattern.fullmatch(code):
            names = {key: _ROMAN.get(value, value) for key, value in found.groupdict().items() if value}
            return form.format(**names)
    return code


_ROMAN = {"Q1": "I", "Q2": "II", "Q3": "III", "Q4": "IV", "HK1": "I", "HK2": "II"}
_PERIODS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?P<year>\d{4})-(?P<part>Q[1-4])", "Quý {part}/{year}"),
        (r"(?P<year>\d{4})-H1", "6 tháng đầu năm {year}"),
        (r"(?P<year>\d{4})-H2", "6 tháng cuối năm {year}"),
        (r"(?P<year>\d{4})-(?P<part>\d\d?)M", "{part} tháng đầu năm {year}"),
        (r"(?P<year>\d{4})-(?P<month>\d\d)", "Tháng {month}/{year}"),
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", "{day}/{month}/{year}"),
        (r"(?P<years>\d{4}-\d{4})-(?P<part>HK[12])", "Học kỳ {part} {years}"),
    )
)


def indicator_name(id: str) -> str:
    """The name of an indicator of the catalogue; of one that it no longer has, the id."""
    return _indicator_names().get(id, id)


@cache
def _indicator_names() -> dict[str, str]:
    return {indicator.id: indicator.name for indicator in catalogue()}


def indicator_names(ids: Iterable[str]) -> str:
    """The names of several indicators."""
    return "; ".join(map(indicator_name, ids))


def places(codes: str | Iterable[str]) -> str:
    """Gazetteer codes as full names; a code that is none as it is."""
    given = [codes] if isinstance(codes, str) else codes
    return "; ".join(full_name(code) or code for code in given)


SPECIAL: dict[str, Callable[[Any], str]] = {
    "reason": reasons,
    "period": period_words,
    "indicator": indicator_name,
    "indicators": indicator_names,
    "places": places,
}


def _reason(code: str) -> str:
    head, colon, detail = code.partition(":")
    return word("reason", head) + (f": {detail.strip()}" if colon else "")
