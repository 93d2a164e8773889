"""Letters of pre-Unicode encodings in a whole document, repaired word by word: what readers use.

Knows runs of characters with the name of their font, and no format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar

from extract.document import Document, Notice, Repair
from extract.letters_choice import Choice, choose, fits, path, stretches, suspicious
from extract.letters_codes import Code, Letter
from extract.letters_edits import edits, in_capitals, raised

# Every tenth word with marks has this letter of TCVN3, a soft hyphen, which some programs leave out.
_ENOUGH = 150
_LOST = "Chữ “ư” bị mất khi tệp được xuất từ phông cũ; hãy nộp tệp Word gốc hoặc đối chiếu với bản gốc."
_OLD = "Chữ theo bảng mã cũ {} đã được chuyển sang Unicode; hãy đối chiếu với bản gốc."
_MESSAGES = {
    "tcvn3": _OLD.format("TCVN3 (phông .VnTime)"),
    "vni": _OLD.format("VNI"),
    "viscii": _OLD.format("VISCII"),
    "vps": _OLD.format("VPS"),
    "cp1258": _OLD.format("Windows-1258"),
    "utf-8": "Chữ Unicode bị đọc sai bảng mã đã được khôi phục; hãy đối chiếu với bản gốc.",
    "eth": "Chữ Ð, ð (không phải chữ Việt) đã được thay bằng Đ, đ.",
}


class Run(NamedTuple):
    """Characters in one font, by its name as the file gives it (empty where it does not say)."""

    font: str
    text: str


class Letters:
    """The letters of one document: runs are gathered first, and repaired once all of them were seen.

    Readers hand over the runs of each paragraph (or cell, or line) before anything cleans them, since soft
    hyphens are letters here, and take back as many strings. Fonts are named as the file names them, empty
    where it does not. Bytes become characters by the code page that the file declares (cp1252, cp1258, Mac:
    letters are known by any), by Latin-1 where it declares none.
    """

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()
        self._choice: Choice | None = None
        self._made: Counter[Repair] = Counter()

    def texts(self, runs: Sequence[Run]) -> list[str]:
        """The texts of the runs of one paragraph, repaired once it is known how."""
        found = self.edits(runs)
        return _edited(runs, found) if found else [run.text for run in runs]

    def edits(self, runs: Sequence[Run]) -> list[Letter]:
        """What to replace in the texts of the runs of one paragraph put together."""
        text = "".join([run.text for run in runs])
        words = list(_words(runs, text, self._choice))
        if self._choice is None:
            self._seen.update((font, text[start:end]) for start, end, font in words)
            return []
        codes = path([(font, text[start:end]) for start, end, font in words], self._choice)
        found: list[Letter] = []
        capitals = in_capitals(text)
        for (start, end, _), code in zip(words, codes, strict=True):
            own = edits(text[start:end], code)
            if capitals and code and code.encoding == "tcvn3":
                own = raised(own)
            if own:
                self._note(text[start:end], own, code)
                found += [Letter(start + first, start + last, letter) for first, last, letter in own]
        return found

    def decide(self) -> bool:
        """Decide from all runs so far; whether there is anything to repair."""
        self._choice = choose(self._seen)
        return self._choice is not None

    def noted(self, document: Document) -> Document:
        """The document with what was repaired."""
        counts: Counter[str] = Counter()
        for repair, count in self._made.items():
            counts[repair.encoding] += count
        notices = [
            Notice(f"letters_{name}", _MESSAGES[name], counts[name]) for name in _MESSAGES if counts[name]
        ]
        repairs = tuple(replace(repair, count=count) for repair, count in self._made.items())
        status = document.status
        if counts["tcvn3"] >= _ENOUGH and not any("ư" in repair.repaired.lower() for repair in repairs):
            notices.append(Notice("lost_letters", _LOST))
            status = "ok_with_loss" if status == "ok" else status
        warnings = (*document.warnings, *notices)
        return replace(document, warnings=warnings, repairs=repairs, status=status)

    def _note(self, word: str, own: Sequence[Letter], code: Code | None) -> None:
        name, page = ("eth", "") if code is None else (code.encoding, code.page)
        self._made[Repair(name, page, word, replaced(word, own))] += 1


def with_letters(read: Callable[[Letters | None], Document]) -> Document:
    """The document that `read` gives, with the letters of old encodings repaired and that noted.

        def parse(data, name, sha256):
            return with_letters(lambda letters: _document(data, name, sha256, letters))

        def _line(runs, letters):
            return "".join(letters.texts(runs) if letters else [run.text for run in runs])

    `read` is called once for a Unicode document, which it gets None for, and three times where letters look
    old: as they are, to gather the runs, and to repair them. It must hand over the same runs each time.
    """
    document = read(None)
    if not suspicious(document.text):
        return document
    letters = Letters()
    read(letters)
    return letters.noted(read(letters)) if letters.decide() else document


class _Typed(Protocol):
    """The runs of readers: frozen dataclasses with a text and a font among other things."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def text(self) -> str: ...

    @property
    def font(self) -> str: ...


_AnyRun = TypeVar("_AnyRun", bound=_Typed)


def repaired(runs: Sequence[_AnyRun], letters: Letters) -> list[_AnyRun]:
    """The runs of one paragraph, each with its text repaired."""
    texts = letters.texts([Run(run.font, run.text) for run in runs])
    return [replace(run, text=text) for run, text in zip(runs, texts, strict=True)]


def replaced(text: str, found: Sequence[Letter]) -> str:
    """`text` with letters replaced."""
    parts: list[str] = []
    at = 0
    for start, end, letter in found:
        parts += (text[at:start], letter)
        at = end
    return "".join((*parts, text[at:]))


def _words(runs: Sequence[Run], text: str, choice: Choice | None) -> Iterator[tuple[int, int, str]]:
    """The words of a paragraph and their fonts, which part a word only where it makes no sense as a whole."""
    borders: list[tuple[int, str]] = []
    at = 0
    for run in runs:
        if run.text and (not borders or borders[-1][1] != run.font):
            borders.append((at, run.font))
        at += len(run.text)
    number = 0
    for start, end in stretches(text):
        while number + 1 < len(borders) and borders[number + 1][0] <= start:
            number += 1
        last = number
        while last + 1 < len(borders) and borders[last + 1][0] < end:
            last += 1
        if last == number or choice is None or fits(text[start:end], choice):
            yield start, end, borders[number][1]
            continue
        cuts = [start, *[first for first, _ in borders[number + 1 : last + 1]], end]
        for (first, stop), (_, font) in zip(pairwise(cuts), borders[number : last + 1], strict=True):
            if not text[first:stop].isascii():
                yield first, stop, font


def _edited(runs: Sequence[Run], found: Sequence[Letter]) -> list[str]:
    """The texts of the runs with letters replaced; a letter cut by a border goes to the run it begins in."""
    texts: list[str] = []
    number, at = 0, 0
    for run in runs:
        end = at + len(run.text)
        parts: list[str] = []
        here = at
        if number and found[number - 1].end > here:
            here = min(found[number - 1].end, end)
        text, base = run.text, at
        while number < len(found) and found[number].start < end:
            letter = found[number]
            parts += (text[here - base : letter.start - base], letter.letter)
            here = min(letter.end, end)
            number += 1
        parts.append(text[here - base :])
        texts.append("".join(parts))
        at = end
    return texts
