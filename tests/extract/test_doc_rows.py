"""Rows of old Word tables: edges, merges and lines as property lists describe and change them."""

from __future__ import annotations

from struct import pack

from extract.doc_rows import RowShape, is_drawn, row_shape


def cells(*edges: int, flags: int = 0, border: bytes = b"\0\0\0\0") -> bytes:
    """The modifier that describes the cells of a row."""
    count = len(edges) - 1
    operand = bytes((count,)) + pack(f"<{count + 1}h", *edges) + (pack("<HH", flags, 0) + 4 * border) * count
    return pack("<HH", 0xD608, len(operand) + 1) + operand


def shape(properties: bytes) -> RowShape:
    found = row_shape(properties)
    assert found is not None
    return found


def test_a_row_has_the_edges_of_its_description() -> None:
    assert shape(cells(-108, 1000, 4000)).edges == (-108, 1000, 4000)


def test_a_list_without_cells_describes_no_row() -> None:
    assert row_shape(pack("<HB", 0x2417, 1)) is None


def test_flags_tell_merges() -> None:
    assert [(c.across, c.below) for c in shape(cells(0, 9, flags=0b1100010)).cells] == [(2, 3)]


def test_cells_may_be_put_in_taken_out_and_widened_afterwards() -> None:
    inserted = shape(cells(0, 100, 300) + pack("<HBBh", 0x7621, 1, 2, 50))
    assert inserted.edges == (0, 100, 150, 200, 400)
    deleted = shape(cells(0, 100, 300, 600) + pack("<HBB", 0x5622, 1, 2))
    assert deleted.edges == (0, 100, 400)
    widened = shape(cells(0, 100, 300) + pack("<HBBh", 0x7623, 0, 1, 150))
    assert widened.edges == (0, 150, 350)
    for row in (inserted, deleted, widened):
        assert len(row.cells) == len(row.edges) - 1


def test_the_left_edge_may_be_moved() -> None:
    assert shape(cells(0, 100) + pack("<Hh", 0x9602, 10) + pack("<Hh", 0x9601, 60)).edges == (50, 150)


def test_lines_come_from_the_cell_or_else_from_the_table() -> None:
    single = b"\x04\x01\0\0"
    assert is_drawn(shape(cells(0, 9, border=single)), 0)
    assert not is_drawn(shape(cells(0, 9)), 0)
    assert is_drawn(shape(cells(0, 9) + pack("<HB", 0xD605, 24) + 6 * single), 0)
    erased = cells(0, 9, border=b"\xff\xff\xff\xff") + pack("<HB", 0xD605, 24) + 6 * single
    assert not is_drawn(shape(erased), 0)


def test_lines_of_the_newer_kind_are_read_as_well() -> None:
    assert is_drawn(shape(cells(0, 9) + pack("<HB", 0xD613, 48) + 6 * (bytes(4) + b"\x04\x01\0\0")), 0)


def test_a_line_may_be_set_on_some_sides_afterwards() -> None:
    border = pack("<HB", 0xD620, 7) + bytes((0, 1, 0b0011)) + b"\x04\x01\0\0"
    assert shape(cells(0, 9) + border).cells[0].lines[:2] == [True, True]
