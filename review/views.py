"""A row as JSON and as words for a page. Knows no request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.numerals import plain
from outputs.store_decisions import Clash
from outputs.store_effects import Effect
from outputs.store_heads import HEAD
from outputs.store_queue import QueuedRow
from outputs.store_rows import Row, loaded
from outputs.wording import in_words, reasons, word
from review.fields import (
    CLOSINGS,
    FIELDS,
    HEAD_TITLE,
    STATE_TITLES,
    Field,
    number_words,
    options,
    read_as_words,
    shown,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot for a page. `value`: to be edited; `words`: to be read.

    `was`: as read, where people changed it.
    """

    field: Field
    value: str
    words: str
    was: str | None

    @property
    def options(self) -> Mapping[str, str]:
        """Code -> words of a choice."""
        return options(self.field.words) if self.field.words else {}


def as_json(found: QueuedRow) -> Row:
    """The row for other programs."""
    review = found.review
    before, mention, behind = found.sentence
    return {
        "report": found.report,
        "file": found.file,
        "layer": found.layer,
        "id": review.row,
        "version": review.version,
        "state": review.state,
        "comment": review.comment,
        "read": found.row,
        "set": {name: value for name, value in review.slots.items() if name != "added"},
        "now": found.now,
        "sentence": {"before": before, "mention": mention, "behind": behind},
        **({"key": found.key} if found.key else {}),
    }


def slots(found: QueuedRow) -> list[Slot]:
    """What can be edited, in the order that it is shown."""
    return [_slot(field, found) for field in FIELDS[found.layer]]


def _slot(field: Field, found: QueuedRow) -> Slot:
    value, read = (_held(row, field.name) for row in (found.now, found.row))
    words, was = read_as_words(field, value), read_as_words(field, read)
    return Slot(field, shown(field, value), words, was if was != words else None)


def _held(row: Mapping[str, Any], name: str) -> Any:
    """The slot's value; a model goes by the words of its mention until people give it a title."""
    return row.get(name) or row.get("text") if name == "title" else row.get(name)


def headline(found: QueuedRow) -> str:
    """The row in a few words."""
    if found.layer == "checks":
        return str(found.row["message"])
    if found.layer == HEAD:
        return str(found.now.get("title") or found.file)
    named = {slot.field.name: slot.words for slot in slots(found)}
    chosen: tuple[str, ...] = ("name",)
    if found.layer == "models":
        chosen = ("title",)
    elif found.layer == "figures":
        chosen = ("approx", "value", "unit", "noun", "action")
    elif found.layer == "cells":
        chosen = ("value", "unit", "row", "column")
    return " · ".join(named[name] for name in chosen if named.get(name)) or found.sentence[1]


def why(found: QueuedRow) -> str:
    """The reasons of the reader."""
    return reasons(found.row.get("reasons") or ())


def state_words(found: QueuedRow) -> str:
    """What became of the row; how, where it is a check that was closed."""
    state = found.review.state
    if found.layer == HEAD:
        return "Phần đầu đã xác nhận" if state == "accepted" else "Phần đầu chưa xác nhận"
    closed = found.review.slots.get("closed")
    words = STATE_TITLES.get(state or "", "Chưa duyệt")
    return f"{words}: {CLOSINGS.get(closed, closed)}" if closed else words


def check_words(check: Mapping[str, Any]) -> str:
    """A check as one line."""
    return f"{word('verdict', 'good' if check['ok'] else 'bad')}: {check['message']}"


def effect_json(effect: Effect) -> Row:
    """What a bulk does to the total of an indicator, as people read numbers."""
    return {
        "indicator": in_words("indicator", effect.indicator),
        "rows": effect.rows,
        "before": number_words(plain(effect.before)),
        "after": number_words(plain(effect.after)),
    }


def clash_json(clash: Clash, found: QueuedRow | None, vietnamese: bool) -> Row:
    """Both values of a change that came too late, with the sentence."""
    change = clash.change
    sides: Row = {"mine": change.new, "theirs": clash.value}
    title = {"state": "Trạng thái", "comment": "Ghi chú"}.get(change.field, change.field)
    for field in FIELDS[change.layer]:
        if field.name == change.field:
            title = field.title
            if vietnamese:
                sides = {side: shown(field, value) for side, value in sides.items()}
    if change.field == "state" and vietnamese:
        sides = {side: STATE_TITLES.get(value or "", "Chưa duyệt") for side, value in sides.items()}
    return {
        "field": change.field,
        "title": title,
        **sides,
        "report": change.report,
        "layer": change.layer,
        "row": change.row,
        "version": clash.version,
        "sentence": "" if found is None else "".join(found.sentence),
    }


def decision_words(layer: str, field: str, old: str | None, new: str | None) -> str:
    """What a decision says. `old`, `new`: JSON, as the store keeps them."""
    sides = [None if side is None else loaded(side) for side in (old, new)]
    if field == "state":
        said = STATE_TITLES.get(sides[1] or "", "Chưa duyệt")
        return f"{HEAD_TITLE}: {said}" if layer == HEAD else said
    title = {"comment": "Ghi chú", "added": "Thêm dòng", "closed": "Đóng kiểm tra"}.get(field, field)
    words = ["" if side is None else str(side) for side in sides]
    for known in FIELDS.get(layer, ()):
        if known.name == field:
            title, words = known.title, [read_as_words(known, side) for side in sides]
    if field == "closed":
        words = [CLOSINGS.get(side, side) for side in words]
    if field == "added":
        words = ["", str(sides[1].get("text", "")) if isinstance(sides[1], dict) else ""]
    return f"{title}: {words[0] or 'trống'} → {words[1] or 'trống'}"
