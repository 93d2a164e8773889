"""The door of the package: a file goes in, its `Document` comes out, or a `FileProblem` that says why not."""

from __future__ import annotations

import hashlib
import importlib
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from extract.document import Document, Notice, ReadStatus
from extract.letters import looks_wrong
from extract.problems import FileProblem, SetupProblem
from extract.sniff import sniff

_LOG = logging.getLogger("tonghop")
_MEBIBYTE = 1 << 20
LARGEST = 200 * _MEBIBYTE

# Format -> module that offers `parse(data: bytes, name: str, sha256: str) -> Document`, loaded on first use.
PARSERS: dict[str, str] = {
    "docx": "extract.docx",
    "pdf": "extract.pdf",
    "doc": "extract.doc",
    "rtf": "extract.rtf",
    "odt": "extract.odt",
    "html": "extract.html",
    "word_xml": "extract.word_xml",
    "txt": "extract.txt",
    "picture": "extract.picture",
    "xls": "extract.xls",
    "xlsx": "extract.xlsx",
    "xlsb": "extract.xlsb",
    "ods": "extract.ods",
}
# What the ending of a name promises; endings that are not here promise nothing.
_ENDINGS = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx",
    ".doc": "doc", ".dot": "doc", ".pdf": "pdf", ".txt": "txt",
    ".xls": "xls", ".xlt": "xls", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xltm": "xlsx",
    ".xlsb": "xlsb", ".ods": "ods", ".ots": "ods",
    ".png": "picture", ".jpg": "picture", ".jpeg": "picture", ".tif": "picture", ".tiff": "picture",
    ".bmp": "picture", ".gif": "picture", ".webp": "picture",
    ".rtf": "rtf", ".odt": "odt", ".ott": "odt", ".fodt": "odt",
    ".html": "html", ".htm": "html", ".mht": "html", ".mhtml": "html",
}  # fmt: skip
_FORMAT_NAMES = {
    "docx": "Word (.docx)",
    "doc": "Word cũ (.doc)",
    "pdf": "PDF",
    "txt": "văn bản thuần",
    "picture": "ảnh",
    "xls": "Excel cũ (.xls)",
    "rtf": "RTF",
    "xlsx": "Excel (.xlsx)",
    "xlsb": "Excel nhị phân (.xlsb)",
    "ods": "bảng tính LibreOffice (.ods)",
    "odt": "LibreOffice (.odt)",
    "html": "trang web (HTML)",
    "word_xml": "Word dạng XML",
}


def read(path: Path, name: str) -> Document:
    """The document in the file at `path`, known as `name`.

    Raises FileProblem for what cannot be read, SetupProblem where this machine lacks an engine, OSError
    where the system will not open the file; nothing else but MemoryError and what ends the process.
    """
    if path.stat().st_size > LARGEST:
        raise FileProblem(
            "too_big",
            "file_too_big",
            f"Tệp lớn hơn {LARGEST // _MEBIBYTE} MB; hãy bỏ bớt hình ảnh hoặc chia nhỏ tệp rồi nộp lại.",
        )
    return read_bytes(path.read_bytes(), name)


def read_bytes(data: bytes, name: str) -> Document:
    """The document in `data`; problems as in `read`, but OSError."""
    try:
        format = sniff(data)
        parse: Callable[[bytes, str, str], Document] = importlib.import_module(PARSERS[format]).parse
        document = parse(data, name, hashlib.sha256(data).hexdigest())
    except (FileProblem, SetupProblem, MemoryError):
        raise
    # Parsers meet arbitrary bytes: whatever else they trip over is damage of the file, and is logged.
    except Exception as error:
        _LOG.warning("%s: unreadable", name, exc_info=True)
        raise FileProblem(
            "corrupt",
            "unreadable_content",
            "Nội dung tệp bị hỏng nên không đọc được; hãy mở bằng Word, lưu lại thành tệp mới rồi nộp lại.",
        ) from error
    return _with_ending_checked(_with_letters_checked(document))


def _with_letters_checked(document: Document) -> Document:
    """The document with a notice where its letters are hardly Vietnamese, so that little will be found."""
    if not looks_wrong(document.text):
        return document
    notice = Notice(
        "old_letters",
        "Chữ tiếng Việt trong tệp thiếu dấu hoặc theo bảng mã cũ; hãy chuyển sang Unicode rồi nộp lại.",
    )
    status: ReadStatus = "ok_with_loss" if document.status == "ok" else document.status
    return replace(document, warnings=(*document.warnings, notice), status=status)


def _with_ending_checked(document: Document) -> Document:
    """The document with a notice where its name promises another format than it has."""
    ending = Path(document.name).suffix.casefold()
    if _ENDINGS.get(ending, document.format) == document.format:
        return document
    notice = Notice(
        "wrong_ending",
        f"Tên tệp có đuôi {ending} nhưng nội dung là {_FORMAT_NAMES[document.format]}; vẫn đọc được, "
        "nên đổi lại đuôi cho đúng.",
    )
    return replace(document, warnings=(*document.warnings, notice))
