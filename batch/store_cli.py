"""The commands that keep a store. Imports what it needs when a command runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from batch.exit_codes import OK, OUR_FAULT
from outputs.store_option import StoreUrl


def status(
    store: StoreUrl,
    html: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="File for the same as HTML, with plots.", show_default=False),
    ] = None,
) -> int:
    """Show a store's ledger: files and pages in and out, rows, what needs somebody, the last run."""
    from batch.store_commands import status_command

    return OK if status_command(store, html) else OUR_FAULT


def verify(
    store: StoreUrl,
    no_inputs: Annotated[
        bool, typer.Option("--no-inputs", help="Leave out the checksums of the reports' files.")
    ] = False,
) -> int:
    """Prove that a store is whole: database, readings, ledger, decisions, and the files that were read."""
    from batch.store_commands import verify_command

    verify_command(store, inputs=not no_inputs)
    return OK


def backup(
    store: StoreUrl,
    to: Annotated[Path, typer.Option(metavar="FILE", help="The backup; its checksum is put beside it.")],
) -> int:
    """Write a whole store, SQLite or PostgreSQL, to one file and prove the copy."""
    from batch.store_commands import backup_command

    backup_command(store, to)
    return OK


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    store: StoreUrl,
) -> int:
    """Put a backup into a new store, of either kind, after proving that it is whole."""
    from batch.store_commands import restore_command

    restore_command(file, store)
    return OK
