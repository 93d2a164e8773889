"""Another engine's opinion on the tables and letters of pages, asked where ours is not sure of itself."""

from __future__ import annotations

import logging
import unicodedata
from collections import Counter
from collections.abc import Sequence
from io import BytesIO

from extract.document import BBox

_LOG = logging.getLogger("tonghop")


def table_boxes(data: bytes, page: int) -> list[list[BBox]]:
    """The cell boxes of each table on a page (from 1), empty where the engine fails or finds none."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(BytesIO(data), pages=[page]) as pdf:
            if not pdf.pages:
                return []
            sheet = pdf.pages[0]
            try:
                left, top = sheet.bbox[0], sheet.bbox[1]
                return [
                    [(c[0] - left, c[1] - top, c[2] - left, c[3] - top) for c in table.cells]
                    for table in sheet.find_tables()
                    if len(table.cells) > 1
                ]
            finally:
                sheet.close()
    except Exception:
        _LOG.info("pdfplumber could not read page %d", page, exc_info=True)
        return []


def letters_seen(data: bytes, pages: Sequence[int]) -> dict[int, Counter[str]]:
    """The letters and digits that pdfminer shows on these pages (from 1); no entry where it fails."""
    from pdfminer.high_level import extract_text

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    found = {}
    for page in pages:
        try:
            text = extract_text(BytesIO(data), page_numbers=[page - 1])
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception:
            _LOG.info("pdfminer could not read page %d", page, exc_info=True)
        else:
            found[page] = Counter(filter(str.isalnum, unicodedata.normalize("NFC", text)))
    return found
