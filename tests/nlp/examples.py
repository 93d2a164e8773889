"""Examples of the corpus as documents of one paragraph, read by the whole pipeline."""

from __future__ import annotations

from typing import Any

from corpus.files import read_yaml
from extract.document import Block, Document
from nlp.pipeline import analyse
from nlp.records import Extraction


def examples(name: str) -> list[Any]:
    """The entries of corpus/examples/`name`.yaml."""
    entries: list[Any] = read_yaml("examples", f"{name}.yaml")
    return entries


def paragraph(text: str, path: tuple[str, ...] = ()) -> Document:
    """A document of this one paragraph, below the headings of `path`."""
    return Document("x.docx", "0" * 64, "", "docx", text, (Block("para", 0, len(text), path=path),))


def read(text: str, path: tuple[str, ...] = ()) -> Extraction:
    """What is found in a paragraph."""
    return analyse(paragraph(text, path))
