"""A workbook against a store that others changed meanwhile: three-way, cell by cell, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from outputs.store import Store, writing
from outputs.store_chain import broken_links
from outputs.store_decisions import Change, Conflict, decide, history
from outputs.store_writing import Reading, save
from review.sheet_files import import_file
from review.sheet_import import imported, planned
from review.sheet_problems import NAME
from review.verdicts import Changed, take_back
from tests.outputs.made import SHA, report
from tests.review.workbooks import (
    OTHER_SHA,
    bring_back,
    codes,
    edited,
    exported,
    filled_file,
    ids,
    many,
    now,
    put,
)

FIRST, SECOND = ids()[0], ids()[2]
BAD_CHECK = next(check["id"] for check in report()["checks"] if not check["ok"])


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with filled_file(tmp_path / "kho.db") as store:
        yield store


def web(store: Store, field: str, new: Any, row: str = FIRST) -> None:
    decide(store, [Change(OTHER_SHA, row, "figures", field, new)], "an")


def test_cells_that_different_people_changed_come_together(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_noun="đảng viên"))
    web(kept, "period", "2024-H1")
    bring_back(kept, data)
    assert (now(kept, FIRST)["noun"], now(kept, FIRST)["period"]) == ("đảng viên", "2024-H1")


def test_a_cell_that_both_changed_is_told_with_both_values(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_noun="đoàn viên", slot_period="2023"))
    web(kept, "noun", "hội viên")
    plan, batch = bring_back(kept, data)
    (flag,) = plan.blocked
    sides = (flag.base, flag.ours, flag.theirs, flag.by.split(",")[0])
    assert sides == ("đảng viên mới", "đoàn viên", "hội viên", "an") and flag.place.sentence
    assert batch is None and now(kept, FIRST)["period"] == "2024"


def test_a_conflict_costs_its_row_only(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_noun="đoàn viên"))
    data = edited(data, put("figures", SECOND, slot_noun="đoàn viên"))
    web(kept, "noun", "hội viên")
    bring_back(kept, data)
    assert (now(kept, FIRST)["noun"], now(kept, SECOND)["noun"]) == ("hội viên", "đoàn viên")


def test_both_having_written_the_same_is_no_conflict(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_noun="đoàn viên"))
    web(kept, "noun", "đoàn viên")
    plan, batch = bring_back(kept, data)
    assert (plan.flags, batch) == ((), None)


def test_a_value_changed_and_changed_back_is_not_taken_for_untouched(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_noun="đoàn viên"))
    web(kept, "noun", "hội viên")
    web(kept, "noun", "đảng viên mới")
    assert codes(bring_back(kept, data)[0]) == {"conflict"}


def test_a_row_is_not_accepted_with_values_that_its_reviewer_never_saw(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, state="duyệt"))
    web(kept, "value", "20")
    assert codes(bring_back(kept, data)[0]) == {"changed_since"} and now(kept, FIRST)["state"] is None


def test_better_rules_since_the_export_are_a_change_by_somebody_else(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_noun="đoàn viên"))
    row = many()
    row["figures"][0]["noun"] = "người"
    with writing(kept) as connection:
        save(connection, Reading(row, "v2"))
    assert codes(bring_back(kept, data)[0]) == {"conflict"}


def test_a_workbook_follows_a_text_that_moved(kept: Store) -> None:
    web(kept, "comment", "x")
    data = edited(exported(kept), put("figures", FIRST, slot_noun="đoàn viên"))
    row = many()
    later = {**row, "text": "xx\n" + row["text"]}
    later["figures"] = [
        {**one, "start": one["start"] + 3, "end": one["end"] + 3,
         "id": f"{one['id'].rpartition('f')[0]}f{one['start'] + 3}"} for one in row["figures"]
    ]  # fmt: skip
    with writing(kept) as connection:
        save(connection, Reading(later, "v2"))
    bring_back(kept, data)
    assert now(kept, later["figures"][0]["id"])["noun"] == "đoàn viên"


def test_the_same_workbook_five_times_changes_once(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_value=12, slot_noun="đoàn viên", state="duyệt"))
    data = edited(data, put("figures", SECOND, state="loại", comment="trùng"))
    batches = [bring_back(kept, data)[1] for _ in range(5)]
    assert batches[0] is not None and batches[1:] == [None] * 4
    assert (now(kept, FIRST)["version"], now(kept, SECOND)["version"]) == (3, 2)


def test_a_whole_import_is_taken_back_at_once(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_value=12, state="duyệt"))
    data = edited(data, put("figures", SECOND, state="loại"))
    batch = bring_back(kept, data)[1]
    take_back(kept, "an", seq=None, batch=batch)
    assert (now(kept, FIRST)["value"], now(kept, FIRST)["state"], now(kept, SECOND)["state"]) == (
        "2",
        None,
        None,
    )
    # What was taken back on purpose does not come again by the same file.
    assert codes(bring_back(kept, data)[0]) == {"conflict"}
    with writing(kept) as connection:
        assert not list(broken_links(connection))


def test_who_and_through_what_is_kept(kept: Store) -> None:
    bring_back(kept, edited(exported(kept), put("figures", FIRST, slot_value=12)), "bình")
    (link,) = history(kept, OTHER_SHA, FIRST)
    assert (link["who"], link["through"], link["old"], link["new"]) == ("bình", "excel", '"2"', '"12"')


def test_clearing_a_cell_clears_the_slot(kept: Store) -> None:
    bring_back(kept, edited(exported(kept), put("figures", FIRST, slot_period=None)))
    assert "period" not in now(kept, FIRST)


def test_a_state_is_taken_back_by_clearing_it(kept: Store) -> None:
    web(kept, "state", "accepted")
    bring_back(kept, edited(exported(kept, "all"), put("figures", FIRST, state=None)))
    assert now(kept, FIRST)["state"] is None


def test_a_plan_that_changed_since_it_was_shown_is_not_done(kept: Store) -> None:
    data = edited(exported(kept), put("figures", FIRST, slot_noun="đoàn viên"))
    shown = planned(kept, data).seal
    web(kept, "noun", "hội viên")
    with pytest.raises(Changed):
        imported(kept, data, "bình", shown)


def test_somebody_deciding_between_look_and_deed_is_looked_at_again(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from review import sheet_import

    data = edited(exported(kept), put("figures", FIRST, slot_noun="đoàn viên"))
    real, raced = decide, []

    def race(*given: Any) -> Any:
        if not raced:
            raced.append(True)
            web(kept, "noun", "hội viên")
        return real(*given)

    monkeypatch.setattr(sheet_import, "decide", race)
    plan, _ = bring_back(kept, data)
    assert codes(plan) == {"conflict"} and now(kept, FIRST)["noun"] == "hội viên"


def test_a_failing_check_is_closed_with_a_reason_only(kept: Store) -> None:
    closing = put("checks", BAD_CHECK, closed="theo văn bản", comment="đã gọi")
    assert codes(bring_back(kept, edited(exported(kept), closing))[0]) == {"no_reason"}
    closing = put("checks", BAD_CHECK, closed="theo văn bản", why="đơn vị giải trình")
    bring_back(kept, edited(exported(kept), closing))
    assert now(kept, BAD_CHECK, "checks", SHA)["state"] == "accepted"
    assert history(kept, SHA, BAD_CHECK)[0]["why"] == "đơn vị giải trình"


def test_a_failing_check_is_not_just_accepted(kept: Store) -> None:
    data = edited(exported(kept), put("checks", BAD_CHECK, state="duyệt"))
    assert codes(bring_back(kept, data)[0]) == {"how_closed"}


def test_problems_are_listed_in_a_workbook_beside(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    with filled_file(path) as store:
        data = edited(exported(store), put("figures", FIRST, slot_noun="đoàn viên"))
        web(store, "noun", "=1+1")
    file = tmp_path / "duyet.xlsx"
    file.write_bytes(data)
    plan, batch, listed = import_file(str(path), file, "bình", None, apply=False)
    assert listed is not None and listed.name == "duyet-can-xem.xlsx" and batch is None
    page = openpyxl.load_workbook(BytesIO(listed.read_bytes()))[NAME]
    cells = [cell.value for cell in page[2]]
    assert cells[5:8] == ["đảng viên mới", "đoàn viên", "=1+1"] and page["H2"].data_type == "s"
    assert len(plan.flags) == page.max_row - 1


def test_an_import_that_goes_on_being_raced_gives_up(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from review import sheet_import

    def lost(*_given: Any) -> Any:
        raise Conflict([])

    monkeypatch.setattr(sheet_import, "decide", lost)
    with pytest.raises(Conflict):
        bring_back(kept, edited(exported(kept), put("figures", FIRST, slot_value=12)))
