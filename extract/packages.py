"""Zip packages opened within budgets, before anything in them is unpacked. Knows no document format."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from extract.problems import FileProblem

_MEGABYTE = 1_000_000
ENTRIES = 5_000
UNPACKED = 300 * _MEGABYTE
# A tree of elements takes ten times the memory of its XML.
XML_PART = 40 * _MEGABYTE
RATIO = 100
# An entry may be packed as tightly as it likes up to this size.
_SMALL = _MEGABYTE
# How far into a part a document type is looked for; parts that are read are checked again as a whole.
_PROLOG = 4096
# OpenOffice declared types in parts that hold no text; who reads one of them does so without its type.
_NO_TEXT = ("meta-inf/", "basic/", "dialogs/")
_ENCRYPTED_FLAG = 0x1
# What reading a part of a damaged package raises.
DAMAGE = (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, zlib.error)
_DIRECTORY_MARK = b"PK\x01\x02"


def open_package(data: bytes, largest_part: int | None = None) -> ZipFile:
    """The zip in `data`; raises FileProblem: corrupt, encrypted or too_big.

    `largest_part`: bytes that one XML part may unpack to, XML_PART where it is left out.
    """
    if data.count(_DIRECTORY_MARK) > 4 * ENTRIES:
        raise _too_big("too_many_entries")
    try:
        package = ZipFile(BytesIO(data))
    except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        raise damaged() from error
    entries = package.infolist()
    if not entries:
        raise damaged()
    _weigh(entries, XML_PART if largest_part is None else largest_part)
    if len({_plain(entry.filename) for entry in entries}) < len(entries):
        raise FileProblem(
            "corrupt",
            "duplicate_entries",
            "Tệp chứa hai phần trùng tên, không rõ phần nào đúng; hãy mở bằng Word, lưu lại rồi nộp lại.",
        )
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise encrypted()
    for entry in entries:
        plain = _plain(entry.filename)
        if plain.startswith(_NO_TEXT) or not plain.endswith((".xml", ".rels")):
            continue
        if _declares_type(package, entry):
            raise doctype()
    return package


def damaged() -> FileProblem:
    """The problem of a package that is cut off or altered."""
    return FileProblem(
        "corrupt",
        "damaged_package",
        "Tệp bị hỏng hoặc tải về chưa hết; hãy mở bằng Word, lưu lại thành tệp mới rồi nộp lại.",
    )


def encrypted() -> FileProblem:
    """The problem of a file that opens with a password only."""
    return FileProblem(
        "encrypted",
        "password_protected",
        "Tệp có đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu trong Word rồi nộp lại.",
    )


def doctype() -> FileProblem:
    """The problem of XML that declares entities, which could name other files or swallow text."""
    return FileProblem(
        "corrupt",
        "doctype",
        "Tệp chứa khai báo DOCTYPE lạ, có thể gây hại; hãy chép nội dung sang tệp Word mới rồi nộp lại.",
    )


def _too_big(code: str) -> FileProblem:
    return FileProblem(
        "too_big",
        code,
        "Tệp bung ra quá lớn so với một báo cáo; hãy bỏ bớt hình ảnh, lưu lại bằng Word rồi nộp lại.",
    )


def _weigh(entries: list[ZipInfo], largest_part: int) -> None:
    if len(entries) > ENTRIES:
        raise _too_big("too_many_entries")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise _too_big("unpacks_too_big")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > RATIO * max(entry.compress_size, 1):
            raise _too_big("packed_too_tightly")
        if entry.file_size > largest_part and _plain(entry.filename).endswith(".xml"):
            raise _too_big("part_too_big")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _declares_type(package: ZipFile, entry: ZipInfo) -> bool:
    try:
        with package.open(entry) as part:
            start = part.read(_PROLOG)
    except Exception:
        # A part that cannot be unpacked is the business of who needs it.
        return False
    # Without the zero bytes UTF-16 reads like ASCII.
    return b"<!DOCTYPE" in start.replace(b"\0", b"")
