"""Which documents are looked at for old letters at all."""

from __future__ import annotations

import pytest

from extract.letters_choice import stretches, suspicious
from extract.read import read_bytes

_TABLE = "┌──────┬─────┐\n│ name │ 12  │\n├──────┼─────┤\n│ Ola  │ 3   │\n└──────┴─────┘\n"
_ENGLISH = "The name of the first column says which user it was, and the second how often. " * 4
_VIETNAMESE = "Đảng ủy xã Minh Tân kiểm tra 12 chi bộ, giám sát 5 đảng viên trong năm 2024. " * 4


@pytest.mark.parametrize(
    "text",
    [
        _ENGLISH + "It takes ½ or ¼ of a second, as tÃ©st does.",
        _ENGLISH + _TABLE,
        _TABLE,
        "Les élèves ont reçu leur diplôme à l’école ; où sont-ils ? Ça va, même à Noël, sans œuvre. " * 4,
        "Die Straße führt über die Brücke; größere Häuser stehen dort für ältere Bürger. " * 4,
        "El niño comió una piña en el año 2024; ¿dónde está la señora? " * 4,
        "",
    ],
)
def test_other_languages_and_drawn_tables_are_left_alone(text: str) -> None:
    document = read_bytes(text.encode() or b"-", "a.txt")
    assert document.repairs == ()


def test_a_vietnamese_text_with_a_drawn_table_stays() -> None:
    assert read_bytes((_VIETNAMESE + "\n" + _TABLE).encode(), "a.txt").repairs == ()


def test_lines_of_drawn_tables_are_no_words() -> None:
    assert [_TABLE[a:b] for a, b in stretches(_TABLE)] == []


def test_old_letters_beside_a_drawn_table_are_still_found() -> None:
    old = "KÕt qu¶ thùc hiÖn nhiÖm vô n¨m 2004 cña §¶ng bé x·. " * 4
    assert suspicious(old + _TABLE)
