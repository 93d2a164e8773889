"""Foreign documents that a Word file holds in its text: Word, RTF, web pages, plain text, workbooks."""

from __future__ import annotations

import logging
from collections.abc import Callable

from extract import docx_names as w
from extract.decoding import decoded
from extract.docx_body import Walk, finish, flow
from extract.docx_coverage import present
from extract.docx_notes import read_notes
from extract.docx_numbering import read_lists
from extract.docx_package import Package, open_docx
from extract.docx_runs import Tally
from extract.docx_styles import read_styles
from extract.docx_workbooks import FORMATS, read_workbook
from extract.sniff import sniff
from extract.story import Paragraph, Report, Run, runs_of
from extract.story_document import Findings
from extract.story_layout import Layout, lay_into
from extract.text_places import Zone

_LOG = logging.getLogger("tonghop")
# A file with more of them is no report; the rest is said to be unread.
_MOST = 50


def chunk_reader(package: Package) -> Callable[[Walk, str, Zone], bool]:
    """What reads the foreign documents of a package by the id of their part, and says whether it could."""
    parts = {part.id: part.data for part in package.parts if part.data}
    left = _MOST

    def read(walk: Walk, id: str, zone: Zone) -> bool:
        nonlocal left
        data = parts.get(id)
        left -= 1
        if data is None or left < 0:
            return False
        try:
            return _read_chunk(walk, data, zone)
        except MemoryError:
            raise
        # A part is as foreign as a file: whatever a reader trips over, this part is not read.
        except Exception as problem:
            _LOG.debug("part %s is not read: %s", id, problem)
            return False

    return read


def _read_chunk(walk: Walk, data: bytes, zone: Zone) -> bool:
    format = sniff(data)
    if format in FORMATS:
        return read_workbook(walk, format, data)
    if format == "docx":
        _read_word(walk, open_docx(data), zone)
        return True
    stories = _stories(format, data)
    if stories is None:
        return False
    report, found = stories
    layout = Layout(
        f"own-{format}",
        walk.tally,
        walk.letters,
        pieces=walk.pieces,
        grids=walk.grids,
        counts=walk.counts,
        opened=walk.opened,
    )
    lay_into(layout, report, zone)
    walk.opened = layout.opened
    walk.foreign_texts += [
        run.text for run in runs_of(Report(report.body, report.footnotes, report.endnotes))
    ]
    _add(walk.tally, found.tally)
    return not found.cut


def _stories(format: str, data: bytes) -> tuple[Report, Findings] | None:
    """The stories of a chunk, None where its format is none that Word puts there."""
    if format == "rtf":
        from extract import rtf

        return rtf.parse_stories(data)
    if format == "html":
        from extract import html

        return html.parse_stories(data)[:2]
    text = decoded(data) if format == "txt" else None
    if text is None:
        return None
    return Report(tuple(Paragraph((Run(line),)) for line in text.text.splitlines())), Findings()


def _read_word(walk: Walk, package: Package, zone: Zone) -> None:
    """A Word file in a Word file has its own styles, lists and notes; what it holds in turn is not read."""
    styles = read_styles(package.root("styles"), fonts=walk.letters is not None)
    inner = Walk(
        styles,
        read_lists(package.root("numbering"), styles),
        walk.letters,
        walk.tally,
        walk.pieces,
        walk.grids,
        counts=walk.counts,
        opened=walk.opened,
    )
    flow(inner, package.main.find(w.BODY), zone)
    finish(inner)
    walk.foreign_texts.append(present([package.main, *read_notes(inner, package)]))
    walk.opened = inner.opened


def _add(tally: Tally, more: Tally) -> None:
    tally.left_out += more.left_out
    tally.hidden += more.hidden
    tally.changes += more.changes
    tally.workbooks += more.workbooks
    tally.pictures += more.pictures
