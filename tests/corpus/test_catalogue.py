"""The indicator catalogue: every entry is sound, and its examples are read as it says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus.catalogue import CatalogueError, Indicator, catalogue, read_catalogue
from extract.document import Block, Document
from nlp.indicators import with_indicators
from nlp.pipeline import analyse
from nlp.records import Cell, Evidence, Figure

ENTRIES = catalogue()
EXAMPLES = [(entry, value, text) for entry in ENTRIES for value, text in entry.examples]
COUNTEREXAMPLES = [(entry, text) for entry in ENTRIES for text in entry.counterexamples]
LABELS = [(entry, label) for entry in ENTRIES for label in entry.labels]

SOUND = """
group: Thử
indicators:
  - id: thu
    name: Thử
    measure: lần
    nouns: [lần]
    examples:
      - 1: "một"
      - 2: "hai"
"""


def _figures(sentence: str) -> tuple[Figure, ...]:
    block = Block("para", 0, len(sentence))
    document = Document("example.txt", "0" * 64, "text/plain", "txt", sentence, (block,))
    return analyse(document).figures


def _named(case: tuple[Indicator, ...]) -> str:
    return case[0].id


@pytest.mark.parametrize("case", EXAMPLES, ids=_named)
def test_the_figure_of_an_example_gets_the_indicator(case: tuple[Indicator, Decimal, str]) -> None:
    entry, value, sentence = case
    found = {
        figure.evidence.quote: figure.indicator for figure in _figures(sentence) if figure.value == value
    }
    assert entry.id in found.values(), found


@pytest.mark.parametrize("case", COUNTEREXAMPLES, ids=_named)
def test_no_figure_of_a_counterexample_gets_the_indicator(case: tuple[Indicator, str]) -> None:
    entry, sentence = case
    figures = _figures(sentence)
    assert figures
    assert entry.id not in {figure.indicator for figure in figures}


@pytest.mark.parametrize("case", LABELS, ids=_named)
def test_a_cell_with_these_labels_gets_the_indicator(case: tuple[Indicator, str]) -> None:
    entry, label = case
    row, column, *unit = (part.strip() for part in label.split("|"))
    cell = Cell("c1", Evidence(0, 0, ""), 1, row, column, Decimal(1), unit[0] if unit else None)
    _, cells = with_indicators((), (cell,))
    assert cells[0].indicator == entry.id
    assert cells[0].reasons == ("indicator-label",)


def test_every_field_of_reporting_has_indicators() -> None:
    assert len({entry.group for entry in ENTRIES}) >= 6
    assert len(ENTRIES) > 100


def test_a_figure_that_fits_nothing_keeps_none() -> None:
    assert {figure.indicator for figure in _figures("Cửa hàng bán 45 chiếc ghế và 3 cái bàn.")} == {None}


def _written(folder: Path, text: str) -> Path:
    file = folder / "thu.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    (entry,) = read_catalogue([_written(tmp_path, SOUND)])
    assert (entry.id, entry.group, entry.aggregation, entry.where) == ("thu", "Thử", "sum", "thu.yaml:4")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("name: Thử", "nam: Thử"), "mục lạ: nam"),
        (("    measure: lần\n", ""), "thiếu measure"),
        (("nouns: [lần]", "nouns: lần"), "danh sách"),
        (("nouns: [lần]", "kinds: [count]"), "cần “nouns”"),
        (("nouns: [lần]", "nouns: [lần]\n    aggregation: total"), "aggregation không nhận"),
        (("nouns: [lần]", "nouns: [lần]\n    aggregation: ratio-of-sums"), "cần “of”"),
        (('      - 2: "hai"\n', ""), "ít nhất hai"),
        (('- 2: "hai"', '- nhiều: "hai"'), "không phải là số"),
    ],
)
def test_a_wrong_entry_is_named_by_file_and_line(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue([_written(tmp_path, SOUND.replace(*change))])
    assert caught.value.where == "thu.yaml:4"
    assert said in caught.value.what


def test_a_file_that_is_no_yaml_is_named_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue([_written(tmp_path, SOUND.replace("[lần]", "[lần"))])
    assert caught.value.where.startswith("thu.yaml:")


def test_an_id_is_used_once(tmp_path: Path) -> None:
    file = _written(tmp_path, SOUND)
    with pytest.raises(CatalogueError, match="đã dùng"):
        read_catalogue([file, file])
