"""The units that the lexicon's example sentences name."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.files import read_yaml
from tests.nlp.examples import examples, read


@pytest.mark.parametrize(("sentence", "mentions"), examples("units"), ids=lambda value: str(value)[:40])
def test_a_sentence_names_just_these_units(sentence: str, mentions: list[str]) -> None:
    expected = [_mention(mention) for mention in mentions]
    found = [(u.evidence.quote, u.type, u.name) for u in read(sentence).units]
    assert found == expected


def _mention(written: str) -> tuple[str, str, str]:
    text, kind, *name = written.split(" | ")
    return text, kind, name[0] if name else text


def _in_the_lexicon() -> list[tuple[dict[str, Any], list[str]]]:
    groups: list[dict[str, Any]] = read_yaml("lexicon", "units.yaml")
    return [(group, example) for group in groups for example in group.get("examples", ())]


@pytest.mark.parametrize(("group", "example"), _in_the_lexicon(), ids=lambda value: str(value)[:40])
def test_an_example_beside_its_heads_holds(group: dict[str, Any], example: list[str]) -> None:
    sentence, *mentions = example
    found = {u.evidence.quote: u.type for u in read(sentence).units}
    assert list(found) == mentions
    assert group["type"] == "=" or group["type"] in found.values()
