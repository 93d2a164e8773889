"""The pages that are written by programs are up to date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    script = [sys.executable, str(ROOT / "scripts" / "write_cli_docs.py"), "--print"]
    ended = subprocess.run(script, capture_output=True, text=True, encoding="utf-8", check=True)
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == ended.stdout
