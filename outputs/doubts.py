"""What people should look at in a consolidated sheet: contradictions, sums that miss, outliers, copies.

Knows the table and the values it is made of; decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from nlp.numerals import written
from outputs.choosing import Chosen
from outputs.claims import Gathered
from outputs.consolidation import Consolidated, Doubt

_MESSAGES = {
    "conflict": "Các báo cáo nêu số khác nhau: {others}",
    "corrected": "Đơn vị đã gửi lại, lấy bản sau; bản trước ghi {others}",
    "above": "Đơn vị chưa tự báo cáo số này, lấy theo báo cáo của cấp trên",
    "above-differs": "Báo cáo của cấp trên ghi khác: {others}",
    "narrowed": "Số chỉ của một cấp hoặc một bộ phận, chưa thấy số chung",
    "summed": "Không thấy tổng số, cộng từ các phần: {parts}",
    "year-plan": "Lấy chỉ tiêu của cả năm",
    "failing": "{failing}",
    "low": "Máy đọc chưa chắc, hãy xem lại câu gốc",
    "approx": "Báo cáo chỉ nêu số ước chừng (khoảng, trên, gần)",
    "merged": "Gộp từ các đơn vị cũ",
    "merged-short": "Mới có số của một phần các đơn vị cũ",
}
KINDS = {
    "conflict": "Mâu thuẫn",
    "corrected": "Đã nộp lại",
    "above": "Theo cấp trên",
    "above-differs": "Khác cấp trên",
    "narrowed": "Chưa đủ phạm vi",
    "summed": "Cộng từ các phần",
    "year-plan": "Chỉ tiêu năm",
    "failing": "Không khớp trong báo cáo",
    "low": "Độ tin cậy thấp",
    "approx": "Số ước chừng",
    "merged": "Gộp đơn vị",
    "merged-short": "Gộp chưa đủ",
    "parts": "Các phần không cộng bằng tổng",
    "tree": "Tổng khác cấp trên",
    "divided": "Đơn vị đã chia tách",
    "lost": "Báo cáo chưa xếp được",
    "outlier": "Khác thường",
    "copied": "Trùng số đơn vị khác",
    "before": "Đổi nhiều so với kỳ trước",
}
# So many robust standard deviations from the others is worth a look; so few units say nothing.
_FAR, _FEW = 8, 8
_MAD = 0.6745
# A unit that repeats so many figures of another, none of them small, has copied its report.
_SAME, _SMALL = 5, 10


def find_doubts(table: Consolidated, gathered: Gathered, before: Consolidated | None = None) -> list[Doubt]:
    """Everything worth a look, by line and column; what concerns whole reports behind."""
    found = [*_of_values(table), *_of_parts(table), *_of_tree(table), *_outliers(table), *_copied(table)]
    if before is not None:
        found += _jumps(table, before)
    found.sort(key=lambda doubt: (doubt.line or 0, doubt.column or 0))
    found += [
        Doubt("divided", "Đơn vị nay chia vào nhiều đơn vị mới, số liệu giữ ở đơn vị cũ", line.name, number)
        for number, line in enumerate(table.lines)
        if line.divided
    ]
    found += [Doubt("lost", f"{file}: {why}") for file, why in gathered.lost]
    return found


def _of_values(table: Consolidated) -> Iterator[Doubt]:
    for number, (line, row) in enumerate(zip(table.lines, table.cells, strict=True)):
        for column, entry in enumerate(row):
            # A derived column repeats the values it is worked out from.
            for source in entry.sources if table.form.columns[column].kind == "value" else ():
                for flag in source.flags:
                    if flag in _MESSAGES:
                        yield Doubt(flag, _told(flag, source), line.name, number, column, source)


def _told(flag: str, source: Chosen) -> str:
    differ = [claim for claim in source.others if claim.value != source.value]
    others = "; ".join(dict.fromkeys(f"{written(claim.value)} ({claim.file})" for claim in differ))
    failing = "; ".join(dict.fromkeys(text for claim in source.claims for text in claim.failing))
    parts = " + ".join(written(claim.value) for claim in source.claims)
    return _MESSAGES[flag].format(others=others or "không rõ", failing=failing, parts=parts)


def _of_parts(table: Consolidated) -> Iterator[Doubt]:
    """Columns that are all of another: in each line their sum is that one, and no part exceeds it."""
    columns = table.form.columns
    for whole in range(len(columns)):
        every = [at for at, c in enumerate(columns) if c.inside == whole and c.relation == "all"]
        some = [at for at, c in enumerate(columns) if c.inside == whole and c.relation == "some"]
        for number, (line, row) in enumerate(zip(table.lines, table.cells, strict=True)):
            total = row[whole].value
            if total is None:
                continue
            parts = [value for at in every if (value := row[at].value) is not None]
            together = sum(parts, Decimal())
            if parts and (together > total or (len(parts) == len(every) and together != total)):
                what = f"Các phần cộng lại {written(together)}, tổng ghi {written(total)}"
                yield Doubt("parts", what, line.name, number, whole)
            for at in some:
                part = row[at].value
                if part is not None and part > total:
                    what = f"Phần “{columns[at].name}” là {written(part)}, lớn hơn tổng {written(total)}"
                    yield Doubt("parts", what, line.name, number, at)


def _of_tree(table: Consolidated) -> Iterator[Doubt]:
    """What a unit states against what those within it add up to."""
    below: dict[int, list[int]] = {}
    for number, line in enumerate(table.lines):
        if line.above is not None:
            below.setdefault(line.above, []).append(number)
    for number, children in below.items():
        for column, entry in enumerate(table.cells[number]):
            values = [v for child in children if (v := table.cells[child][column].value) is not None]
            if entry.value is None or not values or table.form.columns[column].unit == "%":
                continue
            together = sum(values, Decimal())
            if together != entry.value:
                what = (
                    f"Báo cáo ghi {written(entry.value)}, {len(values)}/{len(children)} đơn vị trực thuộc"
                    f" cộng lại {written(together)}"
                )
                yield Doubt("tree", what, table.lines[number].name, number, column)


def _outliers(table: Consolidated) -> Iterator[Doubt]:
    """Values far from those of other units of the same level, by median and median deviation."""
    levels = {line.unit.level for line in table.lines}
    for column in range(len(table.form.columns)):
        for level in levels:
            places = [at for at, line in enumerate(table.lines) if line.unit.level == level]
            values = [(at, float(v)) for at in places if (v := table.cells[at][column].value) is not None]
            if len(values) < _FEW:
                continue
            middle = median(value for _, value in values)
            spread = median(abs(value - middle) for _, value in values) or abs(middle) * 0.1
            for at, value in values:
                if spread and abs(value - middle) * _MAD / spread > _FAR:
                    what = f"Các đơn vị cùng cấp thường khoảng {written(Decimal(str(round(middle, 2))))}"
                    sources = table.cells[at][column].sources
                    source = sources[0] if sources else None
                    yield Doubt("outlier", what, table.lines[at].name, at, column, source)


def _copied(table: Consolidated) -> Iterator[Doubt]:
    """Two units with the same figures all along."""
    rows: list[dict[int, Decimal]] = [
        {at: entry.value for at, entry in enumerate(row) if entry.value is not None and entry.value >= _SMALL}
        for row in table.cells
    ]
    places: dict[tuple[int, Decimal], list[int]] = {}
    for number, row in enumerate(rows):
        for pair in row.items():
            places.setdefault(pair, []).append(number)
    same: dict[tuple[int, int], int] = {}
    for numbers in places.values():
        # A value that many have is a usual one, not a copy.
        for at, number in enumerate(numbers if len(numbers) <= 5 else ()):
            for other in numbers[at + 1 :]:
                same[number, other] = same.get((number, other), 0) + 1
    for (number, other), count in sorted(same.items()):
        least = min(len(rows[number]), len(rows[other]))
        if count >= _SAME and count * 5 >= least * 4 and table.lines[other].above != number:
            what = f"{count} số liệu giống hệt của {table.lines[number].name}"
            yield Doubt("copied", what, table.lines[other].name, other)


def _jumps(table: Consolidated, before: Consolidated) -> Iterator[Doubt]:
    """Values that are five times what they were in the period before, or a fifth."""
    earlier = {line.unit.key: row for line, row in zip(before.lines, before.cells, strict=True)}
    for number, line in enumerate(table.lines):
        row: Sequence[object] = earlier.get(line.unit.key, ())
        for column, entry in enumerate(table.cells[number] if row else ()):
            old = earlier[line.unit.key][column].value
            if entry.value is None or old is None or table.form.columns[column].kind != "value":
                continue
            low, high = sorted((entry.value, old))
            if high >= 20 and high > low * 5:
                what = f"Kỳ trước {written(old)}, kỳ này {written(entry.value)}"
                source = entry.sources[0] if entry.sources else None
                yield Doubt("before", what, line.name, number, column, source)
