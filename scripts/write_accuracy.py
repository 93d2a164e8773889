#!/usr/bin/env python3
"""Scores the reading of corpus/gold and writes docs/accuracy.md and the table in README.md.

    scripts/write_accuracy.py [--folds N]

Takes about eight minutes. Needs scipy, as the training does, and LibreOffice, which makes .pdf and .doc.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from readme_blocks import replace_block
from train_confidence import chances, held_out, reliability, self_approved
from train_slots import ROOT, SLOTS, Example, Report, gather, learnt, reports

from batch.worker import work
from corpus.files import corpus_path
from nlp import choice
from nlp.confidence import SELF_APPROVED
from nlp.pipeline import analyse
from nlp.sentence_forms import forget
from outputs.contract import to_contract
from outputs.errors import MOST_KINDS, kinds_of_error
from outputs.evaluate import Evaluation, evaluate

PAGE = ROOT / "docs" / "accuracy.md"
# Sets that teach the weights -> their folders of corpus/gold.
SETS = {"first": "reports", "second": "reports2", "third": "reports3"}
# Never taught from, never looked at while rules are made.
UNSEEN = "unseen"
FORMATS = ("docx", "pdf", "doc")
# What people ask for first, in the words of README: (layer of the scoring, what it is).
LAYERS = {
    "figures": "figures: the number and what it counts",
    "figures.row": "figures: the whole row right, nothing to touch",
    "units": "unit names",
    "models": "model titles",
    "cells": "numeric table cells",
    "checks": "sums, lists and percentages",
    "meta": "head of the document",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the tables: what was read and how, and how that scored."""

    title: str
    found: Evaluation


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=6)
    folds = parser.parse_args().folds
    golds = {name: gold_files(folder) for name, folder in SETS.items()}
    every = [path for paths in golds.values() for path in paths]
    unseen = gold_files(UNSEEN)
    read = reports(every)
    examples = [example for report in read for example in gather(report)]
    others = list(read_held_out(read, examples, folds))
    columns = [
        *(Column(f"all, {name}", found) for name, found in in_formats(every).items()),
        *(Column(f"{name} set, held out", evaluate(others, paths)) for name, paths in golds.items()),
        Column(UNSEEN, evaluate(read_with(choice.weights(), reports(unseen)), unseen)),
    ]
    # In the order of train_confidence.py, so that both say the same.
    rows = held_out(sorted(read, key=lambda report: report.name), folds)
    pairs = chances(rows, folds)
    error, bins = reliability(pairs)
    bins.append("\n{}: from {:.3f} on, {:.1%} of rows".format(SELF_APPROVED, *self_approved(pairs)))
    measured = [*sizes({**golds, UNSEEN: unseen}), "", weights_line()]
    PAGE.write_text(page(columns, measured, folds, bins, error, len(rows)), encoding="utf-8")
    replace_block("accuracy", "\n".join(table(columns, LAYERS)))
    print(PAGE.relative_to(ROOT))


def gold_files(folder: str) -> list[Path]:
    """The annotated reports of a folder of corpus/gold that have their source beside them."""
    found = sorted(corpus_path("gold", folder).glob("*.json"))
    return [path for path in found if path.with_suffix(".md").is_file()]


def sizes(sets: Mapping[str, Sequence[Path]]) -> Iterator[str]:
    """How much each set holds, as Markdown lines."""
    layers = ("figures", "units", "models", "cells", "checks")
    yield f"| set | reports | syllables | {' | '.join(layers)} |"
    yield f"|---|{'---:|' * (len(layers) + 2)}"
    for name, paths in sets.items():
        golds = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
        words = sum(len(path.with_suffix(".md").read_text(encoding="utf-8").split()) for path in paths)
        found = [sum(len(gold.get(layer, ())) for gold in golds) for layer in layers]
        yield f"| {name} | {len(golds)} | {words} | {' | '.join(map(str, found))} |"


def weights_line() -> str:
    """How many weights the program carries."""
    tables = choice.weights()
    count = {slot: sum(map(len, tables[slot].values())) for slot in SLOTS}
    named = ", ".join(f"{slot} {number}" for slot, number in count.items())
    return f"Weights in corpus/models/slots.json: {sum(count.values())} ({named})."


def in_formats(golds: Sequence[Path]) -> dict[str, Evaluation]:
    """The score of these reports as each format, with the weights that the program carries."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [str(path.with_suffix(".md")) for path in golds]
        build = [sys.executable, str(corpus_path("gold", "build.py")), "--out", name, "--formats", "docx"]
        subprocess.run([*build, *sources], check=True, stdout=subprocess.DEVNULL)
        words = sorted(str(path) for path in (folder / "docx").iterdir())
        for format, filter_name in (("pdf", "pdf"), ("doc", "doc:MS Word 97")):
            # One LibreOffice for all files: its start costs more than a hundred reports.
            office = ["soffice", f"-env:UserInstallation=file://{name}/profile", "--headless"]
            convert = ["--convert-to", filter_name, "--outdir", str(folder / format)]
            subprocess.run([*office, *convert, *words], check=True, capture_output=True, timeout=900)
        return {
            format: evaluate((work(path, path.name) for path in sorted((folder / format).iterdir())), golds)
            for format in FORMATS
        }


def read_held_out(
    found: Sequence[Report], examples: Sequence[Example], folds: int
) -> Iterator[dict[str, Any]]:
    """Contract objects of all reports, each read with weights that were trained without it."""
    names = sorted(report.name for report in found)
    # The folds of train_slots.py.
    random.Random(1).shuffle(names)
    for fold in range(folds):
        held = set(names[fold::folds])
        tables = tables_of(found, examples, set(names) - held)
        yield from read_with(tables, [report for report in found if report.name in held])


def tables_of(
    found: Sequence[Report], examples: Sequence[Example], known: Set[str]
) -> dict[str, choice.Table]:
    """The weights of every slot, trained as those of the program are, on the reports of these names."""
    kept = [example for example in examples if example.report in known]
    return learnt([report for report in found if report.name in known], kept)


def read_with(tables: dict[str, choice.Table], found: Iterable[Report]) -> list[dict[str, Any]]:
    """Contract objects of these reports, read with these weights in the place of the saved ones."""
    kept = choice.weights
    choice.weights = lambda: tables  # type: ignore[assignment]
    # What other weights chose for a form of sentence does not hold for these.
    forget()
    try:
        return [to_contract(r.document, analyse(r.document), f"{r.name}.docx") for r in found]
    finally:
        choice.weights = kept
        forget()


def table(columns: Sequence[Column], names: Mapping[str, str]) -> Iterator[str]:
    """F1 of each named layer in each column, as Markdown lines."""
    yield f"| F1 | {' | '.join(column.title for column in columns)} |"
    yield f"|---|{'---:|' * len(columns)}"
    scores = [{score.layer: score for score in column.found.scores} for column in columns]
    for name, words in names.items():
        cells = (f"{found[name].f1:.3f}" if name in found else "" for found in scores)
        yield f"| {words} | {' | '.join(cells)} |"


def full_table(column: Column) -> Iterator[str]:
    """Precision, recall, F1 and counts of every layer and slot of one column."""
    yield "| layer | P | R | F1 | gold | found |"
    yield "|---|---:|---:|---:|---:|---:|"
    for s in column.found.scores:
        yield f"| {s.layer} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {s.gold} | {s.found} |"


def page(
    columns: Sequence[Column],
    measured: Sequence[str],
    folds: int,
    bins: Sequence[str],
    error: float,
    rows: int,
) -> str:
    """The whole page."""
    honest = [column for column in columns if not column.title.startswith("all")]
    slots = {s.layer: s.layer for s in columns[0].found.scores if s.layer not in LAYERS}
    counted = [kinds_of_error(column.found.errors) for column in honest]
    most = sum(counted, Counter()).most_common(MOST_KINDS)
    errors = [f"| {kind} | {' | '.join(str(of[kind]) for of in counted)} |" for kind, _ in most]
    lines = [
        _HEAD.format(folds=folds),
        "## What was read\n",
        *measured,
        "",
        "## Layers\n",
        *table(columns, LAYERS),
        "\n## Slots of figures, types of units and models\n",
        *table(columns, slots),
        *(line for c in honest for line in (f"\n## Precision and recall: {c.title}\n", *full_table(c))),
        f"\n## Is the confidence of figures true?\n\n{_CONFIDENCE.format(rows=rows, error=error)}\n",
        "```",
        *bins,
        "```",
        f"\n## The {MOST_KINDS} commonest kinds of error\n\n{_ERRORS}\n",
        f"| kind | {' | '.join(column.title for column in honest)} |",
        f"|---|{'---:|' * len(honest)}",
        *errors,
    ]
    return "\n".join(lines) + "\n"


_HEAD = """# Accuracy

Written by `scripts/write_accuracy.py`; the figures are those of the day it last ran. Every report of
corpus/gold is built from its source as a file of the format named (`.pdf` and `.doc` by LibreOffice),
read by the whole program, and compared with its annotation by `corpus/gold/score.py`. What the reports
are, and what they cannot tell: [training.md](training.md).

- **all**: the sets that teach, read with the weights that the program carries, which were trained on all of
  them. An upper bound.
- **held out**: each report read (as `.docx`) with slot weights trained on the others, in {folds} folds over
  documents.
- **unseen**: reports in the manner of the first set that teach nothing and that nobody looks at while rules
  are made, read with the weights that the program carries.

Rules, unlike weights, cannot be held out: they were written with the first set in view, and the errors of the
second were looked at later. So "unseen" says best what new reports of this kind give. What sets of
another hand gave is told in [training.md](training.md), under Limits.

A figure counts as found when kind and value agree, and its noun or its text does. `figures.row` asks as
well that every slot which a reviewer would have to correct is right: unit, range, total, approx,
change, noun, action, level, period, status.
"""
_CONFIDENCE = """Each of {rows} figures of the sets that teach got its confidence from weights that had seen
neither its report nor its slots. A row is right when a reviewer could leave it as it is.
The mean distance between what was said and what was right is {error:.3f}.

"Tự duyệt" is the confidence from which on at most one row in a hundred was wrong. Review accepts such rows in
one step where somebody asks for it."""
_ERRORS = """Differences between what was read and the annotation, counted on reports that the weights
had not seen."""


if __name__ == "__main__":
    main()
