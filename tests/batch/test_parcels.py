"""What the worker of a cluster does with one file, without a cluster."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from batch import parcels
from batch.far_files import Address
from batch.limits import Limits
from batch.parcels import Foreign, Parcel, Unseen, read_parcel
from batch.rules import current_rules
from batch.worker import read_jailed
from extract.problems import FileProblem
from tests.batch.light_work import work

TEXT = "kiểm tra 162"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


def parcel(
    address: Address | None = None, data: bytes | None = None, sha256: str = SHA256, rules: str = ""
) -> Parcel:
    return Parcel("a.txt", sha256, address, data, rules, Limits())


@pytest.fixture
def address(tmp_path: Path) -> Address:
    path = tmp_path / "xã #1%20 [a]*.txt"
    path.write_text(TEXT, encoding="utf-8")
    return Address("", str(path))


def test_a_file_is_read_where_it_lies(address: Address) -> None:
    found = read_parcel(parcel(address), work)
    assert isinstance(found, tuple)
    assert found[0]["file"] == "a.txt" and [row["text"] for row in found[0]["figures"]] == ["162"]


def test_a_file_that_is_not_there_or_is_another_one_is_not_read(address: Address, tmp_path: Path) -> None:
    missing = read_parcel(parcel(Address("", str(tmp_path / "none"))), work)
    other = read_parcel(parcel(address, sha256="0" * 64), work)
    assert isinstance(missing, Unseen) and "FileNotFoundError" in missing.why
    assert other == Unseen("another file is there")


def test_a_file_is_read_from_the_bytes_that_came_along() -> None:
    found = read_parcel(parcel(data=TEXT.encode()), work)
    assert isinstance(found, tuple) and found[0]["sha256"] == SHA256


def test_a_refused_file_is_an_answer() -> None:
    found = read_parcel(parcel(data=b"corrupt"), work)
    assert isinstance(found, FileProblem) and found.status == "corrupt"


def test_a_worker_with_other_rules_reads_nothing() -> None:
    assert isinstance(read_parcel(parcel(data=b"", rules="another version"), work), Foreign)


def test_a_worker_reads_as_this_machine_does() -> None:
    text = "Năm 2024, Đảng ủy xã đã kiểm tra 162 tổ chức đảng.\n".encode()
    found = read_parcel(parcel(data=text, rules=current_rules().whole), read_jailed)
    assert isinstance(found, tuple)
    assert [row["text"] for row in found[0]["figures"]] == ["162 tổ chức đảng"]


def test_a_place_that_does_not_answer_does_not_hold_the_worker(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    never = threading.Event()
    monkeypatch.setattr(parcels, "FETCHING", 0.1)
    monkeypatch.setattr(parcels, "fetch", lambda address, path: never.wait())
    found = read_parcel(parcel(address), work)
    never.set()
    assert isinstance(found, Unseen) and "no answer" in found.why
