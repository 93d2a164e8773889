"""Backups: a store as one file with its checksum beside it, and back, also from one database to the other."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text

from extract.problems import SetupProblem
from outputs.store import Store, opened, reading, writing
from outputs.store_integrity import Flaw, flaws
from outputs.store_schema import METADATA
from outputs.store_writing import bulk

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

_CHUNK = 5000
_BLOCK = 1 << 20
_SIGNED = ".sha256"


def backup(store: Store, target: Path) -> str:
    """Write the whole store to a SQLite file and its checksum beside it; the checksum.

    What stood there is replaced when the copy is complete and proven. Others may go on writing meanwhile.
    Raises SetupProblem where that fails.
    """
    with _fresh(target) as fresh:
        _copy(store, fresh)
        with opened(str(fresh)) as copy:
            _proven(list(flaws(copy)))
        _closed(fresh)
        sha256 = _sha256(fresh)
        # Whatever ends this between the two, what stands there then is one of those that are signed.
        _sign(target, [sha256, *_signatures(target)[:1]])
    with suppress(OSError):
        _sign(target, [sha256])
    return sha256


def restore(source: Path, url: str) -> dict[str, int]:
    """Put a backup into a store that is empty or new; rows by table.

    Raises SetupProblem where the backup is not what it was, or the store has something in it.
    """
    if not source.is_file():
        raise SetupProblem("no_backup", f"Không tìm thấy bản sao lưu {source}; hãy kiểm tra lại đường dẫn.")
    with _copied(source) as copied, opened(str(copied)) as backup:
        _proven(list(flaws(backup)))
        with opened(url, create=True) as store:
            return _poured(backup, store)


@contextmanager
def _copied(source: Path) -> Iterator[Path]:
    """A copy to open, so that the backup itself stays as it is, to the byte; SetupProblem if it is not."""
    with ExitStack() as stack:
        try:
            made = tempfile.TemporaryDirectory(prefix="tonghop-restore-", ignore_cleanup_errors=True)
            folder = stack.enter_context(made)
            copied = shutil.copyfile(source, Path(folder) / "backup.db")
            sha256 = _sha256(copied)
        except OSError as error:
            raise SetupProblem(
                "no_temporary_files",
                f"Không chép được bản sao lưu vào thư mục tạm ({error.strerror}); hãy kiểm tra quyền đọc bản"
                " sao lưu, dung lượng đĩa và quyền ghi ở thư mục tạm.",
            ) from error
        signed = _signatures(source)
        if signed and sha256 not in signed:
            raise SetupProblem(
                "backup_damaged", f"Bản sao lưu {source} đã bị thay đổi hoặc hỏng; hãy dùng bản sao lưu khác."
            )
        yield copied


def _copy(store: Store, fresh: Path) -> None:
    if store.path is None:
        with opened(str(fresh), create=True) as target:
            _poured(store, target)
        return
    with reading(store) as connection, closing(sqlite3.connect(fresh)) as target:
        raw: Any = connection.connection.dbapi_connection
        raw.backup(target)


def _poured(source: Store, target: Store) -> dict[str, int]:
    """Every row of every table from one store into an empty other one, in one transaction each."""
    poured = {}
    with reading(source) as there, writing(target, durable=True) as here:
        for table in METADATA.sorted_tables:
            if here.scalar(select(func.count()).select_from(table)):
                raise SetupProblem(
                    "store_not_empty",
                    f"Kho dữ liệu {target.name} đã có dữ liệu; hãy khôi phục vào một kho mới.",
                )
            poured[table.name] = _pour(there, here, table)
        _count_on(here)
    return poured


def _pour(there: Connection, here: Connection, table: Table) -> int:
    rows = 0
    found = there.execute(select(table).execution_options(yield_per=_CHUNK))
    for part in found.partitions():
        bulk(here, table, [tuple(row) for row in part])
        rows += len(part)
    return rows


def _count_on(connection: Connection) -> None:
    """PostgreSQL counts keys on its own; it must go on behind those that were put in."""
    if connection.dialect.name != "postgresql":
        return
    for table, key in (("reports", "key"), ("runs", "key"), ("events", "seq")):
        last = f"SELECT COALESCE(MAX({key}), 0) + 1 FROM {table}"
        connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table}', '{key}'), ({last}), false)")
        )


@contextmanager
def _fresh(target: Path) -> Iterator[Path]:
    """A path beside the target that becomes it at the end if all went well."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.TemporaryDirectory(prefix=".tonghop-", dir=target.parent, ignore_cleanup_errors=True)
        with made as folder:
            fresh = Path(folder) / "backup.db"
            yield fresh
            fresh.replace(target)
    except OSError as error:
        raise _unwritable(target) from error
    except sqlite3.Error as error:
        raise _unwritable(target) from error


def _closed(fresh: Path) -> None:
    """One file without a journal beside it, on the disk."""
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
    with fresh.open("r+b") as file:
        os.fsync(file.fileno())


def _proven(found: list[Flaw]) -> None:
    if found:
        named = ", ".join(dict.fromkeys(flaw.code for flaw in found))
        raise SetupProblem(
            "store_damaged", f"Dữ liệu không còn nguyên vẹn ({named}); hãy chạy lệnh verify để xem chi tiết."
        )


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _sign(target: Path, hashes: list[str]) -> None:
    signature = target.with_name(target.name + _SIGNED)
    fresh = signature.with_name(signature.name + ".new")
    try:
        fresh.write_text("".join(f"{sha256}  {target.name}\n" for sha256 in hashes), encoding="utf-8")
        fresh.replace(signature)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _signatures(source: Path) -> list[str]:
    """The checksums beside a backup: its own, and while it is replaced that of the one before it too."""
    try:
        lines = source.with_name(source.name + _SIGNED).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return [line.split()[0] for line in lines if line.strip()]


def _unwritable(target: Path) -> SetupProblem:
    return SetupProblem(
        "cannot_write",
        f"Không ghi được bản sao lưu {target}; hãy kiểm tra thư mục, quyền ghi và dung lượng đĩa.",
    )
