"""Tables of old Word files: paragraphs in cells, and cells on a grid."""

from __future__ import annotations

from collections.abc import Sequence

from extract.doc_looks import ParagraphLook
from extract.doc_paragraphs import Paragraph, Run
from extract.doc_rows import CellShape, RowShape
from extract.doc_tables import Table, with_tables
from extract.row_grids import Placed, Row, is_ruled, place_cells


def paragraph(text: str, mark: str = "\x07", **look: object) -> Paragraph:
    runs = (Run(text, ""),) if text else ()
    return Paragraph(0, 1, mark, ParagraphLook(**{"depth": 1, **look}), runs)  # type: ignore[arg-type]


def row(edges: Sequence[int], texts: Sequence[str], *shapes: CellShape) -> Row[Paragraph | Table]:
    cells = shapes or tuple(CellShape() for _ in texts)
    return Row(tuple((paragraph(text),) for text in texts), RowShape(tuple(edges), tuple(cells)))


def text_of(cell: Placed[Paragraph | Table]) -> str:
    return " ".join(run.text for p in cell.content if isinstance(p, Paragraph) for run in p.runs)


def placed(*rows: Row[Paragraph | Table]) -> list[tuple[str, int, int, int, int]]:
    return [(text_of(c), c.row, c.col, c.rowspan, c.colspan) for c in place_cells(rows)[2]]


def test_a_wide_cell_covers_the_columns_between_its_edges() -> None:
    found = placed(row((0, 1000, 3000), "AB"), row((0, 1000, 2000, 3000), "CDE"))
    assert found[1] == ("B", 0, 1, 1, 2)
    assert found[2:] == [("C", 1, 0, 1, 1), ("D", 1, 1, 1, 1), ("E", 1, 2, 1, 1)]


def test_edges_drawn_by_hand_a_hair_apart_are_one() -> None:
    rows = (row((0, 1000, 3000), "AB"), row((-20, 1030, 2985), "CD"))
    assert place_cells(rows)[:2] == (2, 2)


def test_a_narrow_column_is_no_slip_of_the_hand() -> None:
    rows = (row((0, 40, 3000), "AB"), row((0, 40, 3000), "CD"))
    assert place_cells(rows)[:2] == (2, 2)


def test_cells_merged_across_are_one_whichever_flag_opens_the_merge() -> None:
    for opens, goes_on in ((1, 2), (2, 1)):
        shapes = (CellShape(opens), CellShape(goes_on), CellShape(opens), CellShape(goes_on))
        found = placed(row((0, 1, 2, 3, 4), ("A", "", "B", ""), *shapes))
        assert [(text.strip(), col, span) for text, _, col, _, span in found] == [("A", 0, 2), ("B", 2, 2)]


def test_cells_merged_down_are_one_and_keep_the_text_of_all() -> None:
    top, below = CellShape(below=3), CellShape(below=1)
    first = row((0, 10, 20), ("A", "B"), top, CellShape())
    found = placed(first, row((0, 10, 20), ("C", "D"), below, CellShape()))
    assert found == [("A C", 0, 0, 2, 1), ("B", 0, 1, 1, 1), ("D", 1, 1, 1, 1)]


def test_a_cell_that_goes_on_from_none_stands_alone() -> None:
    assert placed(row((0, 10), "A", CellShape(below=1))) == [("A", 0, 0, 1, 1)]


def test_a_cell_without_width_joins_the_one_before() -> None:
    assert placed(row((0, 10, 10, 20), "ABC")) == [("A B", 0, 0, 1, 1), ("C", 0, 1, 1, 1)]


def test_a_row_without_a_shape_has_that_of_its_like() -> None:
    rows = (row((0, 500, 9000), "AB"), Row(row((0,), "CD").cells, None))
    assert place_cells(rows)[:2] == (2, 2)


def test_rows_and_cells_end_at_their_marks() -> None:
    flow = [
        paragraph("Trước", "\r", depth=0),
        paragraph("Hai", "\r"),
        paragraph("dòng"),
        paragraph(""),
        paragraph("", row_end=True),
        paragraph("Sau", "\r", depth=0),
    ]
    before, table, after = with_tables(flow)
    assert (before, after) == (flow[0], flow[-1])
    assert isinstance(table, Table)
    assert [len(cell) for cell in table.rows[0].cells] == [2, 1]


def test_a_table_in_a_cell_is_part_of_what_the_cell_holds() -> None:
    flow = [
        paragraph("Ngoài", "\r"),
        paragraph("Trong", "\r", depth=2, cell_end=True),
        paragraph("", "\r", depth=2, row_end=True),
        paragraph("Sau"),
        paragraph("", row_end=True),
    ]
    (table,) = with_tables(flow)
    assert isinstance(table, Table)
    ((cell,),) = [row.cells for row in table.rows]
    assert [type(element).__name__ for element in cell] == ["Paragraph", "Table", "Paragraph"]


def test_a_table_that_stops_short_loses_no_text() -> None:
    (table,) = with_tables([paragraph("A"), paragraph("B", "\r")])
    assert isinstance(table, Table)
    assert [len(row.cells) for row in table.rows] == [2]


def test_a_table_is_ruled_when_most_cells_have_lines() -> None:
    lines = CellShape(lines=[True, True, None, None])
    assert is_ruled((row((0, 1, 2), "AB", lines, CellShape()),))
    assert not is_ruled((row((0, 1, 2), "AB"),))
