"""The commands of the review. Imports nothing heavy until one runs."""

from __future__ import annotations

from typing import Annotated

import typer

from outputs.store_option import StoreUrl


def review(
    store: StoreUrl,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="0 takes a free one.")] = 8765,
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to answer at.")] = "127.0.0.1",
    who: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The name that decisions are kept under. Left out, the account of this machine.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Let reviewers correct the rows of a store in the browser, on this machine."""
    from review.serve import serve

    serve(store, host, port, who)
    return 0
