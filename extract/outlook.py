"""Outlook mails (.msg) taken apart: text, attachments, mails within mails. Knows MAPI's properties only."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from extract import members
from extract.mails import BODY, damaged_mail, mail_note, put
from extract.members import Contents, Sink
from extract.outlook_rtf import unpacked_rtf

# Numbers of MAPI properties.
_SUBJECT, _TEXT, _HTML, _RTF = "0037", "1000", "1013", "1009"
_SENDER, _ADDRESS, _SENT = "0C1A", "0C1F", 0x00390040
_DATA, _LONG_NAME, _SHORT_NAME, _CONTENT_ID = "3701", "3707", "3704", "3712"
_CODE_PAGES = (0x3FFD0003, 0x3FDE0003)
_WIDE, _NARROW, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"
_ATTACHED, _PROPERTIES = "__attach_version1.0_#", "__properties_version1.0"
_UNNAMED = "tệp đính kèm"
_DEEPEST = 3
_EPOCH = datetime(1601, 1, 1)
# The header of a property stream is longer in the outermost mail.
_OUTER, _INNER, _ATTACHMENT = 32, 24, 8


@dataclass(frozen=True, slots=True)
class _Storage:
    """A mail or attachment inside the container; `path`: the names that lead to it."""

    ole: Any
    path: tuple[str, ...]
    header: int

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, None where there is none."""
        full = [*self.path, name]
        return bytes(self.ole.openstream(full).read()) if self.ole.exists(full) else None

    def fixed(self) -> dict[int, bytes]:
        """The properties of fixed length, by tag."""
        data = (self.stream(_PROPERTIES) or b"")[self.header :]
        return {
            struct.unpack_from("<I", data, at)[0]: data[at + 8 : at + 16]
            for at in range(0, len(data) - 15, 16)
        }

    def text(self, number: str, code_page: str = "cp1252") -> str:
        """A text property, empty where it is missing."""
        wide = self.stream(f"__substg1.0_{number}{_WIDE}")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return (
            (self.stream(f"__substg1.0_{number}{_NARROW}") or b"").decode(code_page, "replace").rstrip("\0")
        )

    def binary(self, number: str) -> bytes | None:
        """A binary property, None where it is missing."""
        return self.stream(f"__substg1.0_{number}{_BINARY}")


def unpack_msg(path: Path, sink: Sink) -> Contents | None:
    """The text of a mail as `nội dung.txt` (or `.html`, `.rtf`), then its attachments in their order.

    None where the file is no mail but only holds one.
    """
    import olefile

    try:
        with olefile.OleFileIO(path) as ole:
            if not ole.exists(_PROPERTIES):
                return None
            note = _take(_Storage(ole, (), _OUTER), sink, "", 0)
    # The container's reader raises what damaged offsets lead it to.
    except (
        OSError,
        ValueError,
        LookupError,
        struct.error,
        OverflowError,
        TypeError,
        AttributeError,
    ) as error:
        raise damaged_mail() from error
    return members.contents("msg", sink, note)


def _take(mail: _Storage, sink: Sink, prefix: str, depth: int) -> str:
    """Take in one mail below `prefix`; the sentence about it."""
    fixed = mail.fixed()
    code_page = _code_page(fixed)
    for ending, read in _BODIES:
        body = read(mail, code_page)
        if body.strip():
            put(sink, f"{prefix}{BODY}{ending}", body)
            break
    shown = (mail.binary(_HTML) or b"").decode("latin-1") if ending == ".html" else ""
    left_out = 0
    for number, storage in enumerate(_attachments(mail), 1):
        id = storage.text(_CONTENT_ID, code_page)
        if id and f"cid:{id}" in shown:
            left_out += 1
        else:
            _attachment(storage, sink, prefix, depth, number, code_page)
    sender = mail.text(_SENDER, code_page) or mail.text(_ADDRESS, code_page)
    return mail_note(mail.text(_SUBJECT, code_page), sender, _moment(fixed.get(_SENT)), left_out)


def _attachments(mail: _Storage) -> list[_Storage]:
    depth = len(mail.path)
    names = {
        tuple(entry[: depth + 1])
        for entry in mail.ole.listdir()
        if len(entry) > depth + 1
        and tuple(entry[:depth]) == mail.path
        and entry[depth].casefold().startswith(_ATTACHED)
    }
    return [_Storage(mail.ole, name, _ATTACHMENT) for name in sorted(names)]


def _attachment(storage: _Storage, sink: Sink, prefix: str, depth: int, number: int, code_page: str) -> None:
    name = storage.text(_LONG_NAME, code_page) or storage.text(_SHORT_NAME, code_page)
    data = storage.binary(_DATA)
    if data is not None:
        put(sink, prefix + (name or f"{_UNNAMED} {number}"), data)
        return
    inner = (*storage.path, f"__substg1.0_{_DATA}{_STORAGE}")
    embedded = _Storage(storage.ole, inner, _INNER)
    if embedded.stream(_PROPERTIES) is None:
        sink.refuse(prefix + (name or f"{_UNNAMED} {number}"), members.damaged_member())
        return
    subject = embedded.text(_SUBJECT, code_page).replace("/", "_") or name or f"{_UNNAMED} {number}"
    if depth + 1 >= _DEEPEST:
        sink.refuse(f"{prefix}{subject}.msg", members.nested_too_deep())
    else:
        _take(embedded, sink, f"{prefix}{subject}.msg/", depth + 1)


def _plain(mail: _Storage, code_page: str) -> bytes:
    return mail.text(_TEXT, code_page).encode("utf-8", "replace")


def _html(mail: _Storage, code_page: str) -> bytes:
    return mail.binary(_HTML) or mail.text(_HTML, code_page).encode("utf-8", "replace")


def _rtf(mail: _Storage, code_page: str) -> bytes:
    return unpacked_rtf(mail.binary(_RTF) or b"")


_BODIES: tuple[tuple[str, Callable[[_Storage, str], bytes]], ...] = (
    (".txt", _plain),
    (".html", _html),
    (".rtf", _rtf),
)


def _code_page(fixed: dict[int, bytes]) -> str:
    """The encoding of narrow texts."""
    for tag in _CODE_PAGES:
        number = int.from_bytes(fixed.get(tag, b"")[:4], "little")
        name = {65001: "utf-8", 0: ""}.get(number, f"cp{number}")
        try:
            if name and "a".encode(name):
                return name
        except LookupError:
            continue
    return "cp1252"


def _moment(value: bytes | None) -> str:
    """A time in tenths of microseconds since 1601, as it is written here."""
    if value is None:
        return ""
    try:
        return f"{_EPOCH + timedelta(microseconds=int.from_bytes(value, 'little') // 10):%d/%m/%Y %H:%M} UTC"
    except OverflowError:
        return ""
