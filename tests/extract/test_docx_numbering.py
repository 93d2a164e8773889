"""Automatic numbers stand in the text as Word shows them."""

from __future__ import annotations

import pytest

from tests.extract.word_files import p, read, texts, word


def level(depth: int, form: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def item(text: str, depth: int = 0, id: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{id}"/></w:numPr>')


def labelled(body: str, numbers: str) -> list[str]:
    return texts(read(word(body, parts={"numbering": numbers})))


@pytest.mark.parametrize(
    ("form", "text", "labels"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("decimalZero", "%1.", ["01.", "02."]),
        ("bullet", "\uf0b7", ["-", "-"]),
        ("bullet", "+", ["+", "+"]),
        ("decimal", "Điều %1.", ["Điều 1.", "Điều 2."]),
    ],
)
def test_labels_are_written_in_their_form(form: str, text: str, labels: list[str]) -> None:
    found = labelled(item("Xã A") + item("Xã B"), numbering(level(0, form, text)))
    assert found == [f"{labels[0]} Xã A", f"{labels[1]} Xã B"]


def test_a_level_that_shows_nothing_adds_nothing() -> None:
    assert labelled(item("Xã A"), numbering(level(0, "none", ""))) == ["Xã A"]


def test_deeper_levels_begin_anew_below_each_higher_one() -> None:
    numbers = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."))
    body = item("A") + item("B", 1) + item("C", 1) + item("D") + item("E", 1)
    assert labelled(body, numbers) == ["1. A", "1.1. B", "1.2. C", "2. D", "2.1. E"]


def test_a_level_may_be_told_never_to_begin_anew() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    numbers = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", never))
    body = item("A") + item("B", 1) + item("C") + item("D", 1)
    assert labelled(body, numbers) == ["I. A", "1. B", "II. C", "2. D"]


def test_roman_parts_of_a_legal_number_are_shown_as_digits() -> None:
    numbers = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labelled(item("A") + item("B", 1), numbers) == ["I. A", "1.1 B"]


def test_lists_of_one_definition_go_on_counting_unless_told_to_start() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item("A") + item("B", id=2) + item("C", id=3) + item("D", id=3)
    assert labelled(body, numbering(level(0, "decimal", "%1."), more=more)) == [
        "1. A",
        "2. B",
        "7. C",
        "8. D",
    ]


def test_a_heading_style_brings_its_number() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    second = level(1, "decimal", "%2.", '<w:pStyle w:val="H2"/>')
    body = item("Kết quả") + p("Kiểm tra", properties='<w:pStyle w:val="H2"/>')
    numbers = numbering(level(0, "upperRoman", "%1."), second)
    document = read(word(body, parts={"styles": styles, "numbering": numbers}))
    assert texts(document) == ["I. Kết quả", "1. Kiểm tra"]
    assert document.blocks[1].kind == "heading"


def test_number_zero_takes_a_paragraph_out_of_its_list() -> None:
    assert labelled(item("A", id=0), numbering(level(0, "decimal", "%1."))) == ["A"]


def test_a_list_that_does_not_exist_adds_nothing() -> None:
    assert labelled(item("A", id=9), numbering(level(0, "decimal", "%1."))) == ["A"]


def test_bullets_are_items_with_their_depth() -> None:
    numbers = numbering(level(0, "bullet", "-"), level(1, "bullet", "+"))
    document = read(word(item("A") + item("B", 1), parts={"numbering": numbers}))
    assert [(b.kind, b.level) for b in document.blocks] == [("item", 1), ("item", 2)]
