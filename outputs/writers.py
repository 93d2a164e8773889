"""The table of outputs: a name, and the function that writes frames into a folder. Knows no format itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from outputs.flat_files import write_csv, write_parquet
from outputs.tables import Frames
from outputs.workbook import write_workbook

WORKBOOK = "tonghop.xlsx"


def _workbook(frames: Frames, folder: Path) -> list[Path]:
    write_workbook(frames, folder / WORKBOOK)
    return [folder / WORKBOOK]


def _csv(frames: Frames, folder: Path) -> list[Path]:
    return write_csv(frames, folder / "csv")


def _parquet(frames: Frames, folder: Path) -> list[Path]:
    return write_parquet(frames, folder / "parquet")


# A new output is one function (frames, folder) -> the files it wrote, and one line here.
WRITERS: dict[str, Callable[[Frames, Path], list[Path]]] = {
    "xlsx": _workbook,
    "csv": _csv,
    "parquet": _parquet,
}
