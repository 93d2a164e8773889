"""Vietnamese words for the codes in the data. An unknown code is shown as it is."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.files import read_yaml


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


def _reason(code: str) -> str:
    head, colon, detail = code.partition(":")
    return word("reason", head) + (f": {detail.strip()}" if colon else "")
