"""Reading the made world into a store, and the reviewer who decides on its wrong cells through the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from batch.stopping import Stop
from batch.store_run import How, run_into
from outputs.store import opened, reading
from outputs.store_export import exported as rows_of
from outputs.store_ledger import inboxes


class _Quiet:
    def begin(self, files: int) -> None: ...

    def more(self, files: int) -> None: ...

    def step(self, line: Any, read: bool) -> None: ...


def read_into(inbox: Path, store: Path) -> None:
    """Read what is new in the inbox."""
    with opened(str(store), create=True) as opened_store:
        run_into(opened_store, inbox, How(calm=0.0), Stop(), _Quiet())


def exported(store: Path) -> Iterator[dict[str, Any]]:
    """The reports as reviewed, as consolidation takes them."""
    with opened(str(store)) as opened_store, reading(opened_store) as connection:
        for row, _ in rows_of(connection, next(iter(inboxes(connection)))):
            yield row
