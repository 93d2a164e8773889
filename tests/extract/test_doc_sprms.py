"""Property modifiers of old Word files: where each ends."""

from __future__ import annotations

from struct import pack

from extract.doc_sprms import C_BOLD, P_STYLE, P_TABS, T_CELLS, sprms

BOLD = pack("<HB", C_BOLD, 1)


def test_each_modifier_has_its_operand() -> None:
    found = list(sprms(BOLD + pack("<Hh", P_STYLE, 3) + BOLD))
    assert found == [(C_BOLD, b"\x01"), (P_STYLE, b"\x03\0"), (C_BOLD, b"\x01")]


def test_the_description_of_cells_has_a_long_length() -> None:
    assert list(sprms(pack("<HH", T_CELLS, 301) + bytes(300) + BOLD))[1:] == [(C_BOLD, b"\x01")]


def test_many_tab_stops_tell_their_length_themselves() -> None:
    tabs = bytes((60,)) + bytes(240) + bytes((30,)) + bytes(90)
    found = list(sprms(pack("<HB", P_TABS, 255) + tabs + BOLD))
    assert found == [(P_TABS, tabs), (C_BOLD, b"\x01")]


def test_a_list_cut_short_ends_with_its_last_whole_modifier() -> None:
    assert list(sprms(BOLD + pack("<HB", 0xD605, 24) + bytes(10))) == [(C_BOLD, b"\x01")]
    assert list(sprms(BOLD + pack("<HB", P_TABS, 255))) == [(C_BOLD, b"\x01")]


def test_word_6_writes_the_same_in_one_byte() -> None:
    assert list(sprms(bytes((2, 3, 0, 99, 24, 0, 85, 1)), old=True)) == [
        (P_STYLE, b"\x03\0"),
        (C_BOLD, b"\x01"),
    ]


def test_an_unknown_code_of_word_6_ends_its_list() -> None:
    assert list(sprms(bytes((85, 1, 255, 85, 1)), old=True)) == [(C_BOLD, b"\x01")]
