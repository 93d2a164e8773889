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
    [
        ("khong-co", "2024", "no_form"),
        ("khong-co.yaml", "2024", "no_form"),
        ("kiem-tra", "quý", "bad_period"),
    ],
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


def test_a_form_may_be_a_file_of_the_office(results: Path, tmp_path: Path) -> None:
    form = "id: rieng\nname: R\nrows: units\ngroups: [{name: G, columns: [ket-nap]}]\n"
    (tmp_path / "rieng.yaml").write_text(form, encoding="utf-8")
    path, table = consolidate_into(str(results), str(tmp_path / "rieng.yaml"), "2024", tmp_path)
    assert path.name == "rieng-2024.xlsx" and table.form.name == "R"
    (tmp_path / "rieng.yaml").write_text(form.replace("ket-nap", "ket-nop"), encoding="utf-8")
    with pytest.raises(SetupProblem, match=r"rieng\.yaml:4"):
        consolidate_into(str(results), str(tmp_path / "rieng.yaml"), "2024", tmp_path)


def test_all_outputs_are_written(results: Path, tmp_path: Path) -> None:
    consolidate_into(str(results), "xay-dung-dang", "2024", tmp_path)
    consolidate_into(str(results), "mo-hinh", "2024", tmp_path, formats=["xlsx", "parquet"])
    found = (path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    names = {name for name in found if not name.startswith(".tonghop")}
    unit = "xay-dung-dang-2024"
    assert names == {
        f"{unit}.xlsx",
        f"{unit}.docx",
        *(f"{kind}/{unit}-{name}.{kind}" for kind in ("csv", "parquet") for name in ("values", "sources")),
        f"parquet/{unit}.sql",
        "mo-hinh-2024.xlsx",
        *(f"parquet/mo-hinh-2024-{name}.parquet" for name in ("titles", "counts", "mentions")),
        "parquet/mo-hinh-2024.sql",
    }
