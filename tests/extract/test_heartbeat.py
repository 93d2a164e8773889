"""Beats reach whoever listens, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extract.heartbeat import beat, listen


@pytest.fixture(autouse=True)
def deaf_again() -> Iterator[None]:
    yield
    listen(None)


def test_every_beat_is_heard() -> None:
    heard = []
    listen(lambda: heard.append("beat"))
    beat()
    beat()
    assert heard == ["beat", "beat"]


def test_beats_that_nobody_hears_are_fine() -> None:
    heard = []
    listen(lambda: heard.append("beat"))
    listen(None)
    beat()
    assert heard == []
