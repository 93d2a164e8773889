"""What holds while RTF is read: properties that groups inherit, and the story that text goes to.

Knows no control words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from extract.doc_text import whole
from extract.rtf_tables import RowDraft, Shelf
from extract.story import Paragraph, Run, Story, merged

# Left indents from here on (twentieths of a point) place a line at the right, as the signature.
_FAR_RIGHT = 2800


class Sink(Enum):
    """Where text goes: the story, a table at the head, a capture, the code of a field; else nowhere."""

    STORY = auto()
    FONT = auto()
    STYLE = auto()
    CAPTURE = auto()
    CODE = auto()
    TWICE = auto()
    NOWHERE = auto()


@dataclass(slots=True)
class Field:
    """A field: its code so far, and where its result goes."""

    sink: Sink
    code: list[str] = field(default_factory=list)

    @property
    def is_contents(self) -> bool:
        """Whether its result is a table of contents."""
        return "".join(self.code).split(maxsplit=1)[:1] == ["TOC"]


@dataclass(slots=True)
class Builder:
    """A story that is being read. `kind`: body, footnote, endnote, header, footer or box.

    `label`: what the file writes out as the number of the paragraph, None where it writes none.
    """

    kind: str
    shelf: Shelf = field(default_factory=Shelf)
    runs: list[Run] = field(default_factory=list)
    boxes: list[Story] = field(default_factory=list)
    label: str | None = None
    row: RowDraft = field(default_factory=RowDraft)
    nested_row: RowDraft = field(default_factory=RowDraft)


@dataclass(slots=True)
class State:
    """What a group inherits from the one around it, but for `opened`, the destination that it opens."""

    builder: Builder
    sink: Sink = Sink.STORY
    behind: Sink = Sink.STORY
    opened: bytes = b""
    field: Field | None = None
    skipped: int = 1
    nested: bool = False
    font: int = 0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    nesting: int = 0
    aligned: bool = False
    indent: int = 0
    outline: int = 0
    style: int = 0
    list: int = 0
    level: int = 0
    contents: bool = False

    def inherited(self) -> State:
        """The state of a group inside this one."""
        return State(
            self.builder, self.sink, self.behind, b"", self.field, self.skipped, self.nested,
            self.font, self.bold, self.italic, self.underlined, self.raised, self.hidden, self.deleted,
            self.in_table, self.nesting, self.aligned, self.indent, self.outline, self.style, self.list,
            self.level, self.contents,
        )  # fmt: skip

    def plain_characters(self, font: int) -> None:
        """Back to characters that nothing is said of."""
        self.font = font
        self.bold = self.italic = self.underlined = self.raised = self.hidden = self.deleted = False

    def plain_paragraph(self) -> None:
        """Back to paragraphs that nothing is said of."""
        self.in_table = self.aligned = False
        self.nesting = self.indent = self.outline = self.style = self.list = self.level = 0

    @property
    def depth(self) -> int:
        """In how many tables the paragraph stands."""
        return max(self.nesting, int(self.in_table), 0)


def add_run(state: State, text: str, font: str) -> None:
    """Add characters to the paragraph."""
    run = Run(text, font, state.bold, state.italic or state.underlined, state.raised)
    state.builder.runs.append(run)


def end_paragraph(state: State, depth: int, outline: int, contents: bool, number: Callable[[], str]) -> None:
    """Put the open paragraph on the shelf of its story; `number` makes its label where none is written."""
    builder = state.builder
    runs = tuple(Run(whole(r.text), r.font, r.bold, r.slanted, r.raised) for r in merged(builder.runs))
    label = number() if builder.label is None and state.list else builder.label or ""
    paragraph = Paragraph(
        runs,
        label,
        state.level + 1 if state.list or builder.label is not None else 0,
        state.aligned or state.indent >= _FAR_RIGHT,
        outline,
        contents,
        tuple(builder.boxes),
    )
    builder.shelf.add(paragraph, depth)
    builder.runs, builder.boxes, builder.label = [], [], None
