"""A real server in a process of its own, and a real browser that asks it: for tests, pictures, benchmarks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Milliseconds that a step may take: on a machine that does much else it does, and nobody waits in vain.
PATIENCE = 180_000
ROOT = Path(__file__).resolve().parent.parent.parent


def chromium() -> str | None:
    """Debian's browser, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def serving(store: Path, *more: str, port: int = 0) -> Iterator[str]:
    """The address of a review of the store, until the end."""
    command = [sys.executable, str(ROOT / "cli.py"), "review", "--store", str(store), "--port", str(port)]
    environment = {**os.environ, "TESTS_SERVE_ON_LOOPBACK": "1"}
    with subprocess.Popen(
        [*command, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None and server.stderr is not None
        address = server.stdout.readline().strip()
        try:
            if not address:
                raise RuntimeError(server.stderr.read())
            yield address
        finally:
            server.terminate()
            server.communicate(timeout=PATIENCE / 1000)


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium(), timeout=PATIENCE)
        try:
            yield made
        finally:
            made.close()


@dataclass
class Heard:
    """What pages asked for beyond the server, and what they complained about."""

    address: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> Page:
        """Hear this page from now on, and be patient with it."""
        patient(page)
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self._opened(dialog.type, dialog))
        return page

    def _asked(self, url: str) -> None:
        if not url.startswith(self.address):
            self.foreign.append(url)

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _opened(self, kind: str, dialog: object) -> None:
        if kind != "beforeunload":
            self.complaints.append(f"a dialog opened: {kind}")
        dialog.accept()  # type: ignore[attr-defined]


def patient(page: Page) -> Page:
    """The page, whose every step may take its time."""
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    return page


def keys(page: Page, pressed: Sequence[str]) -> None:
    """Press keys one after the other."""
    for key in pressed:
        page.keyboard.press(key)
