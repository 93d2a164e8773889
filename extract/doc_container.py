"""The streams of a Word 6 to 2003 file, taken out of its OLE container. Knows nothing of what they say."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from struct import unpack_from
from typing import Any

from extract.packages import encrypted
from extract.problems import FileProblem

_FLAGS = 0x0A
_ENCRYPTED = 0x0100
_SECOND_TABLE = 0x0200
_MAGICS = (0xA5EC, 0xA5DC)


@dataclass(frozen=True, slots=True)
class Streams:
    """`word` holds text and formatting pages, `table` the tables of the file, `data` what was too long."""

    word: bytes
    table: bytes
    data: bytes


def corrupt() -> FileProblem:
    """The problem of a Word file that cannot be followed."""
    return FileProblem(
        "corrupt",
        "doc_damaged",
        "Tệp .doc bị hỏng hoặc tải về chưa hết nên không đọc được; "
        "hãy mở bằng Word, lưu lại thành .docx rồi nộp lại.",
    )


def open_streams(data: bytes) -> Streams:
    """The streams of the Word file in `data`; raises FileProblem where it is none, locked or damaged."""
    import olefile

    if len(data) < 1536 or not _sane_header(data):
        raise corrupt()
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            if not container.exists("WordDocument"):
                raise corrupt()
            word = _stream(container, "WordDocument")
            magic, flags = unpack_from("<H", word, 0)[0], unpack_from("<H", word, _FLAGS)[0]
            if magic not in _MAGICS:
                raise corrupt()
            if flags & _ENCRYPTED:
                raise encrypted()
            names = ("1Table", "0Table") if flags & _SECOND_TABLE else ("0Table", "1Table")
            # Word 6 and 95 have no stream of tables: theirs stand in the main one.
            table = _stream(container, *names) if magic == _MAGICS[0] else b""
            return Streams(word, table or word, _stream(container, "Data"))
    except FileProblem:
        raise
    # The container reader meets arbitrary bytes: whatever it trips over is damage of the file.
    except Exception as error:
        raise corrupt() from error


def _sane_header(data: bytes) -> bool:
    """Whether the counts of sectors fit the file; a false one keeps the container reader busy for hours."""
    shift = unpack_from("<H", data, 0x1E)[0]
    fat_sectors = unpack_from("<I", data, 0x2C)[0]
    chain_sectors = unpack_from("<I", data, 0x48)[0]
    return shift in (9, 12) and (fat_sectors + chain_sectors) << shift <= len(data) + (1 << shift)


def _stream(container: Any, *names: str) -> bytes:
    """The bytes of the first of these streams that is there, else none."""
    for name in names:
        if container.exists(name):
            content: bytes = container.openstream(name).read()
            return content
    return b""
