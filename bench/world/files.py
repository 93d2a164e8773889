"""Reports of the made world as Word, old Word and PDF files. Knows the offices' layout, no figures."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.world.reports import Report

_FILTERS = {"pdf": "pdf", "doc": "doc:MS Word 97"}
# So many files a call: the office suite takes longer to start than to convert one.
_AT_ONCE = 40


def write_files(
    reports: Iterable[Report], folder: Path, seed: int, converted: bool = True
) -> dict[str, Report]:
    """The files in a folder for each commune; file name from the folder -> report.

    `converted`: a third each as Word, old Word and PDF, by LibreOffice; else all as Word.
    """
    found: dict[str, Report] = {}
    kinds: dict[str, list[Path]] = {"doc": [], "pdf": []}
    last: Path | None = None
    for report in reports:
        place = folder / report.office.code
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{report.name}.docx"
        if report.note in ("same", "converted") and last is not None:
            # A copy may be of a file that is still to be converted: it stays Word.
            shutil.copy(last, path)
            if report.note == "converted" and converted:
                kinds["pdf"].append(path)
                path = path.with_suffix(".pdf")
        else:
            write_docx(report, path)
            last = path
            kind = (
                random.Random(f"{seed}|{report.name}").choice(("docx", "doc", "pdf")) if converted else "docx"
            )
            if kind != "docx":
                kinds[kind].append(path)
                path = path.with_suffix(f".{kind}")
        found[str(path.relative_to(folder))] = report
    for kind, paths in kinds.items():
        _convert(paths, kind)
    return found


def write_docx(report: Report, path: Path) -> None:
    """One report on A4, Times New Roman, its head in two columns without lines."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    head = report.head
    left, right = _columns(document, 65, 100)
    party = head["style"] == "party"
    motto = (
        ["ĐẢNG CỘNG SẢN VIỆT NAM"]
        if party
        else ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    )
    _lines(left, [head["parent"], *head["issuer"].split("\n"), *(["*"] if party else []), head["number"]])
    _lines(right, [*motto, head["place_date"]])
    for text in ("BÁO CÁO", head["title"]):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = True
    paragraph.paragraph_format.space_after = Pt(14)
    for kind, content in report.blocks:
        if kind == "table":
            _table(document, content)
            continue
        paragraph = document.add_paragraph()
        paragraph.add_run(content).bold = kind == "heading"
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
    left, right = _columns(document, 80, 85)
    _lines(left, ["Nơi nhận:", "- Như trên;", "- Lưu."])
    _lines(right, head["signer"].split(";"))
    document.save(str(path))


def _columns(document: Any, *widths: int) -> tuple[Any, Any]:
    """Two cells without lines. `widths`: in millimetres."""
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = column.cells[0].width = Mm(width)
    left, right = table.rows[0].cells
    return left, right


def _lines(cell: Any, texts: Sequence[str]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    texts = [text for text in texts if text]
    for number, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).font.size = Pt(13)


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    grid = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for line, values in zip(grid.rows, rows, strict=True):
        for cell, value in zip(line.cells, values, strict=True):
            cell.text = value
    document.add_paragraph()


def _convert(paths: Sequence[Path], kind: str) -> None:
    """Word files to another format, in place of them."""
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as out:
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            command = [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                _FILTERS[kind],
            ]
            subprocess.run(
                [*command, "--outdir", out, *map(str, some)], check=True, capture_output=True, timeout=600
            )
            for path in some:
                shutil.move(str(Path(out) / f"{path.stem}.{kind}"), path.with_suffix(f".{kind}"))
    for path in paths:
        path.unlink()
