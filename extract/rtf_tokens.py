"""RTF cut into tokens: groups, control words, symbols and text. Knows no meaning of any word but \\bin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPEN, CLOSE, WORD, SYMBOL, TEXT, BYTE = range(6)
_TOKEN = re.compile(
    rb"([^\\{}\r\n\0]+)"
    rb"|\\([a-zA-Z]{1,40})(-?\d{1,12})? ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\(.)"
    rb"|([{}])",
    re.DOTALL,
)
_BRACE = re.compile(rb"[{}]|\\bin(\d{1,9}) ?|\\.", re.DOTALL)


@dataclass(slots=True)
class Scanner:
    """Where reading stands in `data`."""

    data: bytes
    at: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: of OPEN to BYTE. `name`: of a control word or symbol. `number`: its parameter or None."""

    kind: int
    name: bytes = b""
    number: int | None = None


_OPENS, _CLOSES = Token(OPEN), Token(CLOSE)


def tokens(scanner: Scanner) -> Iterator[Token]:
    """The tokens from where the scanner stands; binary data is passed over."""
    data = scanner.data
    while True:
        found = _TOKEN.search(data, scanner.at)
        if found is None:
            scanner.at = len(data)
            return
        scanner.at = found.end()
        kind = found.lastindex
        if kind == 1:
            yield Token(TEXT, found[1])
        elif kind == 2 or kind == 3:
            number = None if found[3] is None else int(found[3])
            if found[2] == b"bin":
                scanner.at += max(0, min(number or 0, len(data)))
            else:
                yield Token(WORD, found[2], number)
        elif kind == 4:
            yield Token(BYTE, bytes((int(found[4], 16),)))
        elif kind == 5:
            yield Token(SYMBOL, found[5])
        else:
            yield _OPENS if found[6] == b"{" else _CLOSES


def skip_group(scanner: Scanner) -> None:
    """Go to the brace that closes the group in which the scanner stands, or to the end."""
    depth = 1
    while True:
        found = _BRACE.search(scanner.data, scanner.at)
        if found is None:
            scanner.at = len(scanner.data)
            return
        scanner.at = found.end()
        if found[0] == b"{":
            depth += 1
        elif found[0] == b"}":
            depth -= 1
            if not depth:
                scanner.at -= 1
                return
        elif found[1]:
            scanner.at = min(scanner.at + int(found[1]), len(scanner.data))
