"""Choices of the actor in the sentences of corpus/examples/actors.yaml, which teach beside annotated reports.

Knows those sentences; weights come from `train_slots`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corpus.files import read_yaml
from corpus.gold import score as scoring
from extract.document import Block, Document
from nlp import pipeline
from nlp.choice import Choice, Question, Table, scores, softmax
from nlp.figures import find_figures

NAME = "actors"
# One sentence stands for many like it in reports.
WEIGHT = 2


def stated(entry: Mapping[str, str]) -> list[str | None]:
    """The actor of each figure of an entry in order; None for nobody."""
    found: list[str | None] = []
    for said in (part.strip() for part in entry["actors"].split("|")):
        found.append(found[-1] if said == "=" else None if said == "-" else said)
    return found


def examples(tables: Mapping[str, Table]) -> list[tuple[Question, tuple[bool, ...]]]:
    """Questions for actors with which candidates are right, `WEIGHT` times; `tables` answer the others."""
    found = [pair for entry in read_yaml("examples", f"{NAME}.yaml") for pair in _asked(entry, tables)]
    return found * WEIGHT


def _asked(entry: Mapping[str, str], tables: Mapping[str, Table]) -> list[tuple[Question, tuple[bool, ...]]]:
    found: list[tuple[Question, tuple[bool, ...]]] = []
    gold: dict[int, str | None] = {}

    def plain(question: Question) -> Choice:
        return softmax(question.candidates, scores(question, tables.get(question.slot, {})))

    def teacher(question: Question) -> Choice:
        if question.slot != "actor" or question.at not in gold:
            return plain(question)
        right = tuple(bool(scoring.alike("actor", gold[question.at], c.value)) for c in question.candidates)
        found.append((question, right))
        return softmax(question.candidates, [float(good) for good in right])

    layers = _layers(entry["sentence"])
    actors = stated(entry)
    figures = find_figures(*layers, chooser=plain)
    if len(figures) != len(actors):
        raise ValueError(f"{len(figures)} figures, {len(actors)} actors: {entry['sentence']}")
    for figure, actor in zip(figures, actors, strict=True):
        gold.update(dict.fromkeys(range(figure.evidence.start, figure.evidence.end), actor))
    find_figures(*layers, chooser=teacher)
    return found


def _layers(text: str) -> tuple[Any, ...]:
    """What `find_figures` asks for, of a document of this one sentence."""
    document = Document("x.docx", "0" * 64, "", "docx", text, (Block("para", 0, len(text)),))
    found: dict[str, Any] = {"document": document}
    for name, step in pipeline.COMPONENTS:
        if name == "figures":
            break
        step(found)
    return document, found["zones"], found["units"], found["models"], found["meta"]
