"""The sentences that teach the weights of the actor: each states an actor for each of its figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.nlp.examples import examples, read


@pytest.mark.parametrize("entry", examples("actors"), ids=lambda entry: entry["sentence"][:40])
def test_a_sentence_names_an_actor_for_each_figure(entry: dict[str, Any]) -> None:
    stated = [said.strip() for said in entry["actors"].split("|")]
    assert len(read(entry["sentence"]).figures) == len(stated)
