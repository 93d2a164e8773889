"""A made province from Word files through the store to every form, before and after its review."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.world.answers import answers
from bench.world.files import write_files
from bench.world.measure import NESTED, PERIODS, Wrong, measure, sources, tables
from bench.world.reports import Report, sent
from bench.world.review import exported, read_into, review
from bench.world.truth import offices
from outputs.claims import gather

SEED, OFFICES = 11, offices(4)


@pytest.fixture(scope="module")
def world() -> list[Report]:
    return [report for office in OFFICES for report in sent(office, SEED)]


@pytest.fixture(scope="module")
def store(world: list[Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    write_files(world, folder / "inbox", SEED, converted=False)
    read_into(folder / "inbox", folder / "store.db", workers=0)
    return folder / "store.db"


def wrong(store: Path, world: list[Report]) -> tuple[int, list[Wrong]]:
    scores = measure(exported(store), answers(world), OFFICES, store.parent).values()
    return sum(score.cells for score in scores), [one for score in scores for one in score.wrong]


def test_the_world_is_the_same_every_time(world: list[Report]) -> None:
    assert [report for office in OFFICES for report in sent(office, SEED)] == world
    assert {report.note for report in world} >= {"", "late"}


def test_sources_open_to_the_sentence_that_says_the_value(store: Path, world: list[Report]) -> None:
    rows = list(exported(store))
    filled = tables(gather(rows), OFFICES, store.parent, (*PERIODS, *NESTED))
    seen, good, _ = sources(rows, {report.name: report for report in world}, filled)
    assert good >= seen * 0.99


def test_cells_are_right_before_review_and_all_of_them_after(store: Path, world: list[Report]) -> None:
    cells, before = wrong(store, world)
    assert len(before) <= cells * 0.03
    for _ in range(3):
        if not before:
            break
        review(store, before, world, exported(store))
        _, before = wrong(store, world)
    assert not before
