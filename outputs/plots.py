"""Bar charts as SVG, drawn by ourselves: no script, no outside file, readable in print. Knows no subject."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_ROW, _BAR, _LABEL, _WIDTH = 24, 16, 260, 760
_ROOM_FOR_NUMBER = 70
_INK, _COLOUR = "#1f2937", "#2563eb"


def bars(rows: Sequence[tuple[str, float]], unit: str = "", colours: Sequence[str] = ()) -> str:
    """Horizontal bars, one a row, with label and value. `colours`: by row, cycled; empty for one colour."""
    if not rows:
        return "<p>Chưa có dữ liệu.</p>"
    most = max((value for _, value in rows), default=0) or 1
    height = _ROW * len(rows)
    parts = [_bar(at, label, value, most, unit, colours) for at, (label, value) in enumerate(rows)]
    title = escape("; ".join(f"{label}: {number(value)}" for label, value in rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        f' aria-label="{title}" font-size="13" font-family="Arial, sans-serif">{"".join(parts)}</svg>'
    )


def number(value: float) -> str:
    """The value as people write it here: 1.234,5."""
    text = f"{value:,.1f}" if value % 1 else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def _bar(at: int, label: str, value: float, most: float, unit: str, colours: Sequence[str]) -> str:
    top, room = at * _ROW, _WIDTH - _LABEL - _ROOM_FOR_NUMBER
    length = max(value / most * room, 1.0 if value else 0.0)
    colour = colours[at % len(colours)] if colours else _COLOUR
    middle = top + _ROW / 2 + 4.5
    shown = label if len(label) <= 36 else f"{label[:35]}…"
    return (
        f'<text x="{_LABEL - 8}" y="{middle}" text-anchor="end" fill="{_INK}">{escape(shown)}</text>'
        f'<rect x="{_LABEL}" y="{top + (_ROW - _BAR) / 2}" width="{length:.1f}" height="{_BAR}" rx="2"'
        f' fill="{colour}"/>'
        f'<text x="{_LABEL + length + 6:.1f}" y="{middle}" fill="{_INK}">{number(value)}{escape(unit)}</text>'
    )
