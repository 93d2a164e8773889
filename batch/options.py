"""Options that several commands share. Imports nothing but Typer, so that `--help` answers at once."""

from __future__ import annotations

from typing import Annotated

import typer

Jobs = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="Worker processes. Results are the same for any number; 0 reads in this very process, without"
        " protection. Left out, the numbers of files and cores decide.",
        show_default=False,
    ),
]
