"""The commands of the review. Imports nothing heavy until one runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from outputs.store_option import StoreUrl, Who

accounts = typer.Typer(help="Who may review from other machines.", no_args_is_help=True)
_Name = Annotated[str, typer.Argument(metavar="NAME", help="The account.")]
_ROLES = "reader, reviewer, lead or admin: each may do what those before it may."
_Inbox = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Folder for reports that are handed in. Left out, the one that was read last.",
        show_default=False,
    ),
]


def review(
    store: StoreUrl,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="0 takes a free one.")] = 8765,
    host: Annotated[
        str,
        typer.Option(
            metavar="HOST",
            help="The address to answer at; 0.0.0.0 for all of this machine's. Others than this machine's own"
            " loopback need accounts.",
        ),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further name of this machine in addresses.", show_default=False),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Certificate for https.", show_default=False)
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Key of the certificate.", show_default=False)
    ] = None,
    inbox: _Inbox = None,
    who: Who = None,
) -> int:
    """Let reviewers correct the rows of a store in the browser.

    A store without accounts is reviewed on this machine alone, by whoever uses it, under the name of --who.
    Once it has accounts, everybody signs in and decides under their own name.
    """
    from review.serve import serve

    if (certificate is None) != (key is None):
        raise typer.BadParameter("--certificate and --key go together")
    pair = None if certificate is None or key is None else (certificate, key)
    serve(store, host, port, who, tuple(name or ()), pair, inbox)
    return 0


@accounts.command("add")
def add(
    name: _Name,
    store: StoreUrl,
    role: Annotated[str, typer.Option(metavar="ROLE", help=_ROLES)] = "reviewer",
) -> int:
    """Make an account. The password is asked for, or read as a line from the standard input."""
    from outputs.store import opened
    from review.accounts import add_account
    from review.serve import account

    with opened(store) as found:
        add_account(found, name, role, _password(), by=account())
    return 0


@accounts.command("change")
def change(
    name: _Name,
    store: StoreUrl,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help=_ROLES, show_default=False)] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    active: Annotated[
        bool | None, typer.Option("--open/--close", help="Whether they may come in.", show_default=False)
    ] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Decides on reports of this unit alone.", show_default=False),
    ] = None,
    folder: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Decides on reports in this folder of the inbox alone.", show_default=False
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--everything", help="Decides on all reports again.")] = False,
) -> int:
    """Change an account: its role, its password, what is assigned to it. It has to come in again."""
    from outputs.store import opened
    from review.accounts import assign, change_account
    from review.serve import account

    places = [*(("unit", value) for value in unit or ()), *(("folder", value) for value in folder or ())]
    if role is None and active is None and not (password or places or everything):
        raise typer.BadParameter("say what to change")
    with opened(store) as found:
        if places or everything:
            assign(found, name, places, by=account())
        if role is not None or active is not None or password:
            new = _password() if password else None
            change_account(found, name, by=account(), role=role, password=new, active=active)
    return 0


@accounts.command("list")
def show(store: StoreUrl) -> int:
    """Show the accounts, their roles and what is assigned to them."""
    from outputs.store import opened, reading
    from review.accounts import all_accounts

    with opened(store) as found, reading(found) as connection:
        for one in all_accounts(connection):
            places = "; ".join(value for _, value in one.person.places) or "*"
            typer.echo(
                f"{one.person.name}\t{one.person.role}\t{'open' if one.active else 'closed'}\t{places}"
            )
    return 0


def _password() -> str:
    if sys.stdin.isatty():
        found: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return found
    return sys.stdin.readline().rstrip("\r\n")
