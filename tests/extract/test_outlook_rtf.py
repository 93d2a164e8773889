"""The compressed RTF of Outlook, by the examples of its specification and by hand."""

from __future__ import annotations

import pytest

from extract.outlook_rtf import unpacked_rtf

HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def test_a_text_is_unpacked() -> None:
    assert unpacked_rtf(HELLO) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_a_copy_may_overlap_itself() -> None:
    assert unpacked_rtf(CROSSING) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_text_that_is_not_compressed_is_taken_as_it_is() -> None:
    assert unpacked_rtf(bytes(4) + b"\x05\0\0\0MELA" + bytes(4) + b"{\\rt}") == b"{\\rt}"


@pytest.mark.parametrize("cut", [0, 8, 16, 17, 25, 40])
def test_what_is_cut_off_gives_what_is_there(cut: int) -> None:
    assert len(unpacked_rtf(HELLO[:cut])) < 43
