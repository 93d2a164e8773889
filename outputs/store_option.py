"""The option that names a store. Imports nothing but Typer, so that `--help` answers at once."""

from __future__ import annotations

from typing import Annotated

import typer

StoreUrl = Annotated[
    str,
    typer.Option("--store", metavar="URL", help="The store: a file, or postgresql://USER@HOST/NAME."),
]
