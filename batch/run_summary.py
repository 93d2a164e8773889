"""The summary of runs as one HTML page in Vietnamese, with plots; needs no network and runs no script."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from batch.store_account import Account
from extract.problems import SetupProblem
from outputs.plots import bars, number
from outputs.wording import word

_STAGES = {
    "list": "liệt kê tệp",
    "hash": "so dấu vân tay tệp",
    "read": "đọc và phân tích",
    "store": "ghi vào kho",
    "settle": "đối chiếu trùng lặp",
}
_STATES = {"done": "hoàn thành", "interrupted": "bị ngắt, chạy lại để tiếp tục", "running": "đang chạy",
           "cut off": "bị cắt ngang"}  # fmt: skip
_LAYERS = {
    "figures": "số liệu",
    "units": "tên đơn vị",
    "models": "mô hình",
    "cells": "ô bảng số",
    "checks": "phép kiểm tra",
    "decisions": "quyết định của người duyệt",
}
_MOST_RUNS = 20
_HEAD = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Tổng hợp báo cáo: kết quả chạy</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 15px/1.5 Arial, sans-serif; color: #1f2937; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse }
td, th { border: 1px solid #d1d5db; padding: .25rem .6rem; text-align: left }
.bad { color: #b91c1c } svg { width: 100%; height: auto }
</style></head><body>
"""


def write_summary(account: Account, path: Path) -> None:
    """Write the page, replacing an older one when it is complete. Raises SetupProblem where it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".tonghop-", dir=path.parent) as folder:
            fresh = Path(folder) / path.name
            fresh.write_text(page(account), encoding="utf-8", newline="\n")
            fresh.replace(path)
    except OSError as error:
        raise SetupProblem(
            "cannot_write", f"Không ghi được {path}; hãy kiểm tra thư mục, quyền ghi và dung lượng đĩa."
        ) from error


def page(account: Account) -> str:
    """The whole page."""
    statuses = sorted(account.statuses.items(), key=lambda item: (-item[1], item[0]))
    parts = [
        _HEAD,
        "<h1>Tổng hợp báo cáo: kết quả chạy</h1>",
        f"<p>Kho dữ liệu: {escape(account.name)}. {_balance(account)}</p>",
        "<h2>Báo cáo theo trạng thái</h2>",
        bars([(word("status", status), files) for status, files in statuses]),
        "<h2>Trang theo chất lượng đọc</h2>",
        bars([(_grade(grade), pages) for grade, pages in sorted(account.grades.items())]),
        "<h2>Dữ liệu đã trích</h2>",
        bars([(name, account.rows[layer]) for layer, name in _LAYERS.items()]),
        _table(("Cần xem", "Số lượng"), _to_see(account)),
        "<h2>Số liệu theo đơn vị</h2>",
        bars(account.units),
        "<h2>Thời gian theo công đoạn (lần chạy cuối)</h2>",
        bars(_stages(account), " giây"),
        "<h2>Thời gian đọc trung bình một tệp, theo định dạng</h2>",
        bars([(format, seconds / files) for format, files, seconds in account.seconds], " giây"),
        "<h2>Các lần chạy</h2>",
        _table(("Bắt đầu (UTC)", "Kết thúc (UTC)", "Kết quả", "Thư mục"), _runs(account)),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _balance(account: Account) -> str:
    said = (
        f"{number(account.files)} tệp, {number(account.pages_in)} trang; mỗi tệp và mỗi trang đều có kết quả."
    )
    if account.balanced:
        return said
    return f'<strong class="bad">Sổ không khớp: {number(account.unread)} trang chưa có kết quả.</strong>'


def _grade(grade: str) -> str:
    return "không xếp loại" if grade == "?" else f"loại {grade}"


def _to_see(account: Account) -> list[Sequence[str]]:
    return [
        ("phép kiểm tra không khớp", number(account.failing)),
        ("báo cáo đã có bản gửi lại thay thế", number(account.superseded)),
        ("báo cáo gần giống báo cáo khác", number(account.near)),
        ("quyết định chưa tìm lại được chỗ", number(len(account.orphans))),
        ("tệp không còn trong thư mục", number(account.gone)),
    ]


def _stages(account: Account) -> list[tuple[str, float]]:
    last: Mapping[str, float] = next((run["stages"] for run in account.runs if run["stages"]), {})
    return [(name, float(last[stage])) for stage, name in _STAGES.items() if stage in last]


def _runs(account: Account) -> Iterable[Sequence[str]]:
    for run in account.runs[:_MOST_RUNS]:
        yield _time(run["started_at"]), _time(run["ended_at"]), _STATES.get(run["state"], ""), run["inbox"]


def _time(moment: str | None) -> str:
    return (moment or "")[:19].replace("T", " ")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{titles}</tr>{body}</table>"
