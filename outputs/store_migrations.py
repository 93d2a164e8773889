"""Brings a store to the tables of this version, once, whoever opens it first. Knows no table itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from extract.problems import SetupProblem
from outputs.store_schema import HEAD

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

_FOLDER = Path(__file__).resolve().parent / "migrations"


def revision(connection: Connection) -> str | None:
    """The migration that the store is at, None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def upgrade(connection: Connection) -> None:
    """All migrations that are missing, within the transaction that `connection` is in.

    Raises SetupProblem where the store is newer than this program.
    """
    before = revision(connection)
    if before == HEAD:
        return
    # Loaded only now: nearly every store is as it should be.
    from alembic import command
    from alembic.script import ScriptDirectory

    from outputs.store_priority import weigh

    config = _config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if before is not None and before not in known:
        raise SetupProblem(
            "store_too_new",
            "Kho dữ liệu do phiên bản mới hơn của phần mềm tạo ra; hãy cập nhật phần mềm trên máy này.",
        )
    command.upgrade(config, "head")
    if before is not None:
        # What migrations leave to the verbs of now: the order of rows that were there.
        weigh(connection)


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    # A percent sign in the path would be taken for a reference to another option.
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
