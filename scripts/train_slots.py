#!/usr/bin/env python3
"""Train the weights that choose a figure's slots, from annotated reports.

    scripts/train_slots.py [--folds N] [--write] GOLD.json [...]

Each gold file has its source (.md) beside it. Prints the share of slots chosen right by cross-validation over
documents; `--write` trains on all of them instead and saves corpus/models/slots.json. Needs scipy, which the
program itself does not.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus.files import corpus_path  # noqa: E402
from corpus.gold import score as scoring  # noqa: E402
from extract.document import Document  # noqa: E402
from nlp.choice import Choice, Chooser, Question, Table, scores, softmax  # noqa: E402

# A feature seen in fewer candidates says too little.
RARE = 3
STRENGTH = 4.0
# Which number is whose part hangs on few, coarse traits.
STRENGTHS = {"part_of": 8.0}
ROUNDS = 80
# A weight under this changes no choice that anybody would notice.
SLIGHT = 0.02
DECIMALS = 3
# What hangs on the choices before it most is also learnt from choices that went wrong.
REHEARSED = ("noun", "action", "actor", "period", "part_of")
SLOTS = ("noun", "action", "actor", "period", "part_of")


@dataclass(frozen=True, slots=True)
class Example:
    """One choice: the question, which of its candidates the gold accepts, and whose report it is."""

    report: str
    question: Question
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A read report with its gold figures by the offset of their numeral."""

    name: str
    document: Document
    gold: dict[int, dict[str, Any]]


def reports(gold_paths: Sequence[Path]) -> list[Report]:
    """The gold files with their sources built as Word files and read."""
    from extract.read import read

    with tempfile.TemporaryDirectory() as folder:
        sources = [path.with_suffix(".md") for path in gold_paths]
        build = [sys.executable, str(corpus_path("gold", "build.py")), "--out", folder, "--formats", "docx"]
        subprocess.run([*build, *map(str, sources)], check=True, stdout=subprocess.DEVNULL)
        found = []
        for path in gold_paths:
            built = Path(folder, "docx", f"{path.stem}.docx")
            gold = json.loads(path.read_text(encoding="utf-8"))
            document = read(built, built.name)
            found.append(Report(path.stem, document, _by_offset(document.text, gold["figures"])))
        return found


def _by_offset(text: str, figures: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for figure in figures:
        start = _find(text, figure["text"], figure.get("nth", 1))
        if start >= 0:
            found.update(dict.fromkeys(range(start, start + len(figure["text"])), figure))
    return found


def _find(text: str, mention: str, nth: int) -> int:
    behind = r"(?!\w|[.,]\d)" if mention[-1].isdigit() else r"(?!\w)"
    hits = re.finditer(r"(?<!\d[.,])(?<!\w)" + re.escape(mention) + behind, text)
    return next((hit.start() for number, hit in enumerate(hits, 1) if number == nth), -1)


def gather(report: Report, tables: Mapping[str, Table] | None = None) -> list[Example]:
    """The choices of one report, each number before a choice holding what the gold says of it.

    With `tables` it holds what these weights choose instead, slips included, as when reports are read;
    totals stay those of the gold, for one slip there would make many.
    """
    found: list[Example] = []

    def teacher(question: Question) -> Choice:
        figure = report.gold.get(question.at)
        if figure is not None:
            found.append(Example(report.name, question, _accepted(question, figure)))
        if tables is not None and question.slot != "part_of":
            return softmax(question.candidates, scores(question, tables.get(question.slot, {})))
        # Without an answer "none" goes on: training starts from the gold alone, whatever weights there are.
        nothing = softmax(question.candidates, [0.0] * len(question.candidates))
        if figure is None:
            return nothing
        right = found[-1].right
        if not any(right):
            return nothing
        return softmax(question.candidates, [float(good) for good in right])

    analyse(report.document, teacher)
    return found


def rehearsed(found: Sequence[Report], examples: Sequence[Example]) -> list[Example]:
    """The choices of every report, read by weights that the other half of the reports taught."""
    more: list[Example] = []
    for half in (0, 1):
        taught = {report.name for report in found[half::2]}
        mine = [e for e in examples if e.report in taught]
        tables = {slot: train([e for e in mine if e.question.slot == slot]) for slot in SLOTS}
        more += [e for report in found if report.name not in taught for e in gather(report, tables)]
    return [e for e in more if e.question.slot in REHEARSED]


def analyse(document: Document, chooser: Chooser) -> None:
    """Run the pipeline with a chooser of our own in the place of the weights."""
    import nlp.figures

    kept = nlp.figures.choose
    nlp.figures.choose = chooser
    try:
        from nlp.pipeline import analyse as run

        run(document)
    finally:
        nlp.figures.choose = kept


def _accepted(question: Question, figure: dict[str, Any]) -> tuple[bool, ...]:
    """Which candidates the gold accepts; of totals the one with the gold's very text, where one has it."""
    wanted, values = figure.get(question.slot), [c.value for c in question.candidates]
    if question.slot == "part_of" and wanted:
        exact = tuple(value is not None and scoring.norm(value) == scoring.norm(wanted) for value in values)
        if any(exact):
            return exact
    return tuple(bool(scoring.alike(question.slot, wanted, value)) for value in values)


def features(question: Question) -> list[set[tuple[str, str]]]:
    """What speaks for each candidate: (source, trait) pairs; the empty trait is the source itself."""
    shared = ["", *question.base]
    return [{(c.source, trait) for trait in (*shared, *c.traits)} for c in question.candidates]


def train(examples: Sequence[Example]) -> Table:
    """Weights of a conditional logit over candidates, with L2 of the slot's strength."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    useful = [e for e in examples if any(e.right) and not all(e.right)]
    known = [features(e.question) for e in useful]
    counts = Counter(name for sets in known for names in sets for name in names)
    index = {name: i for i, name in enumerate(sorted(n for n, count in counts.items() if count >= RARE))}
    if not useful or not index:
        return {}
    rows, columns, right, starts = [], [], [], []
    for example, sets in zip(useful, known, strict=True):
        starts.append(len(right))
        for names, good in zip(sets, example.right, strict=True):
            kept = sorted(index[name] for name in names if name in index)
            rows += [len(right)] * len(kept)
            columns += kept
            right.append(float(good))
    size, strength = len(right), STRENGTHS.get(useful[0].question.slot, STRENGTH)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, len(index)))
    good_rows, begin = np.array(right), np.array(starts)
    group = np.repeat(np.arange(len(begin)), np.diff(np.append(begin, size)))

    def loss(values: Any) -> tuple[float, Any]:
        scores = matrix @ values
        shares = np.exp(scores - np.maximum.reduceat(scores, begin)[group])
        total = np.add.reduceat(shares, begin)
        taken = np.add.reduceat(shares * good_rows, begin)
        slope = matrix.T @ (shares / total[group] - shares * good_rows / taken[group])
        value = float((np.log(total) - np.log(taken)).sum() + strength / 2 * values @ values)
        return value, slope + strength * values

    best = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    table: Table = {}
    for (source, trait), at in index.items():
        value = round(float(best.x[at]), DECIMALS)
        if abs(value) >= SLIGHT:
            table.setdefault(source, {})[trait] = value
    return table


def cross_validate(examples: Sequence[Example], folds: int) -> tuple[int, int]:
    """How many choices of held-out reports are right, and how many there are."""
    names = sorted({e.report for e in examples})
    random.Random(1).shuffle(names)
    good = total = 0
    for fold in range(folds):
        held = set(names[fold::folds])
        table = train([e for e in examples if e.report not in held])
        for example in examples:
            if example.report in held:
                candidates = example.question.candidates
                taken = softmax(candidates, scores(example.question, table)).candidate
                good += example.right[next(i for i, c in enumerate(candidates) if c is taken)]
                total += 1
    return good, total


def taught(read: Sequence[Report]) -> dict[str, Table]:
    """The weights of every slot, learnt from all these reports."""
    return learnt(read, [example for report in read for example in gather(report)])


def learnt(read: Sequence[Report], examples: Sequence[Example]) -> dict[str, Table]:
    """The weights of every slot, learnt from these reports, their choices and the sentences of our own."""
    from train_sentences import examples as spoken

    found = [*examples, *rehearsed(read, examples)]
    tables = {slot: train([e for e in found if e.question.slot == slot]) for slot in SLOTS}
    more = [Example("sentences", question, right) for question, right in spoken(tables)]
    tables["actor"] = train([*(e for e in found if e.question.slot == "actor"), *more])
    return tables


def written(read: Sequence[Report], weights: Mapping[str, Table]) -> str:
    """The text of corpus/models/slots.json: the weights, and the reports that taught them."""
    saved = {"reports": sorted(report.name for report in read), "weights": weights}
    return json.dumps(saved, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    read = reports(sorted(args.gold, key=lambda path: path.stem))
    if args.write:
        write(read)
        return
    found = [example for report in read for example in gather(report)]
    for slot in SLOTS:
        examples = [e for e in found if e.question.slot == slot]
        if not examples:
            continue
        reach = sum(any(e.right) for e in examples) / len(examples)
        good, total = cross_validate(examples, args.folds)
        print(f"{slot:8} {total} choices, a right candidate in {reach:.3f}, held out {good / total:.3f}")


def write(read: Sequence[Report]) -> None:
    """Teach all slots and save corpus/models/slots.json."""
    path = corpus_path("models", "slots.json")
    path.parent.mkdir(exist_ok=True)
    weights = taught(read)
    path.write_text(written(read, weights), encoding="utf-8")
    count = sum(len(traits) for table in weights.values() for traits in table.values())
    print(f"{path.relative_to(ROOT)}: {count} weights")


if __name__ == "__main__":
    main()
