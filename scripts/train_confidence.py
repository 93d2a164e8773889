#!/usr/bin/env python3
"""Calibrate the confidence of figures on reports that are held out of training.

    scripts/train_confidence.py [--folds N] [--write] GOLD.json [...]

For each fold the slot weights are trained on the other reports and the held-out ones are read; whether a row
is right decides the weights of a logistic regression over the traits of `nlp.confidence`. Prints the
reliability table of a second cross-validation; `--write` saves corpus/models/confidence.json. Needs scipy.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from train_slots import ROOT, Report, gather, learnt, reports, scoring

from corpus.files import corpus_path
from nlp import choice, confidence, figures
from nlp.drafts import Draft
from nlp.familiarity import Counts, counted
from nlp.sentence_forms import forget
from outputs.contract import to_contract

STRENGTH = 10.0
DECIMALS = 4
BINS = 10
SHUFFLES = 3
MOST_WRONG = 0.01


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a held-out report: its traits and whether a reviewer could leave it as it is."""

    report: str
    traits: dict[str, float]
    right: bool


def held_out(found: Sequence[Report], folds: int) -> list[Row]:
    """Rows of every report, read with weights that its fold did not train."""
    examples = [example for report in found for example in gather(report)]
    names = sorted(report.name for report in found)
    random.Random(2).shuffle(names)
    rows: list[Row] = []
    for fold in range(folds):
        held = set(names[fold::folds])
        kept = [e for e in examples if e.report not in held]
        known = [report for report in found if report.name not in held]
        tables = learnt(known, kept)
        seen = counted(annotated(known))
        for report in found:
            if report.name in held:
                rows += _rows(report, tables, seen)
    return rows


def annotated(found: Sequence[Report]) -> list[dict[str, Any]]:
    """The annotated figures of these reports, each once."""
    return [figure for report in found for figure in {id(f): f for f in report.gold.values()}.values()]


def _rows(report: Report, tables: dict[str, choice.Table], known: Counts) -> list[Row]:
    """Runs the pipeline with these tables in the place of the saved ones; keeps what each row rests on."""
    from nlp.pipeline import analyse

    seen: list[dict[str, float]] = []
    weights, weigh, met = choice.weights, figures.confidence, confidence.seen

    def note(draft: Draft) -> float:
        seen.append(confidence.traits(draft))
        return weigh(draft)

    choice.weights, figures.confidence = (lambda: tables), note  # type: ignore[assignment]
    confidence.seen = lambda: known
    # What other weights chose for a form of sentence does not hold for these.
    forget()
    try:
        read = to_contract(report.document, analyse(report.document), report.name)["figures"]
    finally:
        choice.weights, figures.confidence, confidence.seen = weights, weigh, met
        forget()
    rows = []
    for traits, figure in zip(seen, read, strict=True):
        gold = next(
            (report.gold[at] for at in range(figure["start"], figure["end"]) if at in report.gold), None
        )
        right = gold is not None and scoring.same_figure(gold, figure) and not scoring.row_alike(gold, figure)
        rows.append(Row(report.name, traits, right))
    return rows


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights of a logistic regression with L2 of `STRENGTH`; the empty name is the bias."""
    import numpy as np
    from scipy.optimize import minimize

    names = ["", *sorted({name for row in rows for name in row.traits})]
    matrix = np.array([[1.0, *(row.traits.get(name, 0.0) for name in names[1:])] for row in rows])
    right = np.array([row.right for row in rows], float)

    def loss(values: Any) -> tuple[float, Any]:
        scores = matrix @ values
        shares = 1 / (1 + np.exp(-scores))
        value = float((np.logaddexp(0, scores) - right * scores).sum() + STRENGTH / 2 * values @ values)
        return value, matrix.T @ (shares - right) + STRENGTH * values

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(value), DECIMALS) for name, value in zip(names, best.x, strict=True)}


def chances(rows: Sequence[Row], folds: int) -> list[tuple[float, bool]]:
    """The calibrated chance of each row, fitted on the other folds, and whether it was right.

    The mean over `SHUFFLES` ways to part the reports: one lucky or unlucky fold must not set a threshold.
    """
    names = sorted({row.report for row in rows})
    total = [0.0] * len(rows)
    for shuffle in range(SHUFFLES):
        random.Random(3 + shuffle).shuffle(names)
        for fold in range(folds):
            held = set(names[fold::folds])
            table = fit([row for row in rows if row.report not in held])
            for at, row in enumerate(rows):
                if row.report in held:
                    said = sum(table.get(name, 0.0) * value for name, value in row.traits.items())
                    total[at] += 1 / (1 + math.exp(-table[""] - said))
    return [(chance / SHUFFLES, row.right) for chance, row in zip(total, rows, strict=True)]


def self_approved(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The lowest chance from which on at most `MOST_WRONG` of the rows are wrong, and the rows' share.

    1 and 0 where there is none.
    """
    ranked = sorted(pairs, reverse=True)
    least, kept, wrong = 1.0, 0, 0
    for count, (chance, right) in enumerate(ranked, 1):
        wrong += not right
        tied = count < len(ranked) and ranked[count][0] == chance
        if wrong <= MOST_WRONG * count and not tied:
            least, kept = chance, count
    return least, kept / len(pairs)


def reliability(pairs: Sequence[tuple[float, bool]]) -> tuple[float, list[str]]:
    """Expected calibration error, and a line for each bin: how many, mean chance, share right."""
    error, lines = 0.0, []
    for step in range(BINS):
        chosen = [p for p in pairs if step / BINS <= p[0] < (step + 1) / BINS]
        if not chosen:
            continue
        mean = sum(chance for chance, _ in chosen) / len(chosen)
        share = sum(right for _, right in chosen) / len(chosen)
        error += len(chosen) / len(pairs) * abs(mean - share)
        lines.append(
            f"{step / BINS:.1f}-{(step + 1) / BINS:.1f} {len(chosen):5} rows,"
            f" said {mean:.3f}, right {share:.3f}"
        )
    return error, lines


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
    rows = held_out(read, args.folds)
    pairs = chances(rows, args.folds)
    error, lines = reliability(pairs)
    print("\n".join(lines))
    least, share = self_approved(pairs)
    print(f"{confidence.SELF_APPROVED}: from {least:.4f} on, {share:.3f} of the rows")
    right = sum(row.right for row in rows) / len(rows)
    print(f"{len(rows)} rows, {right:.3f} right, calibration error {error:.3f}")
    if args.write:
        path = corpus_path("models", "confidence.json")
        threshold = math.ceil(least * 1000) / 1000
        seen = counted(annotated(read))
        saved = {confidence.SELF_APPROVED: threshold, "weights": fit(rows), "seen": seen}
        text = json.dumps(saved, ensure_ascii=False, indent=0, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
