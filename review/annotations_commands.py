"""The commands around annotations. Imports nothing heavy until one runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from outputs.store_option import Apply, OneReport, StoreUrl, Who
from review.sheet_commands import undo

if TYPE_CHECKING:
    from review.annotations_import import AnnotationPlan

app = typer.Typer(help="Spans with labels, for annotation tools and back.", no_args_is_help=True)
Format = Annotated[
    Literal["docbin", "conll", "doccano", "label-studio"],
    typer.Option(metavar="FORMAT", help="docbin (spaCy), conll, doccano or label-studio."),
]
_SHOWN = 20


@app.command("export")
def export(
    store: StoreUrl,
    format: Format,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file; replaced if it is there.")],
    report: OneReport = None,
) -> int:
    """Write the figures, units and models of a store as spans with labels such as figure/count and unit/xã.

    With label-studio the labelling interface for a new project is written beside, as .xml.
    """
    from review.annotations_files import export_annotations

    reports, spans, lost = export_annotations(store, format, out, report)
    for one in lost[:_SHOWN]:
        typer.echo(f"{one.file} {one.start}: {one.code}: {one.text}")
    told = f", {len(lost)} spans not held by this format" if lost else ""
    typer.echo(f"{reports} reports, {spans - len(lost)} spans{told}: {out}")
    return 0


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of `annotations export`, corrected.")],
    store: StoreUrl,
    format: Format,
    apply: Apply = False,
    reject_missing: Annotated[
        bool, typer.Option("--reject-missing", help="Reject rows whose span was taken out.")
    ] = False,
    who: Who = None,
) -> int:
    """Say what corrected annotations would change; with --apply change it, in one step that can be undone.

    New spans become rows, spans that moved and labels that changed become decisions on their rows; rows
    that somebody decided on since the export are left as they are. Exit code 2 where something was not taken.
    """
    from review.annotations_files import import_annotations

    plan, batch = import_annotations(store, format, file, who, apply=apply, reject_missing=reject_missing)
    _tell(plan)
    if batch is not None:
        typer.echo(f"Changed. To undo: tonghop annotations undo {batch} --store ...")
    elif plan.edits and not apply:
        typer.echo("Nothing was changed; add --apply to change it.")
    else:
        typer.echo("Nothing to change.")
    return 2 if plan.told else 0


app.command("undo")(undo)


def _tell(plan: AnnotationPlan) -> None:
    for edit in plan.edits[:_SHOWN]:
        sides = " → ".join(side for side in (edit.before, edit.after) if side)
        typer.echo(f"{edit.file} {edit.start}  {edit.what} {edit.layer}: {sides}")
    if len(plan.edits) > _SHOWN:
        typer.echo(f"... and {len(plan.edits) - _SHOWN} more")
    for one in plan.told[:_SHOWN]:
        typer.echo(f"{one.file} {one.start if one.start is not None else ''}  {one.code}: {one.message}")
    if len(plan.told) > _SHOWN:
        typer.echo(f"... and {len(plan.told) - _SHOWN} more")
    counts = f"{len(plan.edits)} changes, {len(plan.told)} told, {plan.missing} rows in no span stay"
    typer.echo(f"{plan.reports} reports read: {counts}")
