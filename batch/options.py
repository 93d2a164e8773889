"""Options that several commands share. Imports nothing but Typer, so that `--help` answers at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

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
StoreOfRun = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="Store that remembers what is read: a file, or postgresql://USER@HOST/NAME. Only new and"
        " changed files are read, and a run that was cut off goes on.",
        show_default=False,
    ),
]
Summary = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="File for a summary as HTML, with plots.", show_default=False),
]
Engine = Annotated[
    Literal["local", "dask"],
    typer.Option(help="Who reads: worker processes of this machine, or those of a Dask cluster."),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="The Dask scheduler of --engine dask, such as tcp://HOST:8786.",
        show_default=False,
    ),
]


def cluster(engine: str, scheduler: str | None, store: str | None) -> str | None:
    """The scheduler's address, None for this machine alone. Raises BadParameter where options disagree."""
    if (engine == "dask") != (scheduler is not None):
        raise typer.BadParameter("--engine dask and --scheduler need each other")
    if scheduler is not None and store is None:
        raise typer.BadParameter("--engine dask needs --store")
    return scheduler
