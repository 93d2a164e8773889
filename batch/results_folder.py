"""The folder that holds a run's results: written beside, then put in place together. Knows no report.

What stood there stays until everything new is complete; a workbook that people have edited is kept for ever.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from batch.inbox import digest
from batch.locking import locked
from extract.problems import SetupProblem

MANIFEST = ".tonghop.json"
_LOCK = ".tonghop.lock"
_STAGE = ".tonghop-"
# Files that people edit: before one is replaced, a copy that is not as we wrote it is put aside.
EDITED = (".xlsx", ".docx")


def prepared(out: Path, folder: Path | None = None) -> Path:
    """The output folder, made where it is missing. Raises SetupProblem where nothing can be written to it.

    `folder`: the reports' folder, which may hold the output folder but not be it.
    """
    out = out.resolve()
    if folder is not None and out == folder.resolve():
        raise SetupProblem(
            "out_is_input",
            "Thư mục kết quả trùng với thư mục báo cáo; hãy chọn một thư mục khác cho --out.",
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise SetupProblem(
            "out_not_writable",
            f"Không ghi được vào thư mục {out}; hãy kiểm tra quyền ghi và dung lượng đĩa,"
            " hoặc chọn thư mục khác cho --out.",
        ) from error
    return out


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A fresh folder within `out` to write into, gone at the end; one run at a time.

    Raises SetupProblem where another run is at work; what a run that was cut off left behind is cleared away.
    """
    with (out / _LOCK).open("a") as lock:
        if not locked(lock):
            raise SetupProblem(
                "out_in_use",
                f"Một lần chạy khác đang ghi vào {out}; hãy đợi xong rồi chạy lại,"
                " hoặc chọn thư mục khác cho --out.",
            )
        _clear(out)
        try:
            yield Path(tempfile.mkdtemp(prefix=_STAGE, dir=out))
        finally:
            # By name: an interruption may come before mkdtemp has said what it made.
            _clear(out)


def _clear(out: Path) -> None:
    for left in out.glob(f"{_STAGE}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def publish(stage: Path, out: Path) -> list[Path]:
    """Put every file below `stage` in its place below `out`; returns the edited copies that were put aside.

    All or none: where one cannot be replaced (open in Excel), those before it are put back and SetupProblem
    is raised. Files that the run before wrote and this one did not are removed; others are left alone.
    """
    names = sorted(path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file())
    written = {name: digest(stage / name) for name in names}
    before = _manifest(out)
    kept: list[Path] = []
    with tempfile.TemporaryDirectory(prefix=f"{_STAGE}old-", dir=out) as old:
        done: list[str] = []
        try:
            for name in names:
                kept += _put_aside(out / name, before.get(name))
                _replace(stage / name, out / name, Path(old) / name)
                done.append(name)
        except OSError as error:
            for earlier in done:
                _put_back(Path(old) / earlier, out / earlier)
            for copy in kept:
                copy.unlink(missing_ok=True)
            raise SetupProblem(
                "output_locked",
                f"Không thay được tệp {name}; hãy đóng tệp này trong Excel rồi chạy lại."
                " Kết quả cũ còn nguyên.",
            ) from error
    for name in before.keys() - written.keys():
        with suppress(OSError):
            if digest(out / name) == before[name]:
                (out / name).unlink()
    _write_manifest(out, written)
    return kept


def _replace(new: Path, target: Path, backup: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        backup.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(target, backup)
        except OSError:
            shutil.copy2(target, backup)
    new.replace(target)


def _put_back(backup: Path, target: Path) -> None:
    with suppress(OSError):
        if backup.exists():
            backup.replace(target)
        else:
            target.unlink()


def _put_aside(target: Path, as_written: str | None) -> list[Path]:
    """A copy of an edited file beside it, under the first free name."""
    if target.suffix not in EDITED or not target.is_file() or digest(target) == as_written:
        return []
    number = 1
    while (copy := target.with_stem(f"{target.stem}-da-sua-{number}")).exists():
        number += 1
    shutil.copy2(target, copy)
    return [copy]


def _manifest(out: Path) -> dict[str, str]:
    """sha256 of each file as the last run wrote it, by its path below `out`."""
    try:
        files = dict(json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {name: sha256 for name, sha256 in files.items() if _is_below(out, name)}


def _is_below(out: Path, name: str) -> bool:
    return (out / name).resolve().is_relative_to(out)


def _write_manifest(out: Path, files: dict[str, str]) -> None:
    fresh = out / f"{MANIFEST}.new"
    fresh.write_text(json.dumps({"schema": 1, "files": files}, indent=1), encoding="utf-8")
    fresh.replace(out / MANIFEST)
