"""Word files that are bombs, name other files, or hide their text from simple readers."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.extract.word_files import RELATIONS, p, r, tbl, word, zipped
from tests.hostile.case import REPORT, TRUTH, Hostile

_MEGABYTE = 1 << 20
_BODY = "".join(map(p, REPORT))
_SECRET = "/etc/passwd"


def cases() -> Iterator[Hostile]:
    """Bombs, entities, odd packages, odd letters, text in odd places."""
    yield from _bombs()
    yield from _entities()
    yield from _packages()
    yield from _letters()
    yield from _places()


def _with(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The sound package with further entries."""
    data = io.BytesIO(word(_BODY))
    with zipfile.ZipFile(data, "a", method) as archive:
        for name, body in entries.items():
            archive.writestr(name, body)
    return data.getvalue()


def _replaced(name: str, change: dict[bytes, bytes]) -> bytes:
    """The sound package with bytes of one entry changed."""
    with zipfile.ZipFile(io.BytesIO(word(_BODY))) as archive:
        entries = {n: archive.read(n) for n in archive.namelist()}
    for old, new in change.items():
        entries[name] = entries[name].replace(old, new)
    return zipped(entries)


def _bombs() -> Iterator[Hostile]:
    yield Hostile("zip_bomb.docx", _with({"word/media/image1.png": bytes(150 * _MEGABYTE)}), TRUTH)
    inner = zlib.compress(bytes(_MEGABYTE))
    for _ in range(3):
        inner = zipped({"a": inner * 9})
    yield Hostile("zip_in_zip.docx", _with({"word/embeddings/a.zip": inner}), None)
    yield Hostile("many_entries.docx", _with({f"word/media/{i}": b"" for i in range(6_000)}), TRUTH)
    yield Hostile("size_lies.docx", _lying(word(_BODY + p("a" * 3 * _MEGABYTE))), None)
    deep = "<w:ins>" * 100_000 + "</w:ins>" * 100_000
    yield Hostile("deep_elements.docx", word(_BODY + f"<w:p>{deep}</w:p>"), TRUTH)
    nest = "".join("<w:tbl><w:tr><w:tc>" for _ in range(200)) + p("đáy") + "</w:tc></w:tr></w:tbl>" * 200
    yield Hostile("deep_tables.docx", word(_BODY + nest), TRUTH)
    span = "<w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr><w:p/></w:tc>"
    wide = f"<w:tbl><w:tr>{span}<w:tc><w:p/></w:tc></w:tr></w:tbl>"
    yield Hostile("wide_cell.docx", word(_BODY + wide), TRUTH)
    yield Hostile("many_paragraphs.docx", word(_BODY + "<w:p/>" * 300_000), TRUTH)
    yield Hostile("long_attribute.docx", word(_BODY + f"<w:p w:rsidR='{'a' * 12_000_000}'/>"), None)
    based = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    loop = based + based.replace('"A"', '"C"').replace('"B"', '"A"').replace('"C"', '"B"')
    styled = "".join(p(text, properties='<w:pStyle w:val="A"/>') for text in REPORT)
    yield Hostile("styles_in_a_circle.docx", word(styled, parts={"styles": loop}), TRUTH)


def _lying(data: bytes) -> bytes:
    """The package with the unpacked size of its largest entry told as small."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = max(entry.file_size for entry in archive.infolist())
    return data.replace(struct.pack("<I", size), struct.pack("<I", 1_000))


def _entities() -> Iterator[Hostile]:
    laughs = "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(
        f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 11)
    )
    outside = f"<!DOCTYPE a [<!ENTITY l10 SYSTEM 'file://{_SECRET}'>"
    remote = "<!DOCTYPE a [<!ENTITY l10 SYSTEM 'http://127.0.0.1:9/a'>"
    table = "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd' ["
    for name, start in (
        ("laughs", laughs),
        ("outside", outside),
        ("remote", remote),
        ("remote_table", table),
    ):
        opening = f"{start}]>".encode()
        data = _replaced(
            "word/document.xml",
            {
                b"<w:document": opening + b"<w:document",
                b"<w:body>": b"<w:body>" + p("&l10;" if name != "remote_table" else "x").encode(),
            },
        )
        yield Hostile(f"entity_{name}.docx", data, TRUTH, never_ok=True)
    padded = b"<!--" + b" " * 10_000 + b"-->" + f"{outside}]>".encode()
    data = _replaced("word/document.xml", {b"<w:document": padded + b"<w:document"})
    yield Hostile("entity_far_down.docx", data, TRUTH, never_ok=True)
    types = {b"<Types": f"{outside}]><Types".encode()}
    yield Hostile("entity_in_types.docx", _replaced("[Content_Types].xml", types), TRUTH, never_ok=True)
    wide = _replaced("word/document.xml", {})
    with zipfile.ZipFile(io.BytesIO(wide)) as archive:
        entries = {n: archive.read(n) for n in archive.namelist()}
    text = entries["word/document.xml"].decode().replace("UTF-8", "UTF-16")
    entries["word/document.xml"] = text.replace("<w:document", f"{outside}]><w:document").encode("utf-16")
    yield Hostile("entity_in_utf_16.docx", zipped(entries), TRUTH, never_ok=True)
    include = (
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd' parse='text'/>"
    )
    yield Hostile("include.docx", word(_BODY + include), TRUTH)


def _packages() -> Iterator[Hostile]:
    twice = _with({})
    data = io.BytesIO(twice)
    with zipfile.ZipFile(data, "a") as archive, _quiet():
        archive.writestr("word/document.xml", b"<a/>")
    yield Hostile("two_documents.docx", data.getvalue(), TRUTH, never_ok=True)
    yield Hostile("case_twins.docx", _with({"WORD/document.XML": b"<a/>"}), TRUTH, never_ok=True)
    names = ("../../evil.txt", "/evil.txt", "C:\\evil.txt", "..\\..\\evil.txt", "word/../../evil.txt", "CON")
    for number, name in enumerate(names):
        yield Hostile(f"outward_name_{number}.docx", _with({name: b"evil"}), TRUTH)
    links = "".join(
        f'<Relationship Id="x{i}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
        for i, (kind, target, mode) in enumerate(
            (
                ("attachedTemplate", "http://127.0.0.1:9/a.dotm", ' TargetMode="External"'),
                ("image", "file:///etc/passwd", ' TargetMode="External"'),
                ("oleObject", "../../../../etc/passwd", ""),
                ("header", "../../../../etc/passwd", ""),
                ("footnotes", "document.xml", ""),
            )
        )
    )
    yield Hostile("links_outside.docx", word(_BODY, relations=links), TRUTH)
    itself = f'<Relationship Id="x" Type="{RELATIONS}/header" Target="document.xml"/>'
    yield Hostile("header_is_the_document.docx", word(_BODY, relations=itself), TRUTH)
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    yield Hostile(
        "macros.docm",
        word(_BODY, main_type=macro, files={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}),
        TRUTH,
    )
    locked = bytearray(word(_BODY))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(mark)
        while place >= 0:
            locked[place + at] |= 1
            place = locked.find(mark, place + 4)
    yield Hostile("locked_entries.docx", bytes(locked), TRUTH)
    chunk = f'<w:altChunk xmlns:r="{RELATIONS}" r:id="c"/>'
    link = f'<Relationship Id="c" Type="{RELATIONS}/aFChunk" Target="chunk.html"/>'
    files = {"word/chunk.html": "<html><body>Số liệu khác</body></html>".encode()}
    said = f"{TRUTH}\nSố liệu khác"
    yield Hostile("chunk.docx", word(_BODY + chunk, relations=link, files=files), said)


class _quiet:
    """Without the warning of zipfile about names that it writes twice."""

    def __enter__(self) -> None:
        import warnings

        self._caught = warnings.catch_warnings()
        self._caught.__enter__()
        warnings.simplefilter("ignore")

    def __exit__(self, *_: object) -> None:
        self._caught.__exit__(None, None, None)


def _letters() -> Iterator[Hostile]:
    turned = "".join(p(f"\u202e{text}\u202c") for text in REPORT)
    yield Hostile("letters_turned.docx", word(turned), TRUTH)
    apart = "".join(p("\u200b".join(text)) for text in REPORT)
    yield Hostile("letters_zero_width.docx", word(apart), TRUTH)
    formula = "".join(
        p(text)
        for text in ("=cmd|' /C calc'!A1", "@SUM(1)", "+1", "<script>alert(1)</script>".replace("<", "&lt;"))
    )
    yield Hostile("formulas.docx", word(_BODY + formula), TRUTH)
    control = _replaced("word/document.xml", {"Toàn xã".encode(): "Toàn\x01 xã".encode()})
    yield Hostile("control_in_xml.docx", control, TRUTH)
    named = _BODY + p("a&#x1F;b&#xFFFE;c")
    yield Hostile("control_named.docx", word(named), TRUTH)
    yield Hostile(
        "not_utf_8.docx", _replaced("word/document.xml", {"Toàn xã".encode(): b"To\xe0n x\xe3"}), TRUTH
    )


def _places() -> Iterator[Hostile]:
    split = "".join(f"<w:p>{''.join(r(char) for char in text)}</w:p>" for text in REPORT)
    yield Hostile("run_a_letter.docx", word(split), TRUTH)
    box = f"<v:textbox><w:txbxContent>{_BODY}</w:txbxContent></v:textbox>"
    boxed = f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    yield Hostile("all_in_a_box.docx", word(boxed), TRUTH)
    held = f"<w:sdt><w:sdtContent>{_BODY}</w:sdtContent></w:sdt>"
    yield Hostile("all_in_a_control.docx", word(held), TRUTH)
    yield Hostile("all_in_cells.docx", word(tbl(*[[text] * 2 for text in REPORT])), TRUTH)
    inserted = "".join(f'<w:p><w:ins w:id="1" w:author="a">{r(text)}</w:ins></w:p>' for text in REPORT)
    yield Hostile("all_inserted.docx", word(inserted), TRUTH)
    yield Hostile("strict.docx", word(_BODY, strict=True), TRUTH)
    unknown = f"<w:p><x:new xmlns:x='urn:x'>{''.join(r(text + ' ') for text in REPORT)}</x:new></w:p>"
    yield Hostile("all_in_unknown.docx", word(unknown), TRUTH)
    drawn = "<w:p><w:r><w:drawing><a:t xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>{}</a:t></w:drawing></w:r></w:p>"
    yield Hostile("all_in_drawings.docx", word(_BODY[:0] + "".join(drawn.format(t) for t in REPORT)), TRUTH)
