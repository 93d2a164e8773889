"""Rows of a store into a review workbook, whatever filter they come from. Knows no file name."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from outputs.store import Store, reading
from outputs.store_queue import Wanted
from outputs.store_secrets import secret
from review.sheet_book import write_book
from review.sheet_rows import KEY, wanted_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection


def write_rows(
    connection: Connection, wanted: Iterable[Wanted], key: bytes, target: Path | BinaryIO
) -> dict[str, int]:
    """Write a sheet for each filter; layer -> how many rows. `key`: of the store, for the checksums."""
    return write_book({asked.layer: wanted_rows(connection, asked) for asked in wanted}, key, target)


def sheet_bytes(store: Store, wanted: Iterable[Wanted]) -> bytes:
    """The workbook of these filters."""
    key, target = secret(store, KEY), BytesIO()
    with reading(store) as connection:
        write_rows(connection, wanted, key, target)
    return target.getvalue()
