"""The titles of models that the lexicon's example sentences name, and who runs them."""

from __future__ import annotations

import pytest

from tests.nlp.examples import examples, read


@pytest.mark.parametrize(("sentence", "titles"), examples("models"), ids=lambda value: str(value)[:40])
def test_a_sentence_names_just_these_models(sentence: str, titles: list[str]) -> None:
    found = read(sentence)
    names = {unit.id: unit.evidence.quote for unit in found.units}
    seen = [
        " | ".join(filter(None, (m.evidence.quote, m.kind, names.get(m.unit or "")))) for m in found.models
    ]
    assert seen == titles
