"""Zip packages are weighed before anything in them is unpacked."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from extract import packages
from extract.packages import open_package
from extract.problems import FileProblem
from tests.extract.word_files import zipped


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(FileProblem) as problem:
        open_package(data)
    return problem.value.status, problem.value.code


def test_a_sound_package_opens() -> None:
    with open_package(zipped({"a.xml": b"<a/>"})) as package:
        assert package.namelist() == ["a.xml"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_package_that_is_cut_off_is_corrupt(share: float) -> None:
    data = zipped({f"{n}.xml": bytes(range(256)) for n in range(20)})
    assert refusal(data[: int(share * len(data))]) == ("corrupt", "damaged_package")


def test_an_entry_packed_too_tightly_is_refused() -> None:
    assert refusal(zipped({"a.xml": bytes(2_000_000)})) == ("too_big", "packed_too_tightly")


def test_a_small_entry_may_be_packed_tightly() -> None:
    open_package(zipped({"a.xml": b"<a>" + b" " * 900_000})).close()


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "ENTRIES", 3)
    assert refusal(zipped({f"{n}.xml": b"" for n in range(4)})) == ("too_big", "too_many_entries")
    assert refusal(zipped({f"{n}.xml": b"" for n in range(20)})) == ("too_big", "too_many_entries")


def test_the_unpacked_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "UNPACKED", 100)
    assert refusal(zipped({"a.xml": bytes(60), "b.xml": bytes(60)})) == ("too_big", "unpacks_too_big")


def test_a_single_part_of_text_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "XML_PART", 50)
    assert refusal(zipped({"a.xml": bytes(60)})) == ("too_big", "part_too_big")
    open_package(zipped({"a.png": bytes(60)})).close()


@pytest.mark.parametrize("second", ["word/document.xml", "WORD/document.xml", "word\\document.xml"])
def test_two_entries_of_one_name_are_refused(second: str) -> None:
    data = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("word/document.xml", "<a/>")
            archive.writestr(second, "<b/>")
    assert refusal(data.getvalue()) == ("corrupt", "duplicate_entries")


def test_a_locked_zip_is_encrypted() -> None:
    data = bytearray(zipped({"a.bin": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == ("encrypted", "password_protected")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding: str) -> None:
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)
    assert refusal(zipped({"word/settings.xml": xml})) == ("corrupt", "doctype")
