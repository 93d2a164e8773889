"""Archives (zip, 7z, rar, tar, gz, bz2, xz) taken apart into their members. Knows no mail and no report."""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from extract import members
from extract.member_names import name_in_zip
from extract.members import Contents, Sink
from extract.problems import FileProblem

_NOTE = "Tệp nén có {count} tệp; mỗi tệp được đọc và ghi riêng."
_DIRECTORY_MARK = b"PK\x01\x02"
_LOCKED, _UTF8 = 0x1, 0x800
_TAR_MARK, _TAR_MARK_AT = b"ustar", 257
# What readers raise at damaged bytes.
_DAMAGE = (
    BadZipFile, LargeZipFile, EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError,
    OverflowError, UnicodeError, IndexError, KeyError,
)  # fmt: skip
_STREAMS: dict[bytes, tuple[str, Callable[[BinaryIO], Any]]] = {
    b"\x1f\x8b": ("gz", lambda file: gzip.GzipFile(fileobj=file)),
    b"BZh": ("bz2", bz2.BZ2File),
    b"\xfd7zXZ\0": ("xz", lzma.LZMAFile),
}


def unpack_zip(path: Path, sink: Sink) -> Contents:
    """The members of a zip; each that is locked or damaged is noted as such."""
    if path.read_bytes().count(_DIRECTORY_MARK) > 2 * members.MOST_MEMBERS:
        raise members.too_many_members()
    try:
        archive = ZipFile(path)
    except (*_DAMAGE, NotImplementedError) as error:
        raise members.damaged_archive() from error
    with archive:
        files = [entry for entry in archive.infolist() if not entry.is_dir()]
        sink.expect(len(files))
        for entry in files:
            _take_from_zip(archive, entry, sink)
    return members.contents("zip", sink, _NOTE)


def _take_from_zip(archive: ZipFile, entry: ZipInfo, sink: Sink) -> None:
    name = name_in_zip(entry.filename, bool(entry.flag_bits & _UTF8))
    if entry.flag_bits & _LOCKED:
        sink.refuse(name, members.locked_member())
    elif stat.S_ISLNK(entry.external_attr >> 16):
        sink.refuse(name, members.linked_member())
    elif entry.file_size > members.LARGEST_MEMBER:
        sink.refuse(name, members.member_too_big())
    else:
        try:
            with archive.open(entry) as source:
                sink.take(name, cast(BinaryIO, source), entry.compress_size)
        except NotImplementedError:
            sink.refuse(name, members.unknown_packing())
        except FileProblem:
            raise
        except (*_DAMAGE, RuntimeError):
            sink.refuse(name, members.damaged_member())


def unpack_stream(path: Path, sink: Sink, name: str) -> Contents:
    """The members of a tar, packed or not, or the one file that was packed without a tar."""
    with path.open("rb") as file:
        start = file.read(_TAR_MARK_AT + len(_TAR_MARK))
        file.seek(0)
        kind, opened = next(
            ((kind, opened) for magic, (kind, opened) in _STREAMS.items() if start.startswith(magic)),
            ("tar", None),
        )
        source = _Limited(opened(file) if opened else file, sink)
        whole = True
        try:
            head = source.peek(_TAR_MARK_AT + len(_TAR_MARK))
            if head[_TAR_MARK_AT:] == _TAR_MARK:
                _take_tar(source, sink)
            else:
                sink.take(_without_ending(name), cast(BinaryIO, source))
        except FileProblem:
            raise
        except _DAMAGE as error:
            if not sink.members:
                raise members.damaged_archive() from error
            whole = False
    return members.contents(kind, sink, _NOTE, whole)


class _Limited:
    """A stream that ends in a FileProblem when it unpacks to more than a whole archive may."""

    def __init__(self, source: Any, sink: Sink) -> None:
        self._source, self._left, self._ahead = source, sink.bytes_left, b""

    def peek(self, size: int) -> bytes:
        self._ahead = self.read(size)
        return self._ahead

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            size = 1 << 20
        ready, self._ahead = self._ahead[:size], self._ahead[size:]
        fresh: bytes = b"" if ready else self._source.read(size)
        self._left -= len(fresh)
        if self._left < 0:
            raise members.unpacks_too_big()
        return ready or fresh


def _take_tar(source: _Limited, sink: Sink) -> None:
    with tarfile.open(fileobj=cast(BinaryIO, source), mode="r|") as archive:
        for entry in archive:
            if entry.isdir():
                continue
            if entry.issym() or entry.islnk():
                sink.refuse(entry.name, members.linked_member())
                continue
            content = archive.extractfile(entry) if entry.isfile() else None
            if content is None or entry.size > members.LARGEST_MEMBER:
                problem = members.member_too_big() if content else members.linked_member()
                sink.refuse(entry.name, problem)
            else:
                sink.take(entry.name, cast(BinaryIO, content), entry.size)


def _without_ending(name: str) -> str:
    """The name of what was packed: `báo cáo.docx` of `báo cáo.docx.gz`."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.casefold() in ("gz", "bz2", "xz") else name
