"""Annotations as JSON of Label Studio: tasks with predictions, or the annotations made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import orjson

from extract.problems import Problem
from review.annotations import (
    Annotated,
    Span,
    Told,
    fits,
    labels,
    misplaced,
    parsed,
    unknown_label,
)

_FROM, _TO, _TYPE = "label", "text", "labels"
# By whether it stands for figures, units or models.
_COLOURS = {"figure": "#B42318", "unit": "#1F4E79", "model": "#05603A"}


def write(reports: Iterable[Annotated], path: Path) -> list[Told]:
    """Write the tasks, and beside them the labelling interface that a new project asks for (.xml)."""
    reports = list(reports)
    path.write_bytes(orjson.dumps([_task(report) for report in reports], option=orjson.OPT_INDENT_2))
    path.with_suffix(".xml").write_text(_interface(labels(reports)), encoding="utf-8")
    return []


def read(path: Path, _texts: Mapping[str, str]) -> tuple[list[Annotated], list[Told]]:
    """The reports of the file, and what could not be understood. Raises Problem where it is none."""
    told: list[Told] = []
    try:
        tasks = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise _no_tasks() from error
    if not isinstance(tasks, list):
        raise _no_tasks()
    return [report for task in tasks if (report := _report(task, told)) is not None], told


def _task(report: Annotated) -> dict[str, Any]:
    result = [
        {
            "id": span.id or f"{span.layer}-{number}",
            "from_name": _FROM,
            "to_name": _TO,
            "type": _TYPE,
            "value": {
                "start": span.start,
                "end": span.end,
                "text": report.text[span.start : span.end],
                _TYPE: [span.label],
            },
        }
        for number, span in enumerate(report.spans)
    ]
    data = {"text": report.text, "report": report.sha256, "file": report.file, "seq": report.seq}
    return {"data": data, "predictions": [{"model_version": "tonghop", "result": result}]}


def _interface(names: Sequence[str]) -> str:
    marks = "".join(
        f"    <Label value={quoteattr(name)} background={quoteattr(_COLOURS[name.partition('/')[0]])}/>\n"
        for name in names
    )
    return (
        f'<View>\n  <Labels name="{_FROM}" toName="{_TO}">\n{marks}  </Labels>\n'
        f'  <Text name="{_TO}" value="$text" granularity="symbol"/>\n</View>\n'
    )


def _report(task: Any, told: list[Told]) -> Annotated | None:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise _no_tasks()
    file = str(data.get("file") or "")
    made = [one for one in task.get("annotations") or () if isinstance(one, dict)]
    made = [one for one in made if not one.get("was_cancelled")]
    if len(made) > 1:
        message = "Báo cáo này có nhiều người gán; hãy giữ một bản trong Label Studio rồi xuất lại."
        told.append(Told(file, "many", message))
        return None
    # Without an annotation nobody has looked at the task.
    chosen = made or [one for one in task.get("predictions") or () if isinstance(one, dict)][:1]
    spans: list[Span] = []
    for mark in (mark for one in chosen for mark in one.get("result") or ()):
        if isinstance(mark, dict) and mark.get("type") == _TYPE:
            _read_mark(mark, data["text"], file, spans, told)
    seq = data.get("seq")
    sha256 = str(data.get("report") or "")
    return Annotated(sha256, file, data["text"], tuple(spans), seq if type(seq) is int else None)


def _read_mark(mark: Mapping[str, Any], text: str, file: str, spans: list[Span], told: list[Told]) -> None:
    value = mark.get("value")
    value = value if isinstance(value, dict) else {}
    place = _placed(text, value.get("start"), value.get("end"), value.get("text"))
    if place is None:
        start = value.get("start")
        told.append(misplaced(file, str(value.get("text", "")), start if type(start) is int else 0))
        return
    for label in value.get(_TYPE) or ():
        span = parsed(str(label), *place, str(mark["id"]) if mark.get("id") else None)
        if span is None:
            told.append(unknown_label(file, str(label), text[place[0] : place[1]], place[0]))
        else:
            spans.append(span)


def _placed(text: str, start: Any, end: Any, quote: Any) -> tuple[int, int] | None:
    """Code points of a mark. Older versions counted UTF-16 units; the words say which."""
    if fits(text, start, end) and (quote is None or text[start:end] == quote):
        return start, end
    if type(start) is not int or type(end) is not int or not 0 <= start < end or not isinstance(quote, str):
        return None
    units = text.encode("utf-16-le")
    before = units[: 2 * start].decode("utf-16-le", "surrogatepass")
    inside = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
    return (len(before), len(before) + len(inside)) if inside == quote else None


def _no_tasks() -> Problem:
    return Problem("unreadable", "Tệp không phải JSON của Label Studio; hãy xuất lại từ đó dạng JSON.")
