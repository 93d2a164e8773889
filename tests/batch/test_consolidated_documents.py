"""Word files of old and new communes to a filled form: merged, divided, silent, missing, nested, cut off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from batch.worker import work
from bench.world.files import write_docx
from bench.world.reports import Report
from bench.world.truth import Office
from corpus.forms import Column, Form
from outputs.claims import gather
from outputs.consolidation import Consolidated, consolidate
from outputs.doubts import find_doubts
from outputs.form_lines import read_units

VALUE = Column("Kết nạp", "value", "", "ket-nap")
MEMBERS = Column("Đảng viên", "value", "", "dang-vien")
TARGET = Column("Chỉ tiêu", "value", "", "ket-nap-chi-tieu", status="target")
OLD = "ĐẢNG BỘ HUYỆN CẨM KHÊ"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(
    folder: Path,
    issuer: str,
    title: str,
    *paragraphs: str,
    parent: str = OLD,
    date: str = "10 tháng 12 năm 2024",
) -> dict[str, Any]:
    """The contract object of a Word file with this head and these paragraphs."""
    head = {
        "style": "party",
        "parent": parent,
        "issuer": issuer,
        "number": "Số 12-BC/ĐU",
        "place_date": f"Cẩm Khê, ngày {date}",
        "title": title,
        "signer": "BÍ THƯ;Nguyễn Văn A",
    }
    blocks = tuple(("para", text) for text in paragraphs)
    path = folder / f"{len(list(folder.glob('*.docx')))}.docx"
    write_docx(Report(path.stem, Office("", "xã", "X"), "party", 1, head, blocks, (), ()), path)
    return work(path, path.name)


def table(
    *reports: dict[str, Any], period: str = "2024", units: str = "", folder: Path | None = None, **asked: Any
) -> Consolidated:
    form = Form("f", "F", "party", "units", asked.pop("columns", (VALUE,)))
    listed = ()
    if units and folder:
        (folder / "units.txt").write_text(units, encoding="utf-8")
        listed = read_units(folder / "units.txt")
    return consolidate(form, period, gather(reports), listed, **asked)


def test_old_communes_are_added_up_as_the_one_of_today_when_asked(folder: Path) -> None:
    reports = [
        read(folder, f"ĐẢNG ỦY {name}", "kết quả công tác năm 2024", f"Năm 2024, kết nạp {n} đảng viên.")
        for name, n in (("XÃ MINH TÂN", 4), ("THỊ TRẤN CẨM KHÊ", 6))
    ]
    assert [row[0].value for row in table(*reports).cells] == [6, 4]
    found = table(*reports, today=True)
    assert [(line.name, row[0].value) for line, row in zip(found.lines, found.cells, strict=True)] == [
        ("Đảng ủy xã Cẩm Khê", 10)
    ]


def test_a_divided_commune_keeps_its_figures_and_says_so(folder: Path) -> None:
    one = read(
        folder,
        "ĐẢNG ỦY XÃ QUANG TIẾN",
        "kết quả công tác năm 2024",
        "Năm 2024, kết nạp 4 đảng viên.",
        parent="ĐẢNG BỘ HUYỆN SÓC SƠN",
    )
    found = table(one, today=True)
    (line,) = found.lines
    assert (line.divided, line.merged, found.cells[0][0].value) == (True, (), 4)
    assert "divided" in [doubt.kind for doubt in find_doubts(found, gather([one]))]


def test_nought_silence_no_report_and_what_does_not_apply_stay_apart(folder: Path) -> None:
    names = ("xã Minh Tân", "xã Phong Thịnh", "xã Hương Lung", "xã Phượng Vĩ")
    units = "\n".join(f"Đảng ủy {name}, huyện Cẩm Khê, tỉnh Phú Thọ" for name in names)
    said = (
        "Năm 2024 không kết nạp được đảng viên nào; số đảng viên mới kết nạp: 0 đồng chí.",
        "Chi bộ họp đều.",
    )
    reports = [
        read(folder, f"ĐẢNG ỦY {name.upper()}", "kết quả công tác năm 2024", text)
        for name, text in zip(names, said, strict=False)
    ]
    found = table(*reports, units=f"{units} | không áp dụng: ket-nap", folder=folder)
    assert [row[0].state for row in found.cells] == ["value", "silent", "missing", "none"]
    assert found.cells[0][0].value == 0 and found.came == 2


def test_quarters_make_a_half_year_and_what_there_is_comes_from_its_end(folder: Path) -> None:
    reports = [
        read(folder, "ĐẢNG ỦY XÃ MINH TÂN", f"kết quả công tác quý {quarter} năm 2024",
             f"Kết nạp {new} đảng viên.", f"Đảng bộ xã hiện có {members} đảng viên.", date=date)
        for quarter, new, members, date in (
            ("I", 4, 310, "20 tháng 3 năm 2024"), ("II", 5, 315, "20 tháng 6 năm 2024")
        )
    ]  # fmt: skip
    found = table(*reports, period="2024-H1", columns=(VALUE, MEMBERS))
    assert [entry.value for entry in found.cells[0]] == [9, 315]


@pytest.mark.parametrize(
    ("day", "date"), [("14/6/2024", "18 tháng 6 năm 2024"), ("30/6/2024", "05 tháng 7 năm 2024")]
)
def test_the_cut_offs_of_state_and_party_close_the_same_half_year(folder: Path, day: str, date: str) -> None:
    text = f"Tính đến ngày {day}, Đảng bộ xã có 315 đảng viên."
    one = read(
        folder,
        "ĐẢNG ỦY XÃ MINH TÂN",
        "kết quả công tác 6 tháng đầu năm 2024",
        text,
        date=date,
    )
    assert table(one, period="2024-H1", columns=(MEMBERS,)).cells[0][0].value == 315


def test_plans_and_results_stand_in_their_own_columns(folder: Path) -> None:
    text = "Kết nạp 4 đảng viên (chỉ tiêu năm 2024: 5 đảng viên)."
    one = read(folder, "ĐẢNG ỦY XÃ MINH TÂN", "kết quả công tác năm 2024", text)
    assert [entry.value for entry in table(one, columns=(VALUE, TARGET)).cells[0]] == [4, 5]
