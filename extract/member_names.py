"""Names inside archives and mails, made safe to show. They are untrusted, and never become paths."""

from __future__ import annotations

import re
import unicodedata

_UNNAMED = "không tên"
_LONGEST, _DEEPEST = 150, 20
# Controls, marks that turn the direction of writing, and what other systems forbid in names.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
    r'|[<>:"|?*]'
)
_VIETNAMESE = re.compile(r"[\w \-.,()\[\]&+_'–/\\]*")
_FOREIGN_MARK = re.compile("[\u0300-\u036f]")
_DRIVE = re.compile(r"[A-Za-z]:(?=[/\\])")


def safe_name(raw: str) -> str:
    """The name as it is shown: NFC, folders parted by `/`, without drives, `..` and unseen characters."""
    parts: list[str] = []
    for part in _DRIVE.sub("", raw.replace("\0", "_")).replace("\\", "/").split("/"):
        shown = _UNSAFE.sub("_", unicodedata.normalize("NFC", part)).strip()
        if shown.strip("."):
            parts.append(_shortened(shown))
    return "/".join(parts[-_DEEPEST:]) or _UNNAMED


def _shortened(name: str) -> str:
    """A long name without its middle, so that its ending stays."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 20]}…{name[-19:]}"


def name_in_zip(name: str, utf8: bool) -> str:
    """The name of a zip entry; programs that do not say UTF-8 write in whatever their system uses."""
    if utf8:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    return _decoded(raw) or name


def _decoded(raw: bytes) -> str | None:
    """UTF-8 where it is that, else Vietnamese Windows where all of it makes Vietnamese words."""
    if raw.isascii():
        return raw.decode("ascii")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        found = unicodedata.normalize("NFC", raw.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    whole = _VIETNAMESE.fullmatch(found) and not _FOREIGN_MARK.search(found)
    return found if whole and all(_is_vietnamese(c) for c in found if not c.isascii()) else None


def _is_vietnamese(letter: str) -> bool:
    if letter in "đĐ–":
        return True
    base = unicodedata.normalize("NFD", letter)[0]
    return base.lower() in "aeiouyAEIOUY" and letter.lower() not in "äåæëïöøüÿ"


class Names:
    """Names given out so far in one archive: a second one is numbered, also where only capitals differ."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def fresh(self, raw: str) -> str:
        """The safe name, with a number where it is taken."""
        name = safe_name(raw)
        stem, dot, ending = name.rpartition(".") if "." in name.rpartition("/")[2] else (name, "", "")
        shown, number = name, 1
        while shown.casefold() in self._taken:
            number += 1
            shown = f"{stem} ({number}){dot}{ending}"
        self._taken.add(shown.casefold())
        return shown
