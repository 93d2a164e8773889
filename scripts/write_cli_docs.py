"""Writes docs/cli.md from what the commands say of themselves, so that the page cannot lie.

python scripts/write_cli_docs.py          writes the page
python scripts/write_cli_docs.py --print  shows it instead
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import typer

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
_HEAD = """# The commands

Written by `scripts/write_cli_docs.py` from the program itself; a test holds that it is up to date.
From a checkout the program is `python cli.py`, installed it is `tonghop`.
"""


def page() -> str:
    """The whole page."""
    sys.path.insert(0, str(ROOT))
    from cli import app

    group: Any = typer.main.get_command(app)
    sections = [_HEAD, f"{cleandoc(group.help)}\n\n{group.epilog}\n", *_settings(group)]
    for name, command in commands(group):
        sections.append("\n".join(_section(name, command)))
    return "\n".join(sections)


def commands(group: Any) -> Iterator[tuple[str, Any]]:
    """Name and command, those of groups with the group's name before theirs."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from ((f"{name} {below}", found) for below, found in commands(command))
        else:
            yield name, command


def _settings(group: Any) -> Iterator[str]:
    rows = [_row(param) for param in group.params]
    if rows:
        yield "Before the command:\n\n" + "\n".join([*_TABLE, *rows]) + "\n"


def _section(name: str, command: Any) -> Iterator[str]:
    yield f"## tonghop {name}\n"
    yield f"    tonghop {' '.join([name, *(_usage(param) for param in command.params)])}\n"
    yield f"{cleandoc(command.help)}\n"
    if command.params:
        yield from _TABLE
        yield from (_row(param) for param in command.params)
        yield ""


_TABLE = ("| | |", "|---|---|")


def _spelling(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar)
    return f"{param.opts[0]} {param.metavar}" if param.metavar else str(param.opts[0])


def _usage(param: Any) -> str:
    return _spelling(param) if param.required else f"[{_spelling(param)}]"


def _row(param: Any) -> str:
    return f"| `{_spelling(param)}` | {param.help} |"


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(page())
    else:
        PAGE.write_text(page(), encoding="utf-8")
