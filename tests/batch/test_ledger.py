"""One ledger line for every file."""

from __future__ import annotations

import json

from batch.ledger import all_fine, as_json, ledger_line, statuses
from outputs.contract import refused


def line(status: str, file: str = "a.docx") -> dict[str, object]:
    found: dict[str, object] = json.loads(
        as_json(ledger_line(refused(file, status, "some_code", "Hãy làm gì đó."), 1.23456))
    )
    return found


def test_a_refused_file_has_its_reason_and_advice() -> None:
    found = line("corrupt")
    assert found["status"] == "corrupt"
    assert (found["codes"], found["advice"]) == (["some_code"], ["Hãy làm gì đó."])


def test_what_is_not_known_is_left_out() -> None:
    assert not line("corrupt").keys() & {"sha256", "pages", "duplicate_of"}


def test_seconds_are_rounded() -> None:
    assert line("ok")["seconds"] == 1.235


def test_a_name_that_is_no_text_can_be_written() -> None:
    assert line("ok", "a\udcff.docx")["file"] == "a\udcff.docx"


def test_duplicates_are_fine_and_losses_are_not() -> None:
    lines = {
        status: ledger_line(refused("a", status, "c", "M."), None)
        for status in ("ok", "duplicate", "ok_with_loss", "corrupt")
    }
    assert all_fine([lines["ok"], lines["duplicate"]])
    assert not all_fine([lines["ok"], lines["ok_with_loss"]])
    assert statuses(lines.values())["corrupt"] == 1
