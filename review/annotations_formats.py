"""The formats of annotations: a name, and the module that reads and writes it, loaded on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from review.annotations import Annotated, Told

# Each module has write(reports, path) -> what was lost, read(path, texts) -> reports and what was not taken.
FORMATS = {
    "docbin": "review.annotations_docbin",
    "conll": "review.annotations_conll",
    "doccano": "review.annotations_doccano",
    "label-studio": "review.annotations_label_studio",
}


def written(name: str, reports: Iterable[Annotated], path: Path) -> list[Told]:
    """Write the reports in this format; what it could not hold."""
    write: Callable[[Iterable[Annotated], Path], list[Told]] = _module(name).write
    return write(reports, path)


def read_as(name: str, path: Path, texts: Mapping[str, str]) -> tuple[list[Annotated], list[Told]]:
    """The reports of a file in this format. `texts`: content hash -> text of the reports that are known."""
    read: Callable[[Path, Mapping[str, str]], tuple[list[Annotated], list[Told]]] = _module(name).read
    return read(path, texts)


def _module(name: str) -> Any:
    return import_module(FORMATS[name])
