"""Whatever reading the sample reports yields can be said in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from batch.worker import work
from corpus.files import corpus_path
from outputs.columns import LAYERS
from outputs.wording import codes


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    samples = sorted(corpus_path("samples").glob("*.doc*"))
    return [row for path in samples for row in _rows(work(path, path.name))]


def _rows(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in LAYERS:
        yield from report[layer]


def test_every_reason_has_words(rows: list[dict[str, Any]]) -> None:
    given = {reason.partition(":")[0] for row in rows for reason in row["reasons"]}
    assert given and not given - codes("reason").keys()
