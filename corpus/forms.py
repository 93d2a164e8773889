"""The forms of consolidated sheets in corpus/forms: read, checked and held as plain records.

Knows what a form must say and where it stands; how its cells are filled is not its business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from corpus.catalogue import Indicator, catalogue
from corpus.files import LOADER, corpus_path

ColumnKind = Literal["value", "ratio", "change", "cumulative"]
Relation = Literal["some", "all"]
STYLES = ("party", "state")
ROWS = ("units", "models", "examples")
LEVELS = ("province", "district", "commune")
# Units that a column may be shown in -> (measure of the indicator, divisor).
UNITS = {
    "nghìn đồng": ("đồng", 10**3), "triệu đồng": ("đồng", 10**6), "tỷ đồng": ("đồng", 10**9),
    "ha": ("m2", 10**4), "triệu đồng/người/năm": ("đồng/người/năm", 10**6),
}  # fmt: skip
_PARTS: dict[str, Relation] = {"trong đó": "some", "chia theo": "all"}
_SLOTS = {"indicator", "ratio", "change", "cumulative", "name", "unit", "status", *_PARTS}
_FORM = {"id", "name", "number", "style", "rows", "totals", "charts", "groups"}


class FormError(ValueError):
    """A form that cannot be used. `where`: `file:line`. `what`: one Vietnamese sentence."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form.

    `kind`: value, ratio (`of`: numerator and denominator), change or cumulative (`of`: one indicator).
    `indicator`: of a value. `status`: target, or None for the result. `unit`: as shown; `divisor`: from the
    indicator's measure to it. `inside`: place of the column it is part of, and `relation`: some or all.
    """

    name: str
    kind: ColumnKind
    group: str
    indicator: str | None = None
    of: tuple[str, ...] = ()
    status: str | None = None
    unit: str = ""
    divisor: Decimal = Decimal(1)
    inside: int | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A consolidated sheet: `columns` in their order, `inside` of a column is its place in that order.

    `charts`: ids of the indicators that are drawn; empty where those are chosen that say most.
    """

    id: str
    name: str
    style: str
    rows: str
    columns: tuple[Column, ...]
    number: str = ""
    totals: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()


@cache
def forms() -> dict[str, Form]:
    """All forms of corpus/forms by id, read once a process. Raises FormError."""
    found: dict[str, Form] = {}
    for file in sorted(corpus_path("forms").glob("*.yaml")):
        form = read_form(file)
        if form.id in found:
            raise FormError(f"{file.name}:1", f"mã biểu “{form.id}” đã dùng ở tệp khác, hãy đặt mã khác")
        found[form.id] = form
    return found


def read_form(file: Path) -> Form:
    """The form in one file. Raises FormError with the line of what is wrong."""
    node = _node(file)
    given = _pairs(node, file, "biểu phải gồm các mục id, name, rows, groups")
    unknown = sorted(set(given) - _FORM)
    if unknown:
        raise _error(file, given[unknown[0]], f"biểu có mục lạ: {', '.join(unknown)}")
    for name in ("id", "name", "rows"):
        if name not in given or not _plain(given[name]):
            raise _error(file, node, f"biểu thiếu “{name}”")
    texts: dict[str, str] = {
        name: str(_plain(given[name])) for name in ("id", "name", "rows", "style", "number") if name in given
    }
    texts.setdefault("style", "state")
    _allowed(file, given, texts, "rows", ROWS)
    _allowed(file, given, texts, "style", STYLES)
    totals = tuple(map(str, _plain(given["totals"]) or ())) if "totals" in given else ()
    if wrong := [level for level in totals if level not in LEVELS]:
        raise _error(file, given["totals"], f"totals không nhận {wrong[0]!r}, chỉ nhận {', '.join(LEVELS)}")
    columns = tuple(_groups(file, given["groups"])) if "groups" in given else ()
    if not columns:
        raise _error(file, given.get("groups", node), "biểu phải có ít nhất một cột")
    charts = tuple(_charts(file, given["charts"], columns)) if "charts" in given else ()
    return Form(columns=columns, totals=totals, charts=charts, **texts)


def _charts(file: Path, node: yaml.Node, columns: Iterable[Column]) -> Iterator[str]:
    known = {column.indicator for column in columns if column.kind == "value"}
    for item in _items(node, file, "charts phải là danh sách mã chỉ tiêu"):
        id = str(_plain(item))
        if id not in known:
            raise _error(file, item, f"charts nhắc tới “{id}”, không phải cột của biểu")
        yield id


def _groups(file: Path, node: yaml.Node) -> list[Column]:
    columns: list[Column] = []
    for group in _items(node, file, "groups phải là danh sách các nhóm cột"):
        given = _pairs(group, file, "mỗi nhóm phải có “name” và “columns”")
        if set(given) != {"name", "columns"}:
            raise _error(file, group, "mỗi nhóm phải có “name” và “columns”")
        for item in _items(given["columns"], file, "columns phải là danh sách các cột"):
            _add(file, item, columns, _Within(str(_plain(given["name"]))))
    return columns


class _Within(NamedTuple):
    """What a column stands in: its group, and of a part the place and kind of its whole."""

    group: str
    inside: int | None = None
    relation: Relation | None = None


def _add(file: Path, node: yaml.Node, columns: list[Column], within: _Within) -> None:
    """Put a column and the parts below it behind the others."""
    if isinstance(node, yaml.ScalarNode):
        columns.append(_value(file, node, {"indicator": node}, within))
        return
    given = _pairs(
        node, file, "mỗi cột là mã chỉ tiêu, hoặc một mục có “indicator”, “ratio”, “change”, “cumulative”"
    )
    if unknown := sorted(set(given) - _SLOTS):
        raise _error(file, given[unknown[0]], f"cột có mục lạ: {', '.join(unknown)}")
    kinds = [kind for kind in ("indicator", "ratio", "change", "cumulative") if kind in given]
    if len(kinds) != 1:
        raise _error(file, node, "cột phải có đúng một trong “indicator”, “ratio”, “change”, “cumulative”")
    make = _value if kinds == ["indicator"] else _derived
    place = len(columns)
    columns.append(make(file, node, given, within))
    for word, part in _PARTS.items():
        for item in _items(given[word], file, f"“{word}” phải là danh sách cột") if word in given else ():
            _add(file, item, columns, _Within(within.group, place, part))


def _value(file: Path, node: yaml.Node, given: Mapping[str, yaml.Node], within: _Within) -> Column:
    indicator = _indicator(file, given["indicator"])
    name = str(_plain(given["name"])) if "name" in given else indicator.name
    status = str(_plain(given["status"])) if "status" in given else indicator.status
    if status not in (None, "target", "result"):
        raise _error(file, given["status"], "status chỉ nhận target hoặc result")
    unit, divisor = indicator.measure, Decimal(1)
    if "unit" in given:
        unit = str(_plain(given["unit"]))
        measure, factor = UNITS.get(unit, (unit, 1))
        if measure != indicator.measure:
            raise _error(
                file,
                given["unit"],
                f"chỉ tiêu “{indicator.id}” đo bằng {indicator.measure}, không đổi ra {unit}",
            )
        divisor = Decimal(factor)
    target = "target" if status == "target" else None
    return Column(
        name, "value", within.group, indicator.id, (), target, unit, divisor, within.inside, within.relation
    )


def _derived(file: Path, node: yaml.Node, given: Mapping[str, yaml.Node], within: _Within) -> Column:
    kind: ColumnKind = next(kind for kind in ("ratio", "change", "cumulative") if kind in given)
    named = given[kind]
    of = [
        _indicator(file, item) for item in (named.value if isinstance(named, yaml.SequenceNode) else [named])
    ]
    if len(of) != (2 if kind == "ratio" else 1):
        raise _error(
            file,
            named,
            "ratio cần hai mã chỉ tiêu: tử số, mẫu số" if kind == "ratio" else f"{kind} cần một mã chỉ tiêu",
        )
    if "name" not in given:
        raise _error(file, node, f"cột {kind} phải có “name”")
    unit = of[0].measure if kind == "cumulative" else "%"
    return Column(
        str(_plain(given["name"])), kind, within.group, None, tuple(entry.id for entry in of), None, unit,
        inside=within.inside, relation=within.relation,
    )  # fmt: skip


def _indicator(file: Path, node: yaml.Node) -> Indicator:
    id = str(_plain(node))
    found = _indicators().get(id)
    if found is None:
        raise _error(file, node, f"không có chỉ tiêu “{id}” trong danh mục chỉ tiêu")
    return found


@cache
def _indicators() -> dict[str, Indicator]:
    return {indicator.id: indicator for indicator in catalogue()}


def _node(file: Path) -> yaml.Node:
    loader = LOADER(file.read_text(encoding="utf-8"))
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


def _pairs(node: yaml.Node, file: Path, what: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _error(file, node, what)
    return {str(key.value): value for key, value in node.value}


def _items(node: yaml.Node, file: Path, what: str) -> Iterator[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise _error(file, node, what)
    yield from node.value


def _plain(node: yaml.Node) -> Any:
    """The text of a scalar, the texts of a list."""
    return node.value if isinstance(node, yaml.ScalarNode) else [item.value for item in node.value]


def _allowed(
    file: Path, given: Mapping[str, yaml.Node], texts: Mapping[str, str], name: str, allowed: Iterable[str]
) -> None:
    if texts[name] not in allowed:
        raise _error(file, given[name], f"{name} không nhận {texts[name]!r}, chỉ nhận {', '.join(allowed)}")


def _error(file: Path, node: yaml.Node, what: str) -> FormError:
    return FormError(f"{file.name}:{node.start_mark.line + 1}", what)
