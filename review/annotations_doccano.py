"""Annotations as JSON lines of doccano: a text a line with [start, end, label], or with entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from extract.problems import Problem
from review.annotations import Annotated, Span, Told, fits, misplaced, parsed, unknown_label


def write(reports: Iterable[Annotated], path: Path) -> list[Told]:
    """Write the file. doccano gives its spans numbers of its own, so that ids of rows stay behind."""
    with path.open("wb") as file:
        for number, report in enumerate(reports, 1):
            line = {
                "id": number,
                "text": report.text,
                "label": [[span.start, span.end, span.label] for span in report.spans],
                "report": report.sha256,
                "file": report.file,
                "seq": report.seq,
            }
            file.write(orjson.dumps(line) + b"\n")
    return []


def read(path: Path, _texts: Mapping[str, str]) -> tuple[list[Annotated], list[Told]]:
    """The reports of the file, and what could not be understood. Raises Problem where it is none."""
    told: list[Told] = []
    try:
        lines = [orjson.loads(line) for line in path.read_bytes().split(b"\n") if line.strip()]
    except orjson.JSONDecodeError as error:
        raise _no_lines() from error
    if not all(isinstance(line, dict) and isinstance(line.get("text"), str) for line in lines):
        raise _no_lines()
    return [_report(line, told) for line in lines], told


def _report(line: Mapping[str, Any], told: list[Told]) -> Annotated:
    beside = line.get("meta")
    known = {**beside, **line} if isinstance(beside, dict) else line
    text, file, seq = line["text"], str(known.get("file") or ""), known.get("seq")
    spans: list[Span] = []
    for start, end, label in _marks(line):
        if not fits(text, start, end):
            told.append(misplaced(file, str(label), start if type(start) is int else 0))
        elif (span := parsed(str(label), start, end)) is None:
            told.append(unknown_label(file, str(label), text[start:end], start))
        else:
            spans.append(span)
    sha256 = str(known.get("report") or "")
    return Annotated(sha256, file, text, tuple(spans), seq if type(seq) is int else None)


def _marks(line: Mapping[str, Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Start, end, label of every mark, whichever way doccano wrote it."""
    for name in ("label", "labels"):
        for mark in line.get(name) or ():
            if isinstance(mark, list) and len(mark) == 3:
                yield mark[0], mark[1], mark[2]
    for mark in line.get("entities") or ():
        if isinstance(mark, dict):
            yield mark.get("start_offset"), mark.get("end_offset"), mark.get("label")


def _no_lines() -> Problem:
    return Problem("unreadable", "Tệp không phải JSONL của doccano; hãy xuất lại từ doccano dạng JSONL.")
