"""An inbox, wherever it lies: what is in it, and each file as one of this machine when it is wanted.

Folders of this machine are used as they are; of other places (fsspec) only the files at hand are copied here.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from batch.far_files import Address, fetch, file_system, folder_of, is_url, speaking_os, without_password
from batch.inbox import Entry, entries, name_problem
from batch.scratch import run_folder
from extract.problems import SetupProblem
from outputs.store_ledger import walk_order

# What file systems call the time of a file's last change.
_TIMES = ("LastModified", "last_modified", "mtime", "modified", "updated", "created")


@dataclass(frozen=True, slots=True)
class Look:
    """A file from outside. `mtime_ns`: None where nobody knows; `changed`: seconds, when it came here."""

    size: int
    mtime_ns: int | None
    changed: float

    @property
    def seen(self) -> tuple[int, int | None]:
        """What must be equal for a file to count as unchanged."""
        return self.size, self.mtime_ns


class Reach(Protocol):
    """`name`: what the inbox is called in the ledger. Whatever fails with single files is an OSError."""

    name: str

    def entries(self, ours: Collection[Path]) -> list[Entry]:
        """Everything in it in the order of the walk, but `ours`. SetupProblem where it is not there."""

    def look(self, entry: Entry) -> Look:
        """Its size and times now."""

    def here(self, entry: Entry) -> Path:
        """The file on this machine."""

    def let_go(self, path: Path) -> None:
        """Nobody here needs the file any more."""

    def address(self, path: Path) -> Address | None:
        """Where other machines may find the file that is `path` here."""


class Folder:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._given, self._folder = folder, folder.resolve()
        self.name = self._folder.as_posix()

    def entries(self, ours: Collection[Path]) -> list[Entry]:
        if not self._folder.is_dir():
            raise _no_folder(str(self._given))
        return entries(self._folder, ours)

    def look(self, entry: Entry) -> Look:
        return _look(entry.path)

    def here(self, entry: Entry) -> Path:
        return entry.path

    def let_go(self, path: Path) -> None:
        pass

    def address(self, path: Path) -> Address | None:
        # Members of archives lie in a folder that only this machine has.
        return Address("", str(path)) if path.is_relative_to(self._folder) else None


class FarFolder:
    """A place that fsspec opens; files are listed by where in `spool` they will be when they are wanted."""

    def __init__(self, url: str, spool: Path) -> None:
        self.name = without_password(url).rstrip("/")
        self._url, self._spool = url, spool
        self._system, self._root = file_system(url)
        self._paths: dict[Path, str] = {}
        # What the listing said is asked for once; later it may have changed.
        self._listed: dict[Path, dict[str, Any]] = {}

    def entries(self, ours: Collection[Path]) -> list[Entry]:
        self._paths, self._listed = {}, {}
        found = []
        for at, (name, path, info) in enumerate(self._found()):
            here = self._spool / f"{at:07}"
            self._paths[here], self._listed[here] = path, info
            found.append(Entry(here, name, name_problem(name.rpartition("/")[2])))
        return found

    def look(self, entry: Entry) -> Look:
        path = self._paths.get(entry.path)
        if path is None:
            return _look(entry.path)
        info = self._listed.pop(entry.path, None)
        if info is None:
            with speaking_os():
                self._system.invalidate_cache()
                info = self._system.info(path)
        changed = _changed(info)
        mtime_ns = None if changed is None else int(changed * 1000) * 1_000_000
        return Look(int(info["size"] or 0), mtime_ns, changed or 0.0)

    def here(self, entry: Entry) -> Path:
        path = self._paths.get(entry.path)
        if path is not None and not entry.path.exists():
            look = self.look(entry)
            fetch(Address(self._url, path), entry.path)
            if look.mtime_ns is not None:
                os.utime(entry.path, ns=(look.mtime_ns, look.mtime_ns))
        return entry.path

    def let_go(self, path: Path) -> None:
        if path in self._paths:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def address(self, path: Path) -> Address | None:
        found = self._paths.get(path)
        return None if found is None else Address(self._url, found)

    def _found(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Name, path and what is said of every file."""
        try:
            with speaking_os():
                self._system.invalidate_cache()
                listed = self._system.find(self._root, detail=True)
                # A place that says nothing must not be taken for one that was emptied.
                if not listed and not self._system.exists(self._root):
                    raise _no_folder(self.name)
        except OSError as error:
            raise SetupProblem(
                "no_folder",
                f"Không mở được {self.name} ({error}); hãy kiểm tra địa chỉ, mạng và quyền truy cập.",
            ) from error
        found = [(path[len(self._root) :].lstrip("/"), path, info) for path, info in listed.items()]
        return sorted(found, key=lambda item: walk_order(item[0]))


@contextmanager
def reaching(inbox: str) -> Iterator[Reach]:
    """The inbox that is meant by a folder's path or a URL; what was copied from it is gone at the end."""
    if not is_url(inbox):
        yield Folder(folder_of(inbox))
        return
    with run_folder() as spool:
        yield FarFolder(inbox, spool)


def ledger_name(inbox: str) -> str:
    """What the inbox is called in the ledger."""
    return without_password(inbox).rstrip("/") if is_url(inbox) else folder_of(inbox).resolve().as_posix()


def _look(path: Path) -> Look:
    now = path.stat()
    # A copy may carry the time of its original; when it came here is the other time.
    return Look(now.st_size, now.st_mtime_ns, max(now.st_mtime, now.st_ctime))


def _changed(info: dict[str, Any]) -> float | None:
    """Seconds since 1970 of the last change, None where the place does not tell."""
    for name in _TIMES:
        value = info.get(name)
        if isinstance(value, datetime):
            return value.timestamp()
        if isinstance(value, int | float):
            return float(value)
    return None


def _no_folder(name: str) -> SetupProblem:
    return SetupProblem(
        "no_folder", f"Không tìm thấy thư mục {name}; hãy kiểm tra lại đường dẫn thư mục báo cáo."
    )
