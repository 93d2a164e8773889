"""Archives and mails that are bombs, lie about themselves, or name other places."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage

import py7zr

from tests.extract.archive_files import compound, mail, rar_of, zip_of
from tests.extract.word_files import p, word
from tests.hostile.case import REPORT, TRUTH, Hostile

_MEGABYTE = 1 << 20
_NAMES = (
    "../../../ngoai.docx",
    "/tuyet/doi.docx",
    "C:\\Windows\\a.docx",
    "..\\..\\a.docx",
    "CON.docx",
    "a\u202excod.exe",
    "a\x00\x1b[2J\n.docx",
    "a" * 5_000 + ".docx",
    "~/.bashrc",
    ".",
)


def _body(mark: object) -> bytes:
    """The report with a line of its own, lest it count as a repeat."""
    return word("".join(map(p, (*REPORT, f"Văn bản {mark}"))))


def cases() -> Iterator[Hostile]:
    """Bombs, names, lies, damage, mails."""
    yield from _bombs()
    yield from _names()
    yield from _lies()
    yield from _mails()
    yield from cut((5, 60, 98))


def _bombs() -> Iterator[Hostile]:
    zeros = bytes(30 * _MEGABYTE)
    yield Hostile("bomb.zip", zip_of([("a.txt", zeros), ("bc.docx", _body("bomb"))]), TRUTH)
    yield Hostile("bomb.txt.gz", gzip.compress(zeros))
    yield Hostile("bomb.txt.bz2", bz2.compress(zeros))
    yield Hostile("bomb.txt.xz", lzma.compress(zeros))
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writestr(zeros, "a.txt")
    yield Hostile("bomb.7z", out.getvalue())
    nested = zip_of([("a.txt", bytes(_MEGABYTE))])
    for depth in range(6):
        nested = zip_of([(f"{depth}_{number}.zip", nested) for number in range(8)])
    yield Hostile("nested.zip", nested)
    yield Hostile("many.zip", zip_of([(f"{number}.txt", b"1") for number in range(2_500)]))
    yield Hostile("overlapping.zip", _overlapping(1_900))


def _overlapping(times: int) -> bytes:
    """A zip whose directory names the same packed bytes again and again."""
    data = zip_of([("a.txt", bytes(1_900_000))])
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entries = data[at:end] * times
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, times, times, len(entries), at, 0)
    return data[:at] + entries + tail


def _names() -> Iterator[Hostile]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield Hostile(
            "names.zip", zip_of([(name, _body(f"names {n}")) for n, name in enumerate(_NAMES)]), TRUTH
        )
        yield Hostile("one_name.zip", zip_of([("bc.docx", _body(f"one {n}")) for n in range(3)]), TRUTH)
    link = zipfile.ZipInfo("bc.docx")
    link.external_attr = 0o120777 << 16
    yield Hostile("link.zip", zip_of([(link, b"/etc/passwd")]), never_ok=True)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number, name in enumerate(_NAMES[:-1]):
            body = _body(f"tar {number}")
            entry = tarfile.TarInfo(name.replace("\0", ""))
            entry.size = len(body)
            archive.addfile(entry, io.BytesIO(body))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            entry = tarfile.TarInfo("lien ket")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    yield Hostile("names.tar", out.getvalue(), TRUTH, never_ok=True)


def _lies() -> Iterator[Hostile]:
    for name, told in (("small", 10), ("large", 0x7FFFFFFF)):
        body = _body(name)
        size = struct.pack("<I", len(body))
        changed = zip_of([("bc.docx", body)]).replace(size, struct.pack("<I", told))
        yield Hostile(f"size_{name}.zip", changed, TRUTH)
    data = zip_of([("bc.docx", body)])
    locked = bytearray(data)
    locked[6] |= 1
    locked[data.index(b"PK\x01\x02") + 8] |= 1
    yield Hostile("locked.zip", bytes(locked), never_ok=True)
    strange = bytearray(data)
    strange[8] = strange[data.index(b"PK\x01\x02") + 10] = 97
    yield Hostile("strange_packing.zip", bytes(strange), never_ok=True)
    rar = rar_of({"bc.docx": (body := _body("rar"))})
    size = struct.pack("<I", len(body))
    yield Hostile("sound.rar", rar, TRUTH)
    yield Hostile("size_large.rar", rar.replace(size, struct.pack("<I", 0x7FFFFFFF)), never_ok=True)
    yield Hostile("locked.rar", rar_of({"bc.docx": body}, locked=True), never_ok=True)
    entry = tarfile.TarInfo("bc.docx")
    entry.size = 8 << 30
    yield Hostile("size_large.tar", entry.tobuf() + body, never_ok=True)


def _mails() -> Iterator[Hostile]:
    yield Hostile("sound.eml", bytes(mail(f"{TRUTH}\nThư 1", bc=_body("eml"))), TRUTH)
    head = b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\n"
    depth = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2_000)
    )
    yield Hostile("deep.eml", head + depth + b"\nbao cao")
    inner = bytes(mail(f"{TRUTH}\nThư 2"))
    for _ in range(40):
        outer = EmailMessage()
        outer["From"], outer["To"], outer["Subject"] = "a", "b", "c"
        outer.set_content("xin chuyen tiep")
        inner = bytes(outer) + b"\n"
        inner = (
            inner.replace(b"Content-Type: text/plain", b"Content-Type: message/rfc822\nX-Old: text/plain")
            + inner
        )
    yield Hostile("mail_in_mail.eml", inner)
    parts = b"--b\nContent-Disposition: attachment; filename=a.txt\n\n1\n" * 3_000
    yield Hostile(
        "many.eml", head + b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--", never_ok=True
    )
    made = mail(f"{TRUTH}\nThư 3")
    for number, name in enumerate(_NAMES[:6]):
        made.add_attachment(_body(f"mail {number}"), maintype="application", subtype="x", filename=name)
    yield Hostile("names.eml", bytes(made), TRUTH)
    yield Hostile("header.eml", b"Subject: " + b"=?utf-8?b?" * 100_000 + b"\n" + head + b"\nbao cao")
    yield Hostile(
        "zero.eml", head + b"Content-Type: text/plain; charset=\x00\xff\n\n" + TRUTH.encode(), TRUTH
    )
    tree = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_1000001F": f"{TRUTH}\nThư 5".encode("utf-16-le"),
        "__attach_version1.0_#00000000": {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": _NAMES[0].encode("utf-16-le"),
            "__substg1.0_37010102": _body("msg"),
        },
    }
    data = compound(tree)  # type: ignore[arg-type]
    yield Hostile("sound.msg", data, TRUTH)
    at = data.index("__properties_version1.0".encode("utf-16-le"))
    looped = data[: at + 68] + bytes(12) + data[at + 80 :]
    yield Hostile("in_a_circle.msg", looped)
    for percent in (20, 50, 80, 95):
        yield Hostile(f"cut_{percent}.msg", data[: len(data) * percent // 100], TRUTH)


def cut(shares: tuple[int, ...]) -> Iterator[Hostile]:
    """Archives and mails with so many percent of their bytes."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        archive.writestr(_body("7z"), "bc.docx")
    whole = {
        "zip": zip_of([("bc.docx", _body("zip"))]),
        "7z": out.getvalue(),
        "rar": rar_of({"bc.docx": _body("cut rar")}),
        "docx.gz": gzip.compress(_body("gz")),
        "eml": bytes(mail(f"{TRUTH}\nThư 6", bc=_body("cut eml"))),
    }
    for share in shares:
        for ending, data in whole.items():
            truth = None if ending == "eml" else TRUTH
            yield Hostile(f"cut_{share:02d}.{ending}", data[: len(data) * share // 100], truth)
