"""Holds annotations that came back against the rows of their report: what was added, moved, renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.folding import key as folded_key
from extract.problems import Problem
from nlp.numbers import numbers
from outputs.store_decisions import Change
from outputs.store_queue import QueuedRow
from review.additions import Addition, added_id, added_row
from review.annotations import LAYERS, Annotated, Span, Told, span_of

_KINDS = {"count", "percent", "money", "measure", "duration", "ratio"}


@dataclass(frozen=True, slots=True)
class SpanEdit:
    """One row that changes. `what`: added, moved, renamed or rejected; the words before and after."""

    file: str
    what: str
    layer: str
    before: str
    after: str
    start: int


@dataclass(slots=True)
class Found:
    """What follows from one report. `missing`: rows of which the file says nothing and that stay."""

    changes: list[Change] = field(default_factory=list)
    edits: list[SpanEdit] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    missing: int = 0


def compared(
    annotated: Annotated,
    sha256: str,
    rows: Iterable[tuple[str, QueuedRow]],
    decided: Mapping[str, str],
    *,
    reject_missing: bool = False,
) -> Found:
    """`rows`: layer and row as they are now. `decided`: row -> who decided on it since the export."""
    found = Found()
    placed = list(rows)
    known = {row.now["id"]: (layer, row) for layer, row in placed if row.review.state != "rejected"}
    gone = {span_of(layer, row.now) for layer, row in placed if row.review.state == "rejected"}
    rejected = {(span.layer, span.start, span.end) for span in gone}
    pairs, new, left = matched(
        annotated.spans, {id: span_of(layer, row.now) for id, (layer, row) in known.items()}
    )
    for span, id in pairs:
        layer, row = known[id]
        _change(annotated, sha256, span, row, decided, found)
    for span in new:
        if (span.layer, span.start, span.end) in rejected:
            message = "Đoạn này là một dòng đã bị loại; muốn lấy lại, hãy mở lại dòng ở trang duyệt."
            found.told.append(_told(annotated, span, "rejected", message))
        else:
            _add(annotated, sha256, span, decided, found)
    held = {(span.layer, span.start, span.end) for span in annotated.held}
    for id in left:
        layer, row = known[id]
        if not reject_missing or (layer, row.now["start"], row.now["end"]) in held:
            found.missing += 1
        else:
            _reject(annotated, sha256, layer, row, decided, found)
    return found


def matched(
    spans: Sequence[Span], rows: Mapping[str, Span]
) -> tuple[list[tuple[Span, str]], list[Span], list[str]]:
    """Spans with the row that each is; spans that are new; rows that are in none.

    By id, then by place, then by the only other span of the layer that it overlaps.
    """
    left = dict(rows)
    pairs: list[tuple[Span, str]] = []
    open_spans = list(dict.fromkeys(spans))
    for same in (_same_id, _same_label, _same_place):
        rest = []
        for span in open_spans:
            id = next((id for id, row in left.items() if same(span, row)), None)
            if id is None:
                rest.append(span)
            else:
                pairs.append((span, id))
                del left[id]
        open_spans = rest
    new = []
    for span in open_spans:
        near = [id for id, row in left.items() if _overlap(span, row)]
        rivals = [other for other in open_spans if near and other != span and _overlap(other, left[near[0]])]
        if len(near) == 1 and not rivals:
            pairs.append((span, near[0]))
            del left[near[0]]
        else:
            new.append(span)
    return pairs, new, list(left)


def _same_id(span: Span, row: Span) -> bool:
    return span.id is not None and span.id == row.id and span.layer == row.layer


def _same_label(span: Span, row: Span) -> bool:
    return _same_place(span, row) and span.kind == row.kind


def _same_place(span: Span, row: Span) -> bool:
    return (span.layer, span.start, span.end) == (row.layer, row.start, row.end)


def _overlap(span: Span, row: Span) -> bool:
    return span.layer == row.layer and span.start < row.end and row.start < span.end


def _change(
    annotated: Annotated, sha256: str, span: Span, row: QueuedRow, decided: Mapping[str, str], found: Found
) -> None:
    text, now, slot = annotated.text, row.now, LAYERS[span.layer][1]
    wished: dict[str, Any] = {}
    if (span.start, span.end) != (now["start"], now["end"]):
        wished |= {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
        wished |= {"key": folded_key(wished["text"])} if span.layer == "models" else {}
    # A label without a kind says only what layer it is.
    if span.kind is not None and span.kind != now.get(slot):
        if span.layer == "figures" and span.kind not in _KINDS:
            found.told.append(_told(annotated, span, "kind", f"Không có loại số liệu “{span.kind[:40]}”."))
            return
        wished[slot] = span.kind
    if not wished:
        return
    if (who := decided.get(now["id"])) is not None:
        message = f"{who} đã quyết định về dòng này sau khi xuất; hãy sửa ở trang duyệt."
        found.told.append(_told(annotated, span, "conflict", message))
        return
    if "text" in wished:
        found.edits.append(_edit(annotated, "moved", span, now["text"], wished["text"]))
        _ask_about_value(annotated, span, now, found)
    if slot in wished:
        found.edits.append(_edit(annotated, "renamed", span, str(now.get(slot, "")), wished[slot]))
    version = row.review.version
    found.changes += [
        Change(sha256, now["id"], span.layer, name, new, version) for name, new in wished.items()
    ]


def _add(annotated: Annotated, sha256: str, span: Span, decided: Mapping[str, str], found: Found) -> None:
    quote = annotated.text[span.start : span.end]
    asked = Addition(sha256, span.layer, span.start, span.end, _slots(span, quote))
    try:
        if span.layer == "figures" and span.kind is not None and span.kind not in _KINDS:
            raise Problem("kind", f"Không có loại số liệu “{span.kind[:40]}”.")
        row = added_row(asked, annotated.text)
    except Problem as problem:
        found.told.append(_told(annotated, span, problem.code, problem.message))
        return
    if span.layer != "units" and span.kind is not None:
        row["kind"] = span.kind
    id = added_id(asked)
    if id in decided:
        message = f"{decided[id]} đã bỏ dòng thêm này sau khi xuất; hãy sửa ở trang duyệt."
        found.told.append(_told(annotated, span, "conflict", message))
        return
    found.edits.append(_edit(annotated, "added", span, "", quote))
    found.changes += [
        Change(sha256, id, span.layer, name, new) for name, new in (("added", row), ("state", "accepted"))
    ]


def _slots(span: Span, quote: str) -> dict[str, str | None]:
    """What the words of a new span say by themselves."""
    if span.layer == "units":
        return {"name": quote, "type": span.kind}
    if span.layer == "models":
        return {}
    read = numbers(quote, 0, len(quote))
    if not read:
        return {}
    number, behind = read[0], quote[read[0].end :].strip()
    percent = behind.startswith("%")
    noun = behind.lstrip("% ").lower() or quote[: number.start].strip(" :").lower()
    slots = {
        "value": number.value,
        "value_max": number.value_max,
        "total": number.total,
        "unit": "%" if percent else None,
        "noun": noun or None,
    }
    return {name: None if value is None else str(value) for name, value in slots.items()}


def _reject(
    annotated: Annotated, sha256: str, layer: str, row: QueuedRow, decided: Mapping[str, str], found: Found
) -> None:
    now = row.now
    span = span_of(layer, now)
    if now["id"] in decided:
        message = f"{decided[now['id']]} đã quyết định về dòng này sau khi xuất; hãy sửa ở trang duyệt."
        found.told.append(_told(annotated, span, "conflict", message))
        return
    found.edits.append(_edit(annotated, "rejected", span, now["text"], ""))
    found.changes.append(Change(sha256, now["id"], layer, "state", "rejected", row.review.version))


def _ask_about_value(annotated: Annotated, span: Span, now: Mapping[str, Any], found: Found) -> None:
    """The value of a row is not changed with its span; where its words say another one, that is told."""
    said = _values(annotated.text, span)
    if span.layer == "figures" and now["value"] not in said:
        message = f"Giá trị vẫn là {now['value']}, chữ trong đoạn mới nói khác; hãy xem lại giá trị."
        found.told.append(_told(annotated, span, "value", message))


def _values(text: str, span: Span) -> list[str]:
    from nlp.numerals import plain

    return [plain(number.value) for number in numbers(text, span.start, span.end)]


def _edit(annotated: Annotated, what: str, span: Span, before: str, after: str) -> SpanEdit:
    return SpanEdit(annotated.file, what, span.layer, before, after, span.start)


def _told(annotated: Annotated, span: Span, code: str, message: str) -> Told:
    return Told(annotated.file, code, message, annotated.text[span.start : span.end], span.start)
