"""The lines of a document's head and foot: how each kind of line is recognised.

Knows office conventions (State and Party layouts); keeps no state and reads no document.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.files import read_yaml
from corpus.folding import fold

# Two columns collapsed into one line are set apart by tabs or a run of spaces.
_COLUMNS = re.compile(r"[\t\n\r\v\f]+|[ \u00a0]{3,}")
# What every gap between columns holds, and what is soon found.
_COLUMN = re.compile(r"[\t\n\r\v\f]|\u00a0|   ")
# `Số:      /BC-UBND`: the blank is one line's, not a gap between columns.
_BLANK_NUMBER = re.compile(r"(?i)(\bsố\s?[:：]?)[ \u00a0.…_]+(?=[-/–])")
_BLANK = re.compile(r"[-/–](?<=[ \u00a0.…_].)")
# "ngày      tháng 5 năm 2024": neither is that of a day.
_BLANK_DAY = re.compile(r"(?i)(\b(?:ngày|tháng|năm))(?! [^ \u00a0.…_])[ \u00a0.…_]+(?=tháng|năm|\d)")
_BLANK_BEHIND = re.compile(r"[nt](?:gày|háng|ăm)(?! [^ \u00a0.…_])[ \u00a0.…_]")
_NUMBERED_LINE = re.compile(r"(?i)số\s*[:：]?\s*\S*[-/–]\S+")
_NATION = r"c[ộô]ng h[òo]a x[ãa] h[ộô]i ch[ủu] ngh[ĩi]a vi[ệê]t nam"
_MOTTO = r"[đd][ộô]c l[ậâ]p\s*[-–—.]+\s*t[ựư]\s*do\s*[-–—.]+\s*h[ạa]nh ph[úu]c"
NATION = re.compile(rf"{_NATION}|{_MOTTO}")
PARTY = re.compile(r"đảng cộng sản việt nam")
_PARTY_LINE = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM")
NUMBER = re.compile(
    r"(?i)số\s*[:：.]?\s*(?P<code>\d+\w*(?:\s?[-–/]\s?[\wĐđ&.()]+(?:\s?[-–/&.]\s?[\wĐđ]+)*)?)(?=\s*$|\s{2,}|\t)"
)
# "Số:    /BC-UBND", "Số ...": a number left blank; "Số hộ", "Số TT" are headers of columns.
_NUMBER_BLANK = re.compile(r"^\s*[Ss][Ốố]\s*(?:[:：]|(?=[-–/.…_]))[\s.…_/\-–]*(?:[A-ZĐ]{2,4}[-–/\w]*)?$")
# "412-BC/CB": the number without its word.
_NUMBER_BARE = re.compile(
    r"^\s*\(?(?P<code>\d{1,5}\s?[-–/]\s?(?:BC|KH|TB|CV|TTr|NQ|QĐ|HD|CTr|BB)\s?[-/–.&\w]*)$"
)
_GAP = r"[\s.…_]*"
PLACE_DATE = re.compile(
    rf"(?i)(?P<place>[^\W\d_][^,\n\t]{{0,60}}?)?,?\s*\bngày{_GAP}(?P<day>\d{{1,2}})?{_GAP}tháng{_GAP}(?P<month>\d{{1,2}})?{_GAP}"
    rf"năm{_GAP}(?P<year>\d{{4}})?(?=[\s.…_/)]*(?:$|\t|\n|\s{{3}}))"
)
# "Tân Lập, ngày 5/6/2024"
PLACE_DAY = re.compile(
    r"(?i)(?P<place>[^\W\d_][^,\n\t]{0,60}?),\s*ngày\s*(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})\.?\s*$"
)
ADDRESSEE = re.compile(r"(?i)^\s*kính\s+(?:gửi|trình)\b")
ABOUT = re.compile(r"(?i)^\s*\(?(?:v/v|về việc)\b[:\s]*")
RECIPIENTS = re.compile(r"(?i)^\s*[*_\"“]*nơi\s+nhận\b")
AUTHORITY = re.compile(
    r"^\s*(?:T\s?/\s?M|TM|K\s?/\s?T|KT|T\s?/\s?L|TL|TUQ|T\s?/\s?Q|TQ|QUYỀN|Q)\s*(?:\.|\s)\s*[A-ZĐÀ-Ỹ]|^\s*(?:T/M|K/T|T/L)\s*\S"
)
SIGNED = re.compile(
    r"(?i)^\s*[(\[]?\s*(?:đã ký|ký tên|đã kí|ký, ghi rõ họ tên|ký, đóng dấu|ký tên, đóng dấu)"
)
ANNEX = re.compile(
    r"(?i)^\s*(?:phụ lục|phụ biểu|biểu số|biểu mẫu|mẫu số|danh sách kèm|bảng tổng hợp|biểu tổng hợp)\b"
)
RULE = re.compile(r"^[\s*_\-–—=.~⁂•o]+$")
NUMBERED = re.compile(
    r"(?i)^\s*(?:phần\s+(?:thứ\s+)?\w+|chương\s+\w+|mục\s+\w+|[IVXL]{1,6}\s*[./)\-:]|[A-ZĐ]\s*[./)]\s|\d{1,2}(?:\.\d{1,2})*\s*[./)]|[a-zđ]\))"
)
_NAME = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?")


@cache
def kinds() -> tuple[str, ...]:
    """Document kinds in capitals, the longest first."""
    return tuple(sorted(read_yaml("lexicon", "meta.yaml")["kinds"], key=len, reverse=True))


@cache
def _positions() -> re.Pattern[str]:
    words = sorted(read_yaml("lexicon", "meta.yaml")["positions"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])")


@cache
def _ranks() -> re.Pattern[str]:
    words = sorted(read_yaml("lexicon", "meta.yaml")["ranks"], key=len, reverse=True)
    return re.compile(rf"(?i)^(?:(?:{'|'.join(map(re.escape, words))})[.,\s]+)+")


def pieces(text: str) -> list[str]:
    """The lines of a block, with columns that were collapsed into one line taken apart."""
    return list(_pieces(text))


# Head, body and foot each ask for those of the same blocks.
@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[str, ...]:
    low = fold(text)
    if "số" in low and _BLANK.search(text):
        text = _BLANK_NUMBER.sub(r"\1 ", text)
    if _BLANK_BEHIND.search(low):
        text = _BLANK_DAY.sub(r"\1 ", text)
    found: list[str] = []
    for part in _COLUMNS.split(text) if _COLUMN.search(text) else (text,):
        found += _apart(part.strip())
    return tuple(piece for piece in found if piece)


def _apart(line: str) -> list[str]:
    """Cut one line before a marker of the right-hand column and before a date line."""
    folded = fold(line)
    named = "nam" in folded or "nh ph" in folded
    marker = (NATION.search(folded) if named else None) or _PARTY_LINE.search(line)
    if marker and (marker.start() or marker.end() < len(line)):
        return [
            p.strip()
            for p in (line[: marker.start()], line[marker.start() : marker.end()], line[marker.end() :])
        ]
    number = _NUMBERED_LINE.match(line)
    if number and number.end() < len(line) and PLACE_DATE.search(line, number.end()):
        return [line[: number.end()].strip(), line[number.end() :].strip()]
    return [line]


def is_nation(line: str) -> bool:
    """The State's name or motto."""
    return NATION.search(fold(line)) is not None


def is_party(line: str) -> bool:
    """The Party's name standing alone as a head line."""
    return _PARTY_LINE.fullmatch(line.strip(" *_-.")) is not None


def is_number(line: str) -> bool:
    """`Số 12-BC/HU`, `Số: 12/BC-UBND`, also left blank."""
    if _NUMBER_BARE.match(line):
        return True
    return line.lstrip(" (").lower().startswith("số") and (
        NUMBER.match(line.lstrip(" (")) is not None or _NUMBER_BLANK.match(line) is not None
    )


def number_in(line: str) -> str | None:
    """The number of a number line as written, None where it was left blank."""
    found = NUMBER.match(line.strip(" (")) or _NUMBER_BARE.match(line)
    return found["code"] if found else None


def place_date(line: str) -> re.Match[str] | None:
    """Place, day, month and year of a date line, by the names of its groups."""
    stripped = line.strip(" (*_")
    return PLACE_DAY.match(stripped) or PLACE_DATE.match(stripped)


def is_place_date(line: str) -> bool:
    """`Thanh Ba, ngày 18 tháng 6 năm 2024`, also with blanks; a sentence that mentions a day is none."""
    return place_date(line) is not None and len(line) < 90


def kind_of(line: str) -> tuple[str, str] | None:
    """The document kind that opens the line in capitals, and what follows it in the same line."""
    stripped = line.strip(" *_")
    for kind in kinds():
        if not stripped.startswith(kind) or stripped[len(kind) : len(kind) + 1].isalpha():
            continue
        rest = stripped[len(kind) :].strip(" :*_-–.")
        # "BÁO CÁO TỔNG KẾT" is a kind alone on its line; before more words its second half opens the title.
        if not rest or not kind.startswith("BÁO CÁO "):
            return kind, rest
    # Not in capitals the kind fills its line: "Báo cáo".
    alone = stripped.upper().rstrip(" :.")
    return (alone, "") if stripped[:1].isupper() and alone in kinds() else None


def is_capitals(line: str) -> bool:
    """Whether the line's letters are capitals (a short word such as `và` or a name may not be)."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def is_position(line: str) -> bool:
    """An office in capitals under which somebody signs: `PHÓ BÍ THƯ THƯỜNG TRỰC`, `HIỆU TRƯỞNG`."""
    stripped = line.strip(" *_.,:")
    return len(stripped) < 70 and _positions().match(stripped) is not None and is_capitals(stripped)


def is_authority(line: str) -> bool:
    """`T/M BAN THƯỜNG VỤ`, `KT. CHỦ TỊCH`."""
    return len(line) < 90 and AUTHORITY.match(line) is not None and is_capitals(line)


def person(line: str) -> str | None:
    """The name of a person that fills the line, without rank and degree, or None."""
    bare = _ranks().sub("", line.strip(" *_.,;:()")).strip()
    words = bare.split()
    if not 2 <= len(words) <= 6 or not all(_NAME.fullmatch(w) for w in words):
        return None
    if is_capitals(bare) and (is_position(bare) or len(words) > 5):
        return None
    return bare if all(w[0].isupper() for w in words) else None
