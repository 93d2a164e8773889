"""The figures of the corpus's example sentences, with the slots that the guideline settles."""

from __future__ import annotations

from typing import Any

import pytest

from nlp.numerals import plain
from nlp.records import Extraction, Figure
from tests.nlp.examples import examples, read

_SLOTS = ("unit", "approx", "change", "noun", "action", "level", "actor", "period", "status")


def _cases() -> list[Any]:
    return [
        pytest.param(
            entry,
            id=entry["sentence"][:50],
            marks=[pytest.mark.xfail(reason=entry["known_gap"], strict=True)] if "known_gap" in entry else [],
        )
        for name in ("figures", "families")
        for entry in examples(name)
    ]


@pytest.mark.parametrize("example", _cases())
def test_a_sentence_states_just_these_figures(example: dict[str, Any]) -> None:
    found = read(example["sentence"], tuple(example.get("under", ())))
    expected = example["figures"]
    assert [figure.evidence.quote for figure in found.figures] == [wanted["text"] for wanted in expected]
    for figure, wanted in zip(found.figures, expected, strict=True):
        slots = _slots(figure, found)
        assert {slot: slots[slot] for slot in wanted} == wanted


def _slots(figure: Figure, found: Extraction) -> dict[str, str | None]:
    """All slots as the corpus writes them."""
    texts = {f.id: f.evidence.quote for f in found.figures}
    return {
        "text": figure.evidence.quote,
        "kind": figure.kind,
        "value": plain(figure.value),
        "value_max": None if figure.value_max is None else plain(figure.value_max),
        "total": None if figure.total is None else plain(figure.total),
        "part_of": texts.get(figure.part_of or ""),
        **{slot: getattr(figure, slot) for slot in _SLOTS},
    }
