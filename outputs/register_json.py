"""A register as plain data for the review page: columns, rows, mentions of each. Knows no page."""

from __future__ import annotations

from typing import Any

from nlp.numerals import plain, written
from outputs.doubts import KINDS
from outputs.register_rows import Register
from outputs.wording import period_words

Json = dict[str, Any]
_MENTION = ("row", "text", "unit", "period", "date", "file", "page", "sentence", "reviewed", "confidence")


def register_json(found: Register) -> Json:
    """The whole register. A row's counts stand in the order of `columns`; None where nothing is counted."""
    form = found.form
    return {
        "schema": 1,
        "form": {"id": form.id, "name": form.name, "number": form.number, "style": form.style},
        "period": found.period,
        "period_text": period_words(found.period),
        "units": {"came": found.came, "all": len(found.lines)},
        "columns": [
            {"at": at, "name": column.name, "group": column.group, "unit": column.unit}
            for at, column in enumerate(form.columns)
        ],
        "rows": [
            {
                "title": one.title,
                "kind": one.kind,
                "field": one.field,
                "owners": list(one.owners),
                "places": list(one.places),
                "variants": list(one.variants),
                "counts": [
                    None if value is None else {"value": plain(value), "text": written(value)}
                    for value in one.counts
                ],
                "mentions": [{name: mention[name] for name in _MENTION} for mention in one.mentions],
            }
            for one in found.rows
        ],
        "doubts": [
            {
                "kind": doubt.kind,
                "kind_text": KINDS.get(doubt.kind, doubt.kind),
                "what": doubt.what,
                "row": doubt.line,
                "column": doubt.column,
            }
            for doubt in found.doubts
        ],
    }
