"""The forms of consolidated sheets in corpus/forms: read, checked and held as plain records.

Knows what a form must say and where it stands; how its cells are filled is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

from corpus.catalogue import Indicator, catalogue
from corpus.files import corpus_path
from corpus.form_nodes import FormError, error, items, pairs, text, top_node

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
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FORM = {"id", "name", "number", "style", "rows", "totals", "charts", "units", "groups"}


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
    `units`: who must report, in order, as in the office's list of units; empty where the form does not say.
    """

    id: str
    name: str
    style: str
    rows: str
    columns: tuple[Column, ...]
    number: str = ""
    totals: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


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
    node = top_node(file)
    given = pairs(node, file, "biểu phải gồm các mục id, name, rows, groups")
    unknown = sorted(set(given) - _FORM)
    if unknown:
        raise error(file, given[unknown[0]], f"biểu có mục lạ: {', '.join(unknown)}")
    for name in ("id", "name", "rows"):
        if name not in given:
            raise error(file, node, f"biểu thiếu “{name}”")
    texts: dict[str, str] = {
        name: text(given[name], file, name)
        for name in ("id", "name", "rows", "style", "number")
        if name in given
    }
    texts.setdefault("style", "state")
    if not _ID.fullmatch(texts["id"]):
        # It stands in commands and names of files.
        raise error(file, given["id"], "id chỉ gồm chữ thường không dấu, chữ số và dấu gạch ngang")
    _allowed(file, given, texts, "rows", ROWS)
    _allowed(file, given, texts, "style", STYLES)
    totals = tuple(_totals(file, given["totals"])) if "totals" in given else ()
    columns = tuple(_groups(file, given["groups"])) if "groups" in given else ()
    if not columns:
        raise error(file, given.get("groups", node), "biểu phải có ít nhất một cột")
    if texts["rows"] != "units" and (other := next((c for c in columns if c.kind != "value"), None)):
        raise error(
            file, given["groups"], f"danh mục không tính được cột “{other.name}”, chỉ nhận mã chỉ tiêu"
        )
    charts = tuple(_charts(file, given["charts"], columns)) if "charts" in given else ()
    units = tuple(_units(file, given["units"])) if "units" in given else ()
    return Form(columns=columns, totals=totals, charts=charts, units=units, **texts)


def _units(file: Path, node: yaml.Node) -> Iterator[str]:
    for item in items(node, file, "units phải là danh sách tên đơn vị phải báo cáo"):
        yield text(item, file, "units")


def _totals(file: Path, node: yaml.Node) -> Iterator[str]:
    for item in items(node, file, "totals phải là danh sách cấp"):
        level = text(item, file, "totals")
        if level not in LEVELS:
            raise error(file, item, f"totals không nhận {level!r}, chỉ nhận {', '.join(LEVELS)}")
        yield level


def _charts(file: Path, node: yaml.Node, columns: Iterable[Column]) -> Iterator[str]:
    known = {column.indicator for column in columns if column.kind == "value"}
    for item in items(node, file, "charts phải là danh sách mã chỉ tiêu"):
        id = text(item, file, "charts")
        if id not in known:
            raise error(file, item, f"charts nhắc tới “{id}”, không phải cột của biểu")
        yield id


def _groups(file: Path, node: yaml.Node) -> list[Column]:
    columns: list[Column] = []
    for group in items(node, file, "groups phải là danh sách các nhóm cột"):
        given = pairs(group, file, "mỗi nhóm phải có “name” và “columns”")
        if set(given) != {"name", "columns"}:
            raise error(file, group, "mỗi nhóm phải có “name” và “columns”")
        for item in items(given["columns"], file, "columns phải là danh sách các cột"):
            _add(file, item, columns, _Within(text(given["name"], file, "name")))
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
    given = pairs(
        node, file, "mỗi cột là mã chỉ tiêu, hoặc một mục có “indicator”, “ratio”, “change”, “cumulative”"
    )
    if unknown := sorted(set(given) - _SLOTS):
        raise error(file, given[unknown[0]], f"cột có mục lạ: {', '.join(unknown)}")
    kinds = [kind for kind in ("indicator", "ratio", "change", "cumulative") if kind in given]
    if len(kinds) != 1:
        raise error(file, node, "cột phải có đúng một trong “indicator”, “ratio”, “change”, “cumulative”")
    make = _value if kinds == ["indicator"] else _derived
    place = len(columns)
    columns.append(make(file, node, given, within))
    for word, part in _PARTS.items():
        for item in items(given[word], file, f"“{word}” phải là danh sách cột") if word in given else ():
            _add(file, item, columns, _Within(within.group, place, part))


def _value(file: Path, node: yaml.Node, given: Mapping[str, yaml.Node], within: _Within) -> Column:
    indicator = _indicator(file, given["indicator"])
    name = text(given["name"], file, "name") if "name" in given else indicator.name
    status = text(given["status"], file, "status") if "status" in given else indicator.status
    if status not in (None, "target", "result"):
        raise error(file, given["status"], "status chỉ nhận target hoặc result")
    unit, divisor = indicator.measure, Decimal(1)
    if "unit" in given:
        unit = text(given["unit"], file, "unit")
        measure, factor = UNITS.get(unit, (unit, 1))
        if measure != indicator.measure:
            raise error(
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
        raise error(
            file,
            named,
            "ratio cần hai mã chỉ tiêu: tử số, mẫu số" if kind == "ratio" else f"{kind} cần một mã chỉ tiêu",
        )
    if "name" not in given:
        raise error(file, node, f"cột {kind} phải có “name”")
    unit = of[0].measure if kind == "cumulative" else "%"
    return Column(
        text(given["name"], file, "name"), kind, within.group, None, tuple(e.id for e in of), None, unit,
        inside=within.inside, relation=within.relation,
    )  # fmt: skip


def _indicator(file: Path, node: yaml.Node) -> Indicator:
    id = text(node, file, "indicator")
    found = _indicators().get(id)
    if found is None:
        raise error(file, node, f"không có chỉ tiêu “{id}” trong danh mục chỉ tiêu")
    return found


@cache
def _indicators() -> dict[str, Indicator]:
    return {indicator.id: indicator for indicator in catalogue()}


def _allowed(
    file: Path, given: Mapping[str, yaml.Node], texts: Mapping[str, str], name: str, allowed: Iterable[str]
) -> None:
    if texts[name] not in allowed:
        raise error(file, given[name], f"{name} không nhận {texts[name]!r}, chỉ nhận {', '.join(allowed)}")
