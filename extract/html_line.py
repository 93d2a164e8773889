"""One paragraph of a page while its text comes. Knows no tags."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.html_styles import Look
from extract.story import Paragraph, Run, merged

_KEPT_BULLETS = "+*"


@dataclass(slots=True)
class Line:
    """`mark`: the number or bullet of a list item that is being read, None where none is."""

    runs: list[Run] = field(default_factory=list)
    label: str = ""
    depth: int = 0
    placed: bool = False
    outline: int = 0
    contents: bool = False
    mark: list[str] | None = None

    def ends_blank(self) -> bool:
        """Whether white space that follows would be one too many."""
        return not self.runs or self.runs[-1].text[-1:] in (" ", "\n")

    def ends_line(self) -> bool:
        """Whether a line break came last."""
        return bool(self.runs) and self.runs[-1].text[-1:] == "\n"


def type_text(line: Line, text: str, look: Look) -> None:
    """Add characters set in one way."""
    if line.mark is not None:
        line.mark.append(text)
        return
    if not text or look.hidden:
        return
    line.runs.append(Run(text, look.font, look.bold, look.slanted, look.raised))


def end_mark(line: Line) -> None:
    """The mark of the list item is complete."""
    mark = "".join(line.mark or ()).replace("\u00a0", " ").strip()
    line.mark = None
    line.label = mark if len(mark) != 1 or mark.isalnum() or mark in _KEPT_BULLETS else "-"


def end_line(line: Line) -> Paragraph | None:
    """The paragraph, None where nothing has been typed yet."""
    if not any(run.text.strip() for run in line.runs):
        return None
    return Paragraph(merged(line.runs), line.label, line.depth, line.placed, line.outline, line.contents)
