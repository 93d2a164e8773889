"""What a file is, told by its bytes and never by its name. Knows containers, reads no text."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from extract.decoding import decoded
from extract.packages import damaged, encrypted
from extract.problems import FileProblem

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_REACH = 1024
_HEAD = 8192
_TYPES = "[Content_Types].xml"
_TYPES_REACH = 1 << 20

# Some writers begin with a mark or with empty lines.
_RTF = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,64}\{\\rtf")

# First bytes -> what it is, for everything that is refused.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"BM", "bitmap"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"\xdb\xa5\x2d\0", "old_word"),
    (b"\x9b\xa5", "old_word"),
    (b"\x31\xbe\0\0", "old_word"),
    (b"\xffWPC", "old_word"),
)
# Main content types of a package, and the folders that tell where the types are lost.
_WORD = re.compile(
    rb"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macro\w+)\.main\+xml"
)
_PACKAGES = (
    (re.compile(rb"ms-excel\.sheet\.binary\.macroenabled\.main", re.IGNORECASE), "xl/workbook.bin", "xlsb"),
    (
        re.compile(
            rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\.macroEnabled\.main"
        ),
        "xl/workbook.xml",
        "xlsx",
    ),
    (re.compile(rb"presentationml|ms-powerpoint"), "ppt/presentation.xml", "slides"),
)
# Office files whose main part is lost still have these.
_OFFICE_FOLDERS = ("word/", "xl/", "_rels/", "docprops/")
_OPEN_DOCUMENT = (
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
    (b"presentation", "slides"),
)
# Streams of an OLE file, in the order in which they decide.
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "slides"),
    ("__properties_version1.0", "mail"),
)
_WEB = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div|p)\b",
    re.DOTALL | re.IGNORECASE,
)
# A single-file web page is written like a mail, but nobody sent it.
_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]*([^\r\n]*)")
_SENT = frozenset(("received", "to", "message-id", "return-path", "delivered-to", "cc"))
_WORD_XML = re.compile(
    r"\s*<\?xml[^>]*>.{0,2000}?<(?:\?mso-application progid=\"Word|w:wordDocument|pkg:package)", re.DOTALL
)
_FLAT_ODT = re.compile(r"\s*<\?xml[^>]*>.{0,200}?<office:document\b.{0,8000}?opendocument\.text", re.DOTALL)
_XML = re.compile(r"\s*<\?xml\s")
_MARKUP = ((_WEB, "html"), (_WORD_XML, "word_xml"), (_FLAT_ODT, "odt"), (_XML, "xml"))

_ADVICE = {
    "old_word": "Tệp do phần mềm soạn thảo đời rất cũ (trước Word 6) ghi; hãy mở bằng LibreOffice hoặc Word, "
    "lưu lại thành .docx rồi nộp lại.",
    "xml": "Tệp là dữ liệu XML, không phải báo cáo; hãy nộp báo cáo dạng .docx, .doc hoặc .pdf.",
    "slides": "Tệp là bài trình chiếu; hãy nộp báo cáo dạng .docx, .doc hoặc .pdf.",
    "mail": "Tệp là thư điện tử; hãy tải tệp đính kèm về rồi nộp chính tệp đó.",
    "heic": "Tệp là ảnh HEIC/AVIF của điện thoại; hãy lưu thành JPG hoặc nộp bản Word, PDF của báo cáo này.",
    "archive": "Tệp là tệp nén; hãy giải nén rồi nộp từng báo cáo.",
}


def sniff(data: bytes) -> str:
    """The format: docx, pdf, doc, rtf or txt. Raises FileProblem for everything else."""
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf\xfe\xff"):
        raise FileProblem("empty", "empty_file", "Tệp rỗng, không có nội dung; hãy nộp lại tệp báo cáo.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        found = _in_zip(data)
    elif data.startswith(_OLE):
        found = _in_ole(data)
    elif _RTF.match(data):
        found = "rtf"
    elif b"%PDF-" in data[:_PDF_REACH]:
        found = "pdf"
    else:
        found = _by_magic(data) or _in_text(data)
    if found == "encrypted":
        raise encrypted()
    if found in _ADVICE:
        raise FileProblem("unsupported", f"format_{found}", _ADVICE[found])
    return found


def _by_magic(data: bytes) -> str | None:
    for magic, found in _MAGIC:
        if data.startswith(magic):
            # Text may begin with the two letters of a bitmap; a bitmap goes on with its length.
            if found != "bitmap":
                return found
            if int.from_bytes(data[2:6], "little") in (len(data), 0) and b"\0" in data[:16]:
                return "picture"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "picture"
    return "heic" if data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypheix", b"ftypavif") else None


def _in_zip(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as package:
            names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in package.namelist()}
            types = _start(package, names.get(_TYPES.casefold()))
            mime = _start(package, names.get("mimetype"))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error
    if _WORD.search(types) or "word/document.xml" in names:
        return "docx"
    for main_type, main_part, found in _PACKAGES:
        if main_type.search(types) or main_part in names:
            return found
    if any(name.startswith(_OFFICE_FOLDERS) for name in names):
        raise damaged()
    return next((found for word, found in _OPEN_DOCUMENT if word in mime), "archive")


def _start(package: ZipFile, name: str | None) -> bytes:
    """The beginning of an entry, empty where it is missing, locked or damaged."""
    if name is None:
        return b""
    try:
        with package.open(name) as entry:
            return entry.read(_TYPES_REACH)
    except MemoryError:
        raise
    except Exception:
        return b""


def _in_ole(data: bytes) -> str:
    """By the names in its directory, whose entries stand at multiples of 128 bytes, in UTF-16."""
    for name, found in _STREAMS:
        wide = name.encode("utf-16-le") + b"\0\0"
        at = data.find(wide)
        while at >= 0:
            if at % 128 == 0 and int.from_bytes(data[at + 64 : at + 66], "little") == len(wide):
                return found
            at = data.find(wide, at + 1)
    raise damaged()


def _in_text(data: bytes) -> str:
    text = decoded(data)
    if text is None:
        raise FileProblem(
            "corrupt",
            "unknown_content",
            "Không nhận ra nội dung tệp, có thể tệp bị hỏng; hãy nộp lại dạng .docx, .doc hoặc .pdf.",
        )
    start = text.text[:_HEAD]
    return next((found for pattern, found in _MARKUP if pattern.match(start)), None) or _in_headers(start)


def _in_headers(start: str) -> str:
    """A mail or a single-file web page by the lines at its head, else plain text."""
    headers: dict[str, str] = {}
    for line in start.lstrip().splitlines():
        found = _HEADER_LINE.match(line)
        if found:
            headers.setdefault(found[1].lower(), found[2].lower())
        elif not line[:1].isspace() or not headers:
            break
    if not headers.keys() & {"mime-version", "received"}:
        return "txt"
    kind = headers.get("content-type", "")
    page = kind.startswith(("multipart/related", "text/html")) and not headers.keys() & _SENT
    return "html" if page else "mail"
