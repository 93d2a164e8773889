"""What is compared: our reading of a report to its JSON line, and what people write by hand instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

_NUMBER = re.compile(r"\d[\d.,]*")


def ours(path: Path) -> int:
    """The number of figures that our pipeline finds, through to the JSON line."""
    from batch.worker import work
    from outputs.contract import line

    row = work(path, path.name)
    if row["status"] != "ok":
        raise RuntimeError(f"{path.name}: {row['status']}")
    line(row)
    return len(row["figures"])


def by_hand_docx(path: Path) -> int:
    """python-docx, underthesea.ner for names, a regular expression for numbers."""
    import docx

    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return _names_and_numbers(texts)


def by_hand_pdf(path: Path) -> int:
    """pdfplumber, underthesea.ner for names, a regular expression for numbers."""
    import pdfplumber

    texts: list[str] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            texts += (page.extract_text() or "").splitlines()
            texts += [cell or "" for table in page.extract_tables() for row in table for cell in row]
            page.close()
    return _names_and_numbers(texts)


def _names_and_numbers(texts: list[str]) -> int:
    from underthesea import ner

    for text in texts:
        if text.strip():
            ner(text)
    return sum(len(_NUMBER.findall(text)) for text in texts)


CONTESTANTS: dict[str, tuple[str, Callable[[Path], int]]] = {
    "ours, docx": ("docx", ours),
    "ours, pdf": ("pdf", ours),
    "python-docx + underthesea.ner + re": ("docx", by_hand_docx),
    "pdfplumber + underthesea.ner + re": ("pdf", by_hand_pdf),
}
