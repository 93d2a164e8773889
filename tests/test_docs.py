"""The pages say what the program does: links lead somewhere, and what programs write is up to date."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from batch.terminal import STATUSES
from cli import app
from outputs.columns import LAYERS
from outputs.sheets import GUIDE, SHEETS
from outputs.wording import codes
from scripts.readme_blocks import replace_block
from scripts.write_cli_docs import commands

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_MOST_PICTURE_BYTES = 250_000


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    script = [sys.executable, str(ROOT / "scripts" / "write_cli_docs.py"), "--print"]
    ended = subprocess.run(script, capture_output=True, text=True, encoding="utf-8", check=True)
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == ended.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    lost = [link for link in _LINK.findall(text) if not _leads_somewhere(link, page, text)]
    assert not lost


def _leads_somewhere(link: str, page: Path, text: str) -> bool:
    if link.startswith("#"):
        return link[1:] in {_anchor(title) for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    return "://" not in link and (page.parent / link.partition("#")[0]).exists()


def _anchor(title: str) -> str:
    """The anchor that a heading gets: lower case, no punctuation, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_every_picture_is_small_and_shown() -> None:
    shown = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < _MOST_PICTURE_BYTES
        assert f"docs/images/{picture.name})" in shown


def test_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [command for command in _commands() if f"`tonghop {command}" not in text] == []


def _commands() -> list[str]:
    group: Any = typer.main.get_command(app)
    return [name for name, _ in commands(group)]


@pytest.mark.parametrize("page", ["README.md", "README.vi.md"])
def test_guides_name_every_status_of_a_file(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    names = STATUSES if page == "README.md" else codes("status").values()
    assert [name for name in names if name not in text] == []


def test_the_guide_for_staff_names_every_sheet() -> None:
    text = (ROOT / "README.vi.md").read_text(encoding="utf-8")
    assert [name for name in (*(sheet.name for sheet in SHEETS), GUIDE) if f"rang {name}" not in text] == []


def test_the_page_of_accuracy_names_every_layer() -> None:
    text = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert [layer for layer in (*LAYERS, "figures.row", "meta") if f"| {layer} |" not in text] == []


@pytest.mark.parametrize("name", ["accuracy", "speed"])
def test_measured_parts_of_readme_are_there(name: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(rf"<!-- {name}: .*? -->\n(.*)<!-- end of {name} -->", text, re.DOTALL)
    assert block and re.search(r"\d\.\d", block[1])


def test_a_block_of_a_page_is_replaced_and_the_rest_is_left(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- x: by y -->\nold\n<!-- end of x -->\nb\n", encoding="utf-8")
    for _ in range(2):
        replace_block("x", "new", page)
    assert page.read_text(encoding="utf-8") == "a\n<!-- x: by y -->\n\nnew\n\n<!-- end of x -->\nb\n"
    with pytest.raises(LookupError):
        replace_block("z", "new", page)
