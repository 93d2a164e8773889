"""Files that hold files: told by their first bytes, taken apart by kind. Knows who reads which, not how."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from extract.members import Contents, Sink
from extract.problems import FileProblem

# What `Contents.format` may say.
FORMATS = frozenset(("zip", "7z", "rar", "tar", "gz", "bz2", "xz", "eml", "msg"))
_HEAD = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY, _END = b"PK\x01\x02", b"PK\x05\x06"
# The end record stands before a comment of at most 64 KB; what of the directory is looked at.
_END_REACH, _DIRECTORY_REACH = 66_000, 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_STREAMS = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_TAR_MARK, _TAR_MARK_AT = b"ustar", 257
# Parts of packages that are one document, whatever else lies in them.
_PACKAGE_PARTS = frozenset(
    (
        b"[content_types].xml",
        b"mimetype",
        b"_rels/.rels",
        b"word/document.xml",
        b"xl/workbook.xml",
        b"xl/workbook.bin",
    )
)
_HEADER_LINE = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)")
_MAIL_HEADERS = re.compile(
    rb"^(?:from|received|return-path|delivered-to|message-id|subject|to|date|mime-version|x-[a-z-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_SENDING = re.compile(rb"^(?:from|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
# A web page saved as one file is written like a mail that nobody sent.
_SAVED_PAGE = re.compile(rb"^from: *<saved by|^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)
_FEWEST_HEADERS = 3


def container_kind(path: Path) -> str | None:
    """What a file may be: zip, 7z, rar, stream (tar, gz, bz2, xz), eml, msg, or None. OSError goes through.

    Looks at few places of the file and unpacks nothing; `unpack` knows better about msg.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(_ZIP):
            return None if _is_package(file) else "zip"
        if head.startswith(b"7z\xbc\xaf\x27\x1c"):
            return "7z"
        if head.startswith(b"Rar!\x1a\x07"):
            return "rar"
        if head.startswith(_STREAMS) or head[_TAR_MARK_AT : _TAR_MARK_AT + 5] == _TAR_MARK:
            return "stream"
        if head.startswith(_OLE):
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
                return "msg" if whole.find(_OUTLOOK) >= 0 else None
        return "eml" if _is_mail(head) else None


def unpack(kind: str, path: Path, name: str, sink: Sink) -> Contents | None:
    """Take the members of the file at `path` into `sink`; FileProblem where that cannot be done.

    `name`: how the file is called, which a file packed alone is named by. None where the file is a
    document that only holds something of this kind.
    """
    if kind == "stream":
        from extract.archives import unpack_stream

        return unpack_stream(path, sink, name)
    if kind == "zip":
        from extract.archives import unpack_zip

        return unpack_zip(path, sink)
    if kind in ("7z", "rar"):
        from extract.archives_packed import unpack_7z, unpack_rar

        return unpack_7z(path, sink) if kind == "7z" else unpack_rar(path, sink)
    if kind == "msg":
        from extract.outlook import unpack_msg

        return unpack_msg(path, sink)
    if kind == "eml":
        from extract.mails import unpack_eml

        return unpack_eml(path, sink)
    raise FileProblem("unsupported", "format_archive", "Tệp là tệp nén; hãy giải nén rồi nộp từng báo cáo.")


def _is_package(file: BinaryIO) -> bool:
    """Whether a zip is a document, or so damaged that its reader has to say so."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_REACH))
    tail = file.read(_END_REACH)
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        return True
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    file.seek(max(0, size - len(tail) + end - length))
    directory = file.read(min(length, _DIRECTORY_REACH))
    return any(name in _PACKAGE_PARTS for name in _names(directory))


def _names(directory: bytes) -> Iterator[bytes]:
    """The names in a zip's directory, up to what is cut off or damaged."""
    at = 0
    while directory.startswith(_ENTRY, at) and len(directory) >= at + 46:
        name, extra, comment = (
            int.from_bytes(directory[at + place : at + place + 2], "little") for place in (28, 30, 32)
        )
        yield directory[at + 46 : at + 46 + name].replace(b"\\", b"/").lstrip(b"/").lower()
        at += 46 + name + extra + comment


def _is_mail(head: bytes) -> bool:
    """Whether the head begins with the header lines of a mail that somebody sent."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    at = 0
    while line := _HEADER_LINE.match(start, at):
        at = line.end()
    headers = start[:at]
    if len(_MAIL_HEADERS.findall(headers)) < _FEWEST_HEADERS or _SAVED_PAGE.search(headers):
        return False
    return _SENDING.search(headers) is not None
