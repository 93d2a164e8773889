"""Speed of consolidation: python -m bench.consolidated [month|year] [UNITS INDICATORS PERIODS] [WORKBOOK].

Long records as a store gives them (unit, indicator, period, value, place) become claims, a filled form and
its workbook. month: the form of the last period. year: the sum of all. CPU seconds and memory of each step.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from corpus.catalogue import catalogue
from corpus.forms import Column, Form
from corpus.gazetteer import full_name
from outputs.asked import asked
from outputs.claim_records import Claim, Submission
from outputs.claims import Gathered
from outputs.consolidation import consolidate
from outputs.doubts import find_doubts
from outputs.form_book import write_form
from outputs.form_comparison import Earlier
from outputs.form_lines import Listed
from outputs.known_values import is_additive
from outputs.period_spans import period_before
from outputs.records_in_bulk import in_bulk
from outputs.report_units import PARTY, ReportUnit

ROOT = Path(__file__).resolve().parent.parent


class Record(NamedTuple):
    """A long record."""

    unit: str
    indicator: str
    period: str
    value: int
    file: str
    page: int
    sentence: str


def periods(number: int) -> list[str]:
    """So many months up to December 2024, in order."""
    return [f"{2024 - (number - 1 - at) // 12}-{12 - (number - 1 - at) % 12:02}" for at in range(number)]


def form(number: int) -> Form:
    """A form of so many plain columns that add up."""
    entries = [e for e in catalogue() if is_additive(e) and e.periods == "sum" and not e.change]
    columns = tuple(
        Column(e.name, "value", e.group, e.id, (), None, e.measure)
        for e in sorted(entries[:number], key=lambda e: e.group)
    )
    if len(columns) < number:
        raise SystemExit(f"the catalogue has {len(columns)} indicators that add up")
    return Form("thu", "Biểu thử", "party", "units", columns, "Biểu thử", ("province",))


def units(number: int) -> list[ReportUnit]:
    """Communes of today."""
    rows = (ROOT / "corpus" / "gazetteer" / "units.csv").read_text(encoding="utf-8").splitlines()
    codes = [row.split(",")[0] for row in rows if row.startswith("34-") and len(row.split(",")[0]) == 8]
    return [
        ReportUnit(f"{PARTY}|{code}", f"Đảng ủy {full_name(code)}", code, PARTY) for code in codes[:number]
    ]


def records(
    senders: Sequence[ReportUnit], columns: Iterable[Column], months: Iterable[str]
) -> Iterator[Record]:
    """A record for each unit, indicator and period; values differ, and a few are missing.

    Three figures stand in one sentence, as in reports.
    """
    named = [(column.indicator or "", column.name) for column in columns]
    for at, unit in enumerate(senders):
        for number, month in enumerate(months):
            file = f"{at:05}/bao-cao-{month}.docx"
            said = ""
            for place, (indicator, name) in enumerate(named):
                if place % 3 == 0:
                    said = f"Trong tháng, {unit.name} thực hiện {at * number + place} {name.lower()}."
                value = (at * 7919 + place * 104729 + number * 31) % (50 * (place + 1))
                if value % 97:
                    yield Record(unit.key, indicator, month, value, file, 1 + place // 20, said)


def gathered(
    rows: Iterable[Record], senders: Sequence[ReportUnit], form: Form, wanted: Sequence[str]
) -> Gathered:
    """Claims of what the form asks for."""
    found = Gathered(units={unit.key: unit for unit in senders})
    is_asked = asked(form, wanted)
    report: list[Claim] = []
    for number, row in enumerate(rows):
        if is_asked(row.indicator, row.period):
            if report and report[0].file != row.file:
                found.claims.add(report)
                report = []
            report.append(
                Claim(
                    row.unit, row.indicator, row.period, None, Decimal(row.value), f"r{number}", row.file,
                    row.page, row.sentence, str(row.value), "2024-12-10", "prose", confidence=0.9,
                )
            )  # fmt: skip
    found.claims.add(report)
    found.submissions = [
        Submission(f"{at:05}/bao-cao-{month}.docx", unit, None, month, "2024-12-10", "")
        for at, unit in enumerate(senders)
        for month in wanted
    ]
    return found


def measured(name: str, begun: float) -> float:
    """Say what a step took; the time now."""
    now = time.process_time()
    print(f"{name:28} {now - begun:6.1f} s CPU   {most_memory():5.0f} MB at most", flush=True)
    return now


def most_memory() -> float:
    """MB that the process has held at its most."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(kind: str, sizes: Sequence[int], path: Path) -> None:
    """Measure every step."""
    senders, sheet, months = units(sizes[0]), form(sizes[1]), periods(sizes[2])
    period = months[-1] if kind == "month" else months[-1][:4]
    before = period_before(period) if kind == "month" else None
    print(f"{len(senders):,} units x {len(sheet.columns)} indicators x {len(months)} periods, for {period}")
    rows = records(senders, sheet.columns, months)
    listed = [Listed(unit.name, unit) for unit in senders]
    begun = time.process_time()
    for _ in records(senders, sheet.columns, months):
        pass
    made = time.process_time() - begun
    begun = start = time.process_time()
    known = gathered(rows, senders, sheet, [period, *([before] if before else [])])
    begun = measured(f"{len(known.claims):,} claims", begun)
    table = consolidate(sheet, period, known, listed)
    earlier = [Earlier("Kỳ trước", consolidate(sheet, before, known, listed))] if before else []
    begun = measured("consolidate", begun)
    doubts = find_doubts(table, known, earlier[0].table if earlier else None)
    begun = measured(f"{len(doubts):,} doubts", begun)
    write_form(table, doubts, path, earlier)
    measured(f"workbook, {path.stat().st_size / 1e6:.1f} MB", begun)
    print(f"all: {time.process_time() - start:.1f} s CPU, of which {made:.1f} s to make the records")


if __name__ == "__main__":
    given = sys.argv[1:]
    mode = given.pop(0) if given and given[0] in ("month", "year") else "month"
    numbers = [int(text) for text in given if text.isdigit()]
    files = [text for text in given if not text.isdigit()]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(files[0]) if files else Path(folder) / "bieu.xlsx"
        with in_bulk():
            main(mode, numbers or (3321, 60, 12), target)
