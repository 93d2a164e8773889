"""The commands from outside: exit codes, outputs, and what is said to whom."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cli import main

ROOT = Path(__file__).resolve().parent.parent
REPORT = """ĐẢNG ỦY XÃ MINH TÂN
Số 12-BC/ĐU

BÁO CÁO
Kết quả công tác kiểm tra năm 2024

Năm 2024, Đảng ủy đã kiểm tra 162 tổ chức đảng, 195 đảng viên.
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hộp thư"
    (folder / "xã B").mkdir(parents=True)
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "xã B" / "b.txt").write_text(REPORT.replace("162", "64"), encoding="utf-8")
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def command(*arguments: str | Path, **how: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)], capture_output=True, check=False, **how
    )


def test_a_folder_becomes_tables_and_a_ledger(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["run", str(inbox), "--out", str(out), "--jobs", "0"]) == 0
    assert [line["file"] for line in lines(out / "reports.jsonl")] == ["a.txt", "xã B/b.txt"]
    assert [line["status"] for line in lines(out / "ledger.jsonl")] == ["ok", "ok"]
    assert {path.name for path in (out / "csv").iterdir()} >= {"reports.csv", "figures.csv", "checks.csv"}
    assert {path.name for path in (out / "parquet").iterdir()} >= {"reports.parquet", "figures.parquet"}
    values = [row[4] for row in load_workbook(out / "tonghop.xlsx")["Số liệu"].iter_rows(2, values_only=True)]
    assert {162, 195, 64} <= set(values)


def test_results_do_not_depend_on_the_number_of_workers(inbox: Path, tmp_path: Path) -> None:
    for jobs in ("0", "1", "2"):
        assert main(["run", str(inbox), "--out", str(tmp_path / jobs), "--jobs", jobs]) == 0
    written = [(tmp_path / jobs / "reports.jsonl").read_bytes() for jobs in ("0", "1", "2")]
    assert written[0] == written[1] == written[2]


def test_refused_files_are_named_with_their_reason(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "rỗng.docx").touch()
    (inbox / "~$a.docx").write_bytes(b"lock")
    (inbox / "c.txt").write_text(REPORT, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["run", str(inbox), "--out", str(out), "--jobs", "0"]) == 2
    found = {line["file"]: line["status"] for line in lines(out / "ledger.jsonl")}
    assert found["rỗng.docx"] == "empty" and found["~$a.docx"] == "unsupported"
    assert found["c.txt"] == "duplicate" and found["a.txt"] == "ok"
    said = capsys.readouterr().out
    assert "rỗng.docx" in said and "~$a.docx" in said and "tonghop.xlsx" in said
    assert all(line["advice"] for line in lines(out / "ledger.jsonl") if line["status"] != "ok")


def test_results_within_the_inbox_are_not_read_again(inbox: Path) -> None:
    for _ in range(2):
        assert main(["run", str(inbox), "--out", str(inbox / "kết quả"), "--jobs", "0"]) == 0
    assert len(lines(inbox / "kết quả" / "ledger.jsonl")) == 2


def test_an_empty_folder_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert main(["run", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 0
    assert load_workbook(tmp_path / "out" / "tonghop.xlsx").sheetnames[0] == "Báo cáo"


def test_a_workbook_that_was_edited_is_kept(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    main(["run", str(inbox), "--out", str(out), "--jobs", "0"])
    (out / "tonghop.xlsx").write_bytes(b"edited")
    main(["run", str(inbox), "--out", str(out), "--jobs", "0"])
    assert (out / "tonghop-da-sua-1.xlsx").read_bytes() == b"edited"
    assert "tonghop-da-sua-1.xlsx" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("folder", "out", "code"),
    [
        ("nowhere", "out", "no_folder"),
        ("in/a.txt", "out", "no_folder"),
        ("in", "in", "out_is_input"),
        ("in", "in/a.txt", "out_not_writable"),
    ],
)
def test_the_operator_is_told_what_to_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str, out: str, code: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(REPORT, encoding="utf-8")
    assert main(["run", str(tmp_path / folder), "--out", str(tmp_path / out)]) == 3
    said = capsys.readouterr().err
    assert said.startswith(f"{code}: ") and "hãy" in said
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.txt"]


@pytest.mark.parametrize(
    "arguments", [["run"], ["run", "x"], ["nothing"], ["extract"], ["run", "x", "--jobs", "-1"]]
)
def test_wrong_arguments_are_the_operators(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 3
    assert "Usage: tonghop" in capsys.readouterr().err


def test_missing_packages_are_the_operators(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import batch.doctor

    lost = batch.doctor.Engine("lostengine", "lostengine", "reading")
    monkeypatch.setattr(batch.doctor, "ENGINES", (lost,))
    assert main(["run", str(inbox), "--out", str(tmp_path / "out")]) == 3
    assert "lostengine" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_extract_prints_one_object_a_file_in_the_order_given(inbox: Path) -> None:
    files = [inbox / "xã B" / "b.txt", inbox / "a.txt", inbox / "a.txt"]
    ended = command("extract", *files, "--jobs", "2")
    rows = [json.loads(line) for line in ended.stdout.decode("utf-8").splitlines()]
    assert [row["file"] for row in rows] == [path.as_posix() for path in files]
    assert [row["status"] for row in rows] == ["ok"] * 3 and ended.returncode == 0
    for row in rows:
        assert row["figures"]
        assert all(row["text"][f["start"] : f["end"]] == f["text"] for f in row["figures"])


def test_extract_answers_for_files_that_are_none(inbox: Path, tmp_path: Path) -> None:
    ended = command("extract", tmp_path / "nowhere.docx", inbox, inbox / "a.txt")
    rows = [json.loads(line) for line in ended.stdout.decode("utf-8").splitlines()]
    assert [row["status"] for row in rows] == ["not_a_file", "not_a_file", "ok"]
    assert ended.returncode == 2 and "nowhere.docx" in ended.stderr.decode("utf-8")


def test_extract_writes_files_only_where_asked(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, rows = tmp_path / "b.xlsx", tmp_path / "r.jsonl"
    arguments = ["extract", str(inbox / "a.txt"), "--xlsx", str(book), "--jsonl", str(rows), "--jobs", "0"]
    assert main(arguments) == 0
    assert capsys.readouterr().out == ""
    assert len(lines(rows)) == 1 and "Số liệu" in load_workbook(book).sheetnames
    assert {path.name for path in tmp_path.iterdir()} == {"b.xlsx", "r.jsonl", inbox.name}


def test_extract_says_where_it_cannot_write(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["extract", str(inbox / "a.txt"), "--xlsx", str(tmp_path / "no" / "b.xlsx"), "--jobs", "0"]) == 3
    )
    assert "cannot_write" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_fault(inbox: Path) -> None:
    files = " ".join(f"'{inbox / 'a.txt'}'" for _ in range(3))
    shell = f"'{sys.executable}' '{ROOT / 'cli.py'}' extract {files} --jobs 0 | head -c 10"
    ended = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_changes_nothing_and_says_so(
    inbox: Path, tmp_path: Path, sign: signal.Signals
) -> None:
    out = tmp_path / "out"
    main(["run", str(inbox), "--out", str(out), "--jobs", "0"])
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()}
    for number in range(200):
        (inbox / f"{number}.txt").write_text(REPORT.replace("162", str(1000 + number)), encoding="utf-8")
    run = [sys.executable, str(ROOT / "cli.py"), "run", str(inbox), "--out", str(out), "--jobs", "1"]
    with subprocess.Popen(run, stderr=subprocess.PIPE, text=True) as started:
        while not list(out.glob(".tonghop-*")) and started.poll() is None:
            time.sleep(0.02)
        started.send_signal(sign)
        _, said = started.communicate(timeout=60)
    assert started.returncode == 130 and "Nothing was changed" in said
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()} == before
    assert not [path for path in out.iterdir() if path.name.startswith(".tonghop-")]


def test_annotated_reports_are_scored(capsys: pytest.CaptureFixture[str]) -> None:
    gold = ROOT / "corpus" / "gold" / "reports" / "short01.json"
    assert main(["evaluate", str(gold), "--errors"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert any(line.split()[:1] == ["figures.row"] for line in said)
    assert [line for line in said if line.startswith("short01: ")]


def test_the_doctor_names_engines_with_their_versions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    for name in ("pypdfium2", "underthesea", "spacy", "soffice"):
        assert name in said


def test_the_doctor_calls_for_the_operator_where_something_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import batch.doctor

    lost = batch.doctor.Engine("lostengine", "lostengine", "reading")
    monkeypatch.setattr(batch.doctor, "ENGINES", (lost,))
    assert main(["doctor"]) == 3
    said = capsys.readouterr().out
    assert "lostengine" in said and "missing" in said and "pip install" in said


@pytest.mark.parametrize("name", ["run", "extract", "evaluate", "doctor"])
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"Usage: tonghop {name}" in capsys.readouterr().out


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); import cli; cli.main(['--help']);"
        " print(sorted({'pandas', 'spacy', 'underthesea', 'lxml', 'rich', 'yaml'} & sys.modules.keys()))"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
