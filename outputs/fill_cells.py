"""Numbers into empty cells of an .xlsx, everything else in the file left as it is, to the byte where it can.

Knows the package of a workbook; neither forms nor figures.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from extract.problems import SetupProblem
from nlp.numerals import plain
from outputs.fill_sheet import letters

Place = tuple[int, int]
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def fill_cells(
    source: Path, target: Path, values: Mapping[str, Mapping[Place, Decimal]]
) -> list[tuple[str, Place]]:
    """Write a copy with these numbers (sheet name -> (row, column) from 0 -> number); cells that were not
    empty keep what they hold and are named. Raises SetupProblem where the file is no workbook."""
    kept: list[tuple[str, Place]] = []
    with zipfile.ZipFile(source) as package:
        parts = _sheet_parts(package)
        changed: dict[str, bytes] = {}
        for part in set(parts.values()):
            tree = _parsed(package, part)
            names = [name for name, at in parts.items() if at == part]
            for name in names:
                kept += [(name, place) for place in _fill(tree, values.get(name, {}))]
            _forget_results(tree)
            changed[part] = _written(tree)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in package.infolist():
                data = changed.get(entry.filename)
                copy.writestr(entry, package.read(entry) if data is None else data)
    return kept


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> its part of the package."""
    try:
        book = _parsed(package, "xl/workbook.xml")
        relations = _parsed(package, "xl/_rels/workbook.xml.rels")
    except KeyError as error:
        raise SetupProblem(
            "bad_fill_form", "Biểu không phải tệp .xlsx thông thường; hãy mở bằng Excel rồi lưu lại."
        ) from error
    targets = {
        relation.get("Id"): relation.get("Target")
        for relation in relations.iter(f"{{{_RELATIONS}}}Relationship")
    }
    found = {}
    for sheet in book.iter("{*}sheet"):
        id = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        at = targets.get(id)
        if at:
            found[str(sheet.get("name"))] = at.lstrip("/") if at.startswith("/") else f"xl/{at}"
    return found


def _parsed(package: zipfile.ZipFile, part: str) -> Any:
    return etree.fromstring(package.read(part), _PARSER)


def _written(tree: Any) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _fill(tree: Any, values: Mapping[Place, Decimal]) -> list[Place]:
    """Put the numbers into a sheet; the places that held something."""
    data = tree.find("{*}sheetData")
    if data is None or not values:
        return []
    space = etree.QName(data).namespace
    rows = {int(row.get("r")): row for row in data if row.get("r")}
    kept = []
    for (row, column), value in sorted(values.items()):
        line = rows.get(row + 1)
        if line is None:
            line = rows[row + 1] = _row(data, space, row + 1)
        cell = _cell(line, space, row + 1, column)
        if _holds(cell):
            kept.append((row, column))
            continue
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        etree.SubElement(cell, f"{{{space}}}v").text = plain(value)
    return kept


def _row(data: Any, space: str, number: int) -> Any:
    made = etree.Element(f"{{{space}}}row", r=str(number))
    behind = [row for row in data if int(row.get("r", 0)) < number]
    data.insert(len(behind), made)
    return made


def _cell(line: Any, space: str, row: int, column: int) -> Any:
    name = f"{letters(column)}{row}"
    before = 0
    for cell in line:
        at = _REFERENCE.fullmatch(cell.get("r") or "")
        if at and at[0] == name:
            return cell
        before += bool(at and (len(at[1]), at[1]) < (len(letters(column)), letters(column)))
    made = etree.Element(f"{{{space}}}c", r=name)
    line.insert(before, made)
    return made


def _holds(cell: Any) -> bool:
    """Whether a cell has a formula, or shows something."""
    if cell.find("{*}f") is not None:
        return True
    return any((text or "").strip() for text in cell.itertext())


def _forget_results(tree: Any) -> None:
    """Take away what formulas came to before, so that every program works them out anew."""
    for formula in tree.iter("{*}f"):
        cell = formula.getparent()
        for result in cell.findall("{*}v"):
            cell.remove(result)
        if cell.get("t") in ("s", "str", "e", "b"):
            del cell.attrib["t"]
