"""Finds the rows again that people decided on, after a report was read anew. Knows text and places only.

A row keeps its id while its numeral stands where it stood; where the text moved, quote and context find it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from outputs.store import now
from outputs.store_chain import all_links, append
from outputs.store_heads import HEAD
from outputs.store_reviews import MOVED, Review, decided, keep, reviews_of
from outputs.store_rows import dumped, loaded

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Characters kept on each side of a quote.
CONTEXT = 60
# The fewest of them that must agree where the text moved, if there are as many.
_FEWEST = 12
Spans = dict[str, tuple[int, int]]


def anchor(connection: Connection, sha256: str, text: str, rows: Mapping[str, Sequence[Any]]) -> None:
    """Move each review of this report to where its row stands now; those whose row is gone become orphans.

    `rows`: layer -> tuples that begin with position, id, start, end.
    """
    known = {id: review for id, review in reviews_of(connection, sha256).items() if review.layer != HEAD}
    if not known:
        return
    # The last decision on each row says where the row stood then.
    links = {_row_after(link): link for link in all_links(connection, sha256)}
    spans = {layer: _spans(layer, rows[layer]) for layer in rows}
    moves: list[tuple[Review, Mapping[str, Any], str | None]] = []
    for id, review in known.items():
        found = id if review.added else _found(text, spans[review.layer], id, links[id])
        moves.append((review, links[id], found))
    taken = {found for review, _, found in moves if found == review.row}
    for review, link, found in moves:
        # Two reviews must not fall together: the one that has not moved keeps its row.
        if found != review.row and found in taken:
            found = None
        taken |= {found} if found else set()
        _settle(connection, text, spans, review, link, found)


def context(text: str, start: int, end: int) -> dict[str, Any]:
    """The columns of a decision that say where its row stands."""
    return {
        "start": start,
        "quote": text[start:end],
        "before": text[max(start - CONTEXT, 0) : start],
        "after": text[end : end + CONTEXT],
    }


def _settle(
    connection: Connection,
    text: str,
    spans: Mapping[str, Spans],
    review: Review,
    link: Mapping[str, Any],
    found: str | None,
) -> None:
    if found is None or found == review.row:
        if review.orphan != (found is None):
            keep(connection, review.row, replace(review, orphan=found is None))
        return
    moved = decided(review, MOVED, found, review.version + 1)
    entry = {
        **_said(review, found),
        "version": moved.version,
        **context(text, *spans[review.layer][found]),
    }
    append(connection, [entry])
    keep(connection, review.row, moved)


def _said(review: Review, found: str) -> dict[str, Any]:
    return {
        "report": review.report,
        "row": review.row,
        "layer": review.layer,
        "field": MOVED,
        "old": dumped(review.row),
        "new": dumped(found),
        "who": "tonghop",
        "at": now(),
        "why": "the text moved",
        "through": "rule",
        "batch": None,
        "undoes": None,
    }


def _spans(layer: str, rows: Sequence[Any]) -> Spans:
    return {row[1]: (0, 0) if layer == "checks" else (row[2], row[3]) for row in rows}


def _row_after(link: Mapping[str, Any]) -> str:
    return str(loaded(link["new"])) if link["field"] == MOVED else str(link["row"])


def _found(text: str, spans: Spans, id: str, link: Mapping[str, Any]) -> str | None:
    """The id of the row that was `id` when it was last decided on, in the text and rows of now."""
    start, quote = link["start"], link["quote"]
    if start is None or not quote:
        return id if id in spans else None
    if not text.startswith(quote, start) or not _agree(text, start, link):
        moved = _place(text, link)
        if moved is None:
            return None
        start = moved
    elif id in spans:
        return id
    return next((other for other, span in spans.items() if span[0] <= start < span[1]), None)


def _agree(text: str, start: int, link: Mapping[str, Any]) -> bool:
    """Whether the words around are the ones that were there."""
    return _score(text, start, link) >= _needed(link)


def _needed(link: Mapping[str, Any]) -> int:
    return min(_FEWEST, len(link["before"] or "") + len(link["after"] or ""))


def _place(text: str, link: Mapping[str, Any]) -> int | None:
    """Where quote and context agree best; None where that is too little, or two places are as good."""
    scored = sorted(((_score(text, at, link), at) for at in _places(text, link["quote"])), reverse=True)
    if not scored or scored[0][0] < _needed(link):
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return scored[0][1]


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _score(text: str, at: int, link: Mapping[str, Any]) -> int:
    """How many characters before and behind agree without a break."""
    before, after = link["before"] or "", link["after"] or ""
    end = at + len(link["quote"])
    left = _same(text[max(at - CONTEXT, 0) : at][::-1], before[::-1])
    return left + _same(text[end : end + CONTEXT], after)


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
