"""The folder that holds a run's results: written beside, then put in place together. Knows no report.

What stood there stays until everything new is complete; a workbook that people have edited is kept for ever.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from batch.inbox import digest
from batch.locking import locked
from extract.problems import SetupProblem

MANIFEST = ".tonghop.json"
_LOCK = ".tonghop.lock"
_STAGE = ".tonghop-"
# What was replaced, and the same when all has been.
_OLD, _DONE = f"{_STAGE}old", f"{_STAGE}done-"
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
        raise _unwritable(out) from error
    return out


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A fresh folder within `out` to write into, gone at the end; one run at a time.

    Raises SetupProblem where another run is at work; what a run that was cut off left behind is cleared away,
    and what it had only half put in place is as it was before it.
    """
    with _lock_file(out) as lock:
        if not locked(lock):
            raise SetupProblem(
                "out_in_use",
                f"Một lần chạy khác đang ghi vào {out}; hãy đợi xong rồi chạy lại,"
                " hoặc chọn thư mục khác cho --out.",
            )
        _roll_back(out)
        _clear(out)
        try:
            yield _fresh_folder(out)
        finally:
            # By name: an interruption may come before mkdtemp has said what it made.
            _clear(out)


@contextmanager
def adding(out: Path) -> Iterator[Path]:
    """A folder to write into; its files are put in place in `out` together at the end, others stay there.

    Raises SetupProblem where that cannot be done, or what is done within fails for want of room or rights.
    """
    out = prepared(out)
    with staging(out) as stage:
        try:
            yield stage
        except OSError as error:
            raise cannot_write(out, error) from error
        publish(stage, out, alone=False)


def cannot_write(out: Path, error: OSError) -> SetupProblem:
    """The problem of results that could not be written to their end."""
    why = error.strerror or str(error)
    return SetupProblem(
        "cannot_write",
        f"Không ghi tiếp được vào {out} ({why}); hãy kiểm tra dung lượng đĩa rồi chạy lại."
        " Kết quả cũ còn nguyên.",
    )


def _lock_file(out: Path) -> TextIO:
    try:
        return (out / _LOCK).open("a")
    except OSError as error:
        raise _unwritable(out) from error


def _fresh_folder(out: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=_STAGE, dir=out))
    except OSError as error:
        raise _unwritable(out) from error


def _unwritable(out: Path) -> SetupProblem:
    return SetupProblem(
        "out_not_writable",
        f"Không ghi được vào thư mục {out}; hãy kiểm tra quyền ghi và dung lượng đĩa,"
        " hoặc chọn thư mục khác cho --out.",
    )


def _clear(out: Path) -> None:
    for left in out.glob(f"{_STAGE}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def publish(stage: Path, out: Path, *, alone: bool = True) -> list[Path]:
    """Put every file below `stage` in its place below `out`; returns the edited copies that were put aside.

    All or none: where one cannot be replaced (open in Excel), those before it are put back and SetupProblem
    is raised; a run that is killed meanwhile is rolled back by the next one. `alone`: files that the run
    before wrote and this one did not are removed; others are left alone in any case.
    """
    names = sorted(path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file())
    try:
        written = {name: digest(stage / name) for name in names}
    except OSError as error:
        raise cannot_write(out, error) from error
    listed = _manifest(out)
    before = {name: {sha256} for name, sha256 in listed.files.items()}
    for name, sha256 in listed.coming.items():
        before.setdefault(name, set()).add(sha256)
    kept = _put_in_place(stage, out, written, listed.files, before)
    gone = before.keys() - written.keys() if alone else set()
    for name in gone:
        with suppress(OSError):
            if digest(out / name) in before[name]:
                (out / name).unlink()
    left = {} if alone else {**listed.coming, **listed.files}
    # Where there is no room for it, the list of what was to come says the same.
    with suppress(OSError):
        _write_manifest(out, Manifest({**left, **written}, {}))
    return kept


def _put_in_place(
    stage: Path, out: Path, written: dict[str, str], files: dict[str, str], before: dict[str, set[str]]
) -> list[Path]:
    kept: list[Path] = []
    done: list[str] = []
    name = MANIFEST
    old = out / _OLD
    try:
        old.mkdir(exist_ok=True)
        try:
            _write_manifest(out, Manifest(files, written))
            for name in written:
                kept += _put_aside(out / name, before.get(name, set()))
                _replace(stage / name, out / name, old / name)
                done.append(name)
            # From here on all is done: what lies under this name is rubbish.
            old.rename(out / f"{_DONE}{secrets.token_hex(4)}")
        except BaseException:
            for earlier in done:
                _put_back(old / earlier, out / earlier)
            for copy in kept:
                copy.unlink(missing_ok=True)
            with suppress(OSError):
                _write_manifest(out, Manifest(files, {}))
            raise
    except OSError as error:
        raise SetupProblem(
            "output_locked",
            f"Không thay được tệp {name} ({error.strerror}); hãy đóng tệp này trong Excel, kiểm tra dung"
            " lượng đĩa rồi chạy lại. Kết quả cũ còn nguyên.",
        ) from error
    return kept


def _replace(new: Path, target: Path, backup: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        backup.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(target, backup)
        except OSError:
            # Half a copy must not be taken for the whole by whoever rolls back.
            part = backup.with_name(f"{backup.name}.part")
            shutil.copy2(target, part)
            part.replace(backup)
    new.replace(target)


def _put_back(backup: Path, target: Path) -> None:
    with suppress(OSError):
        if backup.exists():
            backup.replace(target)
        else:
            target.unlink()


def _roll_back(out: Path) -> None:
    """Undo what a run had put in place when it was killed before the last of its files."""
    old = out / _OLD
    if not old.is_dir() or old.is_symlink():
        return
    listed = _manifest(out)
    for name, sha256 in listed.coming.items():
        with suppress(OSError):
            # What is another by now, somebody has edited since.
            if digest(out / name) == sha256 and ((old / name).exists() or name not in listed.files):
                _put_back(old / name, out / name)


def _put_aside(target: Path, as_written: set[str]) -> list[Path]:
    """A copy of an edited file beside it, under the first free name."""
    if target.suffix not in EDITED or not target.is_file() or digest(target) in as_written:
        return []
    number = 1
    while (copy := target.with_stem(f"{target.stem}-da-sua-{number}")).exists():
        number += 1
    try:
        shutil.copy2(target, copy)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return [copy]


@dataclass(frozen=True, slots=True)
class Manifest:
    """sha256 of each file as runs wrote it, by its path below the folder.

    `coming`: as the run writes them that is putting its files in place, or was when it was killed.
    """

    files: dict[str, str]
    coming: dict[str, str]


def _manifest(out: Path) -> Manifest:
    try:
        text = (out / MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Manifest({}, {})
    except OSError as error:
        raise _unwritable(out) from error
    try:
        found = json.loads(text)
        return Manifest(_below(out, dict(found["files"])), _below(out, dict(found.get("coming", {}))))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Manifest({}, {})


def _below(out: Path, files: dict[str, str]) -> dict[str, str]:
    return {name: sha256 for name, sha256 in files.items() if _is_below(out, name)}


def _is_below(out: Path, name: str) -> bool:
    return (out / name).resolve().is_relative_to(out)


def _write_manifest(out: Path, listed: Manifest) -> None:
    fresh = out / f"{MANIFEST}.new"
    try:
        fresh.write_text(json.dumps({"schema": 1, **asdict(listed)}, indent=1), encoding="utf-8")
        fresh.replace(out / MANIFEST)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
