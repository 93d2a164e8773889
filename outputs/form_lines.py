"""The lines of a consolidated sheet: which units stand in it, in which order, and which lie within which.

Knows units and the office's list of them; no values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.folding import key
from corpus.gazetteer import full_name, lineage, place, successors
from extract.problems import SetupProblem
from outputs.claim_records import Submission
from outputs.claims import Gathered
from outputs.period_spans import last_day, made_of, span
from outputs.report_units import PARTY, STATE, ReportUnit, listed_unit, office_order, speaks_for

_SKIPS = "không áp dụng:"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the office's list. `skips`: ids of indicators that do not apply to the unit."""

    name: str
    unit: ReportUnit
    skips: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the sheet. `above`: place of the line it lies within. `sent`: its report came.

    `merged`: keys of the old units that it took over. `divided`: it was split, nobody has its figures.
    `organs`: keys of bodies that report for it. `aliases`: its own, by heads that do not say where it is.
    """

    unit: ReportUnit
    name: str
    sent: bool = False
    above: int | None = None
    skips: frozenset[str] = frozenset()
    merged: tuple[str, ...] = ()
    divided: bool = False
    organs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Of every unit whose reports are this line's."""
        return (self.unit.key, *self.merged, *self.organs, *self.aliases)

    def area(self, level: str) -> str | None:
        """Gazetteer key of the province, district or commune that it lies in."""
        above = lineage(self.unit.seat) if self.unit.seat else ()
        return next((at.code for at in above if at.level == level), None)


def read_units(file: Path) -> tuple[Listed, ...]:
    """The office's list of who must report: one name a line, `| không áp dụng: id, id` behind it, # a remark.

    Raises SetupProblem where it cannot be read or names nobody.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupProblem(
            "bad_units",
            f"Không đọc được danh sách đơn vị {file.name}; hãy lưu thành tệp chữ UTF-8, mỗi dòng một tên.",
        ) from error
    found = units_of(text.splitlines())
    if not found:
        raise SetupProblem(
            "bad_units", f"Danh sách đơn vị {file.name} không có tên nào; hãy ghi mỗi dòng một tên."
        )
    return found


def units_of(lines: Iterable[str]) -> tuple[Listed, ...]:
    """The units of such lines, as a list or a form has them."""
    found = []
    for line in lines:
        name, _, rest = line.partition("|")
        if not name.strip() or name.lstrip().startswith("#"):
            continue
        rest = rest.strip()
        ids = rest[len(_SKIPS) :].split(",") if rest.lower().startswith(_SKIPS) else []
        found.append(Listed(name.strip(), listed_unit(name.strip()), frozenset(map(str.strip, ids))))
    return tuple(found)


def form_lines(
    gathered: Gathered,
    period: str,
    listed: Sequence[Listed] = (),
    style: str = "party",
    *,
    today: bool = False,
) -> tuple[Line, ...]:
    """The lines in the office's order: of its list, else of every sender by the gazetteer."""
    if listed:
        day = last_day(period)
        lines = [_of_list(entry, gathered, style, day) for entry in listed]
    else:
        senders = {submission.sender.key: submission.sender for submission in gathered.submissions}
        units = sorted((gathered.units[key] for key in senders), key=office_order)
        lines = [Line(unit, unit.name) for unit in units]
    lines = _with_speakers(lines, gathered.submissions, {entry.name for entry in listed})
    if today:
        lines = _of_today(lines)
    sent = _sent(gathered.submissions, period)
    lines = [replace(line, sent=any(key in sent for key in line.keys)) for line in lines]
    return _within(_together(lines), gathered.submissions)


def _with_speakers(
    lines: Sequence[Line], submissions: Iterable[Submission], asked: Collection[str]
) -> list[Line]:
    """Each with the senders whose reports are its own; these have a line only where the list asks."""
    own = {line.unit.key: line for line in lines}
    seated = [(key(line.unit.name.split(",")[0]), line) for line in lines if line.unit.seat]
    often = Counter(name for name, _ in seated)
    named = {name: line for name, line in seated if often[name] == 1}

    def line_of(unit: ReportUnit | None) -> Line | None:
        """A unit's line; where its head does not say where it is, the only one of its name."""
        if unit is None:
            return None
        return (named.get(key(unit.name)) if unit.seat is None else None) or own.get(unit.key)

    aliases: dict[str, str] = {}
    organs: dict[str, str] = {}
    for one in submissions:
        line, parent = own.get(one.sender.key), line_of(one.parent)
        alone = line is None or line.name not in asked
        same = line_of(one.sender)
        if same and same.unit.key != one.sender.key:
            aliases[one.sender.key] = same.unit.key
        elif alone and parent and parent is not line and speaks_for(one.sender, parent.unit):
            organs[one.sender.key] = parent.unit.key
    return [
        replace(line, aliases=_keys(aliases, line), organs=_keys(organs, line))
        for line in lines
        if line.unit.key not in aliases and line.unit.key not in organs
    ]


def _keys(of: Mapping[str, str], line: Line) -> tuple[str, ...]:
    return tuple(key for key, unit in of.items() if unit == line.unit.key)


def _of_list(entry: Listed, gathered: Gathered, style: str, day: str | None) -> Line:
    """The unit of a name: itself, or the body that leads the place where only the place is named.

    `day`: the period's last; before and after July 2025 one name may mean two places.
    """
    unit = entry.unit if entry.unit.seat else listed_unit(entry.name, day)
    if unit.key not in gathered.units:
        family = unit.family or (PARTY if style == "party" else STATE)
        order = [family, *(() if unit.family else (PARTY, STATE))]
        keys = [f"{name}|{unit.seat}" for name in order] if unit.seat else []
        keys += [key for key, known in gathered.units.items() if _same_name(known, entry.name)]
        # A list often leaves out what lies above: the one unit of the name that has sent something.
        keys += _by_name(entry, gathered, order)
        known = next((one for one in keys if one in gathered.units), None)
        unit = (
            gathered.units[known]
            if known
            else replace(unit, family=family, key=f"{family}|{unit.seat or unit.name}")
        )
    return Line(unit, entry.name, skips=entry.skips)


def _same_name(unit: ReportUnit, name: str) -> bool:
    return unit.name.casefold() == name.casefold()


def _by_name(entry: Listed, gathered: Gathered, families: Sequence[str]) -> list[str]:
    found = []
    for family in families:
        same = [
            key
            for key, unit in gathered.units.items()
            if unit.family == family and unit.seat and _is_called(unit.seat, entry.name)
        ]
        found += same if len(same) == 1 else []
    return found


def _is_called(seat: str, name: str) -> bool:
    at = place(seat)
    return at is not None and name.casefold().endswith(f"{at.type} {at.name}".casefold())


def _of_today(lines: Sequence[Line]) -> list[Line]:
    """Old units as the one that took them over; those that were divided stay as they are, and are marked."""
    found: dict[str, Line] = {}
    for line in lines:
        heirs = successors(line.unit.seat) if line.unit.seat else ()
        if len(heirs) != 1:
            found.setdefault(line.unit.key, replace(line, divided=len(heirs) > 1))
            continue
        at = place(heirs[0])
        key = f"{line.unit.family}|{heirs[0]}"
        name = f"{line.unit.family.capitalize()} {at.type} {at.name}" if at else line.name
        unit = ReportUnit(key, name, heirs[0], line.unit.family)
        known = found.get(key, Line(unit, name))
        found[key] = replace(known, merged=(*known.merged, line.unit.key), skips=known.skips & line.skips)
    return list(found.values())


def _sent(submissions: Iterable[Submission], period: str) -> set[str]:
    """Who has reported on the period, or on all the periods that make it up."""
    periods: dict[str, set[str]] = {}
    for one in submissions:
        if one.period:
            periods.setdefault(one.sender.key, set()).add(one.period)
    months = span(period)
    return {
        key
        for key, codes in periods.items()
        if any(span(code) == months for code in codes) or made_of(period, codes)
    }


def _together(lines: Sequence[Line]) -> list[Line]:
    """Units of one province and district stand together, in the order in which the list first names them."""
    first: dict[tuple[str, str | None], int] = {}
    for number, line in enumerate(lines):
        for level in ("province", "district"):
            first.setdefault((level, line.area(level)), number)
    levels = {"province": 0, "district": 1, "commune": 2, None: 3}

    def order(numbered: tuple[int, Line]) -> tuple[int, ...]:
        number, line = numbered
        province = first["province", line.area("province")]
        highest = levels[line.unit.level] == 0
        district = -1 if highest else first["district", line.area("district")]
        return province, district, 0 if line.unit.level in ("province", "district") else 1, number

    return [line for _, line in sorted(enumerate(lines), key=order)]


def _within(lines: Sequence[Line], submissions: Iterable[Submission]) -> tuple[Line, ...]:
    """With the line above each: the nearest of its kind around it, else whom its head names."""
    parents = {one.sender.key: one.parent.key for one in submissions if one.parent}
    places = {line.unit.key: number for number, line in enumerate(lines)}
    seats = {(line.unit.family, line.unit.seat): number for number, line in enumerate(lines)}
    found = []
    for number, line in enumerate(lines):
        around = lineage(line.unit.seat)[1:] if line.unit.seat else ()
        over = (seats.get((line.unit.family, at.code)) for at in around)
        above = next((at for at in over if at is not None), None)
        if above is None:
            named = places.get(parents.get(line.unit.key, ""))
            above = named if named != number else None
        found.append(replace(line, above=above))
    return tuple(found)


def areas(lines: Sequence[Line], levels: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Gazetteer key -> places of the lines in it, of the areas that deserve a total of their own.

    An area with one line, or that holds all of them, needs none.
    """
    found: dict[str, tuple[int, ...]] = {}
    for level in levels:
        groups: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            if code := line.area(level):
                groups.setdefault(code, []).append(number)
        for code, places in groups.items():
            if 1 < len(places) < len(lines):
                found[code] = tuple(places)
    return found


def area_name(code: str) -> str:
    """ "Huyện Cẩm Khê", as the line of its total calls it."""
    name = full_name(code).split(",")[0]
    return name[:1].upper() + name[1:]
