"""The words around a mention: its sentence, or its whole row where it stands in a table. Knows text only."""

from __future__ import annotations

from nlp.sentences import split


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Span of the sentence that holds `text[start:end]`; of the table row where the line has tabs.

    A mention that runs over a sentence's end gets every sentence that it touches.
    """
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", max(end - 1, start))
    stop = len(text) if stop < 0 else stop
    if "\t" in text[begin:stop]:
        return begin, stop
    touched = [(a, b) for a, b in split(text, begin, stop) if a < end and b > start]
    if not touched:
        return start, end
    return min(touched[0][0], start), max(touched[-1][1], end)


def beginning(text: str, most: int) -> str:
    """The first lines of a text, whole ones where they fit in about `most` characters."""
    if len(text) <= most:
        return text.rstrip()
    cut = text.rfind("\n", most // 2, most)
    return text[: cut if cut > 0 else most].rstrip() + "…"


def window(text: str, start: int, end: int, most: int) -> tuple[str, str, str]:
    """The text before, in and behind the mention, cut to about `most` characters with an ellipsis."""
    before, mention, behind = text[:start], text[start:end], text[end:]
    room = max(most - len(mention), 40) // 2
    if len(before) > room:
        before = "…" + before[len(before) - room :]
    if len(behind) > room:
        behind = behind[:room] + "…"
    return before, mention[:most], behind
