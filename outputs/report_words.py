"""What a summary report says of a filled form or a register: sentences, rows of tables, bars of charts.

Knows values and how an office words them; no template.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from nlp.numerals import written
from outputs.consolidation import Consolidated, Doubt
from outputs.doubts import KINDS
from outputs.form_choice import charted
from outputs.form_comparison import Earlier
from outputs.form_heads import RELATIONS
from outputs.form_lines import Line
from outputs.form_matching import Match, match, reporting
from outputs.form_page import MOTTO, PARTY, STATE, Office
from outputs.form_sheets import reviewed_share
from outputs.register_rows import Register
from outputs.wording import period_words

Words = dict[str, Any]
Bars = tuple[str, list[tuple[str, float]]]
_MOST_NAMES, _MOST_DOUBTS, _MOST_BARS = 30, 15, 12
# Doubts that say that numbers disagree; others wait in the workbook.
_WORST = {"conflict", "parts", "tree", "failing", "copied", "above-differs", "lost"}
_HUNDRED = Decimal(100)
COMMON = "* Chỉ tính các đơn vị có số liệu cả hai kỳ. Số đơn vị: có số liệu kỳ này/kỳ trước/cả hai kỳ."


def heading_words(style: str, name: str, period: str, office: Office) -> Words:
    """The heading block, the title and who signs."""
    party = style == "party"
    when = period_words(period)
    return {
        "above": office.above.upper(),
        "office": office.shown(style),
        "star": "*" if party else "",
        "paper": "Số ...-BC/..." if party else "Số: .../BC-...",
        "nation": PARTY if party else STATE,
        "motto": "" if party else MOTTO,
        "dated": office.dated,
        "title": name,
        "when": f"Năm {when}" if when.isdigit() else when,
        "signer": "T/M ..." if party else "THỦ TRƯỞNG ĐƠN VỊ",
    }


def form_words(table: Consolidated, doubts: Sequence[Doubt], earlier: Sequence[Earlier]) -> Words:
    """What is said of a form over units."""
    known = [one for one in earlier if any(entry.value is not None for entry in one.table.totals[0].entries)]
    before = known[0] if known else None
    done, whole = reviewed_share(table)
    reviewed = f"Đã có người duyệt {written(Decimal(done))}/{written(Decimal(whole))} số liệu."
    return {
        "reporting": [
            *_reporting(table.came, len(table.lines), table.missing),
            *([reviewed] if whole else []),
        ],
        "groups": [
            {"number": number, "name": name, "sentences": sentences}
            for number, (name, sentences) in enumerate(_groups(table, before), 1)
        ],
        "before": before.name if before else "Kỳ trước",
        "rows": (rows := list(_rows(table, before))),
        "rows_note": COMMON if any(row["less"].endswith("*") for row in rows) else "",
        "doubts": _doubts(doubts, [column.name for column in table.form.columns]),
    }


def form_bars(table: Consolidated) -> list[Bars]:
    """For each column that is drawn the units with the largest values."""
    found = []
    for at in charted(table):
        column = table.form.columns[at]
        values = [
            (line.name, float(value))
            for line, row in zip(table.lines, table.cells, strict=True)
            if (value := row[at].value) is not None and value > 0
        ]
        values.sort(key=lambda pair: -pair[1])
        if values:
            name = f"{column.name} ({column.unit})" if column.unit else column.name
            found.append((name, values[:_MOST_BARS]))
    return found


def register_words(found: Register) -> Words:
    """What is said of a register."""
    what = "mô hình" if found.form.rows == "models" else "điển hình"
    fields = Counter(one.field for one in found.rows if one.field)
    kinds = Counter(one.kind for one in found.rows if one.kind)
    sentences = [f"Có {written(Decimal(len(found.rows)))} {what} trong danh mục."]
    for name, counts in (("Theo lĩnh vực", fields), ("Theo loại", kinds)):
        if counts:
            told = "; ".join(f"{value}: {written(Decimal(number))}" for value, number in counts.most_common())
            sentences.append(f"{name}: {told}.")
    rows = [
        {
            "number": str(number),
            "title": one.title,
            "kind": one.kind,
            "owners": "; ".join(one.owners),
            "places": "; ".join(one.places),
        }
        for number, one in enumerate(found.rows, 1)
    ]
    reporting = _reporting(found.came, len(found.lines), found.missing)
    return {
        "reporting": reporting,
        "sentences": sentences,
        "rows": rows,
        "doubts": _doubts(found.doubts, [column.name for column in found.form.columns]),
    }


def register_bars(found: Register) -> list[Bars]:
    """How many titles there are by field and kind."""
    made = []
    for name, values in (
        ("Theo lĩnh vực", [one.field for one in found.rows]),
        ("Theo loại", [one.kind for one in found.rows]),
    ):
        counts = Counter(value for value in values if value)
        if counts:
            made.append((name, [(value, float(number)) for value, number in counts.most_common(_MOST_BARS)]))
    return made


def _reporting(came: int, whole: int, missing: Sequence[Line]) -> list[str]:
    share = f" (đạt {_short(Decimal(came) / whole * _HUNDRED)}%)" if whole else ""
    found = [f"Có {came}/{whole} đơn vị báo cáo{share}."]
    if missing:
        names = "; ".join(line.name for line in missing[:_MOST_NAMES])
        more = f" và {len(missing) - _MOST_NAMES} đơn vị khác" if len(missing) > _MOST_NAMES else ""
        found.append(f"Còn {len(missing)} đơn vị chưa báo cáo: {names}{more}.")
    return found


def _groups(table: Consolidated, before: Earlier | None) -> Iterator[tuple[str, list[str]]]:
    columns = table.form.columns
    for name in dict.fromkeys(column.group for column in columns):
        sentences = [
            sentence
            for at, column in enumerate(columns)
            if column.group == name and column.relation is None and (sentence := _sentence(table, at, before))
        ]
        yield name, sentences or ["Chưa có số liệu."]


def _sentence(table: Consolidated, at: int, before: Earlier | None) -> str:
    """A total, how it changed, its parts and from how many units it is; empty where nothing is known."""
    column = table.form.columns[at]
    entry = table.totals[0].entries[at]
    if entry.value is None:
        return ""
    units = len(reporting(table, at))
    said = f"{column.name}: {_with_unit(entry.value, column.unit)} (theo {units}/{len(table.lines)} đơn vị)"
    if before is not None and column.kind != "change":
        said += _against(match(table, before.table, at), column.unit, before.name)
    for relation, word in RELATIONS.items():
        parts = [
            f"{part.name[:1].lower()}{part.name[1:]} {written(_rounded(value))}"
            for place, part in enumerate(table.form.columns)
            if part.inside == at and part.relation == relation
            and (value := table.totals[0].entries[place].value) is not None
        ]  # fmt: skip
        said += f"; {word.lower()}: {', '.join(parts)}" if parts else ""
    return f"{said}."


def _against(found: Match | None, unit: str, name: str) -> str:
    """How a total changed; where other units are behind that of the earlier period, of those behind both."""
    name = f"{name[:1].lower()}{name[1:]}"
    if found is None:
        return ""
    if found.same:
        return _change(found.now, found.then, unit, name)
    if not found.both:
        return f", không so sánh được với {name} vì số liệu hai kỳ của các đơn vị khác nhau"
    now = _with_unit(found.now, unit)
    return (
        f"; riêng {found.both} đơn vị có số liệu cả hai kỳ {now}{_change(found.now, found.then, unit, name)}"
    )


def _change(now: Decimal, then: Decimal, unit: str, name: str) -> str:
    less = now - then
    if not less:
        return f", bằng {name}"
    word = "tăng" if less > 0 else "giảm"
    size = written(_rounded(abs(less)))
    if unit == "%":
        return f", {word} {size} điểm phần trăm so với {name}"
    percent = f" ({_short(abs(less) / then * _HUNDRED)}%)" if then else ""
    return f", {word} {size}{percent} so với {name}"


def _rows(table: Consolidated, before: Earlier | None) -> Iterator[dict[str, str]]:
    for at, column in enumerate(table.form.columns):
        now = table.totals[0].entries[at].value
        then = before.table.totals[0].entries[at].value if before else None
        found = match(table, before.table, at) if before else None
        compared = found if found and found.both else None
        less = compared.now - compared.then if compared else None
        ratio = compared.now / compared.then * _HUNDRED if compared and compared.then else None
        mark = "" if compared is None or compared.same else "*"
        yield {
            "name": f"- {column.name}" if column.relation else column.name,
            "unit": column.unit,
            "now": _cell(now),
            "before": _cell(then),
            "less": _cell(less) + mark,
            "percent": "..." if column.unit == "%" or ratio is None else _cell(ratio) + mark,
            "units": _counts(table, before, found, at),
        }


def _counts(table: Consolidated, before: Earlier | None, found: Match | None, at: int) -> str:
    """From how many units a total is: "118", or of this period, the earlier one and both, "118/120/115"."""
    now = len(reporting(table, at))
    if before is None or (found is not None and found.same):
        return str(now)
    then = len(reporting(before.table, at))
    return f"{now}/{then}/{found.both}" if found else f"{now}/{then}"


def _doubts(doubts: Sequence[Doubt], names: Sequence[str]) -> list[str]:
    """How many of each kind, and the first of those that say that numbers disagree. `names`: of columns."""
    if not doubts:
        return ["Không có nội dung cần xác minh."]
    kinds = Counter(KINDS.get(doubt.kind, doubt.kind) for doubt in doubts)
    told = "; ".join(f"{kind[:1].lower()}{kind[1:]} {number}" for kind, number in kinds.most_common())
    worst = [doubt for doubt in doubts if doubt.kind in _WORST]
    listed = [f"- {_where(doubt, names)}{doubt.what}." for doubt in worst[:_MOST_DOUBTS]]
    found = [f"Có {len(doubts)} nội dung: {told}.", *listed]
    if len(doubts) > len(listed):
        found.append("Chi tiết xem sheet Cần xác minh của biểu Excel.")
    return found


def _where(doubt: Doubt, names: Sequence[str]) -> str:
    column = "" if doubt.column is None else names[doubt.column]
    told = ", ".join(filter(None, (doubt.unit, column)))
    return f"{told}: " if told else ""


def _with_unit(value: Decimal, unit: str) -> str:
    number = written(_rounded(value))
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def _cell(value: Decimal | None) -> str:
    return "..." if value is None else written(_rounded(value, 2))


def _short(value: Decimal) -> str:
    return written(_rounded(value, 1))


def _rounded(value: Decimal, places: int = 3) -> Decimal:
    return value if value == value.to_integral_value() else round(value, places)
