"""The commands. Each imports what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

# Installed, our packages lie below tonghop/, where their own names alone would not find them.
sys.path.insert(0, str(Path(__file__).resolve().parent))

import typer

OK, OUR_FAULT, SOME_REFUSED, OPERATOR, INTERRUPTED = 0, 1, 2, 3, 130
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


@app.callback()
def _settings(
    verbose: Annotated[bool, typer.Option("--verbose", help="Show what the program logs.")] = False,
) -> None:
    import logging

    from batch.logs import set_up_logs

    set_up_logs(logging.DEBUG if verbose else logging.ERROR)


@app.command()
def run(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="Folder of submitted reports, read with all folders in it."),
    ],
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the results, made where it is missing.")
    ],
    jobs: Jobs = None,
) -> int:
    """Read a folder of reports and write the tables for review.

    Writes tonghop.xlsx, csv/, parquet/, reports.jsonl, and ledger.jsonl with a line for every file.
    Results of an earlier run stay until the new ones are complete.
    """
    from batch.ledger import all_fine
    from batch.run import run_folder
    from batch.terminal import print_summary, progress

    try:
        with progress() as heard:
            outcome = run_folder(folder, out, jobs, heard.begin, heard.step)
    except KeyboardInterrupt:
        typer.echo(f"Interrupted. Nothing was changed in {out}.", err=True)
        return INTERRUPTED
    print_summary(outcome)
    return OK if all_fine(outcome.lines) else SOME_REFUSED


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

    Without --jsonl and --xlsx the JSON lines go to the standard output.
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
        str, typer.Option(metavar="FORMAT", help="Read them as docx, pdf, doc or txt.")
    ] = "docx",
    errors: Annotated[bool, typer.Option("--errors", help="Name every difference too.")] = False,
) -> int:
    """Read annotated reports and score what was found: precision, recall and F1 of every layer.

    Reports are built from the sources that lie beside the annotations; pdf and doc need LibreOffice.
    """
    from batch.evaluation import evaluated_files
    from batch.terminal import print_evaluation, progress

    with progress() as heard:
        found = evaluated_files(golds, format, heard.begin, heard.step)
    print_evaluation(found, errors)
    return OK


@app.command()
def doctor() -> int:
    """Show which engines this machine has, and how to get those it lacks."""
    from batch.doctor import examined, missing
    from batch.terminal import print_engines

    engines = list(examined())
    print_engines(engines)
    return OPERATOR if missing(engines) else OK


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. Problems become one sentence on the error stream."""
    from extract.problems import Problem

    _speak_unicode()
    if arguments is None:
        _end_in_order()
    try:
        code = app(args=arguments, prog_name="tonghop", standalone_mode=False)
    except _USAGE_ERROR as error:
        error.show()  # type: ignore[attr-defined]
        return OPERATOR
    except Problem as problem:
        typer.echo(f"{problem.code}: {problem.message}", err=True)
        return OPERATOR
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return INTERRUPTED
    return int(code or OK)


def _speak_unicode() -> None:
    """Vietnamese and odd file names pass through any pipe; a console shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _end_in_order() -> None:
    """A request to end, from a service manager say, is treated as Ctrl-C: workers stop, old results stay."""
    import signal

    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _let_go_of_output() -> None:
    """The reader of our output has gone; the interpreter must not try to write to it again."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
