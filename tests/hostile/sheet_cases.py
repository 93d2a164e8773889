"""Spreadsheets that are bombs, name other files, or lie about their cells; cut and turned-over ones."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import xlsxwriter
import xlwt

from tests.extract.test_ods import MIME, NAMES
from tests.extract.word_files import zipped
from tests.hostile.case import REPORT, TRUTH, Hostile

_SHEET, _STRINGS, _BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
_SECRET = "/etc/passwd"
# A burst of turned bits is less than one percent of so much text.
_TIMES = 6
_ALL = "\n".join([TRUTH] * _TIMES)


def cases() -> Iterator[Hostile]:
    """Bombs, entities, lies, damage."""
    yield from _bombs()
    yield from _entities()
    yield from _lies()
    yield from _old_ones()
    yield from cut((1, 35, 80, 97, 99))
    yield from flipped(range(8))


@cache
def sound_xlsx() -> bytes:
    """A sound workbook of the report."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    _fill(book.add_worksheet("Báo cáo"), book.add_format({"border": 1}))
    book.close()
    return out.getvalue()


@cache
def sound_xls() -> bytes:
    """The same of old."""
    out = io.BytesIO()
    book: Any = xlwt.Workbook()
    ruled = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
    _fill(book.add_sheet("Báo cáo"), ruled)
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, ruled: Any) -> None:
    for row, text in enumerate(REPORT * _TIMES):
        sheet.write(row, 0, f"{text} {row // len(REPORT)}")
    for row in range(20):
        for col, value in enumerate([row + 1, "Hộ nghèo", 1204 + row]):
            sheet.write(len(REPORT) * _TIMES + 1 + row, col, value, ruled)


@cache
def sound_ods() -> bytes:
    """The same in OpenDocument."""
    return _ods("".join(_ods_row(text) for text in REPORT * _TIMES))


def _ods(rows: str, prolog: str = "") -> bytes:
    content = (
        f"{prolog}<office:document-content {NAMES}><office:body><office:spreadsheet><table:table>{rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": MIME, "content.xml": content.encode()})


def _ods_row(text: str, more: str = "") -> str:
    cell = f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"
    return f"<table:table-row {more.replace('columns', 'rows')}>{cell}</table:table-row>"


def _changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound_xlsx())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            body = old.read(entry)
            new.writestr(entry.filename, change(body) if entry.filename == part else body)
    return out.getvalue()


def _in_sheet(more: bytes) -> bytes:
    return _changed(_SHEET, lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>"))


def _bombs() -> Iterator[Hostile]:
    yield Hostile("two_gigabytes.xlsx", _in_sheet(b" " * 200_000_000), TRUTH)
    empty = b"".join(b'<row r="%d" s="1"/>' % n for n in range(100, 200_000))
    yield Hostile("empty_rows.xlsx", _in_sheet(empty), TRUTH)
    cell = b'<c t="inlineStr"><is><t>a</t></is></c>'
    yield Hostile("many_cells.xlsx", _in_sheet((b"<row>" + cell * 2_000 + b"</row>") * 200), TRUTH)
    yield Hostile("wide_row.xlsx", _in_sheet(b"<row>" + b"<c/>" * 300_000 + b"</row>"), TRUTH)
    corners = (
        b'<row r="900"><c r="A900"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    yield Hostile("corners.xlsx", _in_sheet(corners), TRUTH)
    diagonal = b"".join(
        b'<row r="%d"><c><v>1</v></c>%s<c><v>2</v></c></row>' % (n + 50, b"<c/>" * (n * 40))
        for n in range(300)
    )
    yield Hostile("diagonal.xlsx", _in_sheet(diagonal), TRUTH)
    deep = b"<a>" * 50_000 + b"</a>" * 50_000
    yield Hostile("deep.xlsx", _in_sheet(b'<row><c r="A99">' + deep + b"</c></row>"), None)
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 5_000 + b"</mergeCells>"
    yield Hostile(
        "merges.xlsx", _changed(_SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merges))
    )
    sheets = b"".join(b'<sheet name="%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(2, 900))
    yield Hostile(
        "many_sheets.xlsx", _changed(_BOOK, lambda xml: xml.replace(b"</sheets>", sheets + b"</sheets>"))
    )
    long = "a" * 9_000_000
    yield Hostile("long_string.xlsx", _in_sheet(f'<row><c t="str"><v>{long}</v></c></row>'.encode()), None)
    times = 'table:number-columns-repeated="16000"'
    yield Hostile("repeated.ods", _ods(_ods_row("lặp", times) * 50), None)
    yield Hostile("spanned.ods", _ods(_ods_row("a", 'table:number-columns-spanned="99999999"') * 2_000), None)


def _entities() -> Iterator[Hostile]:
    laughs = b"<!DOCTYPE a [<!ENTITY l0 'ha'>"
    for n in range(1, 11):
        laughs += b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10)
    outside = b"<!DOCTYPE a [<!ENTITY l10 SYSTEM 'file://%s'>" % _SECRET.encode()
    remote = b"<!DOCTYPE a SYSTEM 'http://192.0.2.1/a.dtd' [<!ENTITY l10 'x'>"
    for name, declared in (("laughs", laughs), ("outside", outside), ("remote", remote)):
        for place, part in (("sheet", _SHEET), ("strings", _STRINGS), ("book", _BOOK)):
            data = _changed(part, lambda xml, d=declared: xml.replace(b"?>", b"?>" + d + b"]>", 1))  # type: ignore[misc]
            yield Hostile(f"{name}_{place}.xlsx", data, never_ok=True)
        prolog = f"<!--{' ' * 5_000}-->{declared.decode()}]>"
        yield Hostile(f"{name}.ods", _ods(_ods_row("&l10;"), prolog), never_ok=True)


def _lies() -> Iterator[Hostile]:
    odd = b'<row r="-5"><c r="ZZZZ9" t="s"><v>99999999999</v></c><c><v>1e999</v></c><c><v>nan</v></c></row>'
    yield Hostile("odd_numbers.xlsx", _in_sheet(odd), TRUTH)
    formula = (
        b'<row r="90"><c r="A90" t="str"><f>cmd|\' /C calc\'!A0</f><v>=cmd|\' /C calc\'!A0</v></c></row>'
    )
    yield Hostile("formula.xlsx", _in_sheet(formula), TRUTH)
    control = b'<row r="90"><c r="A90" t="str"><v>_x0000__x001B_[2J_xD800_&#x202E;gpj</v></c></row>'
    yield Hostile("controls.xlsx", _in_sheet(control), TRUTH)
    yield Hostile("no_strings.xlsx", _changed(_STRINGS, lambda xml: b"<sst/>"), None)
    yield Hostile("no_sheet.xlsx", _changed(_SHEET, lambda xml: b""), TRUTH)
    yield Hostile("half_a_sheet.xlsx", _changed(_SHEET, lambda xml: xml[: len(xml) // 2]), TRUTH)
    out = io.BytesIO(sound_xlsx())
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(_SHEET, b"<worksheet/>")
    yield Hostile("two_sheets_of_one_name.xlsx", out.getvalue(), TRUTH)


def _old_ones() -> Iterator[Hostile]:
    data = sound_xls()
    for name, record in (("strings", b"\xfc\x00"), ("rows", b"\x08\x02"), ("extents", b"\x00\x02")):
        at = data.index(record, 512)
        for told in (0, 0xFFFF):
            changed = data[: at + 2] + struct.pack("<H", told) + data[at + 4 :]
            yield Hostile(f"{name}_{told}.xls", changed, TRUTH)


def _all() -> dict[str, bytes]:
    return {"xlsx": sound_xlsx(), "xls": sound_xls(), "ods": sound_ods()}


def cut(shares: tuple[int, ...]) -> Iterator[Hostile]:
    """The workbooks with so many percent of their bytes."""
    for share in shares:
        for ending, data in _all().items():
            yield Hostile(f"cut_{share:02d}.{ending}", data[: len(data) * share // 100], _ALL)


def flipped(seeds: range) -> Iterator[Hostile]:
    """The workbooks with one bit turned over (even seeds), or a burst of twenty."""
    for seed in seeds:
        for ending, data in _all().items():
            dice = random.Random(f"{seed} {ending}")
            bytes_ = bytearray(data)
            at = dice.randrange(len(bytes_))
            for step in range(1 if seed % 2 == 0 else 20):
                bytes_[(at + step) % len(bytes_)] ^= 1 << dice.randrange(8)
            yield Hostile(f"flip_{seed:03d}.{ending}", bytes(bytes_), _ALL)
