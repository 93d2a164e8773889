"""7z and rar archives taken apart into their members, by py7zr and rarfile. Knows no other archives.

Compressed rar needs a program of the machine (unrar, 7-Zip, bsdtar); without one the sender is asked.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any, BinaryIO, cast

from extract import members
from extract.members import Contents, Intake, Sink
from extract.problems import FileProblem, Problem

# The blocks that end archives of versions 3 and 5, and from which version on they do.
_ENDS = (b"\x7b\x00\x40\x07\x00", b"\x1d\x77\x56\x51\x03\x05\x04\x00")
_FIRST_WITH_END = 29
_END_REACH = 4096
_NOTE = "Tệp nén có {count} tệp; mỗi tệp được đọc và ghi riêng."


def unpack_7z(path: Path, sink: Sink) -> Contents:
    """The members of a 7z archive; raises FileProblem: corrupt, encrypted, too_big or unsupported."""
    import py7zr
    from py7zr.exceptions import PasswordRequired, UnsupportedCompressionMethodError

    try:
        with path.open("rb") as file, py7zr.SevenZipFile(file) as archive:
            if archive.needs_password():
                raise members.locked_member()
            files = [entry for entry in archive.list() if not entry.is_directory]
            sink.expect(len(files))
            members.weighed(entry.uncompressed for entry in files)
            archive.extract(path=None, factory=_factory(sink))
    except (Problem, MemoryError):
        raise
    except PasswordRequired as error:
        raise members.locked_member() from error
    except UnsupportedCompressionMethodError as error:
        raise members.unknown_packing() from error
    # Its decoders raise whatever their C libraries raise.
    except Exception as error:
        raise members.damaged_archive() from error
    return members.contents("7z", sink, _NOTE)


def _factory(sink: Sink) -> Any:
    """What py7zr asks for a place to write each member to, by a name that it has made relative."""
    from py7zr.io import Py7zIO, WriterFactory

    class Product(Py7zIO):
        """One member that py7zr pushes."""

        def __init__(self, intake: Intake) -> None:
            self._intake = intake

        def write(self, s: bytes | bytearray) -> int:
            self._intake.write(s)
            return len(s)

        def read(self, size: int | None = None) -> bytes:
            return b""

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def flush(self) -> None:
            pass

        def size(self) -> int:
            return 0

        def close(self) -> None:
            self._intake.close()

    class Factory(WriterFactory):
        def create(self, filename: str) -> Py7zIO:
            return Product(sink.open(filename))

    return Factory()


def unpack_rar(path: Path, sink: Sink) -> Contents:
    """The members of a rar archive; raises FileProblem: corrupt, encrypted or too_big."""
    import rarfile

    _find_programs(rarfile)
    try:
        archive = rarfile.RarFile(path, errors="strict")
    except rarfile.NeedFirstVolume as error:
        raise _one_of_several() from error
    except (rarfile.Error, OSError, ValueError, IndexError, OverflowError) as error:
        raise members.damaged_archive() from error
    with archive:
        files = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not files and archive.needs_password():
            raise members.locked_member()
        sink.expect(len(files))
        members.weighed(entry.file_size for entry in files)
        for entry in files:
            _take_from_rar(rarfile, archive, entry, sink)
    return members.contents("rar", sink, _NOTE, _is_whole(path, files))


def _is_whole(path: Path, files: list[Any]) -> bool:
    """Whether the archive goes on to its end mark; those before version 3 have none."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_REACH))
        tail = file.read()
    old = bool(files) and all(entry.extract_version < _FIRST_WITH_END for entry in files)
    return old or any(mark in tail for mark in _ENDS)


def _take_from_rar(rarfile: Any, archive: Any, entry: Any, sink: Sink) -> None:
    if entry.needs_password():
        return sink.refuse(entry.filename, members.locked_member())
    if not entry.is_file():
        return sink.refuse(entry.filename, members.linked_member())
    if entry.file_size > members.LARGEST_MEMBER:
        return sink.refuse(entry.filename, members.member_too_big())
    try:
        with archive.open(entry) as source:
            sink.take(entry.filename, cast(BinaryIO, source), entry.compress_size)
    except rarfile.RarCannotExec:
        sink.refuse(entry.filename, _no_program())
    except (rarfile.Error, OSError, ValueError, EOFError):
        sink.refuse(entry.filename, members.damaged_member())
    return None


def _find_programs(rarfile: Any) -> None:
    """Programs of Windows that are not on its path, or go by another name there."""
    if sys.platform != "win32":
        return
    seven = Path(os.environ.get("PROGRAMFILES", ""), "7-Zip", "7z.exe")
    if shutil.which(rarfile.SEVENZIP_TOOL) is None and seven.is_file():
        rarfile.SEVENZIP_TOOL = str(seven)
    if shutil.which(rarfile.BSDTAR_TOOL) is None:
        # The tar of Windows is bsdtar.
        rarfile.BSDTAR_TOOL = "tar"


def _no_program() -> FileProblem:
    return FileProblem(
        "unsupported",
        "no_rar_program",
        "Máy này không có chương trình mở tệp .rar; hãy giải nén rồi nộp từng báo cáo, hoặc cài 7-Zip.",
    )


def _one_of_several() -> FileProblem:
    return FileProblem(
        "unsupported",
        "part_of_rar",
        "Tệp là một phần của bộ tệp .rar nhiều phần; hãy giải nén rồi nộp từng báo cáo.",
    )
