"""From a results folder to a consolidated workbook, and what the operator is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.consolidate import consolidate_into
from batch.run import run_folder
from extract.problems import SetupProblem

REPORT = """HUYỆN ỦY CẨM KHÊ
ĐẢNG ỦY XÃ {place}
Số 12-BC/ĐU

BÁO CÁO
Kết quả công tác xây dựng Đảng năm 2024

1. Phát triển đảng viên
Năm 2024, Đảng ủy xã kết nạp {number} đảng viên mới.
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    for place, number in (("MINH TÂN", 14), ("HƯƠNG LUNG", 26)):
        text = REPORT.format(place=place, number=number)
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    run_folder(folder, out, 0)
    return out


def test_what_reports_state_stands_in_the_form(results: Path, tmp_path: Path) -> None:
    path, table = consolidate_into(str(results), "xay-dung-dang", "2024", tmp_path)
    column = [column.indicator for column in table.form.columns].index("ket-nap")
    assert path.name == "xay-dung-dang-2024.xlsx" and path.is_file()
    assert sorted(row[column].value or 0 for row in table.cells) == [14, 26]
    assert table.totals[0].entries[column].value == 40


@pytest.mark.parametrize(
    ("form", "period", "code"),
    [("khong-co", "2024", "no_form"), ("kiem-tra", "quý", "bad_period")],
)
def test_what_is_asked_wrongly_is_named(
    results: Path, tmp_path: Path, form: str, period: str, code: str
) -> None:
    with pytest.raises(SetupProblem) as caught:
        consolidate_into(str(results), form, period, tmp_path)
    assert caught.value.code == code


def test_a_folder_without_results_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupProblem) as caught:
        consolidate_into(str(tmp_path), "kiem-tra", "2024", tmp_path / "out")
    assert caught.value.code == "no_results"
