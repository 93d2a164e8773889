#!/usr/bin/env python3
"""Build corpus/samples from corpus/sample_sources: .docx by python-docx, .pdf and .doc by LibreOffice.

Adds to corpus/gold/build.py what its sources cannot say: footnotes, and heads of tables that are merged.
"""

from __future__ import annotations

import copy
import importlib.util
import re
import shutil
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "corpus" / "sample_sources"
TARGET = ROOT / "corpus" / "samples"
# The number that opens a source's name -> the format it is handed in.
FORMATS = {
    **dict.fromkeys(range(1, 7), "docx"),
    **dict.fromkeys(range(7, 11), "pdf"),
    **dict.fromkeys(range(11, 15), "doc"),
}
_NOTE = re.compile(r"^\[\^(\d+)\]:\s*(.+)$", re.MULTILINE)
_MARK = re.compile(r"\[\^(\d+)\]")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTES_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def main() -> None:
    """Write every sample anew and say what they weigh."""
    builder = _builder()
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(SOURCES.glob("[0-9]*.md")):
            format = FORMATS[int(source.name[:2])]
            word = Path(folder) / f"{source.stem}.docx"
            _word(builder, source, word)
            if format == "docx":
                shutil.copy(word, TARGET)
            else:
                builder.soffice(word, format, TARGET)
    sizes = [file.stat().st_size for file in TARGET.iterdir()]
    print(f"{len(sizes)} samples, {sum(sizes) // 1024} KB, in {TARGET}")


def _builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_build", ROOT / "corpus" / "gold" / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _word(builder: ModuleType, source: Path, target: Path) -> None:
    from docx import Document

    meta, body = builder.parse(source.read_text(encoding="utf-8"))
    notes = {int(number): text for number, text in _NOTE.findall(body)}
    builder.docx(meta, _NOTE.sub("", body).strip(), target)
    document = Document(str(target))
    if meta.get("merge") == "yes":
        for table in document.tables:
            _merge_heads(table)
    if notes:
        _add_notes(document, notes)
    document.save(str(target))


def _merge_heads(table: Any) -> None:
    """Join equal neighbours of the first two rows, as offices draw heads over two lines."""
    if len(table.rows) < 3:
        return
    texts = [[cell.text for cell in row.cells] for row in table.rows[:2]]
    columns = len(texts[0])
    for column in range(columns):
        if texts[0][column] == texts[1][column]:
            _join(table.cell(0, column), table.cell(1, column))
    start = 0
    for column in range(1, columns + 1):
        if column == columns or texts[0][column] != texts[0][start]:
            if column - start > 1:
                _join(table.cell(0, start), table.cell(0, column - 1))
            start = column


def _join(first: Any, last: Any) -> None:
    text = first.text
    merged = first.merge(last)
    for extra in merged.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    merged.paragraphs[0].text = text
    merged.paragraphs[0].runs[0].bold = True


def _add_notes(document: Any, notes: dict[int, str]) -> None:
    """Turn `[^1]` into a footnote reference, and give the package its footnotes."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    for paragraph in document.paragraphs:
        for run in list(paragraph.runs):
            _refer(run)
    kinds = (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    parts = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in kinds
    ]
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    parts += [
        f'<w:footnote w:id="{number}"><w:p>{raised}'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in sorted(notes.items())
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{head}<w:footnotes xmlns:w="{_W}">{"".join(parts)}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml.encode("utf-8"), document.part.package)
    document.part.relate_to(part, _NOTES_LINK)


def _refer(run: Any) -> None:
    """Split a run at its marks and put references in their place."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    pieces = _MARK.split(run.text)
    if len(pieces) == 1:
        return
    run.text = pieces[0]
    at = run._element
    for number, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        mark = OxmlElement("w:r")
        properties, raised, reference = (
            OxmlElement(f"w:{n}") for n in ("rPr", "vertAlign", "footnoteReference")
        )
        raised.set(qn("w:val"), "superscript")
        reference.set(qn("w:id"), number)
        properties.append(raised)
        mark.extend([properties, reference])
        at.addnext(mark)
        tail = copy.deepcopy(run._element)
        for child in tail.findall(qn("w:t")):
            child.text = rest
            child.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        mark.addnext(tail)
        at = tail


if __name__ == "__main__":
    main()
