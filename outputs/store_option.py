"""Options of several commands on a store. Imports nothing but Typer, so that `--help` answers at once."""

from __future__ import annotations

from typing import Annotated

import typer

StoreUrl = Annotated[
    str,
    typer.Option("--store", metavar="URL", help="The store: a file, or postgresql://USER@HOST/NAME."),
]
Who = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The name that decisions are kept under. Left out, the account of this machine.",
        show_default=False,
    ),
]
Apply = Annotated[bool, typer.Option("--apply", help="Do it. Left out, only say what would change.")]
OneReport = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Only this report: its name or content hash.", show_default=False),
]
