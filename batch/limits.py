"""What one file may take before its worker is stopped, and what the sender is told then. Stops nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.problems import FileProblem

Failure = Literal["timeout", "crashed", "out_of_memory"]

FAILURES: dict[Failure, tuple[str, str]] = {
    "timeout": (
        "too_slow",
        "Tệp xử lý quá lâu nên đã dừng; hãy chia nhỏ tệp hoặc lưu lại bằng Word rồi nộp lại.",
    ),
    "crashed": (
        "internal_error",
        "Phần mềm gặp lỗi ở tệp này; hãy lưu lại bằng Word rồi thử lại, và báo người phụ trách.",
    ),
    "out_of_memory": (
        "no_memory",
        "Tệp cần quá nhiều bộ nhớ; hãy chia nhỏ tệp hoặc chạy trên máy nhiều bộ nhớ hơn.",
    ),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one file, its child processes included. Times by the clock count nowhere but in `idle`.

    `cpu`: seconds of CPU; every beat (extract.heartbeat) adds `cpu_a_beat`, up to `cpu_most`. `idle`: seconds
    without CPU time and without a beat. `memory`: bytes, of each process and of all together; a healthy file
    takes a tenth of it. `file_size`: bytes of one temporary file. `attempts`: how often a file that ends its
    worker is tried, alone from the second time on. `cage`: unix, windows, watchdog; empty: by the system.
    """

    cpu: float = 120.0
    cpu_a_beat: float = 10.0
    cpu_most: float = 1800.0
    idle: float = 300.0
    memory: int = 3 << 30
    file_size: int = 2 << 30
    attempts: int = 2
    cage: str = ""

    @property
    def interval(self) -> float:
        """Seconds between two looks at a worker."""
        return min(0.5, self.cpu / 8, self.idle / 8)


def failure(status: Failure) -> FileProblem:
    """The problem of a file at which the program itself failed."""
    return FileProblem(status, *FAILURES[status])
