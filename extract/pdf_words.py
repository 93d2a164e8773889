"""Glyphs of a page to rows of words, by position alone. Knows no columns, tables or paragraphs."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby, pairwise
from operator import itemgetter, sub

from extract.letters_runs import Letters
from extract.letters_runs import Run as LetterRun
from extract.pdf_glyphs import Glyph, Glyphs
from extract.pdf_page import Word, words_text
from extract.pdf_runs import ASLANT, Run, unturned

# Parts of the letter size: how far baselines of one row may lie apart, the gap that is a space where the
# file has none (beyond the usual distance of its letters), how far behind the start of a space of the file
# the next letter must stand, and the gap that parts turned text.
_SAME_ROW = 0.4
_LARGER = 2.2
_GAP = 0.13
_LEAST_SPACE = 0.1
_APART = 1.6
_RAISED_SIZE = 0.82
_RAISED_BY = 0.12
_OVERPRINT = 0.12
_LETTERS = re.compile("[^ ]+")
_RUN = itemgetter(3)

# Stands for a hyphen that may be a letter.
_DOUBTFUL = "\u2010"
# Symbol fonts give their bullets and arrows private codes.
_SYMBOLS = {
    "\uf02d": "-",
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0a8": "▪",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf071": "□",
    "\uf076": "•",
    "\uf077": "•",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0f0": "→",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
}


def rows_of(found: Glyphs) -> tuple[tuple[Word, ...], ...]:
    """The words of a page by baseline, from top to bottom and left to right.

    Text that is turned comes as one word a block, placed where it stands.
    """
    rows: list[tuple[Word, ...]] = []
    marks = any("\u0300" <= char <= "\u036f" for char in {glyph[2] for glyph in found.glyphs})
    for turned, glyphs in _by_direction(found):
        if turned == ASLANT:
            continue
        ordered = [_with_marks(row) if marks else sorted(row) for row in _rows(glyphs, found.runs)]
        lines = [words for row in ordered if (words := _words(row, found))]
        rows += lines if turned == 0 else _blocks(lines, turned)
    rows.sort(key=lambda row: row[0].y)
    return tuple(rows)


def aslant(found: Glyphs) -> list[str]:
    """Texts set aslant over the page (DỰ THẢO), one a run."""
    runs = [i for i, run in enumerate(found.runs) if run.turned == ASLANT]
    texts = ["".join([g[2] for g in found.glyphs if g[3] == i]) for i in runs]
    return [" ".join(text.split()) for text in texts if text.strip()]


def repaired_words(row: tuple[Word, ...], old: Letters) -> tuple[Word, ...]:
    """The words of a row with the letters of old fonts repaired; they stay where they are.

    A hyphen may be the soft one, which is a letter: it comes back where it is none.
    """
    runs: list[LetterRun] = []
    for word in row:
        runs += (LetterRun("", "" if word.glued else " "), LetterRun("", word.text.replace("-", _DOUBTFUL)))
    texts = old.texts(runs)[1::2]
    return tuple(
        word._replace(text=text.replace(_DOUBTFUL, "-")) for word, text in zip(row, texts, strict=True)
    )


def _by_direction(found: Glyphs) -> list[tuple[int, list[Glyph]]]:
    runs = found.runs
    if not any(run.turned for run in runs):
        return [(0, found.glyphs)]
    ordered = sorted(found.glyphs, key=lambda g: runs[g[3]].turned)
    return [(turned, list(glyphs)) for turned, glyphs in groupby(ordered, key=lambda g: runs[g[3]].turned)]


def _rows(glyphs: list[Glyph], runs: list[Run]) -> list[list[Glyph]]:
    """Glyphs whose runs share a baseline; raised and lowered marks join the row they belong to."""
    by_run: dict[int, list[Glyph]] = {}
    for index, own in groupby(glyphs, key=_RUN):
        by_run.setdefault(index, []).extend(own)
    rows: list[list[Glyph]] = []
    base, size = 0.0, 0.0
    for index in sorted(by_run, key=lambda i: runs[i].y):
        run = runs[index]
        small, large = sorted((size, run.size))
        if rows and run.y - base <= _SAME_ROW * (large if large <= _LARGER * small else small):
            rows[-1] += by_run[index]
            if run.size > size:
                base, size = run.y, run.size
        else:
            rows.append(by_run[index])
            base, size = run.y, run.size
    return rows


def _words(row: list[Glyph], found: Glyphs) -> tuple[Word, ...]:
    """Cut one row, ordered from left to right, at its spaces and gaps.

    A letter printed again over itself is none; `found` counts it no longer.
    """
    runs = found.runs
    used = set(map(_RUN, row))
    size = max([runs[i].size for i in used])
    least = min([runs[i].size for i in used])
    up: set[int] = set()
    if least < _RAISED_SIZE * size:
        base = max([runs[i].y for i in used if runs[i].size > _RAISED_SIZE * size])
        up = {i for i in used if runs[i].size < _RAISED_SIZE * size and base - runs[i].y > _RAISED_BY * size}
    if not up:
        words_ = _plain_words(row, runs, size, least)
        if words_ is not None:
            return words_
    spread: float | None = None
    words: list[Word] = []
    open_: list[Glyph] = []
    space: float | None = None
    glued = raised = False
    for glyph in row:
        x0, _, char, run = glyph
        if char == " ":
            space = x0 if space is None else space
            continue
        if open_:
            last_x0, last_x1, last_char, _ = open_[-1]
            em = min(size, 1.4 * runs[run].size)
            if last_char == char and abs(x0 - last_x0) < _OVERPRINT * em:
                found.letters -= 1
                continue
            apart = space is not None and x0 - space > _LEAST_SPACE * em
            if not apart and x0 - last_x1 > _GAP * em:
                spread = _spread(row, size) if spread is None else spread
                apart = x0 - last_x1 > (_GAP + spread) * em
            if apart or (run in up) != raised:
                words.append(_word(open_, runs, glued, raised, space is not None))
                open_, glued = [], not apart
        if not open_:
            raised = run in up
        open_.append(glyph)
        space = None
    if open_:
        words.append(_word(open_, runs, glued, raised, space is not None))
    return tuple([word for word in words if word.text])


def _plain_words(row: list[Glyph], runs: list[Run], size: float, least: float) -> tuple[Word, ...] | None:
    """The words of a row whose spaces all stand in the file, None where its gaps have to be looked at."""
    x0s, x1s, chars, used = zip(*row, strict=True)
    narrow, wide = min(size, 1.4 * least), size
    if min(map(sub, x0s[1:], x0s), default=wide) < _OVERPRINT * wide:
        return None
    words: list[Word] = []
    text = "".join(chars)
    # Where no gap of the row is wide, no gap within a word is.
    loose = max(map(sub, x0s[1:], x1s), default=0.0) > _GAP * narrow
    usual = text.isascii() or (max(text) < "\ue000" and unicodedata.is_normalized("NFC", text))
    space: float | None = None
    for match in _LETTERS.finditer(text):
        first, end = match.span()
        if space is not None and x0s[first] - space <= _LEAST_SPACE * wide:
            return None
        last = end - 1
        if loose and last > first and max(map(sub, x0s[first + 1 : end], x1s[first:last])) > _GAP * narrow:
            return None
        spaced = end < len(text)
        space = x0s[end] if spaced else None
        run = runs[used[first]]
        if usual and used[first] == used[last]:
            x1 = x1s[last] if last == first else max(x1s[last], x1s[last - 1])
            word = Word(
                match[0], x0s[first], x1, run.y, run.size, run.bold, run.slanted, False, False, spaced
            )
        else:
            word = _word(row[first:end], runs, False, False, spaced)
        words.append(word)
    return tuple([word for word in words if word.text])


def _spread(row: list[Glyph], size: float) -> float:
    """The usual distance of two letters of a row in parts of their size; 0 unless they are spaced out."""
    gaps = [b[0] - a[1] for a, b in pairwise(row) if a[2] != " " != b[2] and b[0] - a[1] < size]
    if len(gaps) < 4:
        return 0.0
    gaps.sort()
    return max(gaps[len(gaps) // 2] / size, 0.0)


def _with_marks(row: list[Glyph]) -> list[Glyph]:
    """From left to right; a combining mark stays behind its letter."""
    clusters: list[list[Glyph]] = []
    for glyph in row:
        _, x1, char, run = glyph
        if clusters and "\u0300" <= char <= "\u036f":
            base = clusters[-1][0]
            clusters[-1].append((base[0], max(base[1], x1), char, run))
        else:
            clusters.append([glyph])
    clusters.sort(key=lambda c: c[0][0])
    return [glyph for cluster in clusters for glyph in cluster]


def _word(glyphs: list[Glyph], runs: list[Run], glued: bool, raised: bool, spaced: bool) -> Word:
    text = "".join([glyph[2] for glyph in glyphs])
    if not text.isascii():
        text = unicodedata.normalize("NFC", _without_private(text))
    first, last = glyphs[0], glyphs[-1]
    run = runs[first[3]]
    size = run.size
    if last[3] != first[3]:
        size = max([runs[glyph[3]].size for glyph in glyphs])
    x1 = max(last[1], glyphs[-2][1]) if len(glyphs) > 1 else last[1]
    return Word(text, first[0], x1, run.y, size, run.bold, run.slanted, glued, raised, spaced)


def _without_private(text: str) -> str:
    """Private codes of symbol fonts by what they show; one that stands alone is a bullet, others go."""
    if max(text) < "\ue000" or not any("\ue000" <= c <= "\uf8ff" for c in text):
        return text
    text = "".join(_SYMBOLS.get(c, c) for c in text)
    if len(text) == 1 and "\ue000" <= text <= "\uf8ff":
        return "•"
    return "".join(c for c in text if not "\ue000" <= c <= "\uf8ff")


def _blocks(lines: list[tuple[Word, ...]], turned: int) -> list[tuple[Word, ...]]:
    """Turned lines that follow each other as one word each, in place on the page."""
    pieces = [piece for line in lines for piece in _split(line)]
    blocks: list[list[tuple[Word, ...]]] = []
    for piece in pieces:
        home = next((b for b in blocks if _follows(b[-1], piece)), None)
        if home is None:
            blocks.append([piece])
        else:
            home.append(piece)
    return [(_placed(block, turned),) for block in blocks]


def _split(line: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    parts: list[list[Word]] = [[line[0]]]
    for before, word in pairwise(line):
        if word.x0 - before.x1 > _APART * word.size:
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def _follows(above: tuple[Word, ...], below: tuple[Word, ...]) -> bool:
    beside = above[0].x0 < below[-1].x1 and below[0].x0 < above[-1].x1
    return beside and 0 < below[0].y - above[0].y < _APART * above[0].size


def _placed(block: list[tuple[Word, ...]], turned: int) -> Word:
    first = block[0][0]
    low = min(line[0].x0 for line in block)
    high = max(line[-1].x1 for line in block)
    ax, ay = unturned(turned, low, block[0][0].y - first.size)
    bx, by = unturned(turned, high, block[-1][0].y)
    text = " ".join(words_text(line) for line in block)
    middle = (ay + by) / 2 + 0.35 * first.size
    return Word(text, min(ax, bx), max(ax, bx), middle, first.size, first.bold, first.slanted)
