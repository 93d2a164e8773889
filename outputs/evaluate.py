"""Annotated reports against what was read from them, by the tools of corpus/gold.

Knows where a gold file's source lies and how to have it built; the scoring itself is score.py's.
"""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

from corpus.files import corpus_path
from extract.problems import SetupProblem
from outputs.errors import ErrorKind, commonest

FORMATS = ("docx", "pdf", "doc", "odt", "rtf", "txt")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the table: shares between 0 and 1, and how many mentions each side has."""

    layer: str
    precision: float
    recall: float
    f1: float
    gold: int
    found: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The table, each difference as score.py words it, and the commonest kinds of them in context."""

    scores: tuple[Score, ...]
    errors: tuple[str, ...]
    kinds: tuple[ErrorKind, ...] = ()


def evaluated(
    golds: Sequence[Path],
    format: str,
    read: Callable[[Path, str], Row],
    heard: Callable[[], None] = lambda: None,
) -> Evaluation:
    """The reports of these gold files, built in `format`, read by `read(path, name)` and scored.

    `heard` is called after each report. Raises SetupProblem where a gold file or its source cannot be used,
    or this machine cannot build the format.
    """
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for gold in golds:
            source = source_of(gold, format, Path(folder))
            rows.append(read(source, source.name))
            heard()
    return evaluate(rows, golds)


def evaluate(predictions: Iterable[Row], golds: Iterable[Path]) -> Evaluation:
    """The contract objects of read reports against the gold files of the same names."""
    predicted = {PurePath(row["file"]).stem: row for row in predictions}
    said, paths = io.StringIO(), list(golds)
    with redirect_stdout(said):
        table = _tool("score").score(predicted, [_gold(path) for path in paths], True)
    scores = (
        Score(layer, row["p"], row["r"], row["f1"], row["gold"], row["found"]) for layer, row in table.items()
    )
    errors = tuple(said.getvalue().splitlines())
    return Evaluation(tuple(scores), errors, commonest(errors, dict(_sources(paths))))


def _sources(golds: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for gold in golds:
        for path in (gold.with_suffix(".txt"), gold.with_suffix(".md")):
            if path.is_file():
                yield gold.stem, path.read_text(encoding="utf-8")
                break


def source_of(gold: Path, format: str, folder: Path) -> Path:
    """The report of a gold file: its .txt beside it as it is, or its .md built in `format` below `folder`."""
    text, source = gold.with_suffix(".txt"), gold.with_suffix(".md")
    if text.is_file():
        return text
    if not source.is_file():
        raise SetupProblem("no_source", f"Bên cạnh {gold.name} không có {source.name} hoặc {text.name}.")
    built = folder / f"{gold.stem}.{format}"
    builder = _tool("build")
    meta, body = builder.parse(source.read_text(encoding="utf-8"))
    if format == "txt":
        head = [meta.get(key, "") for key in ("parent", "issuer", "number", "place_date", "kind", "title")]
        built.write_text("\n".join([*head, body]), encoding="utf-8")
        return built
    word = folder / f"{gold.stem}.docx"
    builder.docx(meta, body, word)
    if format != "docx":
        _convert(builder, word, format, folder)
    return built


def _convert(builder: ModuleType, word: Path, format: str, folder: Path) -> None:
    """Have LibreOffice write the report in another format."""
    try:
        builder.soffice(word, format, folder)
    except (OSError, subprocess.SubprocessError) as error:
        advice = "hãy cài LibreOffice hoặc dùng --format docx"
        raise SetupProblem("no_soffice", f"Không dựng được tệp {format}; {advice}.") from error


def _gold(path: Path) -> dict[str, Any]:
    try:
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SetupProblem(
            "bad_gold", f"Không đọc được tệp chú giải {path.name}; hãy kiểm tra lại."
        ) from error
    if not isinstance(gold, dict) or "doc" not in gold:
        raise SetupProblem("bad_gold", f"Tệp {path.name} không phải tệp chú giải (thiếu “doc”).")
    return gold


@cache
def _tool(name: str) -> ModuleType:
    """A script of corpus/gold, which is no package of ours, as a module."""
    spec = importlib.util.spec_from_file_location(f"gold_{name}", corpus_path("gold", f"{name}.py"))
    if spec is None or spec.loader is None:
        raise SetupProblem("no_scoring", f"Thiếu tệp corpus/gold/{name}.py; hãy cài lại phần mềm.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
