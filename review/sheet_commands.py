"""The commands around the review workbook. Imports nothing heavy until one runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from outputs.store_option import Apply, OneReport, StoreUrl, Who

if TYPE_CHECKING:
    from review.sheet_import import Plan

sheet = typer.Typer(help="The review workbook: out of a store, and back into it.", no_args_is_help=True)
Layer = Literal["all", "figures", "units", "models", "cells", "checks", "report"]
Status = Literal["open", "all", "accepted", "rejected", "postponed"]
_SHOWN = 20


def _letters(metavar: str, help: str) -> typer.models.OptionInfo:
    made: typer.models.OptionInfo = typer.Option(metavar=metavar, help=help, show_default=False)
    return made


@sheet.command("export")
def export(
    store: StoreUrl,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The workbook, .xlsx; replaced if it is there.")],
    report: OneReport = None,
    unit: Annotated[str | None, _letters("NAME", "Only reports that this unit sent.")] = None,
    indicator: Annotated[str | None, _letters("ID", "Only rows of this indicator.")] = None,
    status: Annotated[
        Status, typer.Option(metavar="STATUS", help="open, all, accepted, rejected or postponed.")
    ] = "open",
    layer: Annotated[
        Layer,
        typer.Option(
            metavar="LAYER", help="all, figures, units, models, cells, checks, or report for their heads."
        ),
    ] = "all",
) -> int:
    """Write rows of a store into a workbook that reviewers correct and send back.

    Hidden columns say which row and which version each line is, so that it may be sorted and filtered.
    """
    from review.sheet_files import export_file

    counts = export_file(store, out, layer, report, unit, indicator, status)
    for name, count in counts.items():
        typer.echo(f"{name}: {count} rows")
    typer.echo(f"Workbook: {out}")
    return 0


@sheet.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A workbook of `sheet export`, corrected.")],
    store: StoreUrl,
    apply: Apply = False,
    who: Who = None,
    problems: Annotated[
        Path | None,
        _letters("FILE", "Workbook for what is not taken. Left out, beside FILE, with -can-xem in its name."),
    ] = None,
) -> int:
    """Say what a corrected workbook would change; with --apply change it, in one step that can be undone.

    Each cell is compared as it was exported, as it is in the file and as the store has it now. What somebody
    else changed meanwhile, and what may have been misread, is listed in a workbook and left as it is.
    A row that is missing is not deleted. Exit code 2 where something was not taken.
    """
    from review.sheet_files import import_file

    plan, batch, listed = import_file(store, file, who, problems, apply=apply)
    _tell(plan)
    if listed is not None:
        typer.echo(f"Not taken, with reasons: {listed}")
    if not apply:
        typer.echo("Nothing was changed; add --apply to change it." if plan.edits else "Nothing to change.")
    elif batch is not None:
        typer.echo(f"Changed. To undo: tonghop sheet undo {batch} --store ...")
    else:
        typer.echo("Nothing to change.")
    return 2 if plan.blocked else 0


@sheet.command("undo")
def undo(
    batch: Annotated[str, typer.Argument(metavar="BATCH", help="The name that the import gave.")],
    store: StoreUrl,
    who: Who = None,
) -> int:
    """Take back a whole import; where somebody has changed its rows since, nothing is taken back."""
    from review.sheet_files import undo_import

    typer.echo(f"{undo_import(store, batch, who)} decisions taken back.")
    return 0


def _tell(plan: Plan) -> None:
    from review.sheet_import import outcome_words

    for edit in plan.edits[:_SHOWN]:
        place = f"{edit.place.sheet} {edit.place.number}"
        typer.echo(f"{place}  {edit.column.title}: {edit.before or '∅'} → {edit.after or '∅'}")
    if len(plan.edits) > _SHOWN:
        typer.echo(f"... and {len(plan.edits) - _SHOWN} cells more")
    for flag in plan.flags[:_SHOWN]:
        typer.echo(f"{flag.place.sheet} {flag.place.number}  {flag.code}: {flag.message}")
    if len(plan.flags) > _SHOWN:
        typer.echo(f"... and {len(plan.flags) - _SHOWN} more in the workbook")
    typer.echo(outcome_words(plan))
