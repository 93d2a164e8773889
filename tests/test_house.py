"""The rules of the house, held by reading the source."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Who may import whom: a package's name -> those of ours it may know.
ALLOWED = {
    "extract": set(),
    "corpus": set(),
    "nlp": {"extract", "corpus"},
    "outputs": {"extract", "corpus", "nlp"},
    "review": {"extract", "corpus", "nlp", "outputs"},
    "batch": {"extract", "corpus", "nlp", "outputs"},
}
PACKAGES = [name for name in ALLOWED if (ROOT / name).is_dir()]
# The scoring tools are kept as they were agreed on with those who score.
AGREED = ROOT / "corpus" / "gold"
SOURCES = [
    ROOT / "cli.py",
    *(
        path
        for name in PACKAGES
        for path in sorted((ROOT / name).rglob("*.py"))
        if AGREED not in path.parents
    ),
]
TOOLS = [*sorted((ROOT / "scripts").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES, MOST_DOCSTRING_LINES = 300, 49, 3
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
# Distributions that stand in the requirements for another reason than being imported by us.
NOT_IMPORTED: set[str] = set()
# Those of the extra `dask`, loaded only by who asks for it; Dask itself comes with its workers.
EXTRA = {"dask", "distributed", "fsspec"}


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


every_source = pytest.mark.parametrize("path", SOURCES, ids=short)
every_file = pytest.mark.parametrize("path", [*SOURCES, *TOOLS, *TESTS], ids=short)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@every_file
def test_a_module_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", [*SOURCES, *TOOLS], ids=short)
def test_a_function_has_fewer_than_50_lines(path: Path) -> None:
    functions = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))
    long = {node.name: lines for node in functions if (lines := _lines(node)) > MOST_FUNCTION_LINES}
    assert not long


def _lines(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", [*SOURCES, *TOOLS], ids=short)
def test_a_module_says_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(tree(path))
    assert docstring
    # What follows its first paragraph may be a drawing, or how a script is called.
    assert len(docstring.split("\n\n")[0].splitlines()) <= MOST_DOCSTRING_LINES


@every_file
def test_a_module_is_named_by_its_subject(path: Path) -> None:
    assert path.stem not in NAMELESS


@every_source
def test_annotations_are_not_evaluated(path: Path) -> None:
    if path.name != "__init__.py":
        assert "from __future__ import annotations" in path.read_text(encoding="utf-8")


@every_file
def test_no_path_of_one_machine_stands_in_the_source(path: Path) -> None:
    assert not re.search(r"/(?:work|root|home|tmp)/\w", path.read_text(encoding="utf-8"))


@every_source
def test_imports_go_to_the_left_only(path: Path) -> None:
    if path.name == "cli.py":
        return
    package = path.relative_to(ROOT).parts[0]
    known = {name.split(".")[0] for name in imported(path)} & ALLOWED.keys()
    assert known <= ALLOWED[package] | {package}


def test_imports_never_go_in_a_circle() -> None:
    graph = {module(path): set(ours(path)) for path in SOURCES}
    while leaves := {name for name, known in graph.items() if not known & graph.keys()}:
        graph = {name: known for name, known in graph.items() if name not in leaves}
    assert not graph


def test_no_module_is_imported_by_its_installed_name() -> None:
    assert not [short(path) for path in SOURCES if any(n.startswith("tonghop") for n in imported(path))]


def imported(path: Path) -> Iterator[str]:
    """Every module that the source imports at run time, also within functions."""
    skipped = {id(node) for block in _typing_only(tree(path)) for node in ast.walk(block)}
    for node in ast.walk(tree(path)):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _typing_only(module: ast.Module) -> list[ast.If]:
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    ]


def module(path: Path) -> str:
    name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    return name.removesuffix(".__init__")


def ours(path: Path) -> Iterator[str]:
    """The modules of ours that the source imports; `from a.b import c` is module a.b.c or name c of a.b."""
    names = {module(source) for source in SOURCES}
    for name in imported(path):
        target = name if name in names else name.rpartition(".")[0]
        if target in names and target != module(path):
            yield target


def test_the_page_of_dependencies_names_just_what_is_required() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for title, file in (
        ("To run: requirements.txt", "requirements.txt"),
        ("To test and develop: requirements-dev.txt", "requirements-dev.txt"),
    ):
        section = page.partition(f"## {title}")[2].partition("\n## ")[0]
        rows = re.findall(r"^\| ([\w.-]+) \|", section, flags=re.MULTILINE)
        assert [name for name in rows if name != "package"] == required(file)


def test_every_dependency_has_a_lower_bound_and_a_reason() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / file).read_text().splitlines() if line and line[0] != "#"]
        assert all(">=" in line for line in lines)
        for name in required(file):
            reason = re.search(rf"^\| {re.escape(name)} \|[^|]+\|([^|]+)\|", page, flags=re.MULTILINE)
            assert reason and len(reason[1].split()) > 2, name


def test_what_we_import_is_required_and_what_is_required_is_imported() -> None:
    distributions = packages_distributions()
    tops = {name.split(".")[0] for path in SOURCES for name in imported(path)}
    foreign = tops - set(sys.stdlib_module_names) - ALLOWED.keys()
    known = {normal(name) for top in foreign for name in distributions.get(top, [top])}
    assert known - EXTRA == {normal(name) for name in required("requirements.txt")} - NOT_IMPORTED


def required(file: str) -> list[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [re.split(r"[<>=~!\[]", line)[0] for line in lines if line and line[0] != "#"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
