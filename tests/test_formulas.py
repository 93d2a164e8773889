"""No text of a report, of a name or of a reviewer becomes a formula in anything that we write."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from corpus import forms
from outputs.claims import gather
from outputs.consolidation import consolidate
from outputs.doubts import find_doubts
from outputs.form_writers import FORM_WRITERS, Filled, Listing
from outputs.register_rows import register
from outputs.store import Store, opened, writing
from outputs.store_decisions import Change, decide
from outputs.store_queue import Wanted
from outputs.store_writing import Reading, save
from outputs.writers import WRITERS
from review.sheet_columns import LAYERS
from review.sheet_export import sheet_bytes
from review.sheet_import import planned
from review.sheet_problems import write_problems
from tests.outputs.made import report, tables
from tests.outputs.reported import figure
from tests.outputs.reported import report as reported
from tests.review.workbooks import column, edited, page_of

_CALLS = r"""
=1+1
=cmd|'/c calc'!A1
=cmd|' /C notepad'!'A1'
=HYPERLINK("http://x.example","bấm")
=IMPORTXML("http://x.example","//a")
=WEBSERVICE("http://x.example")
=DDE("cmd","/c calc","x")
=MSEXCEL|'\..\..\cmd.exe /c calc'!A1
+1+1
+cmd|'/c calc'!A1
-1+1
-cmd|'/c calc'!A1
-2+3+cmd|'/c calc'!A1
@SUM(1+1)
@SUM(1+9)*cmd|'/c calc'!A1
=A1
=$B$2*2
={1,2}
="a"&"b"
=rundll32|'URL.dll,OpenURL calc'!A
""".strip().split("\n")
# White space and marks before it, letters of the same look, marks at which some programs part cells.
_DISGUISES = [
    *(f"{before}=1+1" for before in "\t \r \n \u00a0 \u200b \ufeff ' \" '' xã;A; xãA\t xãA\n".split(" ")),
    *(f"{sign}1+1" for sign in "\uff1d\uff0b\uff0d\uff20\u2212\ufe66"),
    " =1+1",
    "xã A; =cmd|'/c calc'!A1",
    'xã A;"=1+1"',
    "xã A\r\n+cmd|'/c calc'!A1",
    "xã A;-2+3+cmd|'/c calc'!A1",
]
PAYLOADS = [*_CALLS, *_DISGUISES]
_START = re.compile('^[\\s"\u200b\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212]')
_NUMBER = re.compile(r"[+-]?\d[\d.,%]*")
# What we compute ourselves: sums, differences and shares of cells, and nothing of their text.
_CELLS = r"(?:'?[\w ]+'?!)?\$?[A-Z]{1,3}\$?\d+"
_OURS = re.compile(
    rf"(?:SUMPRODUCT\(--EXACT\({_CELLS}:{_CELLS},{_CELLS}\)\)|SUM\((?:{_CELLS}(?::{_CELLS})?,?)+\)|{_CELLS}(?:[-/]{_CELLS})?(?:\*100)?)"
)


def poisoned(text: str) -> dict[str, Any]:
    """A report with the text wherever words of a document, or names, can stand."""
    made = report(file=f"{text}.docx")
    made["meta"] |= dict.fromkeys(("issuer", "title", "number", "signer", "kind", "place", "parent"), text)
    made["warnings"] = [{"code": "lost", "message": text}]
    words = {
        "figures": "noun action level actor unit part_of".split(),
        "units": "name type".split(),
        "models": "kind unit field key".split(),
        "cells": "row column unit".split(),
        "checks": ["message"],
    }
    for layer, names in words.items():
        made[layer] = [{**row, **dict.fromkeys(names, text)} for row in made[layer]]
    start = made["figures"][0]["start"]
    made["text"] = made["text"][:start] + text + made["text"][start + len(text) :]
    for layer in ("figures", "units", "models", "cells"):
        made[layer] = [{**row, "text": text, "start": start, "end": start + len(text)} for row in made[layer]]
    return made


def live(data: bytes) -> Iterator[str]:
    """Formulas and links in a workbook that are not ours."""
    with ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name).decode("utf-8", "replace")
            if re.search("externalLink|ddeLink|oleObject|connections|macro", name):
                yield name
            if 'TargetMode="External"' in content:
                yield f"{name}: a link out of the workbook"
            if name.startswith("xl/worksheets/sheet"):
                formulas = re.findall(r"<f[^>]*>([^<]*)</f>", content)
                yield from (formula for formula in formulas if not _OURS.fullmatch(formula))


def live_cells(data: bytes) -> Iterator[str]:
    """Cells of a table that a spreadsheet would compute, wherever it parts them."""
    text = data.decode("utf-8-sig")
    for mark in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            for cell in row:
                number = _NUMBER.fullmatch(cell.strip().strip('"'))
                if len(cell) > 1 and _START.match(cell) and not number:
                    yield f"{mark!r} {cell!r}"


@pytest.mark.parametrize("text", PAYLOADS, ids=ascii)
def test_nothing_computes_in_the_tables(tmp_path: Path, text: str) -> None:
    frames = tables(poisoned(text))
    for name, write in WRITERS.items():
        for path in write(frames, tmp_path):
            if name == "xlsx":
                assert not list(live(path.read_bytes()))
            elif name == "csv":
                assert not list(live_cells(path.read_bytes())), path.name


@pytest.mark.parametrize("text", PAYLOADS, ids=ascii)
def test_nothing_computes_in_forms_and_registers(tmp_path: Path, text: str) -> None:
    slots = {"noun": text, "unit": text, "text": text, "reviewed": text}
    heads = {"title": text, "parent": text}
    model = {"id": "m", "start": 0, "end": 3, "text": text, "kind": text, "field": text, "unit": text}
    made = [
        reported(f"{text}{at}", f"{text}{at}", figure(f"f{at}", "ket-nap", str(at), **slots),
                 models=[{**model, "confidence": 0.9, "counts": [f"f{at}"]}], **heads)
        for at in (4, 6)
    ]  # fmt: skip
    columns = (forms.Column("Kết nạp", "value", "Phát triển", "ket-nap"),)
    gathered = gather(made)
    filled = consolidate(
        forms.Form("f", "Kết nạp", "party", "units", columns, "Biểu 1"), "2024", gathered, ()
    )
    listing = register(forms.Form("r", "Mô hình", "party", "models", columns), "2024", gathered, ())
    for done in (Filled(filled, find_doubts(filled, gathered)), Listing(listing)):
        for path in FORM_WRITERS["xlsx"](done, tmp_path):
            assert not list(live(path.read_bytes()))
        for path in FORM_WRITERS["csv"](done, tmp_path):
            assert not list(live_cells(path.read_bytes())), path.name


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a report for each payload."""
    with opened(str(tmp_path_factory.mktemp("store") / "kho.db"), create=True) as store:
        for number, text in enumerate(PAYLOADS):
            with writing(store) as connection:
                save(connection, Reading({**poisoned(text), "sha256": f"{number:016x}"}, "v1"))
        yield store


def test_text_comes_back_from_the_review_as_it_went(reviewed: Store) -> None:
    """What begins like a formula is text, and stays the text that it was."""
    written = sheet_bytes(reviewed, [Wanted(layer, status="all") for layer in LAYERS])
    plan = planned(reviewed, written)
    assert not list(live(written))
    assert (plan.edits, plan.flags) == ((), ()) and plan.same == plan.read == 9 * len(PAYLOADS)


def test_nothing_computes_in_what_an_import_did_not_take(reviewed: Store) -> None:
    row = report()["figures"][0]["id"]
    written = sheet_bytes(reviewed, [Wanted("figures", status="all")])

    def edit(book: Any) -> None:
        page = page_of(book, "figures")
        for line in range(3, page.max_row + 1):
            if str(page.cell(line, column(page, "id")).value).endswith(row):
                for key in ("slot.value", "slot.noun"):
                    page.cell(line, column(page, key)).value = "y"

    for number, text in enumerate(PAYLOADS):
        change = Change(f"{number:016x}", row, "figures", "noun", f"z {text}")
        decide(reviewed, [change, replace(change, field="comment", new=text)], text)
    plan = planned(reviewed, edited(written, edit))
    target = io.BytesIO()
    write_problems(plan.flags, target)
    assert len(plan.flags) == 2 * len(PAYLOADS) and not list(live(target.getvalue()))
