"""The indicator catalogue of corpus/indicators: read, checked and held as plain records.

Knows what an entry must say and where it stands; how entries meet figures is the reader's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus.files import LOADER, corpus_path

AGGREGATIONS = ("sum", "max", "average", "ratio-of-sums")
# How the periods within a longer one make it up: done anew in each; as it is at the end; the same people
# or bodies counted again, so at least the most of them; not at all.
PERIODS = ("sum", "last", "max", "none")
AXES = ("level", "actor", "status", "unit")
KINDS = ("count", "ratio", "percent", "money", "measure", "duration")
_COUNTED = ("count", "ratio")
_LISTS = ("actions", "words", "also", "without", "levels", "counterexamples", "labels", "axes")
_NEEDED = ("id", "name", "measure", "examples")


class CatalogueError(ValueError):
    """An entry that cannot be used. `where`: `file:line`. `what`: one Vietnamese sentence."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. See corpus/indicators/README.md for what each field does in matching.

    `measure`: the unit of measure people read. `units`: units as figures write them -> factor to it.
    `aggregation`: over units. `periods`: over the periods within a longer one.
    `of`: ids of numerator and denominator of a ratio-of-sums. `examples`: (value, sentence) that must get
    this indicator; `counterexamples`: sentences no figure of which may; `labels`: `row | column` of cells
    that must.
    """

    id: str
    name: str
    measure: str
    group: str
    aggregation: str = "sum"
    periods: str = "sum"
    axes: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = _COUNTED
    units: Mapping[str, Decimal] | None = None
    status: str | None = None
    change: bool = False
    weight: int = 0
    examples: tuple[tuple[Decimal, str], ...] = ()
    counterexamples: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    where: str = ""


@cache
def catalogue() -> tuple[Indicator, ...]:
    """All indicators of corpus/indicators, read once a process. Raises CatalogueError."""
    return read_catalogue(sorted(corpus_path("indicators").glob("*.yaml")))


def read_catalogue(files: Iterable[Path]) -> tuple[Indicator, ...]:
    """The indicators of these files in order. Raises CatalogueError for the first entry that is wrong."""
    found: dict[str, Indicator] = {}
    for file in files:
        for indicator in _read(file):
            if indicator.id in found:
                raise CatalogueError(
                    indicator.where,
                    f"mã “{indicator.id}” đã dùng ở {found[indicator.id].where}, hãy đặt mã khác",
                )
            found[indicator.id] = indicator
    for indicator in found.values():
        for part in indicator.of:
            if part not in found:
                raise CatalogueError(indicator.where, f"“of” nhắc tới mã “{part}” không có trong danh mục")
    return tuple(found.values())


def _read(file: Path) -> list[Indicator]:
    data, lines = _parse(file)
    if not isinstance(data, dict) or not {"group", "indicators"} <= set(data):
        raise CatalogueError(f"{file.name}:1", "tệp phải có “group” và “indicators”")
    found = []
    for entry, line in zip(data["indicators"] or (), lines, strict=True):
        where = f"{file.name}:{line}"
        try:
            found.append(_indicator(entry, str(data["group"]), where))
        except ValueError as error:
            raise CatalogueError(where, str(error)) from error
    return found


def _parse(file: Path) -> tuple[Any, list[int]]:
    """The file's content and the line of each of its indicators."""
    loader = LOADER(file.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise CatalogueError(
            f"{file.name}:{line}", "tệp không đúng cú pháp YAML, hãy sửa dòng này"
        ) from error
    finally:
        loader.dispose()
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    entries = [value for key, value in pairs if key.value == "indicators"]
    return data, [item.start_mark.line + 1 for value in entries for item in value.value or ()]


def _indicator(entry: Any, group: str, where: str) -> Indicator:
    """The record of one entry. Raises ValueError with one Vietnamese sentence."""
    if not isinstance(entry, dict):
        raise ValueError("mỗi chỉ tiêu phải là một mục có “id”")
    name = entry.get("id", "?")
    known = {field.name for field in fields(Indicator)} - {"where", "group"}
    if unknown := sorted(set(entry) - known):
        raise ValueError(f"chỉ tiêu “{name}” có mục lạ: {', '.join(map(str, unknown))}")
    if missing := [key for key in _NEEDED if not entry.get(key)]:
        raise ValueError(f"chỉ tiêu “{name}” thiếu {', '.join(missing)}")
    slots: dict[str, Any] = {key: _texts(name, key, entry[key]) for key in _LISTS if key in entry}
    slots["nouns"] = _texts(name, "nouns", entry.get("nouns", []))
    slots["kinds"] = _texts(name, "kinds", entry.get("kinds", list(_COUNTED)))
    slots["of"] = _texts(name, "of", entry.get("of", []))
    slots["units"] = _units(name, entry["units"]) if "units" in entry else None
    slots["examples"] = _examples(name, entry["examples"])
    for key in ("aggregation", "status", "change", "weight"):
        if key in entry:
            slots[key] = entry[key]
    # Shares and averages of parts say nothing of the whole.
    adds_up = slots.get("aggregation", "sum") in ("sum", "max")
    slots["periods"] = entry.get("periods", "sum" if adds_up else "none")
    indicator = Indicator(str(name), str(entry["name"]), str(entry["measure"]), group, where=where, **slots)
    _check(indicator)
    return indicator


def _check(indicator: Indicator) -> None:
    """Raises ValueError where the fields do not go together."""
    for allowed, given, what in (
        (AGGREGATIONS, (indicator.aggregation,), "aggregation"),
        (PERIODS, (indicator.periods,), "periods"),
        (AXES, indicator.axes, "axes"),
        (KINDS, indicator.kinds, "kinds"),
        (("target", "result"), (indicator.status,) if indicator.status else (), "status"),
    ):
        if wrong := [value for value in given if value not in allowed]:
            raise ValueError(
                f"chỉ tiêu “{indicator.id}”: {what} không nhận {wrong[0]!r}, chỉ nhận {', '.join(allowed)}"
            )
    if not (indicator.nouns or indicator.words or indicator.units):
        raise ValueError(f"chỉ tiêu “{indicator.id}” cần “nouns”, “words” hoặc “units” để nhận ra số liệu")
    if indicator.aggregation == "ratio-of-sums" and len(indicator.of) != 2:
        raise ValueError(f"chỉ tiêu “{indicator.id}”: ratio-of-sums cần “of” gồm mã tử số và mẫu số")
    if len(indicator.examples) < 2:
        raise ValueError(f"chỉ tiêu “{indicator.id}” cần ít nhất hai câu ví dụ")


def _texts(name: str, key: str, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(item, str) and item.strip() for item in given):
        raise ValueError(f"chỉ tiêu “{name}”: “{key}” phải là danh sách chữ, ví dụ [đảng viên, đồng chí]")
    return tuple(given)


def _units(name: str, given: Any) -> dict[str, Decimal]:
    if not isinstance(given, dict) or not given:
        raise ValueError(f"chỉ tiêu “{name}”: “units” phải ghi đơn vị và hệ số, ví dụ {{m2: 1, ha: 10000}}")
    return {str(unit): _decimal(name, factor) for unit, factor in given.items()}


def _examples(name: str, given: Any) -> tuple[tuple[Decimal, str], ...]:
    pairs = [pair for item in given for pair in item.items()] if isinstance(given, list) else []
    if not pairs or not all(isinstance(sentence, str) for _, sentence in pairs):
        raise ValueError(f"chỉ tiêu “{name}”: mỗi ví dụ phải viết theo dạng “giá trị: câu”")
    return tuple((_decimal(name, value), sentence) for value, sentence in pairs)


def _decimal(name: str, value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"chỉ tiêu “{name}”: {value!r} không phải là số") from None
