"""Results that go to a place fsspec opens: written into a folder here, then copied there. Knows no table.

There too a workbook that people have edited is put aside; the list of what was written comes last.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from batch.far_files import file_system, folder_of, is_url, speaking_os, without_password
from batch.results_folder import EDITED, MANIFEST
from extract.problems import SetupProblem


@contextmanager
def results_to(out: str) -> Iterator[Path]:
    """The folder to write results into; what is in it at the end goes to `out`, if that is a URL.

    Raises SetupProblem where the place cannot be read or written to; some results may then be those of now,
    but the list of what was written is still the old one.
    """
    if not is_url(out):
        yield folder_of(out)
        return
    with tempfile.TemporaryDirectory(prefix="tonghop-out-") as made:
        folder = Path(made)
        system, root = file_system(out)
        with _told(out):
            before = _fetched(system, root, folder)
        yield folder
        with _told(out):
            _sent(system, root, folder, before)


def _fetched(system: Any, root: str, folder: Path) -> set[str]:
    """The list of what was written, and what people may have edited since, as they are there; their names."""
    system.invalidate_cache()
    if not system.exists(root):
        return set()
    names = {path[len(root) :].lstrip("/") for path in system.find(root)}
    kept = {name for name in names if name == MANIFEST or ("/" not in name and name.endswith(EDITED))}
    for name in kept:
        system.get_file(f"{root}/{name}", str(folder / name))
    return kept


def _sent(system: Any, root: str, folder: Path, before: set[str]) -> None:
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    wanted = sorted(name for name in names if not name.rpartition("/")[2].startswith(".tonghop"))
    for name in [*wanted, MANIFEST]:
        target = f"{root}/{name}"
        system.makedirs(target.rpartition("/")[0], exist_ok=True)
        system.put_file(str(folder / name), target)
    for name in before - names:
        system.rm_file(f"{root}/{name}")


@contextmanager
def _told(out: str) -> Iterator[None]:
    try:
        with speaking_os():
            yield
    except OSError as error:
        raise SetupProblem(
            "out_not_writable",
            f"Không ghi được kết quả vào {without_password(out)} ({error});"
            " hãy kiểm tra địa chỉ, mạng và quyền ghi rồi chạy lại.",
        ) from error
