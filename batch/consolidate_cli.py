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


def consolidate(
    source: Source,
    form: Annotated[str, typer.Option(metavar="FORM", help="The form's id, as in corpus/forms.")],
    period: Annotated[
        str, typer.Option(metavar="PERIOD", help="2024, 2024-H1, 2024-Q3, 2024-9M or 2024-05.")
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the workbook.")],
    units: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Who must report, one name a line, in order.", show_default=False),
    ] = None,
    today: Annotated[
        bool, typer.Option("--today", help="Old units under those that took them over.")
    ] = False,
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
    from batch.consolidate import consolidate_into
    from outputs.form_page import Office

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
