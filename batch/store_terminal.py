"""What commands on a store say on the terminal: progress, the ledger, flaws. Reads no report."""

from __future__ import annotations

import logging
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from batch.ledger import FINE
from batch.logs import logs_are_json
from batch.store_account import Account
from batch.store_run import Listener, Passed
from batch.terminal import STATUSES
from extract.problems import SetupProblem
from outputs.store_integrity import Flaw
from outputs.store_ledger import Entry

_MOST_NAMED = 20
_RECENT = 60.0
# What the codes of flaws mean, in the words of the terminal.
FLAWS = {
    "database": "the database file is damaged",
    "unreadable": "part of the database cannot be read",
    "stray_rows": "rows that belong to no report",
    "lost_in_queue": "rows that reviewers would not be shown",
    "no_text": "a report without its text",
    "altered_report": "what was read from a report has been altered",
    "altered_columns": "columns of a report's rows have been altered",
    "lost_pages": "pages of a report are missing",
    "altered_line": "a line of the ledger has been altered",
    "no_report": "a file that was read has no report",
    "lost_original": "a duplicate whose original is not there",
    "broken_chain": "a decision was altered, removed or put in between",
    "altered_review": "what decisions amount to has been altered, or decisions are missing at the end",
    "wrong_orphan": "a decision's row is not where it is said to be",
    "unsettled": "relations between reports are not up to date: run again",
    "input_changed": "a file has changed since it was read: run again",
    "input_missing": "a file is no longer there: run again",
    "input_unreadable": "a file cannot be opened now",
}


# What another run puts right.
_FOR_THE_NEXT_RUN = {"unsettled", "lost_original", "input_changed", "input_missing", "input_unreadable"}


class Rate:
    """How fast files go by, and how long the rest will take if they go on so."""

    def __init__(self) -> None:
        self.files, self.done, self.read = 0, 0, 0
        self.statuses: Counter[str] = Counter()
        self._begun = time.monotonic()

    def begin(self, files: int) -> None:
        """A new pass over so many files."""
        self.files, self.done, self.read = files, 0, 0
        self.statuses.clear()
        self._begun = time.monotonic()

    def more(self, files: int) -> None:
        """So many more were found in an archive."""
        self.files += files

    def step(self, line: Entry, read: bool) -> None:
        """One more file has its line."""
        self.done += 1
        self.read += read
        self.statuses[line.status] += 1

    def words(self) -> str:
        """Rate, time left and counts by status, on one line."""
        seconds = max(time.monotonic() - self._begun, 1e-6)
        rate = self.done / seconds
        left = (self.files - self.done) / rate if rate else 0.0
        counts = ", ".join(f"{number} {status}" for status, number in sorted(self.statuses.items()))
        return f"{rate:.1f} files/s, {_duration(left)} left; {counts}"


class _Bar(Rate):
    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("Reading", total=None, said="")

    def begin(self, files: int) -> None:
        super().begin(files)
        self._progress.reset(self._task, total=files)

    def more(self, files: int) -> None:
        super().more(files)
        self._progress.update(self._task, total=self.files)

    def step(self, line: Entry, read: bool) -> None:
        super().step(line, read)
        self._progress.update(
            self._task, completed=self.done, said=self.words() if self.done % 8 == 0 else None
        )


class _Lines(Rate):
    """For a log file: a line for every tenth of the work, and at least one a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._said = time.monotonic()

    def step(self, line: Entry, read: bool) -> None:
        before = self.done * 10 // max(self.files, 1)
        super().step(line, read)
        late = time.monotonic() - self._said > _RECENT
        if self.done * 10 // max(self.files, 1) > before or late:
            self._said = time.monotonic()
            print(f"Reading {self.done}/{self.files}: {self.words()}", file=sys.stderr, flush=True)


@contextmanager
def store_progress() -> Iterator[Listener]:
    """A bar with rate, time left and counts on a terminal, a few lines elsewhere, none among JSON lines."""
    console = Console(stderr=True)
    if logs_are_json():
        yield Rate()
        return
    if not console.is_terminal:
        yield _Lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}"),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        yield _Bar(shown)


def print_stopping() -> None:
    """The answer to the first Ctrl-C."""
    said = "Stopping: files in flight are finished first; Ctrl-C again stops at once."
    if logs_are_json():
        logging.getLogger("tonghop").info(said)
    else:
        print(said, file=sys.stderr, flush=True)


def print_passed(passed: Passed, store: str) -> None:
    """What a run into a store did, and how to go on where it was stopped."""
    console = _console()
    counts = Counter(line.status for line in passed.lines)
    console.print(_counts(counts))
    console.print(f"{passed.read:,} of them read now, the others were known")
    _print_problems(console, passed.lines)
    if not passed.ended:
        console.print("Stopped before the end. Everything read so far is kept; the same command goes on.")
    console.print(f"Store: {escape(store)}")


def print_account(account: Account) -> None:
    """The ledger: files and pages in and out, rows, what needs somebody, the last run."""
    console = _console()
    console.print(f"Store: {escape(account.name)}")
    for inbox in account.inboxes:
        console.print(f"Inbox: {escape(inbox)}")
    console.print(_counts(account.statuses))
    total = sum(account.statuses.values())
    console.print(f"Files in {account.files:,} = sum over statuses {total:,}; {account.gone:,} more are gone")
    grades = ", ".join(f"{number:,} of grade {grade}" for grade, number in sorted(account.grades.items()))
    console.print(
        f"Pages in {account.pages_in:,} = pages out {sum(account.grades.values()):,} ({grades or 'none'})"
    )
    rows = ", ".join(f"{number:,} {name}" for name, number in account.rows.items())
    console.print(f"Rows: {rows}; {account.failing:,} checks fail")
    console.print(
        f"Replaced by a later submission: {account.superseded:,}; nearly the same text: {account.near:,}"
    )
    console.print(f"Decisions whose row is gone: {len(account.orphans):,}")
    for row in account.orphans[:_MOST_NAMED]:
        console.print(f"  {escape(row)}")
    for run in account.runs[:1]:
        console.print(f"Last run: {run['started_at'][:19]}, {run['state']}")


def print_flaws(flaws: Iterable[Flaw]) -> int:
    """Each flaw under what it means; how many there are."""
    console = _console()
    groups: dict[str, list[str]] = {}
    for flaw in flaws:
        groups.setdefault(flaw.code, []).append(flaw.where)
    for code, places in groups.items():
        console.print(f"{FLAWS.get(code, code).capitalize()}: {len(places):,}")
        for place in places[:_MOST_NAMED]:
            console.print(f"  {escape(place)}")
    return sum(map(len, groups.values()))


def damaged(flaws: Collection[Flaw]) -> SetupProblem:
    """What to do about flaws, in one sentence."""
    if all(flaw.code in _FOR_THE_NEXT_RUN for flaw in flaws):
        return SetupProblem(
            "run_again",
            f"Có {len(flaws)} chỗ chưa khớp với các tệp báo cáo hiện nay;"
            " hãy chạy lại lệnh run để cập nhật rồi kiểm tra lại.",
        )
    return SetupProblem(
        "store_damaged",
        f"Kho dữ liệu không còn nguyên vẹn ({len(flaws)} chỗ); hãy giữ nguyên tệp này và khôi phục từ bản"
        " sao lưu bằng lệnh restore.",
    )


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _counts(statuses: dict[str, int]) -> Table:
    table = Table(title=f"{sum(statuses.values()):,} files", title_justify="left")
    table.add_column("Files", justify="right")
    table.add_column("Status")
    order = list(STATUSES)
    for status in sorted(statuses, key=lambda code: order.index(code) if code in order else 99):
        table.add_row(f"{statuses[status]:,}", STATUSES.get(status, status))
    return table


def _print_problems(console: Console, lines: Iterable[Entry]) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if line.status not in FINE:
            advice = " ".join(dict.fromkeys(warning["message"] for warning in line.warnings))
            groups.setdefault((line.status, advice), []).append(line.file)
    for (status, advice), files in groups.items():
        console.print(f"{STATUSES.get(status, status).capitalize()}: {escape(advice)}")
        for file in files[:_MOST_NAMED]:
            console.print(f"  {escape(file)}")
        if len(files) > _MOST_NAMED:
            console.print(
                f"  and {len(files) - _MOST_NAMED:,} more; export writes them all into ledger.jsonl"
            )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
