"""Reads the annotated reports as scans and prints how well figures, cells and digits come out, and the cost.

    python bench/ocr.py                         builds the scans first (LibreOffice, poppler-utils)
    python bench/ocr.py --scans FOLDER mixed01  scans that are there, named as the gold; this report

Digit tokens: numbers with their points, commas, dashes and strokes, in the report's source and in what was
read, compared as bags. CPU time counts Tesseract's processes; with `--errors` each wrong token is named.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

_TOKEN = re.compile(r"\d+(?:[.,/-]\d+)*")
_LAYERS = ("figures", "figures.row", "units", "models", "cells", "checks", "meta")


@dataclass(slots=True)
class _Tally:
    """Digit tokens of the sources, those found, those read wrong, those of them with a doubt, all doubts."""

    tokens: int = 0
    found: int = 0
    wrong: int = 0
    wrong_flagged: int = 0
    flagged: int = 0
    pages: int = 0
    cpu: float = 0.0
    rows: list[dict[str, Any]] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="reports to read; all where none is named")
    parser.add_argument("--scans", type=Path, help="folder with the scans as PDF")
    parser.add_argument("--gold", type=Path, default=ROOT / "corpus" / "gold" / "reports")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    golds = [p for p in sorted(given.gold.glob("*.json")) if not given.names or p.stem in given.names]
    with tempfile.TemporaryDirectory() as folder:
        scans = given.scans or _built(golds, Path(folder))
        tally = _Tally()
        for gold in golds:
            _read(gold, scans / f"{gold.stem}.pdf", Path(folder), tally, given.errors)
    _print(tally, golds, given.errors)


def _built(golds: list[Path], folder: Path) -> Path:
    sources = [str(gold.with_suffix(".md")) for gold in golds]
    build = ROOT / "corpus" / "gold" / "build.py"
    subprocess.run(
        [sys.executable, str(build), *sources, "--out", str(folder), "--formats", "scan"], check=True
    )
    return folder / "scan"


def _read(gold: Path, scan: Path, folder: Path, tally: _Tally, errors: bool) -> None:
    from extract.read import read
    from nlp.pipeline import analyse
    from outputs.contract import to_contract
    from outputs.evaluate import source_of

    word = source_of(gold, "docx", folder)
    wanted = Counter(_TOKEN.findall(read(word, word.name).text))
    begun = _cpu()
    document = read(scan, scan.name)
    tally.cpu += _cpu() - begun
    said = Counter(_TOKEN.findall(document.text))
    doubtful = Counter(t for d in document.unsure for t in _TOKEN.findall(document.text[d.start : d.end]))
    wrong = said - wanted
    tally.tokens += wanted.total()
    tally.found += (said & wanted).total()
    tally.wrong += wrong.total()
    tally.wrong_flagged += (wrong & doubtful).total()
    tally.flagged += doubtful.total()
    tally.pages += document.pages or 0
    tally.statuses[document.status] += 1
    tally.rows.append(to_contract(document, analyse(document), scan.name))
    if errors and wanted != said:
        print(
            f"{gold.stem}: missed {_named(wanted - said)}; read {_named(wrong)}; "
            f"unmarked {_named(wrong - doubtful)}"
        )


def _named(tokens: Counter[str]) -> str:
    return " ".join(tokens.elements()) or "-"


def _cpu() -> float:
    return sum(os.times()[:4])


def _print(tally: _Tally, golds: list[Path], errors: bool) -> None:
    from outputs.evaluate import evaluate

    evaluation = evaluate(tally.rows, golds)
    if errors:
        print("\n".join(evaluation.errors))
    for score in evaluation.scores:
        if score.layer in _LAYERS:
            print(f"{score.layer:14} F1 {score.f1:.3f}  P {score.precision:.3f}  R {score.recall:.3f}")
    print(f"digit tokens   recall {tally.found / tally.tokens:.4f} of {tally.tokens}")
    print(
        f"wrong tokens   {tally.wrong}, {tally.wrong_flagged} of them marked doubtful; "
        f"{tally.flagged / tally.tokens:.1%} of all tokens are marked"
    )
    print(f"cost           {tally.cpu / tally.pages:.2f} CPU seconds a page, {tally.pages} pages")
    print("status         " + ", ".join(f"{status} {count}" for status, count in tally.statuses.items()))


if __name__ == "__main__":
    main()
