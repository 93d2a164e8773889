"""Annotations as CoNLL-U Plus: a token a line with its offsets, a column of BIO tags for each layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from extract.problems import Problem
from review.annotations import LAYERS, Annotated, Span, Told, fits, overlapping, parsed, unknown_label
from review.annotations_tokens import cut_tokens

_HEAD = "# global.columns = FORM START END FIGURE UNIT MODEL"
_COLUMNS = dict(zip(LAYERS, (3, 4, 5), strict=True))
_NO_TAG = "O"
_WIDTH = 6


def write(reports: Iterable[Annotated], path: Path) -> list[Told]:
    """Write the file; what is told: spans that overlap others of their layer, which no column holds."""
    told: list[Told] = []
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD + "\n")
        for report in reports:
            for line in _lines(report, told):
                file.write(line + "\n")
    return told


def read(path: Path, texts: Mapping[str, str]) -> tuple[list[Annotated], list[Told]]:
    """The reports of the file, and what could not be understood. `texts`: content hash -> text.

    Raises Problem where the file is none.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise _no_conll() from error
    if not lines or not lines[0].startswith("# global.columns = FORM START END"):
        raise _no_conll()
    told: list[Told] = []
    return [_report(part, told, texts) for part in _parts(lines)], told


def _lines(report: Annotated, told: list[Told]) -> Iterator[str]:
    tags: dict[int, dict[int, tuple[str, int]]] = {}
    yield f"# newdoc id = {report.sha256}"
    yield f"# file = {' '.join(report.file.split())}"
    yield f"# seq = {report.seq if report.seq is not None else ''}"
    for layer, column in _COLUMNS.items():
        kept, lost = overlapping([span for span in report.spans if span.layer == layer])
        tags[column] = {span.start: (span.label.replace(" ", "_"), span.end) for span in kept}
        for span in lost:
            yield f"# held = {span.start} {span.end} {span.label.replace(' ', '_')}"
            message = "CoNLL không giữ được hai đoạn chồng nhau cùng loại; đoạn này không có trong tệp."
            told.append(Told(report.file, "overlap", message, report.text[span.start : span.end], span.start))
    yield ""
    yield from _tokens(report, tags)
    yield ""


def _tokens(report: Annotated, tags: Mapping[int, Mapping[int, tuple[str, int]]]) -> Iterator[str]:
    text, within = report.text, dict.fromkeys(_COLUMNS.values(), ("", 0))
    for start, end in cut_tokens(text, report.spans):
        if text[start:end].isspace():
            # A blank line ends a sentence, and so a tag that goes on.
            if "\n" in text[start:end] and all(until <= start for _, until in within.values()):
                yield ""
            for column, found in tags.items():
                within[column] = found.get(start, within[column])
            continue
        cells = [text[start:end], str(start), str(end)]
        for column, found in tags.items():
            begins = start in found
            within[column] = found.get(start, within[column])
            label, until = within[column]
            cells.append(f"{'B' if begins else 'I'}-{label}" if start < until else _NO_TAG)
        yield "\t".join(cells)


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in lines:
        if line.startswith("# newdoc"):
            if part:
                yield part
            part = [line]
        elif part:
            part.append(line)
    if part:
        yield part


def _report(lines: Sequence[str], told: list[Told], texts: Mapping[str, str]) -> Annotated:
    said = [line[2:].partition(" = ")[::2] for line in lines if line.startswith("# ")]
    known = dict(said)
    file = known.get("file", "")
    held = [span for name, value in said if name == "held" and (span := _held(value))]
    spans: list[Span] = []
    tokens: list[tuple[str, int, int]] = []
    within: dict[int, tuple[str, int, int]] = {}
    for line in lines:
        cells = line.split("\t")
        if line.startswith("# ") or not line.strip():
            continue
        if len(cells) != _WIDTH or not (cells[1].isdecimal() and cells[2].isdecimal()):
            told.append(Told(file, "line", f"Dòng “{line[:40]}” không đủ cột; hãy giữ nguyên các cột."))
            continue
        start, end = int(cells[1]), int(cells[2])
        tokens.append((cells[0], start, end))
        for column in _COLUMNS.values():
            _tag(cells[column], column, start, end, within, spans, told, file)
    for open_tag in within.values():
        _close(open_tag, spans, told, file)
    seq = known.get("seq", "")
    sha256 = known.get("newdoc id", "")
    text = _text(tokens, [texts.get(sha256, ""), *texts.values()])
    return Annotated(sha256, file, text, tuple(spans), _number(seq), tuple(held))


def _tag(
    tag: str,
    column: int,
    start: int,
    end: int,
    within: dict[int, tuple[str, int, int]],
    spans: list[Span],
    told: list[Told],
    file: str,
) -> None:
    before = within.get(column)
    mark, _, label = tag.strip().partition("-")
    if before and mark == "I" and before[0] == label:
        within[column] = (label, before[1], end)
        return
    if before:
        _close(within.pop(column), spans, told, file)
    if mark in ("B", "I") and label:
        within[column] = (label, start, end)


def _close(tag: tuple[str, int, int], spans: list[Span], told: list[Told], file: str) -> None:
    label, start, end = tag
    span = parsed(label.replace("_", " "), start, end)
    if span is None:
        told.append(unknown_label(file, label, "", start))
    else:
        spans.append(span)


def _text(tokens: Sequence[tuple[str, int, int]], texts: Sequence[str]) -> str:
    """The text whose words stand at these offsets, of those that are known: the format has no white space."""
    for text in texts:
        if tokens and all(fits(text, start, end) and text[start:end] == form for form, start, end in tokens):
            return text
    return ""


def _held(value: str) -> Span | None:
    start, _, rest = value.partition(" ")
    end, _, label = rest.partition(" ")
    if not (start.isdecimal() and end.isdecimal()):
        return None
    return parsed(label.replace("_", " "), int(start), int(end))


def _number(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 16 else None


def _no_conll() -> Problem:
    return Problem(
        "unreadable", "Tệp không phải CoNLL do phần mềm xuất ra; hãy giữ dòng đầu và các cột của tệp."
    )
