"""Binary workbooks, put together record by record; calamine reads them as a second opinion."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from extract.problems import FileProblem
from extract.sheet_cells import Run
from extract.xlsb_records import rich_string, rk
from tests.extract.test_xls import rows
from tests.extract.word_files import codes, read, texts, zipped

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def links(*pairs: tuple[str, str]) -> bytes:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'.encode()


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, length = b"", len(data)
    while True:
        size += bytes([length & 127 | (128 if length > 127 else 0)])
        length >>= 7
        if not length:
            return head + size + data


def text(value: str) -> bytes:
    wide = value.encode("utf-16-le")
    return struct.pack("<I", len(wide) // 2) + wide


def cell(kind: int, col: int, value: bytes, style: int = 1) -> bytes:
    return record(kind, struct.pack("<II", col, style) + value)


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 * hidden, 0) + bytes(8)) + b"".join(cells)


def sheet(*lines: bytes, after: bytes = b"") -> bytes:
    extent = record(148, struct.pack("<IIII", 0, 20, 0, 5))
    return record(129) + extent + record(145) + b"".join(lines) + record(146) + after + record(130)


def styles() -> bytes:
    font = struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 0, 0, 0) + bytes(9)
    line, none = bytes([1, 0]) + bytes(8), bytes(10)
    looks = [(0, 0, 0), (0, 0, 1), (164, 1, 1), (14, 0, 1)]
    return b"".join(
        (
            record(278),
            record(615, struct.pack("<I", 1)),
            record(44, struct.pack("<H", 164) + text("0.0%")),
            record(616),
            record(611, struct.pack("<I", 2)),
            record(43, font + text("Arial")),
            record(43, font[:4] + struct.pack("<H", 700) + font[6:] + text(".VnTime")),
            record(612),
            record(613, struct.pack("<I", 2)),
            record(46, b"\0" + none * 5),
            record(46, b"\0" + line * 4 + none),
            record(614),
            record(617, struct.pack("<I", len(looks))),
            *(
                record(47, struct.pack("<HHHHH", 0, form, font, 0, border) + bytes(6))
                for form, font, border in looks
            ),
            record(618),
            record(279),
        )
    )


def workbook(*sheets: bytes, hidden: int = -1, strings: tuple[str, ...] = ()) -> bytes:
    names = [f"sheet{number}.bin" for number in range(1, len(sheets) + 1)]
    listed = b"".join(
        record(
            156,
            struct.pack("<II", number == hidden, number + 1)
            + text(f"rId{number + 1}")
            + text(f"Biểu {number + 1}"),
        )
        for number in range(len(sheets))
    )
    book = record(131) + record(153, bytes(12)) + record(143) + listed + record(144) + record(132)
    shared = (
        record(159, struct.pack("<II", len(strings), len(strings)))
        + b"".join(record(19, b"\0" + text(s)) for s in strings)
        + record(160)
    )
    related = [("worksheet", f"worksheets/{name}") for name in names]
    related += [("styles", "styles.bin"), ("sharedStrings", "sharedStrings.bin")]
    return zipped(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": links(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links(*related),
            "xl/styles.bin": styles(),
            "xl/sharedStrings.bin": shared,
            **{f"xl/worksheets/{name}": data for name, data in zip(names, sheets, strict=True)},
        }
    )


def real(value: float) -> bytes:
    return struct.pack("<d", value)


HEADER = row(0, *(cell(7, col, struct.pack("<I", col)) for col in range(3)))
BODY = row(1, cell(2, 0, struct.pack("<I", 1 << 2 | 2)), cell(6, 1, text("Chi bộ")), cell(5, 2, real(1030.5)))
LAST = row(
    2,
    cell(2, 0, struct.pack("<I", 2 << 2 | 2)),
    cell(8, 1, text("Tỷ lệ") + bytes(10)),
    cell(9, 2, real(0.125) + bytes(10), 2),
)
STRINGS = ("TT", "Chỉ tiêu", "Số lượng")
SOUND = workbook(sheet(HEADER, BODY, LAST), strings=STRINGS)


def test_cells_of_every_kind_are_read() -> None:
    document = read(SOUND, "bieu.xlsb")
    assert (document.format, document.status, document.warnings) == ("xlsb", "ok", ())
    assert rows(document) == [[*STRINGS], ["1", "Chi bộ", "1030.5"], ["2", "Tỷ lệ", "12.5%"]]
    assert document.tables[0].ruled is True


def test_another_reader_reads_the_same_cells() -> None:
    found = CalamineWorkbook.from_filelike(BytesIO(SOUND)).get_sheet_by_index(0).to_python()
    assert found == [[*STRINGS], [1.0, "Chi bộ", 1030.5], [2.0, "Tỷ lệ", 0.125]]


def test_merges_hidden_rows_and_hidden_sheets_are_known() -> None:
    merge = record(176, struct.pack("<IIII", 0, 1, 0, 0))
    kept = row(3, cell(6, 0, text("ẩn")), cell(5, 2, real(3)), hidden=True)
    found = read(
        workbook(sheet(HEADER, BODY, LAST, kept, after=merge), sheet(BODY), hidden=1, strings=STRINGS),
        "b.xlsb",
    )
    assert codes(found) == ["hidden_sheets", "hidden_lines"]
    assert "ẩn" in found.text
    assert found.tables[0].cells[0].rowspan == 2


def test_errors_days_and_truths_are_shown() -> None:
    line = row(1, cell(6, 0, text("a")), cell(5, 1, real(45473), 3), cell(11, 2, b"\x07"), cell(4, 3, b"\1"))
    found = read(workbook(sheet(row(0, cell(6, 0, text("x")), cell(6, 1, text("y"))), line)), "b.xlsb")
    assert rows(found)[1] == ["a", "30/06/2024", "#DIV/0!", "TRUE"]
    assert codes(found) == ["error_values"]


def test_a_sheet_that_is_cut_off_is_a_loss() -> None:
    found = read(workbook(sheet(HEADER, BODY, LAST)[:-60], strings=STRINGS), "b.xlsb")
    assert (found.status, codes(found)) == ("ok_with_loss", ["damaged_sheet"])
    assert "Chi bộ" in found.text


def test_strings_that_are_missing_are_a_loss() -> None:
    found = read(workbook(sheet(HEADER, BODY)), "b.xlsb")
    assert (found.status, texts(found)) == ("ok_with_loss", ["1 Chi bộ", "1030.5"])


def test_a_workbook_without_sheets_is_damaged() -> None:
    with pytest.raises(FileProblem) as problem:
        read(workbook(), "b.xlsb")
    assert problem.value.status == "corrupt"
    assert "Excel" in problem.value.message


@pytest.mark.parametrize(
    ("packed", "value"),
    [
        (5 << 2 | 2, 5.0),
        ((-5 << 2 | 2) & 0xFFFFFFFF, -5.0),
        (1234 << 2 | 3, 12.34),
        (0x3FF00000, 1.0),
        (0x40590001, 1.0),
    ],
)
def test_packed_numbers_are_unpacked(packed: int, value: float) -> None:
    assert rk(packed) == value


def test_runs_keep_their_fonts() -> None:
    data = b"\1" + text("abcd") + struct.pack("<IHHHH", 2, 0, 0, 2, 1)
    assert rich_string(data, [("Arial", False), (".VnTime", False)]) == (
        Run("ab", "Arial"),
        Run("cd", ".VnTime"),
    )
