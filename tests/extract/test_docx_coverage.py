"""Text kept is compared with text present, so that a loss is never silent."""

from __future__ import annotations

import pytest
from lxml import etree

from extract.docx_coverage import coverage, notices, present
from extract.docx_runs import Tally
from tests.extract.word_files import MAIN, codes, p, r, read, word


def root(inner: str) -> object:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return etree.fromstring(f'<w:body xmlns:w="{MAIN}" xmlns:mc="{space}">{inner}</w:body>')


def test_all_text_elements_are_present_but_deleted_moved_and_doubled_ones() -> None:
    both = f"<mc:Choice>{r('c')}</mc:Choice><mc:Fallback>{r('d')}</mc:Fallback>"
    doubled = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    gone = f"<w:del>{r('x')}</w:del><w:moveFrom>{r('y')}</w:moveFrom>"
    inner = f"<w:p>{r('a')}{gone}<w:unknown>{r('b')}</w:unknown>{doubled}</w:p>"
    assert present([root(inner)]) == "abc"


def test_coverage_is_the_worse_of_what_was_read_and_what_was_placed() -> None:
    assert coverage("một hai", "một hai", "một hai", Tally(), "") == 1.0
    assert coverage("mộthai1", "mộthai1", "mộthai", Tally(), "") == pytest.approx(6 / 7)
    assert coverage("mộthai1", "mộthai", "mộthai và nhãn", Tally(), "") == pytest.approx(6 / 7)
    assert coverage("", "", "", Tally(), "") == 1.0


def test_what_is_left_out_on_purpose_is_no_loss() -> None:
    tally = Tally(left_out=["hai"], contents=["ba"])
    assert coverage("mộthaiba", "mộtba", "một", tally, "") == 1.0


def test_a_loss_is_told_in_percent_with_a_comma() -> None:
    found, lossy = notices(Tally(), "văn bản", 0.9511, 0, False)
    assert lossy and [n.code for n in found] == ["text_lost"]
    assert "95,1%" in found[0].message


def test_text_where_no_reader_looks_is_a_loss() -> None:
    document = read(word(p("Có 12 chi bộ.") + f"<w:unknown>{p('Chỗ lạ không ai đọc')}</w:unknown>"))
    assert (document.status, codes(document)) == ("ok_with_loss", ["text_lost"])
    assert document.coverage < 0.5
