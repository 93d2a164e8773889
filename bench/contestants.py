"""What is compared: our way from a report to its JSON line, reading alone, and what people write by hand."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

_NUMBER = re.compile(r"\d[\d.,]*")


def ours(path: Path) -> int:
    """The number of figures that our pipeline finds, through to the JSON line."""
    from batch.worker import work
    from outputs.contract import line

    row = work(path, path.name)
    # A last page that holds one word counts as a loss, and is read all the same.
    if row["status"] not in ("ok", "ok_with_loss"):
        raise RuntimeError(f"{path.name}: {row['status']}")
    line(row)
    return len(row["figures"])


def ours_forgetting(path: Path) -> int:
    """As `ours`, with nothing remembered of the reports before, as where no two are written alike."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("extract", "corpus", "nlp", "outputs"):
            for value in list(vars(module).values()):
                # What is bounded remembers reports; what is not holds tables.
                told = getattr(value, "cache_parameters", None)
                if told is not None and told()["maxsize"] is not None:
                    value.cache_clear()
    return ours(path)


def reading(path: Path) -> int:
    """The number of characters that our reader gives, with tables, headings and places."""
    from extract.read import read

    document = read(path, path.name)
    if document.status not in ("ok", "ok_with_loss"):
        raise RuntimeError(f"{path.name}: {document.status}")
    return len(document.text)


def plumbed(path: Path) -> int:
    """pdfplumber: text and tables."""
    return sum(map(len, _plumbed_texts(path)))


def walked(path: Path) -> int:
    """python-docx: paragraphs and cells."""
    return sum(map(len, _walked_texts(path)))


def by_hand_docx(path: Path) -> int:
    """python-docx, underthesea.ner for names, a regular expression for numbers."""
    return _names_and_numbers(_walked_texts(path))


def by_hand_pdf(path: Path) -> int:
    """pdfplumber, underthesea.ner for names, a regular expression for numbers."""
    return _names_and_numbers(_plumbed_texts(path))


def _walked_texts(path: Path) -> list[str]:
    import docx

    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return texts + [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def _plumbed_texts(path: Path) -> list[str]:
    import pdfplumber

    texts: list[str] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            texts += (page.extract_text() or "").splitlines()
            texts += [cell or "" for table in page.extract_tables() for row in table for cell in row]
            page.close()
    return texts


def _names_and_numbers(texts: list[str]) -> int:
    from underthesea import ner

    for text in texts:
        if text.strip():
            ner(text)
    return sum(len(_NUMBER.findall(text)) for text in texts)


CONTESTANTS: dict[str, tuple[str, Callable[[Path], int]]] = {
    "ours, docx": ("docx", ours),
    "ours, docx, forgetting": ("docx", ours_forgetting),
    "ours, pdf": ("pdf", ours),
    "python-docx + underthesea.ner + re": ("docx", by_hand_docx),
    "pdfplumber + underthesea.ner + re": ("pdf", by_hand_pdf),
    "reading alone, docx": ("docx", reading),
    "reading alone, pdf": ("pdf", reading),
    "python-docx, paragraphs + cells": ("docx", walked),
    "pdfplumber, text + tables": ("pdf", plumbed),
}
