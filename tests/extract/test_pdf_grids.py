"""Drawn lines to grids: cells, spans, and what is no table."""

from __future__ import annotations

from extract.pdf_grids import cell_at, cell_bbox, from_boxes, lattices
from extract.pdf_page import Rule, Rules
from extract.pdf_second import table_boxes
from tests.extract.pdf_maker import Page, make_pdf


def ruled(xs: list[float], ys: list[float]) -> Rules:
    return Rules(tuple(Rule(y, xs[0], xs[-1]) for y in ys), tuple(Rule(x, ys[0], ys[-1]) for x in xs))


def test_crossing_rules_make_cells() -> None:
    (grid,) = lattices(ruled([0, 50, 100], [0, 20, 40]))
    assert grid.cells == ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1))
    assert grid.clear
    assert cell_bbox(grid, 3) == (50.0, 20.0, 100.0, 40.0)


def test_a_point_falls_into_its_cell() -> None:
    (grid,) = lattices(ruled([0, 50, 100], [0, 20, 40]))
    assert cell_at(grid, 70, 30) == 3
    assert cell_at(grid, 200, 30) is None


def test_a_rule_that_stops_short_leaves_a_wide_cell() -> None:
    rules = ruled([0, 100], [0, 20, 40])
    (grid,) = lattices(Rules(rules.across, (*rules.down, Rule(50, 20, 40))))
    assert grid.cells == ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1))


def test_double_rules_are_one_edge() -> None:
    (grid,) = lattices(ruled([0, 1.5, 50, 100], [0, 20, 40]))
    assert len(grid.xs) == 3


def test_two_tables_of_a_page_are_two_grids_the_smaller_first() -> None:
    one, two = ruled([0, 50, 100], [0, 20, 40]), ruled([0, 200, 400], [100, 150, 300])
    both = Rules(one.across + two.across, one.down + two.down)
    assert [grid.ys[0] for grid in lattices(both)] == [0, 100]


def test_a_single_box_and_lone_lines_are_no_table() -> None:
    assert lattices(ruled([0, 100], [0, 40])) == []
    assert lattices(Rules((Rule(10, 0, 100),), ())) == []


def test_a_region_that_is_no_rectangle_makes_the_grid_unclear() -> None:
    across = (Rule(0, 0, 100), Rule(20, 50, 100), Rule(40, 0, 100))
    down = (Rule(0, 0, 40), Rule(50, 0, 20), Rule(100, 0, 40))
    (grid,) = lattices(Rules(across, down))
    assert not grid.clear
    assert len(grid.cells) == 4


def test_boxes_of_another_engine_become_cells_with_spans() -> None:
    grid = from_boxes([(0, 0, 100, 20), (0, 20, 50, 40), (50, 20, 100, 40)])
    assert grid is not None
    assert grid.cells == ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1))


def test_places_that_no_box_covers_are_cells_of_their_own() -> None:
    grid = from_boxes([(0, 0, 50, 20), (50, 20, 100, 40)])
    assert grid is not None
    assert len(grid.cells) == 4


def test_the_second_engine_sees_the_same_cells() -> None:
    page = Page()
    page.grid([85, 200, 300], [100, 125, 150])
    (boxes,) = table_boxes(make_pdf(page), 1)
    grid = from_boxes(boxes)
    assert grid is not None
    assert [round(x) for x in grid.xs] == [85, 200, 300]
    assert [round(y) for y in grid.ys] == [100, 125, 150]


def test_the_second_engine_has_no_opinion_on_a_broken_file() -> None:
    assert table_boxes(b"%PDF-1.4 broken", 1) == []
