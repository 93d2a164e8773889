"""Rows of scanned pages whose digits are not sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Document, Unsure
from extract.txt import parse
from nlp.pipeline import analyse

TEXT = "Trong năm 2024, Đảng ủy xã đã kiểm tra 162 tổ chức đảng và giám sát 35 chi bộ."


def scanned(sure: float | None, *doubtful: tuple[str, str]) -> Document:
    """The text as if recognised, with doubts on these digits."""
    document = parse(TEXT.encode(), "a.txt", "0" * 64)
    spans = [(document.text.index(digits), len(digits), read) for digits, read in doubtful]
    unsure = tuple(Unsure(at, at + long, read) for at, long, read in spans)
    blocks = tuple(replace(block, confidence=sure) for block in document.blocks)
    return replace(document, blocks=blocks, unsure=unsure)


def reasons(document: Document) -> dict[str, list[str]]:
    return {
        str(figure.value): [r for r in figure.reasons if r.startswith("ocr")]
        for figure in analyse(document).figures
    }


def test_a_doubtful_figure_says_so_and_what_else_was_read() -> None:
    found = reasons(scanned(0.95, ("162", "182")))
    assert found == {"162": ["ocr", "ocr-other:182"], "35": []}


def test_a_doubtful_figure_is_less_sure() -> None:
    sure = {figure.value: figure.confidence for figure in analyse(scanned(0.95)).figures}
    doubtful = analyse(scanned(0.95, ("162", ""))).figures
    assert doubtful[0].confidence == pytest.approx(0.4 * sure[doubtful[0].value], abs=0.001)
    assert doubtful[1].confidence == sure[doubtful[1].value]


def test_all_figures_of_a_block_that_is_hardly_legible_are_doubtful() -> None:
    assert reasons(scanned(0.5)) == {"162": ["ocr"], "35": ["ocr"]}


def test_typed_text_is_not_doubted() -> None:
    assert reasons(scanned(None)) == {"162": [], "35": []}
