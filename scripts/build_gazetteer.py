#!/usr/bin/env python3
"""Rebuild corpus/gazetteer from the package vietnamadminunits (see requirements-dev.txt).

Reads the package's data files directly, because importing it takes seconds. Knows its tables and our CSV
columns (corpus/gazetteer/README.md), no lookup.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus.folding import bare, fold  # noqa: E402

TARGET = ROOT / "corpus" / "gazetteer"
TYPES = ("thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "huyện", "quận", "phường", "xã")
# What people still write for units that the data set knows under their last name only.
MORE_ALIASES = {
    "63-46": ("tinh thuathienhue",),
    "34-46": ("tinh thuathienhue",),
    "63-79": ("thanhpho tphcm", "thanhpho saigon"),
    "34-79": ("thanhpho tphcm", "thanhpho saigon"),
}
_ALIAS = re.compile(rf"({'|'.join(bare(name).replace(' ', '') for name in TYPES)})0*(.+)")

Row = tuple[str, str, str, str, str]
Rows = list[dict[str, Any]]


def main() -> None:
    """Write units.csv and successors.csv and say how many rows they hold."""
    data = _data_folder()
    with sqlite3.connect(data / "dataset.db") as base:
        base.row_factory = sqlite3.Row
        old = [dict(row) for row in base.execute("select * from admin_units_legacy")]
        new = [dict(row) for row in base.execute("select * from admin_units")]
    units = sorted({*_units("63", old), *_units("34", new)}, key=lambda row: (row[0][:2] != "63", row[0]))
    mapping = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    successors = sorted(_successors(mapping, old, new))
    _write("units.csv", ("code", "parent", "type", "name", "aliases"), units)
    _write("successors.csv", ("old", "new"), successors)
    print(f"{len(units)} units, {len(successors)} with their successors, in {TARGET}")


def _data_folder() -> Path:
    spec = importlib.util.find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise SystemExit("vietnamadminunits is not installed: pip install -r requirements-dev.txt")
    return Path(spec.origin).parent / "data"


def _units(generation: str, rows: Rows) -> Iterable[Row]:
    """One row a province, district and commune of one generation (63 or 34 provinces)."""
    for row in rows:
        province = f"{generation}-{row['provinceCode']}"
        yield _row(province, "", row["province"], row["provinceAlias"], abbreviated=True)
        parent = province
        if row.get("district"):
            parent = f"{generation}-{row['districtCode']}"
            yield _row(parent, province, row["district"], row["districtAlias"])
        if row["ward"]:
            yield _row(f"{generation}-{row['wardCode']}", parent, row["ward"], row["wardAlias"])


def _row(code: str, parent: str, full: str, aliases: str | None, abbreviated: bool = False) -> Row:
    kind = next(name for name in TYPES if fold(full).startswith(name + " "))
    name = _placed(full[len(kind) + 1 :])
    own = f"{_squeezed(kind)} {_squeezed(name)}"
    untyped = _squeezed(kind) if abbreviated else ""
    found = {_alias(alias, untyped) for alias in json.loads(aliases or "[]")} | {*MORE_ALIASES.get(code, ())}
    return code, parent, kind, name, ";".join(sorted(found - {None, own}))  # type: ignore[type-var]


def _squeezed(text: str) -> str:
    return bare(text).replace(" ", "")


def _placed(name: str) -> str:
    """The name with the older tone placement, so that its lower case is its comparison key."""
    folded = fold(name)
    return "".join(new.upper() if old.isupper() else new for old, new in zip(name, folded, strict=True))


def _alias(text: str, untyped: str) -> str | None:
    """ "xabinhngoc" as "xa binhngoc"; a form without its type word only where `untyped` gives one."""
    found = _ALIAS.fullmatch(text)
    if found:
        return f"{found[1]} {found[2]}"
    return f"{untyped} {text}" if untyped else None


def _successors(
    mapping: dict[str, Any], old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> set[tuple[str, str]]:
    """Old unit -> the new ones, the main successor first."""
    keys = {_old_key(row): _lowest(row) for row in old}
    communes = {(row["provinceKey"], row["wardKey"]): f"34-{row['wardCode']}" for row in new}
    found: dict[str, list[str]] = {}
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            for source in sources:
                found.setdefault(keys[source], []).append(communes[province, ward])
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, targets in divided.items():
            ordered = sorted(targets, key=lambda target: not target["isDefaultNewWard"])
            found.setdefault(keys[source], []).extend(communes[province, t["newWardKey"]] for t in ordered)
    before = {row["provinceKey"]: f"63-{row['provinceCode']}" for row in old}
    after = {row["provinceKey"]: f"34-{row['provinceCode']}" for row in new}
    for target, sources in mapping["DICT_PROVINCE"].items():
        for source in sources:
            found[before[source]] = [after[target]]
    return {(source, " ".join(targets)) for source, targets in found.items()}


def _old_key(row: dict[str, Any]) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def _lowest(row: dict[str, Any]) -> str:
    """The code of the commune, or of an island district that had none."""
    return f"63-{row['wardCode'] or row['districtCode']}"


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
