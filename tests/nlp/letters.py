"""Heads, bodies and feet of reports built by hand; the columns of a letterhead are a table without rules."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Block, Document, Grid, GridCell


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side, each of several lines."""

    left: str
    right: str
    ruled: bool | None = False


def letter(*parts: str | Columns) -> Document:
    """A document of these paragraphs (`# ` opens a heading, `- ` an item, `**` a bold line) and columns."""
    text = ""
    blocks: list[Block] = []
    grids: list[Grid] = []
    for part in parts:
        if isinstance(part, Columns):
            cells = []
            for col, content in enumerate((part.left, part.right)):
                text += ("\t" if col else "\n") * bool(text)
                start = len(text)
                text += content
                cells.append(GridCell(0, col, 1, 1, len(blocks)))
                blocks.append(Block("cell", start, len(text), table=len(grids), row=0, col=col))
            grids.append(Grid(1, 2, tuple(cells), ruled=part.ruled))
            continue
        heading, bold = part.startswith("# "), part.startswith("**")
        content = part.removeprefix("# ").removeprefix("**")
        text += "\n" * bool(text)
        start = len(text)
        text += content
        kind = "heading" if heading else "item" if content.startswith("- ") else "para"
        blocks.append(Block(kind, start, len(text), level=int(heading), bold=bold or heading))
    starts = tuple(block.start for block in blocks)
    return Document("x.docx", "0" * 64, "", "docx", text, tuple(blocks), tuple(grids), starts=starts)


NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = (
    Columns(
        "HUYỆN ỦY CẨM KHÊ\nỦY BAN KIỂM TRA\n*\nSố 127-BC/UBKT",
        "ĐẢNG CỘNG SẢN VIỆT NAM\nCẩm Khê, ngày 20 tháng 6 năm 2023",
    ),
    "**BÁO CÁO",
    "**kết quả công tác kiểm tra, giám sát 6 tháng đầu năm 2023",
)
STATE = (
    Columns(
        "ỦY BAN NHÂN DÂN\nXÃ MINH TÂN\nSố: 45/BC-UBND",
        f"{NATION}\nMinh Tân, ngày 05 tháng 01 năm 2024",
    ),
    "**BÁO CÁO",
    "**Tình hình kinh tế - xã hội năm 2023, nhiệm vụ năm 2024",
    "Kính gửi: Ủy ban nhân dân huyện Cẩm Khê",
)
BODY = ("Thực hiện kế hoạch của huyện, xã đã làm như sau:", "# I. KẾT QUẢ", "Kết nạp 12 đảng viên.")
_RECIPIENTS = "Nơi nhận:\n- UBND huyện;\n- Thường trực Đảng ủy;\n- Lưu: VT."
FOOT = (Columns(_RECIPIENTS, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn A"),)
