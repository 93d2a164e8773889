"""The commands. Each imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

# Installed, our packages lie below tonghop/, where their own names alone would not find them.
sys.path.insert(0, str(Path(__file__).resolve().parent))

import typer

from batch.consolidate_cli import consolidate
from batch.exit_codes import INTERRUPTED, OK, OPERATOR, SOME_REFUSED
from batch.options import Engine, Jobs, Scheduler, StoreOfRun, Summary, cluster
from batch.store_cli import backup, restore, status, verify
from outputs.store_option import StoreUrl
from review import annotations_commands
from review.commands import accounts, review
from review.sheet_commands import sheet

if TYPE_CHECKING:
    from extract.problems import Problem

# The base of typer's errors about arguments has no public name of its own.
_USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[2]

app = typer.Typer(
    help="From submitted Vietnamese reports to one consolidated sheet, offline.",
    epilog="Exit codes: 0 all files were read; 2 some were refused or read in part, and are named;"
    " 3 you must act first; 1 a fault of this program; 130 interrupted.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def _settings(
    verbose: Annotated[bool, typer.Option("--verbose", help="Show what the program logs.")] = False,
    log_json: Annotated[
        bool,
        typer.Option("--log-json", help="Log one JSON object a line, for machines, instead of the progress."),
    ] = False,
) -> None:
    import logging

    from batch.logs import set_up_logs

    usual = logging.INFO if log_json else logging.ERROR
    set_up_logs(logging.DEBUG if verbose else usual, as_json=log_json)


@app.command()
def run(
    folder: Annotated[
        str,
        typer.Argument(metavar="FOLDER", help="Folder of submitted reports, read with all folders in it."),
    ],
    out: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="Folder for the results, made where it is missing.", show_default=False
        ),
    ] = None,
    store: StoreOfRun = None,
    jobs: Jobs = None,
    watch: Annotated[bool, typer.Option("--watch", help="Keep going, for files still to come.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also try the files again at which the program failed.")
    ] = False,
    summary: Summary = None,
    engine: Engine = "local",
    scheduler: Scheduler = None,
) -> int:
    """Read a folder of reports and write the tables for review.

    Archives (zip, 7z, rar, tar) and mails (eml, msg) are opened: each file in them has a line of its own.

    Into --out: tonghop.xlsx, csv/, parquet/, reports.jsonl, and ledger.jsonl with a line for every file;
    results of an earlier run stay until the new ones are complete.
    --watch, --again, --summary and --engine dask need --store. With it, both folders may be URLs that fsspec
    opens (s3://BUCKET/PATH, hdfs://, sftp://).
    """
    address = cluster(engine, scheduler, store)
    if store is None:
        if "://" in f"{folder}{out}":
            raise typer.BadParameter("folders that are URLs need --store")
        if out is None or watch or again or summary is not None:
            raise typer.BadParameter("give --out or --store; --watch, --again and --summary need --store")
        from batch.once import run_once

        ended, fine = run_once(Path(folder), Path(out), jobs)
    else:
        from batch.store_commands import run_command

        ended, fine = run_command(
            folder, store, out, jobs, keep_going=watch, again=again, summary=summary, scheduler=address
        )
    return INTERRUPTED if not ended else OK if fine else SOME_REFUSED


@app.command()
def export(
    store: StoreUrl,
    out: Annotated[str, typer.Option(metavar="DIR", help="Folder for the results, or a URL.")],
    inbox: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="The folder of reports, where the store has several. Left out, the one read last.",
            show_default=False,
        ),
    ] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help="Without what reviewers decided.")] = False,
) -> int:
    """Write the tables for review from a store, with what reviewers decided."""
    from batch.ledger import all_fine
    from batch.store_commands import export_command

    return OK if all_fine(export_command(store, out, inbox, as_read=as_read)) else SOME_REFUSED


app.command()(consolidate)
app.command()(review)
app.add_typer(sheet, name="sheet")
app.add_typer(annotations_commands.app, name="annotations")
app.add_typer(accounts, name="account")


for command in (status, verify, backup, restore):
    app.command()(command)


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Reports to read.")],
    jsonl: Annotated[
        str | None,
        typer.Option(
            metavar="PATH", help="File for the JSON lines; - is the standard output.", show_default=False
        ),
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="PATH", help="File for the review workbook.", show_default=False)
    ] = None,
    jobs: Jobs = None,
) -> int:
    """Read single files: one JSON object a file, in the order given.

    Without --jsonl and --xlsx the JSON lines go to the standard output. What lies in an archive or a mail
    follows it.
    """
    from batch.ledger import all_fine
    from batch.named_files import read_files
    from batch.terminal import print_problems

    lines = read_files(files, jobs, "-" if jsonl is None and xlsx is None else jsonl, xlsx)
    print_problems(lines)
    return OK if all_fine(lines) else SOME_REFUSED


@app.command()
def evaluate(
    golds: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD...", help="Annotated reports (.json), or folders of them."),
    ],
    format: Annotated[
        str, typer.Option(metavar="FORMAT", help="Read them as docx, pdf, doc, odt, rtf or txt.")
    ] = "docx",
    errors: Annotated[bool, typer.Option("--errors", help="Name every difference too.")] = False,
) -> int:
    """Read annotated reports and score what was found: precision, recall and F1 of every layer.

    Reports are built from the sources that lie beside the annotations; all but docx and txt need LibreOffice.
    """
    from batch.evaluation import evaluated_files
    from batch.terminal import print_evaluation, progress

    with progress() as heard:
        found = evaluated_files(golds, format, heard.begin, heard.step)
    print_evaluation(found, errors)
    return OK


@app.command()
def doctor(
    store: Annotated[
        str | None, typer.Option(metavar="URL", help="A store to look at too.", show_default=False)
    ] = None,
) -> int:
    """Show which engines this machine has, and how to get those it lacks."""
    from batch.doctor import examined, missing
    from batch.terminal import print_engines

    engines = list(examined(store))
    print_engines(engines)
    return OPERATOR if missing(engines) else OK


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. Problems become one sentence on the error stream."""
    from batch.streams import end_in_order, let_go_of_output, speak_unicode
    from extract.problems import Problem

    speak_unicode()
    if arguments is None:
        end_in_order()
    try:
        code = app(args=arguments, prog_name="tonghop", standalone_mode=False)
    except _USAGE_ERROR as error:
        error.show()  # type: ignore[attr-defined]
        return OPERATOR
    except Problem as problem:
        _say(problem)
        return OPERATOR
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        let_go_of_output()
        return INTERRUPTED
    return int(code or OK)


def _say(problem: Problem) -> None:
    """Its code and its sentence on the error stream, among JSON lines as one of them."""
    import logging

    from batch.logs import logs_are_json

    if logs_are_json():
        fields = {"code": problem.code, "message": problem.message}
        logging.getLogger("tonghop").error("problem", extra={"fields": fields})
    else:
        typer.echo(f"{problem.code}: {problem.message}", err=True)


if __name__ == "__main__":
    sys.exit(main())
