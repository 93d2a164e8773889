"""One hostile file: its bytes, and what a reader of it is shown, as far as its maker knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

# Text of our own, long enough that one percent of it is a few words.
REPORT = (
    "ĐẢNG ỦY XÃ MINH TÂN",
    "BÁO CÁO",
    "Kết quả thực hiện nhiệm vụ chính trị năm 2024, phương hướng năm 2025",
    "Trong năm 2024, Ban Thường vụ Đảng ủy xã đã kiểm tra 12 tổ chức đảng và 345 đảng viên; qua kiểm tra, "
    "kết luận 3 tổ chức đảng và 27 đảng viên có khuyết điểm, thi hành kỷ luật 6 đảng viên.",
    "Toàn xã có 1.204 hộ nghèo, chiếm 5,7% tổng số hộ, giảm 38 hộ so với cùng kỳ năm 2023; đời sống "
    "nhân dân cơ bản ổn định, khối đại đoàn kết toàn dân được củng cố.",
    "Hội Liên hiệp Phụ nữ xã duy trì mô hình “Nhà sạch, vườn đẹp” tại 14 chi hội với 2.310 hội viên tham "
    "gia; Đoàn Thanh niên ra quân 9 đợt, trồng 4.500 cây xanh, làm mới 3 km đường hoa.",
    "Bên cạnh kết quả đạt được, việc học tập Chỉ thị số 05-CT/TW ở một số chi bộ còn chậm; công tác phối hợp "
    "giữa các ban, ngành có lúc chưa thường xuyên.",
    "Tổng thu ngân sách trên địa bàn đạt 18,6 tỷ đồng, bằng 104,2% kế hoạch huyện giao.",
    "TM. BAN THƯỜNG VỤ",
    "Nguyễn Văn A",
)
TRUTH = "\n".join(REPORT)
_MOST_MISSING = 0.01
FATAL = ("crashed", "timeout", "out_of_memory")


@dataclass(frozen=True, slots=True)
class Hostile:
    """`truth`: the text that the file shows, None where nobody can say; `name` with its ending.

    `never_ok`: what it shows is not what it says, which must not pass as read well.
    """

    name: str
    data: bytes
    truth: str | None = None
    never_ok: bool = False


def missing_share(truth: str, text: str) -> float:
    """The share of the truth's letters, 0 to 1, whose words the text lacks."""
    wanted, found = Counter(truth.split()), Counter(text.split())
    whole = sum(len(word) * times for word, times in wanted.items())
    lost = sum(len(word) * times for word, times in (wanted - found).items())
    return lost / whole if whole else 0.0


def betrays(case: Hostile, status: str, text: str) -> bool:
    """Whether a file counts as read well although it is not."""
    if status != "ok":
        return False
    if case.never_ok:
        return True
    return case.truth is not None and missing_share(case.truth, text) > _MOST_MISSING


def with_members(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The row of each file; one that holds others says what they say, and is only as well as they are."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        name, _, member = row["file"].partition("/")
        if not member:
            found[name] = row
            continue
        whole = found[name]
        bad = [status for status in (whole["status"], row["status"]) if status not in ("ok", "duplicate")]
        status = next((status for status in bad if status in FATAL), bad[0] if bad else "ok")
        texts = (whole["text"], row["text"])
        found[name] = {**whole, "status": status, "text": "\n".join(filter(None, texts))}
    return found
