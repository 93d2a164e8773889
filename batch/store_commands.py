"""What the commands on a store do, from opening it to what is said; exit codes are the command line's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from batch.doctor import require_engines
from batch.far_files import folder_of, is_url
from batch.far_results import results_to
from batch.ledger import FINE, Line
from batch.reach import Reach, reaching
from batch.results_folder import prepared
from batch.run_summary import write_summary
from batch.stopping import stopping
from batch.store_account import account
from batch.store_export import export
from batch.store_run import How, run_into
from batch.store_terminal import (
    damaged,
    print_account,
    print_flaws,
    print_passed,
    print_stopping,
    store_progress,
)
from batch.store_verify import input_flaws
from batch.store_watch import watch
from batch.terminal import print_summary
from extract.problems import SetupProblem
from outputs.store import Store, opened
from outputs.store_copies import backup, restore
from outputs.store_integrity import Flaw, flaws
from outputs.store_settling import none_waits


def run_command(
    inbox: str,
    store_url: str,
    out: str | None,
    workers: int | None,
    *,
    keep_going: bool = False,
    again: bool = False,
    summary: Path | None = None,
    scheduler: str | None = None,
) -> tuple[bool, bool]:
    """Read an inbox into a store, for ever with `keep_going`; whether it ended, and whether all is fine.

    `inbox`, `out`: folders of this machine, or URLs of places that fsspec opens.
    `scheduler`: address of the Dask cluster that reads, None for this machine alone.
    """
    require_engines()
    if out is not None and not is_url(out):
        # Said at once, not when everything has been read.
        prepared(folder_of(out), None if is_url(inbox) else folder_of(inbox))
    with ExitStack() as stack:
        reach = stack.enter_context(reaching(inbox))
        how = How(workers=workers, again=again, ours=_ours(inbox, out))
        if scheduler is not None:
            how = stack.enter_context(_on_cluster(how, reach, scheduler))
        store = stack.enter_context(opened(store_url, create=True))
        stop = stack.enter_context(stopping(print_stopping))
        with store_progress() as heard:
            if keep_going:
                passed = watch(store, reach, how, stop, heard, lambda done: _publish(store, inbox, out))
            else:
                passed = run_into(store, reach, how, stop, heard)
        print_passed(passed, store.name)
        if out is not None and passed.ended and not keep_going:
            with results_to(out) as folder:
                print_summary(export(store, folder, inbox=inbox))
        if summary is not None:
            write_summary(account(store), summary)
    return passed.ended, all(line.status in FINE for line in passed.lines)


@contextmanager
def _on_cluster(how: How, reach: Reach, scheduler: str) -> Iterator[How]:
    """The same, with the workers of a cluster."""
    # Loaded only now: few offices have a cluster.
    from batch.dask_engine import on_cluster

    with on_cluster(scheduler, how.rules().whole, reach.address) as reader:
        yield replace(how, workers=reader.workers, read=reader.results)


def export_command(store_url: str, out: str, inbox: str | None, *, as_read: bool) -> list[Line]:
    """Write the tables of an inbox; the lines of its ledger."""
    with opened(store_url) as store, results_to(out) as folder:
        outcome = export(store, folder, inbox=inbox, reviewed=not as_read)
        print_summary(outcome)
    return list(outcome.lines)


def status_command(store_url: str, html: Path | None) -> bool:
    """Show the ledger of a store; whether it balances."""
    with opened(store_url) as store:
        found = account(store)
    print_account(found)
    if html is not None:
        write_summary(found, html)
    return found.balanced


def verify_command(store_url: str, *, inputs: bool) -> None:
    """Prove that a store, and the files read into it, are whole. Raises SetupProblem where they are not."""
    with opened(store_url) as store:
        with suppress(SetupProblem):
            # A store that nobody can write to is proven as it is.
            none_waits(store)
        found = list(_all_flaws(store, inputs))
    if found:
        print_flaws(found)
        raise damaged(found)
    print("Nothing is wrong.")


def backup_command(store_url: str, target: Path) -> None:
    """Write a backup, prove it, and say what its checksum is."""
    with opened(store_url) as store:
        sha256 = backup(store, target)
    print(f"Backup: {target}, sha256 {sha256}")


def restore_command(source: Path, store_url: str) -> None:
    """Put a backup into a new store."""
    rows = restore(source, store_url)
    print(
        f"Restored: {rows['reports']:,} reports, {rows['figures']:,} figures, {rows['decisions']:,} decisions"
    )


def _ours(inbox: str, out: str | None) -> tuple[Path, ...]:
    """Results below the inbox, which are no submissions. SetupProblem where they would be taken for some."""
    if out is None or not is_url(out):
        return () if out is None else (folder_of(out).resolve(),)
    if f"{out.rstrip('/')}/".startswith(f"{inbox.rstrip('/')}/"):
        raise SetupProblem(
            "out_is_input",
            "Nơi để kết quả nằm trong nơi chứa báo cáo; hãy chọn một nơi khác cho --out.",
        )
    return ()


def _publish(store: Store, inbox: str, out: str | None) -> None:
    if out is not None:
        with results_to(out) as folder:
            export(store, folder, inbox=inbox)


def _all_flaws(store: Store, inputs: bool) -> Iterator[Flaw]:
    yield from flaws(store)
    if inputs:
        yield from input_flaws(store)
