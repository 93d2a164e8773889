"""What lies in an archive or a mail: its files, written under numbers into a folder within budgets.

Knows no archive format; names of members are shown, never used as paths.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from extract.heartbeat import beat
from extract.member_names import Names
from extract.problems import FileProblem, SetupProblem

_MEGABYTE = 1_000_000
MOST_MEMBERS = 2_000
MOST_BYTES = 1_000 * _MEGABYTE
LARGEST_MEMBER = 200 * _MEGABYTE
RATIO = 100
# A file may be packed as tightly as it likes up to this size.
_SMALL = 2 * _MEGABYTE
# All of an archive together may unpack to this, and to RATIO times its size beyond.
_MOST_AT_ONCE = 50 * _MEGABYTE
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One file. `name`: safe to show; `file`: its name in the folder, or why it is not there."""

    name: str
    file: str = ""
    problem: FileProblem | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found. `note`: one Vietnamese sentence about the archive or mail as a whole.

    `whole`: False where it is cut off, so that there may have been more.
    """

    format: str
    members: tuple[Member, ...]
    note: str
    whole: bool = True


@dataclass(slots=True)
class Sink:
    """Takes in members. `packed`: bytes of the archive; `files_left`, `bytes_left`: what may still come."""

    folder: Path
    packed: int
    files_left: int = MOST_MEMBERS
    bytes_left: int = MOST_BYTES
    bytes_taken: int = 0
    members: list[Member] = field(default_factory=list)
    _names: Names = field(default_factory=Names)

    def expect(self, files: int) -> None:
        """Raises FileProblem (too_big) before anything is unpacked where there are too many files."""
        if files > self.files_left:
            raise too_many_members()

    def refuse(self, name: str, problem: FileProblem) -> None:
        """Note a member that cannot be taken out."""
        self._count()
        self.members.append(Member(self.fresh(name), problem=problem))

    def fresh(self, name: str) -> str:
        """The name as it is shown, unlike all before it."""
        return self._names.fresh(name)

    def take(self, name: str, source: BinaryIO, packed: int = 0) -> None:
        """Write one member from its stream; `packed`: its bytes in the archive, 0 where they are not known.

        What `source` raises goes through, with nothing written; too big a member is noted as such.
        """
        intake = self.open(name, packed)
        try:
            while intake.problem is None and (chunk := source.read(_CHUNK)):
                intake.write(chunk)
        except BaseException:
            intake.abort()
            raise
        intake.close()

    def open(self, name: str, packed: int = 0) -> Intake:
        """A member to be written piece by piece; it counts when it is closed."""
        self._count()
        return Intake(self, name, packed or self.packed)

    def _count(self) -> None:
        self.files_left -= 1
        if self.files_left < 0:
            raise too_many_members()


class Intake:
    """One member on its way in. `problem`: why it is too big, once it is; what follows is not written."""

    def __init__(self, sink: Sink, name: str, packed: int) -> None:
        self._sink, self._name, self._packed = sink, name, packed
        self._path = sink.folder / f"{sink.files_left:05}"
        try:
            self._file = self._path.open("xb")
        except OSError as error:
            raise _cannot_write() from error
        self._written = 0
        self.problem: FileProblem | None = None

    def write(self, data: bytes | bytearray) -> None:
        """Raises FileProblem (too_big) where the archive as a whole is too big."""
        self._written += len(data)
        self._sink.bytes_left -= len(data)
        self._sink.bytes_taken += len(data)
        if self._sink.bytes_left < 0 or self._sink.bytes_taken > _MOST_AT_ONCE + RATIO * self._sink.packed:
            raise unpacks_too_big()
        tight = self._written > _SMALL and self._written > RATIO * max(self._packed, 1)
        if self._written > LARGEST_MEMBER or tight:
            self.problem = member_too_big()
        if self.problem is None:
            try:
                self._file.write(data)
            except OSError as error:
                raise _cannot_write() from error
        beat()

    def close(self) -> None:
        """The member is complete. Raises SetupProblem where the last of it cannot be written."""
        try:
            self._file.close()
        except OSError as error:
            raise _cannot_write() from error
        if self.problem is not None:
            self._path.unlink()
        file = "" if self.problem else self._path.name
        self._sink.members.append(Member(self._sink.fresh(self._name), file, self.problem))

    def abort(self) -> None:
        """The member could not be taken in, and leaves nothing behind."""
        with suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)
        self._sink.files_left += 1


def contents(format: str, sink: Sink, note: str, whole: bool = True) -> Contents:
    """The contents, their count put into the note."""
    return Contents(format, tuple(sink.members), note.format(count=len(sink.members)), whole)


def weighed(sizes: Iterable[int]) -> None:
    """Raises FileProblem (too_big) where files say that together they are too big."""
    if sum(sizes) > MOST_BYTES:
        raise unpacks_too_big()


def _cannot_write() -> SetupProblem:
    return SetupProblem(
        "cannot_write_members",
        "Không ghi được tệp tạm khi mở tệp nén; hãy kiểm tra dung lượng đĩa rồi chạy lại.",
    )


def too_many_members() -> FileProblem:
    """The problem of an archive of more files than one sender has."""
    return FileProblem(
        "too_big",
        "too_many_members",
        f"Tệp nén có hơn {MOST_MEMBERS} tệp; hãy chia thành nhiều tệp nén nhỏ hơn rồi nộp lại.",
    )


def unpacks_too_big() -> FileProblem:
    """The problem of an archive that would fill the disk."""
    return FileProblem(
        "too_big",
        "unpacks_too_big",
        f"Tệp nén bung ra hơn {MOST_BYTES // _MEGABYTE} MB; hãy chia thành nhiều tệp nhỏ hơn rồi nộp lại.",
    )


def member_too_big() -> FileProblem:
    """The problem of a member that unpacks to far more than a report has."""
    return FileProblem(
        "too_big",
        "member_too_big",
        "Tệp trong tệp nén bung ra quá lớn so với một báo cáo; hãy bỏ bớt hình ảnh rồi nộp riêng tệp này.",
    )


def locked_member() -> FileProblem:
    """The problem of a member that opens with a password only."""
    return FileProblem(
        "encrypted",
        "password_protected",
        "Tệp nén có đặt mật khẩu nên không mở được; hãy bỏ mật khẩu hoặc giải nén rồi nộp lại.",
    )


def damaged_member() -> FileProblem:
    """The problem of a member whose bytes are not what was packed."""
    return FileProblem(
        "corrupt",
        "damaged_member",
        "Tệp trong tệp nén bị hỏng; hãy nén lại hoặc nộp riêng tệp này.",
    )


def linked_member() -> FileProblem:
    """The problem of a member that only points to another file."""
    return FileProblem(
        "not_a_file",
        "link",
        "Đây là đường dẫn tắt trong tệp nén, không phải tệp; hãy nén chính tệp gốc rồi nộp lại.",
    )


def nested_too_deep() -> FileProblem:
    """The problem of an archive within archives within archives."""
    return FileProblem(
        "too_big",
        "nested_too_deep",
        "Tệp nén lồng trong quá nhiều tệp nén khác; hãy giải nén rồi nộp từng báo cáo.",
    )


def unknown_packing() -> FileProblem:
    """The problem of a member packed in a way that is not read here."""
    return FileProblem(
        "unsupported",
        "unknown_packing",
        "Tệp được nén theo kiểu không đọc được ở đây; hãy giải nén rồi nộp từng báo cáo.",
    )


def damaged_archive() -> FileProblem:
    """The problem of an archive that is cut off or altered."""
    return FileProblem(
        "corrupt",
        "damaged_archive",
        "Tệp nén bị hỏng hoặc tải về chưa hết; hãy nén lại rồi nộp lại, hoặc nộp từng báo cáo.",
    )
