"""The files of the inboxes against what the store knows of them. Opens them only to take their checksums."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from batch.far_files import Address, fetch, file_system, is_url
from batch.inbox import digest
from outputs.store import Store, reading
from outputs.store_integrity import Flaw
from outputs.store_ledger import inboxes, ledger_of


def input_flaws(store: Store, step: Callable[[], None] = lambda: None) -> Iterator[Flaw]:
    """Files that are not what was read: changed, missing or closed to us."""
    with reading(store) as connection:
        lines = [line for inbox in inboxes(connection) for line in ledger_of(connection, inbox).values()]
    for line in lines:
        if line.sha256 is None or line.gone:
            continue
        path = f"{line.inbox}/{line.file}"
        step()
        try:
            if _digest(line.inbox, line.file) != line.sha256:
                yield Flaw("input_changed", path)
        except FileNotFoundError:
            yield Flaw("input_missing", path)
        except OSError:
            yield Flaw("input_unreadable", path)


def _digest(inbox: str, file: str) -> str:
    if not is_url(inbox):
        return digest(Path(inbox) / file)
    with tempfile.TemporaryDirectory(prefix="tonghop-verify-") as made:
        _, root = file_system(inbox)
        fetch(Address(inbox, f"{root}/{file}"), Path(made) / "file")
        return digest(Path(made) / "file")
