#!/usr/bin/env python3
"""Takes the pictures of the review in docs/images with a browser, from a real run on corpus/samples.

    scripts/write_review_pictures.py

Needs Chromium and playwright; goes the steps that tests/review/test_pages_browser.py goes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.review.browsing import browser, keys, serving  # noqa: E402

TARGET = ROOT / "docs" / "images"
MOST_BYTES = 250_000
COLOURS = 128
SIZE = {"width": 1280, "height": 800}


def main() -> None:
    """Read the samples, open the pages, take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "kho.db"
        inbox = ROOT / "corpus" / "samples"
        command = [sys.executable, str(ROOT / "cli.py"), "run", str(inbox), "--store", str(store)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with serving(store, "--who", "Nguyễn Văn A", "--inbox", folder) as address, browser() as chrome:
            page = chrome.new_page(viewport=SIZE, locale="vi-VN")
            page.goto(address)
            keys(page, ["e"])
            page.locator(".editor [name=noun]").fill("tổ chức đảng cấp dưới")
            _keep(page, "duyet-hang-doi")
            page.goto(f"{address}reports?text=.pdf")
            page.locator("#rows a[href^='/reports/']").first.click()
            page.wait_for_selector(".split")
            page.wait_for_load_state("networkidle")
            keys(page, ["j", "a", "j"])
            page.wait_for_selector("#saving[data-state=saved]")
            page.wait_for_selector(".paper rect.exact.shown")
            page.evaluate("scrollTo(0, 0)")
            _keep(page, "duyet-bao-cao")
            page.goto(f"{address}groups")
            page.locator("#rows a").first.click()
            page.wait_for_selector(".row")
            _keep(page, "duyet-chi-tieu")


def _keep(page: Any, name: str) -> None:
    """The page as a picture of few colours, so that the repository stays small."""
    from PIL import Image

    page.wait_for_timeout(300)
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    path = TARGET / f"{name}.png"
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} has {size:,} bytes")
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")


if __name__ == "__main__":
    main()
