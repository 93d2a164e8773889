"""Archives and mails made by tests, also ones that no program would make."""

from __future__ import annotations

import binascii
import struct
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from extract.containers import container_kind, unpack
from extract.members import Contents, Sink

_SECTOR, _LEAST = 512, 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


def zip_of(items: Iterable[tuple[str | ZipInfo, bytes]]) -> bytes:
    """A zip of these members in order, duplicates allowed."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in items:
            archive.writestr(name, data)
    return out.getvalue()


def rar_of(items: Mapping[str, bytes], locked: bool = False) -> bytes:
    """A rar of version 3 whose members are stored as they are."""
    found = b"Rar!\x1a\x07\x00" + _rar_head(0x73, 0, bytes(6))
    for name, data in items.items():
        raw = name.encode("ascii")
        head = struct.pack(
            "<IIBIIBBHI", len(data), len(data), 3, binascii.crc32(data), 0, 29, 0x30, len(raw), 0o100644
        )
        found += _rar_head(0x74, 0x8000 | (4 if locked else 0), head + raw) + data
    return found + _rar_head(0x7B, 0x4000, b"")


def _rar_head(kind: int, flags: int, rest: bytes) -> bytes:
    body = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", binascii.crc32(body) & 0xFFFF) + body


def mail(text: str = "", **attachments: bytes) -> EmailMessage:
    """A mail with its usual headers; names of attachments get `.docx`."""
    made = EmailMessage()
    made["From"] = "Nguyễn Văn A <a@example.vn>"
    made["To"] = "b@example.vn"
    made["Subject"] = "Báo cáo quý I"
    made["Date"] = "Mon, 01 Apr 2024 08:00:00 +0700"
    made.set_content(text)
    for name, data in attachments.items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"{name}.docx")
    return made


def compound(tree: Tree) -> bytes:
    """An OLE file of storages and streams; streams are padded to the size that sectors hold."""
    chains: list[int] = []
    body, entries = b"", [b""]

    def add(children: Tree) -> int:
        """Enter the children as a list that goes to the right; the number of the first."""
        names = sorted(children, key=lambda name: (len(name), name.upper()))
        first = len(entries)
        entries.extend([b""] * len(names))
        for place, name in enumerate(names):
            right = first + place + 1 if place + 1 < len(names) else _FREE
            entries[first + place] = enter(name, children[name], right)
        return first if names else _FREE

    def enter(name: str, child: bytes | Tree, right: int) -> bytes:
        nonlocal body
        if not isinstance(child, bytes):
            return _entry(name, 1, _END, 0, add(child), right)
        data = child.ljust(_LEAST, b"\0")
        start, padded = len(chains), data + bytes(-len(data) % _SECTOR)
        count = len(padded) // _SECTOR
        chains.extend([*range(start + 1, start + count), _END])
        body += padded
        return _entry(name, 2, start, len(data), _FREE, right)

    entries[0] = _entry("Root Entry", 5, _END, 0, add(tree), _FREE)
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0")
    start, count = len(chains), len(directory) // _SECTOR
    chains += [*range(start + 1, start + count), _END]
    tables = -(-(len(chains) + 8) // 128)
    places = list(range(len(chains), len(chains) + tables))
    chains += [_FAT] * tables
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(tables * _SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, start, 0, _LEAST, _END, 0, _END, 0
    )
    header += struct.pack(f"<{tables}I", *places)
    return header.ljust(_SECTOR, b"\xff") + body + directory + table


def _entry(name: str, kind: int, first: int, size: int, child: int, right: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", first, size)


def unpacked(data: bytes, folder: Path, name: str = "tệp") -> Contents:
    """What `data` holds, its members below `folder`."""
    path = folder / "container"
    path.write_bytes(data)
    into = folder / "members"
    into.mkdir(exist_ok=True)
    kind = container_kind(path)
    assert kind is not None
    found = unpack(kind, path, name, Sink(into, len(data)))
    assert found is not None
    return found


def shown(found: Contents) -> dict[str, str]:
    """The code of each member's problem by its name, empty where it was taken out."""
    return {member.name: member.problem.code if member.problem else "" for member in found.members}
