"""Formatting pages of old Word files: which list holds for which bytes."""

from __future__ import annotations

from extract.doc_pages import Runs

RUNS = Runs((10, 30), ((10, 20, b"a"), (30, 40, b"b")))


def test_a_byte_has_the_list_of_its_run_or_none() -> None:
    assert [RUNS.at(byte) for byte in (9, 10, 19, 20, 35, 40)] == [b"", b"a", b"a", b"", b"b", b""]


def test_runs_are_cut_to_what_is_asked_and_gaps_are_plain() -> None:
    assert list(RUNS.between(15, 45)) == [(15, 20, b"a"), (20, 30, b""), (30, 40, b"b"), (40, 45, b"")]


def test_without_runs_all_is_plain() -> None:
    assert list(Runs((), ()).between(3, 5)) == [(3, 5, b"")]
