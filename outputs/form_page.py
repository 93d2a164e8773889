"""The frame of a consolidated sheet: heading of State or Party, title, signatures, print set-up.

Knows widths and words of the frame; what stands in the table is others' business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from outputs.flat_files import clean
from outputs.text_width import lines_needed

SIGNERS = ("NGƯỜI LẬP BIỂU", "NGƯỜI KIỂM TRA", "THỦ TRƯỞNG ĐƠN VỊ")
SIGN_HERE = "(Ký, ghi rõ họ tên)"
PARTY, STATE = "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Times New Roman 12 is that much narrower than what widths are counted in; points of one of its lines.
NARROWER = 0.9
LINE, HIGHEST = 16.5, 400.0
# Characters that fill an A4 page on its side; a narrower table is widened to it.
PAGE_WIDTH = 125.0
_FEWEST = 6
_A4 = 9


@dataclass(frozen=True, slots=True)
class Office:
    """Who consolidates, as the heading names it; empty where it is to be filled in by hand."""

    name: str = ""
    above: str = ""
    place: str = ""

    def shown(self, style: str) -> str:
        """The name in capitals, or a place to write it."""
        return self.name.upper() or ("ĐẢNG BỘ ..." if style == "party" else "ĐƠN VỊ ...")

    @property
    def dated(self) -> str:
        """Place and a date to be filled in."""
        return f"{self.place or '...'}, ngày ... tháng ... năm ..."


def frame_scale(widths: Sequence[float]) -> float:
    """How much larger letters of heading and foot are on a sheet that print makes small."""
    return min(max(1.0, sum(widths) / PAGE_WIDTH * 0.8), 1.7)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a table. `style`: party or state. `number`: of the form. `lines`: below the title."""

    style: str
    title: str
    lines: tuple[str, ...]
    number: str = ""
    office: Office = Office()


def padded(widths: Sequence[float]) -> list[float]:
    """The widths of the table's columns and, of a small one, of some empty ones for heading and foot."""
    missing = max(0, _FEWEST - len(widths))
    spare = max(12.0, (PAGE_WIDTH - sum(widths)) / missing) if missing else 0.0
    return [*widths, *[spare] * missing]


def write_heading(page: Any, heading: Heading, widths: Sequence[float], styles: Mapping[str, Any]) -> int:
    """Write the block; the first row below it. `widths`: of all columns, padded."""
    party = heading.style == "party"
    office = heading.office
    left, right = blocks(widths, 2)
    rows = (
        (office.above.upper(), "centre", PARTY if party else STATE, "strong_lined" if party else "strong"),
        (office.shown(heading.style), "strong", "" if party else MOTTO, "strong_lined"),
        ("*" if party else "", "strong", office.dated, "slanted"),
        ("", "centre", heading.number, "slanted"),
    )
    scale = frame_scale(widths)
    for row, (one, one_style, other, other_style) in enumerate(rows):
        page.set_row(row, LINE * scale)
        across(page, row, left, one, styles[one_style])
        across(page, row, right, other, styles[other_style])
    whole = (0, len(widths) - 1)
    across(page, 4, whole, heading.title.upper(), styles["title"])
    page.set_row(4, scale * (6 + 19 * lines_needed(heading.title.upper(), sum(widths) * 0.75 / scale)))
    for row, line in enumerate(heading.lines, 5):
        across(page, row, whole, line, styles["slanted"])
        page.set_row(row, scale * row_height(lines_needed(line, sum(widths) * NARROWER / scale)))
    return 5 + len(heading.lines) + 1


def write_foot(page: Any, row: int, widths: Sequence[float], styles: Mapping[str, Any], note: str) -> int:
    """The note and the three who sign, below the table; the last row used."""
    scale = frame_scale(widths)
    page.write_string(row + 1, 1, note, styles["note"])
    for at in (1, 3, 4):
        page.set_row(row + at, LINE * scale)
    for block, signer in zip(blocks(widths, 3), SIGNERS, strict=True):
        across(page, row + 3, block, signer, styles["strong"])
        across(page, row + 4, block, SIGN_HERE, styles["slanted"])
    return row + 8


def set_print(page: Any, *, repeat: tuple[int, int] | None, area: tuple[int, int] | None = None) -> None:
    """A4 on its side, one page wide, the head on every page. `area`: last row and column printed."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    page.fit_to_pages(1, 0)
    if repeat:
        page.repeat_rows(*repeat)
    if area:
        page.print_area(0, 0, *area)
    page.set_footer('&C&"Times New Roman,Regular"&9&A&R&"Times New Roman,Regular"&9Trang &P/&N')


def blocks(widths: Sequence[float], number: int) -> list[tuple[int, int]]:
    """First and last column of so many neighbouring blocks, as equally wide as columns allow."""
    whole = sum(widths)
    found = []
    start, used = 0, 0.0
    for at in range(1, number):
        end = start
        used += widths[start]
        last = len(widths) - 1 - (number - at)
        while end < last and abs(used + widths[end + 1] - whole * at / number) < abs(
            used - whole * at / number
        ):
            end += 1
            used += widths[end]
        found.append((start, end))
        start = end + 1
    return [*found, (start, len(widths) - 1)]


def across(page: Any, row: int, columns: tuple[int, int], text: str, style: Any, rows: int = 1) -> None:
    """Text over several columns, and rows."""
    start, end = columns
    if end > start or rows > 1:
        page.merge_range(row, start, row + rows - 1, end, "", style)
    page.write_string(row, start, clean(text), style)


def row_height(lines: int) -> float:
    """Points of a row of so many lines; no more than Excel allows."""
    return min(LINE * lines, HIGHEST)
