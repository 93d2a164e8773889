"""New workbooks (.xlsx): opened with what they are to be like, closed in order. Knows no sheet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO


@contextmanager
def new_book(target: Path | BinaryIO, options: Mapping[str, Any]) -> Iterator[Any]:
    """An empty workbook of XlsxWriter, written to `target` at the end; an existing file is replaced.

    What it needs meanwhile lies beside the target, so that there is one disk that can be full.
    Raises OSError where it cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    with ExitStack() as stack:
        more = dict(options)
        if isinstance(target, Path):
            made = tempfile.TemporaryDirectory(
                prefix=".tonghop-", dir=target.parent, ignore_cleanup_errors=True
            )
            more["tmpdir"] = stack.enter_context(made)
        book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, more)
        stack.callback(_let_go, book)
        yield book
        try:
            book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def _let_go(book: Any) -> None:
    """Close what the library leaves open where it fails, so that the files can be removed."""
    for page in book.worksheets():
        for name in ("fh", "row_data_fh"):
            with suppress(OSError, ValueError, AttributeError):
                getattr(page, name).close()
