"""Reading without language: every number in a text is a figure. Quick, so that runs can be cut often."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from batch.inbox import unreadable
from batch.pool import Result
from batch.tasks import Task
from extract.document import Block, Document
from extract.problems import FileProblem
from nlp.records import Evidence, Extraction, Figure, Meta, row_id
from outputs.contract import refused, to_contract


def work(task: Task) -> tuple[dict[str, Any], float]:
    """The contract object of a text file; `corrupt` in it is refused, `crashed` fails."""
    try:
        text = Path(task.path).read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable() from error
    for status in ("corrupt", "crashed"):
        if status in text:
            raise FileProblem(status, f"is_{status}", "Tệp hỏng.")
    sha256 = task.sha256 or ""
    found = [
        Figure(row_id(sha256, "f", m.start()), Evidence(m.start(), m.end(), m[0]), "count", Decimal(m[0]))
        for m in re.finditer(r"\d+", text)
    ]
    words = dict(re.findall(r"^(issuer|period|title|date|number)=(.*)$", text, flags=re.MULTILINE))
    document = Document(task.name, sha256, "text/plain", "txt", text, (Block("para", 0, len(text)),))
    return to_contract(document, Extraction(Meta(**words), tuple(found)), task.name), 0.0


def read(tasks: Iterable[Task], _workers: int) -> Iterator[Result]:
    """The results of `work` in this process, in the order of the tasks."""
    for task in tasks:
        try:
            yield Result(task.known) if task.known else Result(*work(task))
        except FileProblem as problem:
            yield Result(
                refused(task.name, problem.status, problem.code, problem.message, sha256=task.sha256), 0.0
            )
