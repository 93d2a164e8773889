"""Archives are taken apart within budgets; each member is there or says why not."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipInfo

import py7zr
import pytest

from extract import members
from extract.containers import container_kind
from extract.problems import FileProblem
from tests.extract.archive_files import rar_of, shown, unpacked, zip_of
from tests.extract.word_files import p, word

REPORT = word(p("Có 12 chi bộ."))
TEXT = "Có 12 chi bộ.".encode()


def tar_of(names: dict[str, bytes], mode: str = "w") -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in names.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, BytesIO(data))
    return out.getvalue()


def seven(names: dict[str, bytes], password: str | None = None) -> bytes:
    out = BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password) as archive:
        for name, data in names.items():
            archive.writestr(data, name)
    return out.getvalue()


ARCHIVES = {
    "zip": zip_of([("a/bc.docx", REPORT), ("b.txt", TEXT)]),
    "7z": seven({"a/bc.docx": REPORT, "b.txt": TEXT}),
    "rar": rar_of({"a/bc.docx": REPORT, "b.txt": TEXT}),
    "tar": tar_of({"a/bc.docx": REPORT, "b.txt": TEXT}),
    "gz": tar_of({"a/bc.docx": REPORT, "b.txt": TEXT}, "w:gz"),
}


@pytest.mark.parametrize("format", ARCHIVES)
def test_each_member_comes_out_as_it_went_in(format: str, tmp_path: Path) -> None:
    found = unpacked(ARCHIVES[format], tmp_path)
    assert (found.format, [member.name for member in found.members]) == (format, ["a/bc.docx", "b.txt"])
    assert [(tmp_path / "members" / m.file).read_bytes() for m in found.members] == [REPORT, TEXT]
    assert "2 tệp" in found.note


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_packed_alone_keeps_its_name(pack: object, tmp_path: Path) -> None:
    found = unpacked(pack(REPORT), tmp_path, "báo cáo.docx.gz")  # type: ignore[operator]
    assert shown(found) == {"báo cáo.docx": ""}


@pytest.mark.parametrize("data", [REPORT, TEXT, b"%PDF-1.4", zip_of([("word/document.xml", b"<x/>")])])
def test_documents_are_no_archives(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    assert container_kind(path) is None


def test_a_zip_of_stored_documents_is_an_archive(tmp_path: Path) -> None:
    assert shown(unpacked(zip_of([(ZipInfo("bc.docx"), REPORT)]), tmp_path)) == {"bc.docx": ""}


def test_names_never_become_paths(tmp_path: Path) -> None:
    names = [
        "../../ngoai.docx",
        "/tuyet/doi.docx",
        "C:\\a.docx",
        "CON",
        "a\u202edoc.exe",
        "a" * 300,
        "x/",
        "x",
    ]
    unpacked(zip_of([(name, b"1") for name in names]), tmp_path)
    assert {path.name for path in tmp_path.rglob("*")} >= {"container", "members"}
    assert all(path.name.isdigit() for path in (tmp_path / "members").iterdir())
    assert [path.name for path in tmp_path.parent.glob("ngoai*")] == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    found = unpacked(zip_of([("bc.txt", b"1"), ("BC.txt", b"2"), ("bc.txt", b"3")]), tmp_path)
    assert list(shown(found)) == ["bc.txt", "BC (2).txt", "bc (3).txt"]


def test_locked_members_are_named_and_others_read(tmp_path: Path) -> None:
    data = bytearray(zip_of([("a.txt", TEXT), ("b.txt", TEXT)]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert shown(unpacked(bytes(data), tmp_path)) == {"a.txt": "password_protected", "b.txt": ""}


def test_locked_archives_are_refused(tmp_path: Path) -> None:
    assert shown(unpacked(rar_of({"a.txt": TEXT}, locked=True), tmp_path)) == {"a.txt": "password_protected"}
    with pytest.raises(FileProblem) as problem:
        unpacked(seven({"a.txt": TEXT}, "mat khau"), tmp_path)
    assert problem.value.status == "encrypted"


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    data = bytearray(zip_of([("a.docx", REPORT), ("b.txt", TEXT)]))
    data[60:70] = bytes(10)
    assert shown(unpacked(bytes(data), tmp_path)) == {"a.docx": "damaged_member", "b.txt": ""}


def test_links_are_no_files(tmp_path: Path) -> None:
    link = ZipInfo("bc.docx")
    link.external_attr = 0o120777 << 16
    assert shown(unpacked(zip_of([(link, b"/etc/passwd")]), tmp_path)) == {"bc.docx": "link"}
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("bc.docx")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)
    assert shown(unpacked(out.getvalue(), tmp_path)) == {"bc.docx": "link"}


def test_a_member_that_swells_is_left_out(tmp_path: Path) -> None:
    data = zip_of([("bom.txt", bytes(5_000_000)), ("b.txt", TEXT)])
    assert shown(unpacked(data, tmp_path)) == {"bom.txt": "member_too_big", "b.txt": ""}
    assert len(list((tmp_path / "members").iterdir())) == 1


@pytest.mark.parametrize(
    "data", [gzip.compress(bytes(5_000_000)), seven({"bom.txt": bytes(5_000_000)})], ids=["gz", "7z"]
)
def test_a_bomb_packed_otherwise_is_left_out(data: bytes, tmp_path: Path) -> None:
    assert set(shown(unpacked(data, tmp_path)).values()) == {"member_too_big"}


def test_an_archive_within_which_there_is_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(ARCHIVES["zip"])
    for budget in ({"files_left": 1}, {"bytes_left": 20}):
        sink = members.Sink(tmp_path, 100, **budget)
        with pytest.raises(FileProblem) as problem:
            from extract.archives import unpack_zip

            unpack_zip(path, sink)
        assert problem.value.status == "too_big"


@pytest.mark.parametrize("format", ARCHIVES)
def test_an_archive_that_is_cut_off_is_damaged_or_gives_less(format: str, tmp_path: Path) -> None:
    whole = ARCHIVES[format]
    for percent in range(3, 100, 8):
        (folder := tmp_path / f"{percent}").mkdir()
        (folder / "container").write_bytes(whole[: len(whole) * percent // 100])
        if container_kind(folder / "container") is None:
            continue
        try:
            found = unpacked(whole[: len(whole) * percent // 100], folder)
        except FileProblem as problem:
            assert problem.status == "corrupt"
        else:
            files = [folder / "members" / member.file for member in found.members if member.file]
            assert [file.read_bytes() for file in files] == [REPORT, TEXT][: len(files)]
            assert len(files) == 2 or not found.whole or any(member.problem for member in found.members)
