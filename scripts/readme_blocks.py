"""Parts of README.md that programs write, each between a pair of comments. Knows no contents."""

from __future__ import annotations

import re
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def replace_block(name: str, text: str, page: Path = README) -> None:
    """Put `text` between `<!-- NAME: ... -->` and `<!-- end of NAME -->`; LookupError where they are not."""
    pattern = re.compile(rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    before = page.read_text(encoding="utf-8")
    after, count = pattern.subn(lambda found: f"{found[1]}\n{text.strip()}\n\n{found[2]}", before)
    if count != 1:
        raise LookupError(f"{page.name} has no block {name!r}")
    page.write_text(after, encoding="utf-8")
