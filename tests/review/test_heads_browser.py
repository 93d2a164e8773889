"""A report's head is corrected in a real browser, by keyboard alone, and its rows move along at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from outputs.store import opened, writing
from outputs.store_heads import head_id
from outputs.store_writing import Reading, save
from tests.outputs.test_store_heads import ONE, made
from tests.review.browsing import Heard, browser, chromium, keys, serving

pytest.importorskip("playwright")
pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed here")
HEAD = f"#row-{head_id(ONE)}"


def test_a_misread_period_is_mended_by_keyboard_and_taken_back(tmp_path: Path) -> None:
    store = tmp_path / "kho.db"
    with opened(str(store), create=True) as kept, writing(kept) as connection:
        save(connection, Reading(made(), "v1"))
    with serving(store, "--who", "an") as address, browser() as chrome:
        heard = Heard(address)
        page = heard.listen(chrome.new_page(locale="vi-VN"))
        page.goto(f"{address}reports/{ONE}")
        page.wait_for_selector(f"{HEAD} .check.bad:has-text('28/09/2024')")
        first = page.locator("#rows .row").first
        assert "Quý II/2024" in first.inner_text()
        keys(page, ["d"])
        box = page.locator(f"{HEAD} [name=period]")
        box.fill("quý III năm 2024")
        box.press("Enter")
        page.wait_for_selector(f"{HEAD} .changed:has-text('Quý III/2024')")
        page.wait_for_selector("#rows .row:has-text('Quý III/2024')")
        assert page.locator(f"{HEAD} .check.bad").count() == 0
        # One goes on at the row where one was.
        assert page.evaluate("document.activeElement.classList.contains('current')")
        keys(page, ["u"])
        page.wait_for_selector(f"{HEAD} .check.bad:has-text('28/09/2024')")
        page.wait_for_selector("#rows .row:has-text('Quý II/2024')")
        keys(page, ["Shift+D"])
        page.wait_for_selector(f"{HEAD} .state[data-state=accepted]")
    assert (heard.foreign, heard.complaints) == ([], [])
