"""Keeps an inbox and its store together: looks again and again, and runs when something has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from batch.reach import Folder, Reach
from batch.stopping import Stop
from batch.store_members import not_members
from batch.store_plan import listed_name
from batch.store_run import How, Listener, Passed, files_of, run_into
from outputs.store import Store

# Seconds between two looks.
EVERY = 5.0


def watch(
    store: Store,
    inbox: Path | Reach,
    how: How,
    stop: Stop,
    heard: Listener,
    done: Callable[[Passed], None] = lambda passed: None,
    every: float = EVERY,
) -> Passed:
    """Run until an end is wanted; `done` is called behind each run that came to its end."""
    reach = Folder(inbox) if isinstance(inbox, Path) else inbox
    passed = run_into(store, reach, how, stop, heard)
    while passed.ended:
        done(passed)
        while not (stop.wait(every) or changed(reach, how, store, passed)):
            pass
        if stop.requested:
            break
        passed = run_into(store, reach, how, stop, heard)
    return passed


def changed(reach: Reach, how: How, store: Store, passed: Passed) -> bool:
    """Whether the inbox is not as it was at the end of a run: names, sizes, times."""
    lines = not_members(passed.lines)
    known = {line.file: (line.size, line.mtime_ns) for line in lines if line.status != "not_a_file"}
    others = {line.file for line in lines} - known.keys()
    found = reach.entries((*how.ours, *files_of(store)))
    for entry in found:
        name = listed_name(entry.name)
        if name in others:
            continue
        if name not in known:
            return True
        if entry.problem is None:
            try:
                now = reach.look(entry).seen
            except OSError:
                return True
            if known[name] != now:
                return True
    return len(found) != len(lines)
