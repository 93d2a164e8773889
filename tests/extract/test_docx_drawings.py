"""Diagrams are read as boxes, charts are said to be unread."""

from __future__ import annotations

import pytest

from tests.extract.word_files import RELATIONS, codes, p, read, texts, word

_LINE = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
_POINT = f"<d:pt><d:t><a:bodyPr/>{_LINE}{_LINE}</d:t></d:pt>"


def diagram(root: str) -> bytes:
    spaces = f'xmlns:d="{root}/drawingml/diagram" xmlns:a="{root}/drawingml/main"'
    points = (
        _POINT.format("Ban Chỉ đạo", "12 người") + "<d:pt type='pres'/>" + _POINT.format("Tổ giúp việc", "")
    )
    return f"<d:dataModel {spaces}><d:ptLst>{points}</d:ptLst></d:dataModel>".encode()


@pytest.mark.parametrize("root", ["http://schemas.openxmlformats.org/2006", "http://purl.oclc.org/ooxml"])
def test_points_of_a_diagram_are_boxes(root: str) -> None:
    relation = f'<Relationship Id="d1" Type="{RELATIONS}/diagramData" Target="diagrams/data1.xml"/>'
    document = read(word(p("A"), relations=relation, files={"word/diagrams/data1.xml": diagram(root)}))
    assert texts(document, "box") == ["Ban Chỉ đạo\n12 người", "Tổ giúp việc"]
    assert (document.status, document.coverage) == ("ok", 1.0)


def test_a_chart_is_a_loss_that_is_said() -> None:
    relation = f'<Relationship Id="c1" Type="{RELATIONS}/chart" Target="charts/chart1.xml"/>'
    document = read(word(p("A"), relations=relation, files={"word/charts/chart1.xml": b"<x/>"}))
    assert (document.status, codes(document)) == ("ok_with_loss", ["charts"])
