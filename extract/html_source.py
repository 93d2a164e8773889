"""The pages of an HTML file or single-file web page (MHT) as characters. Knows tags of encodings only."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser

from extract.decoding import decoded
from extract.problems import FileProblem

LARGEST = 60_000_000
_HEAD = 4096
_META = re.compile(rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml\b[^>]*?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_PARTS = 500
# Names that pages give to encodings that are a bit more in practice.
_IN_PRACTICE = {"iso8859-1": "cp1252", "ascii": "cp1252"}


@dataclass(frozen=True, slots=True)
class Page:
    """`text`: the page. `bad`: bytes that made no sense. `name`: its address in a single-file page."""

    text: str
    bad: int = 0
    name: str = ""


def pages_of(data: bytes) -> list[Page]:
    """The pages in the bytes of a file, the main one first; raises FileProblem (corrupt, too_big)."""
    if len(data) > LARGEST:
        raise FileProblem(
            "too_big",
            "page_too_big",
            "Tệp HTML quá lớn so với một báo cáo; hãy bỏ bớt hình ảnh, lưu lại bằng Word rồi nộp lại.",
        )
    if is_single_file(data):
        return _parts(data)
    return [page_text(data)]


def is_single_file(data: bytes) -> bool:
    """Whether a page begins with the lines of a mail."""
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    return not start.startswith(b"<") and b"mime-version:" in start.lower()


def page_text(data: bytes, charset: str | None = None, name: str = "") -> Page:
    """One page decoded: by its mark, what it declares, or what its letters look like."""
    head = data[:_HEAD]
    declared = _META.search(head) or _XML.search(head)
    encoding = declared.group(1).decode("ascii") if declared else charset
    if not data.startswith(_MARKS) and b"\0" not in head and encoding:
        text = _by_name(data, encoding)
        if text is not None:
            bad = text.count("\ufffd") - data.count("\ufffd".encode())
            # A wrong declaration shows in letters that are none.
            if bad * 100 <= len(text) or decoded(data) is None:
                return Page(_plain(text), bad, name)
    found = decoded(data)
    if found is None:
        return Page(_plain(data.decode("utf-8", "replace")), 1, name)
    return Page(_plain(found.text), found.bad, name)


def _by_name(data: bytes, encoding: str) -> str | None:
    try:
        known = codecs.lookup(encoding).name
        return data.decode(_IN_PRACTICE.get(known, known), "replace")
    except (LookupError, ValueError):
        return None


def _plain(text: str) -> str:
    """A page that still declares the encoding of its bytes would be refused as characters."""
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).replace("\0", "")


def _parts(data: bytes) -> list[Page]:
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    found: list[Page] = []
    for part in _leaves(message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                name = part.get("Content-Location") or ""
                found.append(page_text(body, part.get_content_charset(), str(name)))
    if not found:
        raise FileProblem(
            "corrupt",
            "no_page",
            "Tệp trang web không chứa trang nào đọc được; hãy mở bằng Word, lưu lại thành .docx rồi nộp lại.",
        )
    return found


def _leaves(message: Message) -> list[Message]:
    """The parts that hold no others, in order; without recursion, since parts may be nested at will."""
    found: list[Message] = []
    waiting: list[Message] = [message]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop()
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            waiting += [inner for inner in payload if isinstance(inner, Message)][::-1]
        else:
            found.append(part)
    return found
