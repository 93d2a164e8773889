"""An inbox as offices send it: small reports in several formats, archives, mails, copies, broken files.

The same for the same number, to the byte but for the times in zipped files, so that runs can be compared.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.extract import odt_files, pdf_maker, rtf_files, word_files
from tests.extract.archive_files import mail, zip_of

_PLACES = ("Minh Tân", "Hòa Bình", "Tân Lập", "Đông Sơn", "An Phú", "Vĩnh Hà", "Yên Thịnh", "Xuân Lộc")
_BROKEN: dict[str, bytes] = {
    "rỗng.docx": b"",
    "hỏng.docx": b"PK\x03\x04 khong phai Word",
    "hỏng.pdf": b"%PDF-1.7\n%%EOF",
    "khóa.pdf": pdf_maker.make_pdf(pdf_maker.Page(), password="mat"),
    "hỏng.zip": b"PK\x03\x04 hong",
    "ảnh.psd": b"8BPS" + bytes(64),
}


def mixed_inbox(folder: Path, number: int) -> Path:
    """Fill a folder with about `number` files: each seventh is broken, some are copies or hold others."""
    for at in range(number):
        name, data = _file(at)
        path = folder / f"huyện {at % 3}" / f"{at:03} {name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def lines_of(at: int) -> list[str]:
    """The paragraphs of a report; every second one replaces the one before it."""
    unit = at // 2
    place = f"{_PLACES[unit % len(_PLACES)]} {unit // len(_PLACES) + 1}"
    return [
        f"ĐẢNG ỦY XÃ {place.upper()}",
        f"Số {at + 1}-BC/ĐU",
        f"{place}, ngày {at % 28 + 1} tháng 6 năm 2024",
        "BÁO CÁO",
        "kết quả công tác kiểm tra, giám sát 6 tháng đầu năm 2024",
        f"Đảng ủy xã {place} đã kiểm tra {at + 12} tổ chức đảng, giám sát {at * 3 + 5} đảng viên.",
        f"Toàn xã có {at * 7 + 100} hộ nghèo, giảm {at % 9 + 2} hộ so với cùng kỳ.",
        f"Hội Phụ nữ xã duy trì mô hình “Nhà sạch, vườn đẹp” với {at + 40} hội viên tham gia.",
    ]


def _file(at: int) -> tuple[str, bytes]:
    if at % 7 == 3:
        names = list(_BROKEN)
        name = names[at // 7 % len(names)]
        return name, _BROKEN[name]
    if at % 11 == 8:
        # The very content of an earlier file, under another name.
        name, data = _file(at - 8)
        return f"bản sao {name}", data
    ending, make = _FORMATS[at % len(_FORMATS)]
    return f"báo cáo.{ending}", make(at)


def _text(at: int) -> bytes:
    return "\n".join(lines_of(at)).encode()


def _word(at: int) -> bytes:
    rows = [["Nội dung", "Năm 2023", "Năm 2024"], ["Hộ nghèo", str(at + 1200), str(at + 1100)]]
    return word_files.word("".join(map(word_files.p, lines_of(at))) + word_files.tbl(*rows))


def _odt(at: int) -> bytes:
    return odt_files.odt("".join(map(odt_files.p, lines_of(at))))


def _rtf(at: int) -> bytes:
    return rtf_files.rtf("".join(map(rtf_files.p, lines_of(at))))


def _html(at: int) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines_of(at))
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def _pdf(at: int) -> bytes:
    page, y = pdf_maker.Page(), 90.0
    for line in lines_of(at):
        for part in pdf_maker.wrapped(line):
            page.text(pdf_maker.LEFT, y, part)
            y += pdf_maker.PITCH
    return pdf_maker.make_pdf(page)


def _sheet(at: int) -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    page = book.worksheets[0]
    page.append(["Nội dung", "Năm 2023", "Năm 2024"])
    page.append(["Hộ nghèo", at + 1300, at + 1250])
    book.save(out)
    return out.getvalue()


def _archive(at: int) -> bytes:
    return zip_of([("xã/một.txt", _text(at + 1000)), ("hai.docx", _word(at + 2000)), ("hỏng.docx", b"x")])


def _mail(at: int) -> bytes:
    return bytes(mail(f"Trong quý có {at + 9} chi bộ.", bc=_word(at + 3000)))


_FORMATS: Sequence[tuple[str, Callable[[int], bytes]]] = (
    ("docx", _word),
    ("pdf", _pdf),
    ("txt", _text),
    ("rtf", _rtf),
    ("odt", _odt),
    ("html", _html),
    ("xlsx", _sheet),
    ("zip", _archive),
    ("docx", _word),
    ("eml", _mail),
)
