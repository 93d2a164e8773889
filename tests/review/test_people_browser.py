"""Two people who sign in see each other at a report, and who has a row open."""

from __future__ import annotations

from pathlib import Path

import pytest

from outputs.store import opened
from review.accounts import add_account
from tests.outputs.made import SHA
from tests.review.browsing import PATIENCE, Heard, browser, chromium, serving
from tests.review.made import FIRST, PASSWORD, filled

pytest.importorskip("playwright")
pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed here")


def test_who_is_beside_me_and_what_they_have_open(tmp_path: Path) -> None:
    store = tmp_path / "kho.db"
    with opened(str(store), create=True) as made:
        for name in ("an", "bình"):
            add_account(made, name, "reviewer", PASSWORD, by="test")
        filled(made)
    with serving(store) as address, browser() as chrome:
        heard = Heard(address)
        pages = []
        for name in ("an", "bình"):
            page = heard.listen(chrome.new_context(locale="vi-VN").new_page())
            page.goto(f"{address}reports/{SHA}")
            page.fill("[name=name]", name)
            page.fill("[name=password]", PASSWORD)
            page.keyboard.press("Enter")
            # The address of the login page names the report as well; keys are heard from the load on.
            page.wait_for_url(f"{address}reports/{SHA}")
            pages.append(page)
            if name == "an":
                page.focus(f"#row-{FIRST}")
                with page.expect_response("**/api/v1/leases", timeout=PATIENCE):
                    page.keyboard.press("e")
        second = pages[1]
        # Both are told twice or thrice a minute, so a look that came too early is followed by others.
        second.wait_for_selector("#beside:has-text('an')")
        second.wait_for_selector(f"#row-{FIRST} .taken-by:text-is('an đang sửa')")
        second.focus(f"#row-{FIRST}")
        second.keyboard.press("e")
        second.wait_for_selector("text=an đang sửa dòng này")
        second.click("#sign-out")
        second.wait_for_url("**/login")
    assert (heard.foreign, heard.complaints) == ([], [])
