"""What people should look at in a consolidated sheet: contradictions, sums that miss, outliers, copies.

Knows the table and the values it is made of; decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from nlp.numerals import written
from outputs.choosing import Chosen
from outputs.claims import Gathered
from outputs.consolidation import Consolidated, Doubt
from outputs.doubts_crowd import copies, outliers
from outputs.doubts_sums import of_parts, of_periods, of_tree
from outputs.doubts_times import changes, jumps

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
    "periods": "Các kỳ không cộng bằng kỳ chung",
    "change": "Tăng, giảm không khớp số đã lưu",
}


def find_doubts(
    table: Consolidated,
    gathered: Gathered,
    before: Consolidated | None = None,
    last: Consolidated | None = None,
) -> list[Doubt]:
    """Everything worth a look, by line and column; what concerns whole reports behind.

    `before`: the same period of the year before. `last`: the period before this one.
    """
    found = [*_of_values(table), *of_parts(table), *of_tree(table), *of_periods(table)]
    found += [*outliers(table), *copies(table), *changes(table, gathered)]
    for earlier, name in ((before, "Cùng kỳ năm trước"), (last, "Kỳ trước")):
        if earlier is not None:
            found += jumps(table, earlier, name)
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
