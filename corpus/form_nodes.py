"""Nodes of a form's YAML: pairs, lists, texts; a wrong one is named with its file and line. Knows no form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from corpus.files import LOADER


class FormError(ValueError):
    """A form that cannot be used. `where`: `file:line`. `what`: one Vietnamese sentence."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


def top_node(file: Path) -> yaml.Node:
    """What a file holds. Raises FormError where it is no YAML or empty."""
    try:
        loader = LOADER(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormError(f"{file.name}:1", "tệp không phải chữ UTF-8, hãy lưu lại bằng UTF-8") from error
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise FormError(f"{file.name}:{line}", "tệp không đúng cú pháp YAML, hãy sửa dòng này") from error
    finally:
        loader.dispose()
    if node is None:
        raise FormError(f"{file.name}:1", "tệp biểu trống")
    return node


def pairs(node: yaml.Node, file: Path, what: str) -> dict[str, yaml.Node]:
    """Name -> node of a mapping; a name may stand in it once."""
    if not isinstance(node, yaml.MappingNode):
        raise error(file, node, what)
    found: dict[str, yaml.Node] = {}
    for name, value in node.value:
        if str(name.value) in found:
            raise error(file, name, f"mục “{name.value}” ghi hai lần")
        found[str(name.value)] = value
    return found


def items(node: yaml.Node, file: Path, what: str) -> Iterator[yaml.Node]:
    """The nodes of a list."""
    if not isinstance(node, yaml.SequenceNode):
        raise error(file, node, what)
    yield from node.value


def text(node: yaml.Node, file: Path, name: str) -> str:
    """A text that is not empty. `name`: of the slot, for the message."""
    if not isinstance(node, yaml.ScalarNode) or not str(node.value).strip():
        raise error(file, node, f"“{name}” phải là chữ")
    return str(node.value)


def error(file: Path, node: yaml.Node, what: str) -> FormError:
    """The error with the line of its node."""
    return FormError(f"{file.name}:{node.start_mark.line + 1}", what)
