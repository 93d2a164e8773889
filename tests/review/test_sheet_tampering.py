"""A workbook that was tampered with: what is not genuine is told, and none of its row is taken."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from extract.problems import Problem
from outputs.store import Store
from review.sheet_columns import GUIDE
from review.sheet_import import planned
from tests.review.tampering import FIRST, TAMPERED
from tests.review.workbooks import bring_back, codes, edited, exported, filled_file, now, page_of, put


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with filled_file(tmp_path / "kho.db") as store:
        yield store


@pytest.mark.parametrize("name", TAMPERED)
def test_it_is_told_and_the_row_is_left_alone(kept: Store, name: str) -> None:
    tamper, code = TAMPERED[name]
    plan, _ = bring_back(kept, edited(exported(kept), tamper))
    assert code in codes(plan) and plan.edits == ()
    assert now(kept, FIRST)["version"] == 0


def test_edits_of_what_is_only_read_are_told(kept: Store) -> None:
    plan = planned(kept, edited(exported(kept), put("figures", FIRST, reasons="chắc chắn", slot_value=12)))
    assert [flag.code for flag in plan.flags] == ["only_read"] and len(plan.edits) == 1


def test_a_workbook_of_another_store_is_refused_row_by_row(kept: Store, tmp_path: Path) -> None:
    with filled_file(tmp_path / "other.db") as other:
        plan = planned(kept, edited(exported(other), put("figures", FIRST, slot_value=12)))
    assert codes(plan) == {"seal"} and len(plan.blocked) == plan.read


def test_a_report_that_is_gone_is_told(kept: Store) -> None:
    from sqlalchemy import delete

    from outputs.store import writing
    from outputs.store_schema import figures

    data = edited(exported(kept), put("figures", FIRST, slot_value=12))
    with writing(kept) as connection:
        connection.execute(delete(figures).where(figures.c.id == FIRST))
    assert codes(planned(kept, data)) == {"gone"}


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _blown_up(data: bytes) -> bytes:
    out = BytesIO(data)
    with ZipFile(out, "a", compression=8) as package:
        package.writestr("xl/media/x.xml", b" " * 60_000_000)
    return out.getvalue()


def _without_our_sheets(data: bytes) -> bytes:
    return edited(
        data, lambda book: [book.remove(page) for page in book.worksheets if page.title not in (GUIDE,)]
    )


def _typed_document(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w") as changed:
        for entry in package.namelist():
            content = package.read(entry)
            if entry.endswith("sheet1.xml"):
                content = content.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)
            changed.writestr(entry, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "spoil", [_cut, _blown_up, _without_our_sheets, _typed_document, lambda _: b"", lambda _: b"PK\3\4x" * 9]
)
def test_a_file_that_is_no_workbook_of_ours_is_refused(kept: Store, spoil: object) -> None:
    with pytest.raises(Problem) as refused:
        planned(kept, spoil(exported(kept)))  # type: ignore[operator]
    assert refused.value.code in ("unreadable", "too_big", "no_sheet")


def test_a_formula_is_seen_whatever_value_it_has(kept: Store) -> None:
    """Programs keep the last value beside the formula; it may be of any time."""
    typed = edited(exported(kept), put("figures", FIRST, slot_value="=6*2"))
    out = BytesIO()
    with ZipFile(BytesIO(typed)) as package, ZipFile(out, "w") as changed:
        for entry in package.namelist():
            content = package.read(entry)
            changed.writestr(entry, content.replace(b"<f>6*2</f><v />", b"<f>6*2</f><v>12</v>"))
    page = page_of(openpyxl.load_workbook(BytesIO(out.getvalue()), data_only=True), "figures")
    assert 12 in {cell.value for row in page.iter_rows() for cell in row}
    assert codes(planned(kept, out.getvalue())) == {"formula"}


def test_the_key_of_a_store_stays_in_the_store(kept: Store) -> None:
    from outputs.store_secrets import secret

    key = secret(kept, "sheet")
    with ZipFile(BytesIO(exported(kept))) as package:
        whole = b"".join(package.read(entry) for entry in package.namelist())
    assert key.hex().encode() not in whole and hashlib.sha256(key).hexdigest().encode() not in whole


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "BA3"])
def test_a_cell_far_from_all_others_is_refused_before_room_is_made_for_it(kept: Store, place: str) -> None:
    def far(book: openpyxl.Workbook) -> None:
        page_of(book, "figures")[place] = 1

    with pytest.raises(Problem) as refused:
        planned(kept, edited(exported(kept), far))
    assert refused.value.code == "too_far"


def test_bytes_that_were_hit_by_chance_are_no_fault_of_ours(kept: Store) -> None:
    chance, whole = random.Random(11), exported(kept)
    with ZipFile(BytesIO(whole)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(120):
        name = chance.choice([name for name in parts if "sheet" in name or "workbook" in name])
        hit = bytearray(parts[name])
        for _ in range(chance.randint(1, 6)):
            hit[chance.randrange(len(hit))] = chance.choice(b"<>\"'/&=0a9 \xff")
        out = BytesIO()
        with ZipFile(out, "w") as changed:
            for other, content in parts.items():
                changed.writestr(other, bytes(hit) if other == name else content)
        try:
            planned(kept, out.getvalue())
        except Problem as problem:
            assert problem.code in ("unreadable", "no_sheet", "too_far")
