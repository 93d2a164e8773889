"""The pages in a real browser: the whole way by keyboard, two people at one row, undo, typing Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from json import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from outputs.store import opened, writing
from outputs.store_writing import Reading, save
from tests.outputs.made import SHA, TEXT, report
from tests.review.browsing import Heard, browser, chromium, keys, patient, serving

pytest.importorskip("playwright")
if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(chromium() is None, reason="Chromium is not installed here")
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "kho.db"
    with opened(str(path), create=True):
        return path


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with serving(store, "--who", "an") as found:
        yield found


@pytest.fixture
def heard(address: str) -> Iterator[Heard]:
    listening = Heard(address)
    yield listening
    assert listening.foreign == []
    assert listening.complaints == []


@pytest.fixture
def page(chrome: Browser, heard: Heard) -> Iterator[Page]:
    with chrome.new_context(locale="vi-VN", viewport={"width": 1280, "height": 800}) as context:
        yield heard.listen(context.new_page())


@pytest.fixture
def sha(store: Path) -> str:
    """A report of this test alone."""
    name = f"{next(_NUMBERS):016x}"
    keep(store, loads(dumps(report()).replace(SHA, name).replace(SHA[:12], name[:12])))
    return name


def keep(store: Path, row: Any) -> None:
    with opened(str(store)) as made, writing(made) as connection:
        save(connection, Reading(row, "v1"))


def first(sha: str) -> str:
    """The selector of the report's first figure."""
    return "#row-" + report()["figures"][0]["id"].replace(SHA[:12], sha[:12])


def saved(page: Page) -> None:
    """Everything that was decided has reached the server; what is decided by a key is on its way at once."""
    page.wait_for_selector("#saving[data-state=saved]")


def test_from_upload_to_an_accepted_report_by_keyboard_alone(
    page: Page, heard: Heard, tmp_path: Path
) -> None:
    file = tmp_path / "báo cáo xã.txt"
    file.write_text("Năm 2024, Đảng ủy xã đã kiểm tra 162 tổ chức đảng.\n", encoding="utf-8")
    page.on("filechooser", lambda chooser: chooser.set_files(file))
    page.goto(f"{heard.address}upload")
    page.locator("#files").focus()
    page.keyboard.press("Space")
    page.wait_for_selector('#rows .line[data-href] .state[data-state="accepted"]')
    page.evaluate("document.activeElement.blur()")
    keys(page, ["j", "o"])
    page.wait_for_url(re.compile(r"/reports/[0-9a-f]+$"))
    for layer in ("figures", "units"):
        page.goto(f"{page.url.partition('?')[0]}?layer={layer}")
        for _ in range(page.locator(".row").count()):
            page.keyboard.press("a")
        saved(page)
        assert page.locator('.row[data-state="open"]').count() == 0
    page.goto(f"{heard.address}reports?text=xã.txt")
    progress = page.locator("progress")
    assert progress.get_attribute("value") == progress.get_attribute("max")


def test_a_value_is_corrected_kept_and_taken_back(page: Page, heard: Heard, sha: str) -> None:
    page.goto(f"{heard.address}reports/{sha}")
    keys(page, ["e"])
    page.keyboard.insert_text("")
    page.locator(".editor [name=value]").fill("1.031,5")
    # Typed and not saved: a reload loses nothing.
    page.reload()
    keys(page, ["e"])
    assert page.locator(".editor [name=value]").input_value() == "1.031,5"
    assert "bản nháp" in page.locator(".editor .draft").inner_text()
    keys(page, ["Enter"])
    page.wait_for_selector(f"{first(sha)} .changed")
    saved(page)
    assert (
        "1.031,5" in page.locator(first(sha)).inner_text()
        and "1.030" in page.locator(first(sha)).locator("s").inner_text()
    )
    keys(page, ["u"])
    page.wait_for_selector(f"{first(sha)} .changed", state="detached")


def test_who_comes_second_sees_both_values_and_chooses(
    chrome: Browser, page: Page, heard: Heard, sha: str
) -> None:
    with chrome.new_context() as other:
        second = other.new_page()
        for one in (page, second):
            patient(one).goto(f"{heard.address}reports/{sha}")
        for one, value in ((page, "5"), (second, "6")):
            one.keyboard.press("e")
            one.locator(".editor [name=value]").fill(value)
            one.keyboard.press("Enter")
            if one is page:
                saved(page)
        dialog = second.locator("#conflict")
        dialog.wait_for()
        said = dialog.inner_text()
        assert "kiểm tra 1.030 đảng viên" in said and "5" in said and "6" in said
        second.locator("#conflict button[value=mine]").click()
        # The face with the other's value may come first.
        second.wait_for_selector(f"{first(sha)} .headline:text-matches('^6')")
        saved(second)


def test_a_bulk_is_counted_first_and_undone_whole(page: Page, heard: Heard, sha: str) -> None:
    page.goto(f"{heard.address}?report={sha}")
    keys(page, ["Shift+A"])
    page.locator("#bulk[open]").wait_for()
    assert f"{len(report()['figures'])} dòng" in page.locator("#bulk-words").inner_text()
    keys(page, ["Enter"])
    page.wait_for_selector(".nothing")
    page.locator(".toast button").click()
    page.wait_for_selector(first(sha))
    page.wait_for_load_state()
    assert page.locator(".row").count() == len(report()["figures"])


def test_input_methods_compose_without_being_taken_for_commands(page: Page, heard: Heard, sha: str) -> None:
    page.goto(f"{heard.address}reports/{sha}")
    keys(page, ["e"])
    page.locator(".editor [name=noun]").fill("")
    session = page.context.new_cdp_session(page)
    for text in ("d", "đ", "đa", "đả", "đảng"):
        at = len(text)
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": at, "selectionEnd": at})
    # Enter ends the word, not the form.
    composing = {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", composing)
    assert page.locator(".editor").count() == 1
    session.send("Input.insertText", {"text": "đảng viên nữ"})
    assert page.locator(".editor [name=noun]").input_value() == "đảng viên nữ"
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{first(sha)} .changed")
    saved(page)
    # Outside of boxes, letters that an input method makes are no commands.
    for key, code in (("Process", 229), ("ả", 65)):
        event = {"type": "rawKeyDown", "key": key, "code": "KeyA", "windowsVirtualKeyCode": code}
        session.send("Input.dispatchKeyEvent", event)
    assert page.locator(first(sha)).get_attribute("data-state") == "open"


def test_nothing_is_lost_while_the_server_is_away(chrome: Browser, store: Path, sha: str) -> None:
    with chrome.new_context() as context:
        page = patient(context.new_page())
        with serving(store) as address:
            page.goto(f"{address}reports/{sha}")
        page.keyboard.press("a")
        page.wait_for_selector("#saving[data-state=failed]")
        with serving(store, port=int(address.rsplit(":", 1)[1].strip("/"))):
            # It tries again by itself too, and the button is gone once that went well.
            page.locator("#save-now").dispatch_event("click")
            saved(page)
            page.wait_for_selector(f'{first(sha)} .state[data-state="accepted"]')


def test_a_failing_check_is_closed_with_a_reason_only(page: Page, heard: Heard, sha: str) -> None:
    page.goto(f"{heard.address}?layer=checks&check=failing&report={sha}")
    keys(page, ["a"])
    page.locator("#closing[open]").wait_for()
    page.locator("#closing [value=as_written]").check()
    page.locator("#closing [name=why]").fill("Bản giấy ghi như vậy")
    page.locator("#closing button[type=submit]").click()
    page.wait_for_selector('.row .state[data-state="accepted"]')
    assert "theo văn bản" in page.locator(".row .state").inner_text()


def test_a_row_is_added_from_selected_words(page: Page, heard: Heard, sha: str) -> None:
    page.goto(f"{heard.address}reports/{sha}")
    page.evaluate(
        """() => {
            const pieces = [...document.querySelectorAll('#text [data-start]')];
            getSelection().selectAllChildren(pieces.find((one) => one.textContent.includes('98,5%')));
        }"""
    )
    keys(page, ["t"])
    page.locator("#adding[open]").wait_for()
    assert page.locator("#adding [name=value]").input_value() == "98,5"
    page.locator("#adding button[type=submit]").click()
    start = TEXT.index("98,5%")
    page.wait_for_selector(f"[id^='row-{sha[:12]}-af{start}']")


def test_help_names_the_keys_that_are_valid_here(page: Page, heard: Heard, sha: str) -> None:
    page.goto(heard.address)
    keys(page, ["Shift+?"])
    assert "duyệt dòng này" in page.locator("#help").inner_text()
    keys(page, ["Escape"])
    page.goto(f"{heard.address}upload")
    keys(page, ["Shift+?"])
    assert "duyệt dòng này" not in page.locator("#help").inner_text()


PAYLOADS = [
    form.format(call=f"fail({number})")
    for number in range(10)
    for form in (
        "<script>{call}</script>",
        '"><img src=x onerror={call}>',
        "'><svg onload={call}>",
        "</textarea></title><script>{call}</script>",
        "{{{{constructor.constructor('{call}')()}}}}",
        "javascript:{call}",
        '" autofocus onfocus={call} x="',
        "<iframe srcdoc='<script>parent.{call}</script>'>",
        "--><!--><script>{call}//",
        "\\u003cscript\\u003e{call}</script>",
    )
]


def test_a_hundred_scripts_in_documents_are_text(page: Page, heard: Heard, store: Path) -> None:
    sha = "fefe" * 16
    text = "\n".join(PAYLOADS)
    starts = [text.index(payload) for payload in PAYLOADS]
    places = [
        {"start": start, "end": start + len(payload), "text": payload}
        for start, payload in zip(starts, PAYLOADS, strict=True)
    ]
    figures = [
        {
            "id": f"x-f{at}",
            **place,
            "kind": "count",
            "value": "1",
            "noun": place["text"],
            "unit": place["text"],
        }
        for at, place in enumerate(places)
    ]
    cells = [
        {"id": f"x-c{at}", **place, "table": 1, "row": place["text"], "column": place["text"], "value": "1"}
        for at, place in enumerate(places)
    ]
    units = [{"id": f"x-u{at}", **place, "name": place["text"]} for at, place in enumerate(places)]
    meta = {name: PAYLOADS[at] for at, name in enumerate(("issuer", "number", "title", "period", "date"))}
    layers = {"figures": figures, "cells": cells, "units": units, "models": [], "checks": []}
    head = {"schema": 1, "file": f"{PAYLOADS[1]}.docx", "sha256": sha, "format": "docx", "status": "ok"}
    keep(store, {**head, "warnings": [], "meta": meta, "text": text, **layers})
    page.add_init_script("window.ran = []; window.fail = (number) => window.ran.push(number);")
    layered = [f"{way}&layer={layer}" for way in (f"?report={sha}", f"reports/{sha}?") for layer in layers]
    for way in ("reports", *layered):
        page.goto(heard.address + way)
        keys(page, ["j", "e"])
        # What a payload may have started has had its turn after two frames.
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.ran") == []
        assert page.locator("main iframe, main img, main script").count() == 0
