"""Web pages (HTML, Word's and Excel's HTML, single-file MHT) to a `Document`. Loads nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from extract.document import Document
from extract.html_source import Page, pages_of
from extract.html_styles import Sheet, add_rules
from extract.html_walk import Walk, walk_page
from extract.packages import damaged
from extract.story import Report, Story
from extract.story_document import Findings, document_of

Element = Any
MIME = "text/html"
_UNSEEN = re.compile(
    r"<!--|<(script|style|title|noscript|template|iframe|object|svg|select|textarea|xml|noframes|math)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_OPEN_TAG = re.compile(r"<[^<>]*$")
_SHEETS = re.compile(r"(?:^|/)(?:sheet|header)\d*\.html?$", re.IGNORECASE)


def parse(data: bytes, name: str, sha256: str) -> Document:
    """The document in the bytes of a page; raises FileProblem (corrupt, too_big).

    Places count from 1 as in Word files: `body/p[3]`, `tbl[2]/r[3]/c[1]`, `footnote[1]/p[1]`.
    """
    report, found, there = parse_stories(data)
    document = document_of(report, found, "html", MIME, name, sha256, there)
    if found.cut and not document.text.strip():
        raise damaged()
    return document


def parse_stories(data: bytes) -> tuple[Report, Findings, str]:
    """The stories of all pages, what was met beside them, and all text counted without the walk."""
    pages = pages_of(data)
    # Word keeps page headers in a page of their own, Excel every sheet.
    pages = [page for n, page in enumerate(pages) if not n or _SHEETS.search(page.name)]
    found = Findings()
    walks = [_walk(page, found) for page in pages]
    report = Report(
        tuple(element for walk in walks for element in walk.content[0]),
        *(_stories(walks, kind) for kind in ("footnote", "endnote", "header", "footer")),
    )
    found.cut = any(_is_cut(page.text) or page.bad for page in pages)
    return report, found, "\n".join(_present(page.text) for page in pages)


def _walk(page: Page, found: Findings) -> Walk:
    from lxml import etree

    walk = Walk(Sheet(), found)
    # Without comments and instructions their neighbours are one text; depth is no danger to this walk.
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    root: Element = etree.fromstring(page.text.encode("utf-8", "replace") or b"<p/>", parser)
    if root is None:
        return walk
    for style in root.iter("style"):
        add_rules(walk.sheet, "".join(style.itertext()))
    walk_page(walk, root)
    return walk


def _stories(walks: list[Walk], kind: str) -> tuple[Story, ...]:
    return tuple(story for walk in walks for story in walk.stories.get(kind, ()))


def _is_cut(text: str) -> bool:
    """Whether a page ends before its time: in a tag, or without closing what it opened."""
    end = text[-4000:].lower()
    if _OPEN_TAG.search(end):
        return True
    start = text[:4000].lower()
    return ("<html" in start or "<body" in start) and "</html" not in end and "</body" not in end


def _present(text: str) -> str:
    """All text of a page, counted without the parser."""
    return html.unescape(_TAG.sub("", "".join(_seen(text))))


def _seen(text: str) -> Iterator[str]:
    """A page without comments, scripts and the like; a missing end is looked for once only."""
    lower, at = text.lower(), 0
    if len(lower) != len(text):
        lower = text
    endless: set[str] = set()
    for found in _UNSEEN.finditer(text):
        end = f"</{found[1].lower()}" if found[1] else "-->"
        if found.start() < at or end in endless:
            continue
        close = lower.find(end, found.end())
        if close < 0:
            endless.add(end)
            continue
        yield text[at : found.start()]
        at = close if found[1] else close + len(end)
    yield text[at:]
