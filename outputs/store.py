"""The store: one SQLite file, or a PostgreSQL database for an office. Opens it and hands out transactions.

Knows how databases lock, sync and fail; not what stands in the tables.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from extract.problems import SetupProblem
from outputs.store_migrations import revision, upgrade
from outputs.store_schema import HEAD

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

# Seconds that a writer waits for its turn; nobody holds the store for longer than one document takes.
PATIENCE = 300
_CACHE_KIB = 16 << 10
# Pages in the journal before they go into the file: many, so that pages of indexes go there once for all.
_CHECKPOINT = 8000
# One number that all writers of a PostgreSQL store queue up for, as they do for SQLite's write lock.
_TURN = 0x746F6E67
_BEGIN = "tonghop_begin"
# Bytes that the files beside a store need to begin with.
_LEAST_ROOM = 1 << 20


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `name`: what people call it, without a password. `path`: its file, if it is one."""

    engine: Engine
    name: str
    path: Path | None
    turn: Any = field(default_factory=threading.RLock, repr=False)


def open_store(url: str, *, create: bool = False, patience: float = PATIENCE) -> Store:
    """The store at `url`, or in the file that it names, its tables brought up to date.

    `create`: make it where it is missing. `patience`: seconds to wait for other writers.
    Raises SetupProblem where it cannot be opened.
    """
    store = _connected(url, create, patience)
    try:
        with reading(store) as connection:
            current = revision(connection) == HEAD
        if not current:
            with writing(store, migrating=True) as connection:
                upgrade(connection)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def close(store: Store) -> None:
    """Let go of every connection; SQLite then folds its journal into the file."""
    store.engine.dispose()


@contextmanager
def opened(url: str, *, create: bool = False) -> Iterator[Store]:
    """The store of `open_store`, closed at the end."""
    store = open_store(url, create=create)
    try:
        yield store
    finally:
        close(store)


@contextmanager
def writing(store: Store, *, durable: bool = False, migrating: bool = False) -> Iterator[Connection]:
    """One transaction that writes, alone: what is done within is kept whole or not at all.

    `durable`: on the disk before it is acknowledged, for what people decide. Raises SetupProblem where the
    disk is full, the store cannot be written to, or other writers do not end.
    """
    with store.turn, _translated(store), store.engine.connect() as plain:
        connection = plain.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        if store.path is not None:
            _pragma(connection, f"synchronous={'FULL' if durable else 'NORMAL'}")
            # A table that is written anew for a migration must not take along the rows that refer to it.
            _pragma(connection, f"foreign_keys={'OFF' if migrating else 'ON'}")
        with connection.begin():
            if store.path is None:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
                if not durable:
                    connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield connection


@contextmanager
def reading(store: Store) -> Iterator[Connection]:
    """One transaction that sees the store as it is now, whatever is written meanwhile."""
    with _translated(store), store.engine.connect() as plain:
        level = {"isolation_level": "REPEATABLE READ"} if store.path is None else {_BEGIN: "BEGIN"}
        connection = plain.execution_options(**level)
        with connection.begin():
            yield connection


def now() -> str:
    """The time as it is stored: UTC, to the microsecond, in an order that sorts."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _connected(url: str, create: bool, patience: float) -> Store:
    parsed = _parsed(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        engine = _engine(parsed, {"connect_timeout": 30})
        return Store(engine, parsed.render_as_string(hide_password=True), None)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise _bad_url(url)
    path = _file(Path(parsed.database), create)
    engine = _engine(parsed.set(database=str(path)), {"timeout": patience, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Store(engine, str(path), path)


def _parsed(url: str) -> URL:
    if "://" not in url:
        return make_url("sqlite://").set(database=url)
    try:
        return make_url(url)
    except ArgumentError as error:
        raise _bad_url(url) from error


def _file(path: Path, create: bool) -> Path:
    if str(path).startswith(("\\\\", "//")):
        raise SetupProblem(
            "store_on_share",
            "Kho dữ liệu SQLite không được đặt trên thư mục mạng; hãy đặt trên ổ đĩa của máy này,"
            " hoặc dùng PostgreSQL.",
        )
    path = path.expanduser().resolve()
    if path.is_dir():
        raise SetupProblem("store_is_folder", f"{path} là thư mục; hãy nêu tên tệp cho kho dữ liệu.")
    if not path.exists():
        if not create:
            raise SetupProblem(
                "no_store", f"Không tìm thấy kho dữ liệu {path}; hãy kiểm tra lại, hoặc tạo bằng lệnh run."
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(str(path)) from error
    return path


def _engine(url: URL, arguments: dict[str, Any]) -> Engine:
    try:
        return create_engine(url, connect_args=arguments)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise SetupProblem(
            "no_postgresql", 'Máy thiếu psycopg để dùng PostgreSQL; hãy chạy: pip install "psycopg[binary]"'
        ) from error


def _prepare(raw: Any, _record: object) -> None:
    # Transactions begin where we say, not where the driver thinks.
    raw.isolation_level = None
    if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        raw.execute("PRAGMA journal_mode=WAL")
    raw.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    raw.execute(f"PRAGMA wal_autocheckpoint={_CHECKPOINT}")
    raw.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _pragma(connection: Connection, setting: str) -> None:
    """SQLite takes these only before a transaction begins, which running a statement here would do."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA {setting}")


@contextmanager
def _translated(store: Store) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        problem = _problem(store, str(error.orig).lower(), isinstance(error, OperationalError))
        if problem is None:
            raise
        raise problem from error


def _problem(store: Store, said: str, operational: bool) -> SetupProblem | None:
    """What the operator can do about an error of the database; None where the fault is ours."""
    if "full" in said or "no space" in said or "file too large" in said or _no_room(store, said):
        return SetupProblem(
            "disk_full",
            "Đĩa đã đầy nên chưa ghi được vào kho dữ liệu; những gì đã ghi vẫn còn nguyên,"
            " hãy giải phóng dung lượng rồi chạy lại đúng lệnh này.",
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said or "permission denied" in said:
        return _unwritable(store.name)
    if "locked" in said or "busy" in said:
        return SetupProblem(
            "store_busy", "Kho dữ liệu đang bận quá lâu; hãy đợi chương trình khác ghi xong rồi chạy lại."
        )
    if "malformed" in said or "not a database" in said or "invalid page" in said:
        return SetupProblem(
            "store_damaged",
            f"Kho dữ liệu {store.name} bị hỏng; hãy khôi phục từ bản sao lưu bằng lệnh restore.",
        )
    if "disk i/o" in said:
        return SetupProblem(
            "store_io", "Ổ đĩa của kho dữ liệu báo lỗi; hãy kiểm tra ổ đĩa và dung lượng rồi chạy lại."
        )
    if operational and store.path is None:
        return SetupProblem(
            "no_server", f"Không làm việc được với máy chủ {store.name}; hãy kiểm tra máy chủ rồi chạy lại."
        )
    return None


def _no_room(store: Store, said: str) -> bool:
    """Where the files beside a store find no room, SQLite speaks of an error of the disk."""
    if "disk i/o" not in said or store.path is None:
        return False
    try:
        return shutil.disk_usage(store.path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _unwritable(name: str) -> SetupProblem:
    return SetupProblem(
        "store_not_writable", f"Không ghi được vào kho dữ liệu {name}; hãy kiểm tra thư mục và quyền ghi."
    )


def _bad_url(url: str) -> SetupProblem:
    return SetupProblem(
        "bad_store",
        f"Không hiểu kho dữ liệu “{url}”; hãy nêu tên một tệp, sqlite:///TỆP hoặc postgresql://MÁY/TÊN.",
    )
