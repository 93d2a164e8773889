"""Members of archives and mails are files of their own: in the ledger, in order, and gone from the disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from batch.containers import Request
from batch.inbox import entries, given
from batch.unpacking import expected, read_all
from tests.extract.archive_files import mail, rar_of, zip_of
from tests.extract.word_files import p, word

REPORT, OTHER = word(p("Có 12 chi bộ.")), word(p("Có 15 chi bộ."))
INNER = zip_of([("trong.docx", OTHER)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.docx").write_bytes(REPORT)
    members: list[tuple[Any, bytes]] = [("x/lặp.docx", REPORT), ("khác.zip", INNER)]
    members += [("~$tạm.docx", b"1"), (".ẩn", b"1")]
    (inbox / "b.zip").write_bytes(zip_of(members))
    (inbox / "c.eml").write_bytes(bytes(mail("Trong quý có 9 chi bộ.", bc=OTHER)))
    (inbox / "d.zip").write_bytes(b"PK\x03\x04 hong")
    (inbox / "e.zip").write_bytes(zip_of(members))
    (inbox / "f.rar").write_bytes(rar_of({}))
    return inbox


EXPECTED = [
    ("a.docx", "ok"),
    ("b.zip", "ok"),
    ("b.zip/x/lặp.docx", "duplicate"),
    ("b.zip/khác.zip", "ok"),
    ("b.zip/khác.zip/trong.docx", "ok"),
    ("b.zip/~$tạm.docx", "unsupported"),
    ("b.zip/.ẩn", "unsupported"),
    ("c.eml", "ok"),
    ("c.eml/nội dung.txt", "ok"),
    ("c.eml/bc.docx", "duplicate"),
    ("d.zip", "corrupt"),
    ("e.zip", "duplicate"),
    ("f.rar", "empty"),
]


def read(folder: Path, workers: int = 0) -> list[dict[str, Any]]:
    return [result.row for result in read_all(entries(folder), workers)]


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    (place := tmp_path / "private").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


@pytest.mark.parametrize("workers", [0, 1])
def test_each_member_has_its_line_behind_its_container(folder: Path, private: Path, workers: int) -> None:
    assert [(row["file"], row["status"]) for row in read(folder, workers)] == EXPECTED
    assert list(private.iterdir()) == []


def test_files_named_one_by_one_are_read_however_often(folder: Path) -> None:
    results = read_all([given(folder / "b.zip"), given(folder / "e.zip")], 0, duplicates=False)
    names = [result.row["file"] for result in results if result.row["status"] == "ok"]
    assert [name.rpartition("/in/")[2] for name in names] == [
        *("b.zip", "b.zip/x/lặp.docx", "b.zip/khác.zip", "b.zip/khác.zip/trong.docx"),
        *("e.zip", "e.zip/x/lặp.docx", "e.zip/khác.zip", "e.zip/khác.zip/trong.docx"),
    ]


def test_a_member_is_known_by_its_content(folder: Path) -> None:
    rows = {row["file"]: row for row in read(folder)}
    assert rows["b.zip/x/lặp.docx"]["duplicate_of"] == "a.docx"
    assert rows["c.eml/bc.docx"]["sha256"] == rows["b.zip/khác.zip/trong.docx"]["sha256"]
    assert rows["b.zip"]["format"] == "zip"


def test_nothing_is_left_where_reading_is_given_up(folder: Path, private: Path) -> None:
    results = read_all(entries(folder), 0)
    for _ in range(4):
        next(results)
    assert len(list(private.rglob("*"))) > 2
    results.close()  # type: ignore[attr-defined]
    assert list(private.iterdir()) == []


def test_a_member_is_gone_as_soon_as_it_has_been_read(folder: Path, private: Path) -> None:
    for result in read_all(entries(folder), 0):
        if result.row["file"].startswith("d.zip"):
            assert [path for path in private.rglob("*") if path.is_file() and path.suffix != ".lock"] == []


def test_archives_within_archives_end_somewhere(tmp_path: Path) -> None:
    data = zip_of([("trong.docx", REPORT)])
    for depth in range(5):
        data = zip_of([(f"{depth}.zip", data)])
    (tmp_path / "a.zip").write_bytes(data)
    rows = read(tmp_path)
    assert [row["status"] for row in rows] == ["ok", "ok", "ok", "too_big"]
    assert rows[-1]["warnings"][0]["code"] == "nested_too_deep"


def test_a_budget_holds_for_all_that_one_file_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.containers.Budget.__init__.__defaults__", (5, 10_000_000))
    inner = zip_of([(f"{n}.txt", str(n).encode()) for n in range(3)])
    (tmp_path / "a.zip").write_bytes(zip_of([("1.zip", inner), ("2.zip", inner + b"")]))
    rows = read(tmp_path)
    assert [row["status"] for row in rows] == ["ok", "ok", "ok", "ok", "ok", "duplicate"]
    (tmp_path / "a.zip").write_bytes(zip_of([("1.zip", inner), ("2.zip", zip_of([("x.txt", b"x")]))]))
    assert [row["status"] for row in read(tmp_path)][-1] == "too_big"


def test_members_heard_of_are_counted(folder: Path) -> None:
    heard: list[int] = []
    list(read_all(entries(folder), 0, more=heard.append))
    assert sum(heard) + len(entries(folder)) == len(EXPECTED)


def test_an_archive_may_hold_work_for_several_workers(folder: Path) -> None:
    assert expected(entries(folder)) > 5 * len(entries(folder))


def test_an_unpacker_that_dies_costs_its_archive_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.unpacking.taken_apart", dying)
    rows = read(folder, 1)
    assert [row["status"] for row in rows] == ["ok", "crashed", "crashed", "corrupt", "duplicate", "crashed"]


def dying(request: Request) -> None:
    os._exit(3)
