"""Makes the benchmark's reports, as text and Word: about six pages of sentences of our own.

Numbers stand about as close as in the annotated reports, one to a dozen syllables.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_PLACES = ("Minh Tân", "Hòa Bình", "Tân Lập", "Đông Sơn", "An Phú", "Vĩnh Hà", "Yên Thịnh", "Xuân Lộc")
_HEADINGS = (
    "I. CÔNG TÁC XÂY DỰNG ĐẢNG",
    "II. PHÁT TRIỂN KINH TẾ",
    "III. VĂN HÓA, XÃ HỘI",
    "IV. QUỐC PHÒNG, AN NINH",
    "V. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025",
)
# {a}: small counts, {b}: large counts, {p}: shares, {m}: money, {x}, {y}: places.
_SENTENCES = (
    "Trong năm 2024, Ban Thường vụ Đảng ủy xã {x} đã kiểm tra {a} tổ chức đảng, {b} đảng viên; qua kiểm tra,"
    " kết luận {a} tổ chức đảng và {a} đảng viên có khuyết điểm, thi hành kỷ luật {a} đảng viên, trong đó"
    " khiển trách {a}, cảnh cáo {a}.",
    "Toàn xã có {b} hộ nghèo, chiếm {p}% tổng số hộ, giảm {a} hộ so với cùng kỳ năm 2023.",
    "Tổng thu ngân sách trên địa bàn đạt {m} tỷ đồng, bằng {p}% kế hoạch huyện giao.",
    "Hội Liên hiệp Phụ nữ xã {y} duy trì mô hình “Nhà sạch, vườn đẹp” tại {a} chi hội với {b} hội viên tham"
    " gia; Đoàn Thanh niên ra quân {a} đợt, trồng {b} cây xanh, làm mới {a} km đường hoa.",
    "Các xã {x}, {y} và thị trấn Sông Thao đã tổ chức {a} hội nghị tuyên truyền, thu hút {b} lượt người dự.",
    "Công an xã {x} tiếp nhận {a} vụ việc, giải quyết {a}/{b} đơn thư, đạt tỷ lệ {p}%.",
    "Về y tế, Trạm Y tế xã khám bệnh cho {b} lượt người, trong đó trẻ em dưới 6 tuổi {b} lượt; tỷ lệ bao phủ"
    " bảo hiểm y tế đạt {p}%.",
    "Nhân dân đóng góp {m} triệu đồng và {b} ngày công để bê tông hóa {a} km đường thôn; có {a} hộ hiến đất.",
    "Phấn đấu năm 2025 kết nạp từ {a} đảng viên trở lên, {p}% chi bộ hoàn thành tốt nhiệm vụ.",
    "Bên cạnh kết quả đạt được, việc học tập Chỉ thị số 05-CT/TW ở một số chi bộ còn chậm; công tác phối hợp"
    " giữa các ban, ngành có lúc chưa thường xuyên, nội dung sinh hoạt chuyên đề chưa phong phú.",
    "Cấp ủy, chính quyền xã {x} đã kịp thời cụ thể hóa các chủ trương của cấp trên bằng nghị quyết, chương"
    " trình hành động sát với tình hình địa phương, phân công rõ trách nhiệm cho từng đồng chí phụ trách.",
    "Đời sống nhân dân cơ bản ổn định; khối đại đoàn kết toàn dân được củng cố, các ngày lễ lớn của đất nước"
    " và của quê hương được tổ chức trang trọng, tiết kiệm, đúng quy định.",
    "Nguyên nhân của hạn chế là do trình độ của một số cán bộ chưa đồng đều, kinh phí hoạt động còn khó khăn,"
    " công tác kiểm tra, đôn đốc của người đứng đầu có việc chưa quyết liệt.",
)
_SENTENCES_A_PARAGRAPH, _PARAGRAPHS_A_SECTION = 3, 4
_ROWS = (
    "Tổ chức đảng được kiểm tra",
    "Đảng viên được kiểm tra",
    "Hộ nghèo",
    "Học sinh giỏi",
    "Vụ việc hòa giải",
)


def paragraphs(number: int) -> list[str]:
    """The paragraphs of report `number`, always the same ones."""
    random_ = random.Random(number)
    return [*_head(number), *_body(random_), "Nơi nhận:", "- Huyện ủy;", "- Lưu Văn phòng."]


def table(number: int) -> list[list[str]]:
    """The rows of the report's table, the titles first."""
    random_ = random.Random(-number)
    rows = [["TT", "Nội dung", "Năm 2023", "Năm 2024"]]
    for index, name in enumerate(_ROWS, 1):
        rows.append([str(index), name, str(random_.randint(5, 900)), str(random_.randint(5, 900))])
    return rows


def make_docx(number: int, path: Path) -> None:
    """The report as Word file, its table at the end of the body."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].font.size = Pt(14)
    for text in paragraphs(number):
        document.add_paragraph(text)
    rows = table(number)
    grid = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cells, values in zip(grid.rows, rows, strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = value
    document.save(str(path))


def _head(number: int) -> Iterator[str]:
    yield "ĐẢNG BỘ HUYỆN CẨM KHÊ"
    yield f"ĐẢNG ỦY XÃ {_PLACES[number % len(_PLACES)].upper()}"
    yield f"Số {number + 1}-BC/ĐU"
    yield "BÁO CÁO"
    yield "kết quả thực hiện nhiệm vụ năm 2024, phương hướng, nhiệm vụ năm 2025"


def _body(random_: random.Random) -> Iterator[str]:
    for heading in _HEADINGS:
        yield heading
        for _ in range(_PARAGRAPHS_A_SECTION):
            chosen = random_.sample(_SENTENCES, _SENTENCES_A_PARAGRAPH)
            yield " ".join(sentence.format_map(_Values(random_)) for sentence in chosen)


class _Values(dict[str, str]):
    """A fresh value at every use of a letter."""

    def __init__(self, random_: random.Random) -> None:
        super().__init__()
        self._random = random_

    def __missing__(self, letter: str) -> str:
        made: dict[str, Any] = {
            "a": f"{self._random.randint(2, 40):02d}",
            "b": f"{self._random.randint(100, 9999):,}".replace(",", "."),
            "p": f"{self._random.uniform(1, 100):.1f}".replace(".", ","),
            "m": f"{self._random.uniform(1, 90):.1f}".replace(".", ","),
        }
        return str(made.get(letter) or self._random.choice(_PLACES))
