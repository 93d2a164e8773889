"""The command `consolidate`. Imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from batch.exit_codes import OK


class FormOutput(StrEnum):
    """What is written; the same names as outputs.form_writers has."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    PARQUET = "parquet"


Source = Annotated[
    str,
    typer.Argument(metavar="SOURCE", help="Results folder of `run --out`, or the store of `run --store`."),
]
Template = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The office's own Word template for the report.", show_default=False),
]
Only = Annotated[
    list[FormOutput] | None,
    typer.Option(
        metavar="OUTPUT", help="xlsx, docx, csv or parquet; may be given again.", show_default="all"
    ),
]

FormId = Annotated[
    str | None,
    typer.Option(metavar="FORM", help="The form's id, as in corpus/forms, or its file.", show_default=False),
]
Fill = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Fill the office's own empty form (.xlsx, or .xls with LibreOffice) instead. The first time,"
        " what its columns and lines stand for is written into a workbook to confirm; with that,"
        " a filled copy.",
        show_default=False,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="With --fill: take what is sure without asking.")]
Units = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Who must report, one name a line, in order.", show_default=False),
]
Today = Annotated[bool, typer.Option("--today", help="Old units under those that took them over.")]


def consolidate(
    source: Source,
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="2024, 2024-H1, 2024-Q3, 2024-9M or 2024-05.")
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the workbook.")],
    form: FormId = None,
    fill: Fill = None,
    yes: Yes = False,
    units: Units = None,
    today: Today = False,
    office: Annotated[str, typer.Option(metavar="NAME", help="Who consolidates, for the heading.")] = "",
    above: Annotated[str, typer.Option(metavar="NAME", help="To whom the sheet goes, for the heading.")] = "",
    place: Annotated[str, typer.Option(metavar="NAME", help="Where it is signed.")] = "",
    template: Template = None,
    only: Only = None,
) -> int:
    """Fill a form: one value a unit and indicator, totals, sources, who has not reported, what to verify.

    Into --out: FORM-PERIOD.xlsx, a report as FORM-PERIOD.docx, and as long tables csv/ and parquet/ with
    views for DuckDB. The forms mo-hinh and dien-hinh are registers: a line a model, or an exemplary person
    or collective.
    """
    if (form is None) == (fill is None):
        raise typer.BadParameter("give either --form or --fill")
    if fill is not None:
        return _fill(source, fill, period, out, yes)
    from batch.consolidate import consolidate_into
    from outputs.form_page import Office

    assert form is not None
    path, table = consolidate_into(
        source,
        form,
        period,
        out,
        units,
        today=today,
        office=Office(office, above, place),
        template=template,
        formats=[one.value for one in only or FormOutput],
    )
    typer.echo(f"{table.came} of {len(table.lines)} units. Written: {path}")
    return OK


def _fill(source: str, form: Path, period: str, out: Path, yes: bool) -> int:
    from batch.fill import fill_into

    done = fill_into(source, form, period, out, confirmed=yes)
    typer.echo("Columns taken: {} of {}. Units taken: {} of {}.".format(*done.columns, *done.units))
    if done.filled is None:
        typer.echo(f"Look through {done.matches}, correct it, then run the same command again.")
        return OK
    typer.echo(
        f"Filled {done.numbers} cells; {done.silent} have no number in reports, {done.kept} were full."
    )
    typer.echo(f"Form: {done.filled}")
    typer.echo(f"Where each number comes from: {done.sources}")
    return OK
