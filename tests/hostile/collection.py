"""All hostile files of the tests; a maker of further ones is one line in MAKERS."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.hostile import archive_cases, damage, pdf_bombs, pdf_loops, pdf_masks, sheet_cases, word_cases
from tests.hostile.case import Hostile

MAKERS: tuple[Callable[[], Iterator[Hostile]], ...] = (
    word_cases.cases,
    sheet_cases.cases,
    archive_cases.cases,
    pdf_loops.cases,
    pdf_masks.cases,
    pdf_bombs.cases,
    damage.cases,
)


def hostile_files() -> dict[str, Hostile]:
    """Every hostile file by its name."""
    found = {case.name: case for make in MAKERS for case in make()}
    assert len(found) >= 60
    return found
