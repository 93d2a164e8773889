"""Review workbooks for the tests: a store with rows, what is done to a workbook outside, and its return."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from nlp.records import Extraction, Meta
from outputs.contract import to_contract
from outputs.store import Store, opened, reading, writing
from outputs.store_queue import Wanted, one_row
from outputs.store_writing import Reading, save
from review.sheet_columns import LAYERS
from review.sheet_export import sheet_bytes
from review.sheet_import import Plan, imported
from tests.outputs.made import SHA, document, figure, report

OTHER_SHA = "fedcba9876543210"
TEXT = "Kết quả\n" + "\n".join(
    f"Chi bộ thôn {at} kết nạp {at + 2} đảng viên mới, đạt {90 + at},5% kế hoạch." for at in range(12)
)
Edit = Callable[[openpyxl.Workbook], object]


def many() -> dict[str, Any]:
    """A report of 24 figures: counts and percentages in turn."""
    found = []
    for at in range(12):
        found.append(figure(f"{at + 2} đảng viên mới", str(at + 2), text=TEXT, noun="đảng viên mới",
                            action="kết nạp", period="2024"))  # fmt: skip
        found.append(figure(f"{90 + at},5%", f"{90 + at}.5", text=TEXT, kind="percent", unit="%"))
    found = [replace(one, id=one.id.replace(SHA[:12], OTHER_SHA[:12])) for one in found]
    made = Extraction(Meta(issuer="Đảng ủy xã B", period="2024"), tuple(found), (), (), (), ())
    return to_contract(document(TEXT, name="b.docx", sha256=OTHER_SHA), made, "b.docx")


def filled(store: Store) -> Store:
    """The store with two reports."""
    with writing(store) as connection:
        save(connection, Reading(report(), "v1"))
        save(connection, Reading(many(), "v1"))
    return store


@contextmanager
def filled_file(path: Path) -> Iterator[Store]:
    """A new SQLite store with the reports."""
    with opened(str(path), create=True) as store:
        yield filled(store)


def exported(store: Store, status: str = "open") -> bytes:
    """The workbook with all sheets."""
    return sheet_bytes(store, [Wanted(layer, status=status) for layer in LAYERS])


def edited(data: bytes, edit: Edit) -> bytes:
    """The workbook after an edit, saved by another program."""
    book = openpyxl.load_workbook(BytesIO(data))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def column(page: Any, key: str) -> int:
    """The number of the column with this key, wherever it is now."""
    return next(cell.column for cell in page[1] if str(cell.value).split(".", 2)[-1] == key)


def line_of(page: Any, row: str) -> int:
    """The number of the line that holds this row of the store."""
    at = column(page, "id")
    return next(
        line for line in range(3, page.max_row + 1) if str(page.cell(line, at).value).endswith(f"|{row}")
    )


def put(layer: str, row: str, **values: Any) -> Edit:
    """Type these values; `slot_value` stands for the column slot.value."""

    def edit(book: openpyxl.Workbook) -> None:
        page = page_of(book, layer)
        for key, value in values.items():
            cell = page.cell(line_of(page, row), column(page, key.replace("slot_", "slot.")))
            cell.value = value
            # Typed text stays text, as in a cell that is formatted so.
            if isinstance(value, str) and not value.startswith("="):
                cell.data_type = "s"

    return edit


def page_of(book: openpyxl.Workbook, layer: str) -> Any:
    """The sheet of a layer, by its hidden keys."""
    return next(page for page in book if str(page.cell(1, 1).value).startswith(f"tonghop.{layer}."))


def bring_back(store: Store, data: bytes, who: str = "bình") -> tuple[Plan, str | None]:
    """Import for good."""
    return imported(store, data, who)


def now(store: Store, row: str, layer: str = "figures", sha256: str = OTHER_SHA) -> dict[str, Any]:
    """The row with its state, comment and version."""
    with reading(store) as connection:
        found = one_row(connection, sha256, layer, row)
    assert found is not None
    review = found.review
    return {**found.now, "state": review.state, "comment": review.comment, "version": review.version}


def ids(layer: str = "figures", of: dict[str, Any] | None = None) -> list[str]:
    """The ids of a layer's rows."""
    return [row["id"] for row in (of or many())[layer]]


def codes(plan: Plan) -> set[str]:
    """The codes of everything that was not taken."""
    return {flag.code for flag in plan.blocked}


def through_libreoffice(data: bytes, folder: Path, *kinds: str) -> bytes:
    """The workbook opened and saved by LibreOffice, once for each kind."""
    path = folder / "a.xlsx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for number, kind in enumerate(kinds):
        out = folder / f"{number}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        path = next(out.glob(f"*.{kind}"))
    return path.read_bytes()
