"""Marks of list items in pages. Knows lists, no text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract import html_tags as tags
from extract.docx_numbering import written
from extract.docx_styles import number

_LEVEL = re.compile(r"level([1-9])")


@dataclass(slots=True)
class PageList:
    """A list that is open. `format`: of its numbers, empty for bullets. `next`: number of the next item."""

    format: str
    next: int = 1


def begin_list(tag: str, attributes: Mapping[str, str], declared: Mapping[str, str]) -> PageList:
    """The list that an element opens."""
    styled = tags.CSS_NUMBERS.get(declared.get("list-style-type", ""), "")
    if tag != "ol":
        return PageList(styled)
    form = styled or tags.NUMBERS.get(attributes.get("type", "1"), "decimal")
    return PageList(form, number(attributes.get("start"), 1))


def begin_item(list: PageList, attributes: Mapping[str, str]) -> str:
    """The mark of the next item."""
    if not list.format:
        return "-"
    own = number(attributes.get("value"), list.next)
    list.next = own + 1
    return f"{written(own, list.format)}."


def list_depth(declared: str) -> int:
    """The depth from 1 that Word declares of a paragraph in a list."""
    found = _LEVEL.search(declared)
    return int(found[1]) if found else 1
