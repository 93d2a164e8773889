"""Reports handed in through the browser: their names, and that they are read into the store."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extract.problems import Problem
from outputs.store import Store
from review.app import make_app
from review.doors import csrf
from review.guard import COOKIE, HEADER
from review.intake import FOLDER, Intake, intake_of, keep, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("báo cáo.docx", "báo cáo.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\y.pdf", "y.pdf"),
        ("con.txt", "_con.txt"),
        (".hidden.docx", "hidden.docx"),
        ("~$tam.docx", "tam.docx"),
        ("a\u202efdp.exe\x00<b>.docx", "a fdp.exe b.docx"),
        ("...", "báo cáo"),
        ("???.pdf", "báo cáo.pdf"),
    ],
)
def test_a_name_leads_nowhere_and_suits_every_system(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("ệ" * 500 + ".docx")
    assert name.endswith(".docx") and len(name.encode()) < 140


def test_files_of_one_name_stand_beside_each_other(tmp_path: Path) -> None:
    names = []
    intake = Intake(tmp_path / "in", (), tmp_path)
    for at in range(2):
        staged = tmp_path / str(at)
        staged.write_text(str(at), encoding="utf-8")
        names.append(keep(intake, staged, "a.txt"))
    assert [name.rpartition("/")[2] for name in names] == ["a.txt", "a (2).txt"]
    assert [(tmp_path / "in" / name).read_text(encoding="utf-8") for name in names] == ["0", "1"]


def client_of(store: Store, intake: Intake | None) -> TestClient:
    app = make_app(store, "an", intake=intake)
    token = app.state.guard.token
    headers = {HEADER: csrf(token), "content-type": "application/octet-stream"}
    return TestClient(app, base_url="http://127.0.0.1", headers=headers, cookies={COOKIE: token})


def test_what_is_handed_in_is_read(store: Store, url: str, tmp_path: Path) -> None:
    if store.path is None:
        pytest.skip("one database is enough for the way through a run")
    client = client_of(store, intake_of(tmp_path / "in", url))
    text = "Năm 2024, Đảng ủy xã đã kiểm tra 162 tổ chức đảng.\n"
    kept = client.post("/api/v1/uploads", params={"name": "a.txt"}, content=text.encode()).json()
    assert kept["file"].startswith(FOLDER)
    until = time.monotonic() + 60
    while (found := client.get("/api/v1/uploads").json())["reading"] and time.monotonic() < until:
        time.sleep(0.2)
    (item,) = found["items"]
    assert (item["status"], item["rows"] > 0, found["problem"]) == ("ok", True, "")
    assert "162 tổ chức đảng" in client.get(f"/reports/{item['report']}").text


def test_a_run_that_breaks_off_is_said(store: Store, tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import sys; sys.exit('no_store: Không thấy kho.')")
    client = client_of(store, Intake(tmp_path, command, tmp_path))
    client.post("/api/v1/uploads", params={"name": "a.txt"}, content=b"a")
    until = time.monotonic() + 30
    while (found := client.get("/api/v1/uploads").json())["reading"] and time.monotonic() < until:
        time.sleep(0.1)
    assert found["problem"] == "Không thấy kho."


@pytest.mark.parametrize("content", [b"", b"x" * 2000])
def test_nothing_and_too_much_are_refused(
    store: Store, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.uploads.MOST_BYTES", 1000)
    staging = tmp_path / "staging"
    staging.mkdir()
    client = client_of(store, Intake(tmp_path / "in", (), staging))
    assert client.post("/api/v1/uploads", params={"name": "a.txt"}, content=content).status_code == 422
    assert not (tmp_path / "in").exists() and not list(staging.iterdir())


def test_without_an_inbox_nothing_is_taken(store: Store) -> None:
    client = client_of(store, None)
    answer = client.post("/api/v1/uploads", params={"name": "a.txt"}, content=b"a")
    assert answer.json()["code"] == "no_inbox"
    assert "--inbox" in client.get("/upload").text


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").write_text("", encoding="utf-8")
    with pytest.raises(Problem) as told:
        keep(Intake(tmp_path / "in", (), tmp_path), tmp_path / "staged", "a.txt")
    assert told.value.code == "inbox_not_writable"
