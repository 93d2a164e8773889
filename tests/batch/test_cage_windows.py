"""What is asked of Windows, as far as another system can tell: layouts, and calls with their order."""

from __future__ import annotations

import ctypes
import os
from typing import Any

from batch.cage_windows import Accounting, BasicLimits, Cage, ExtendedLimits
from batch.limits import Limits


class Kernel:
    """Notes what it is asked, and says yes or no."""

    def __init__(self, refused: str = "") -> None:
        self.asked: list[tuple[str, Any]] = []
        self._refused = refused

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> int:
            self.asked.append((name, arguments))
            if name == "SetInformationJobObject":
                self.limits = ctypes.cast(arguments[2], ctypes.POINTER(ExtendedLimits)).contents
            if name == "QueryInformationJobObject":
                told = ctypes.cast(arguments[2], ctypes.POINTER(Accounting)).contents
                told.TotalUserTime, told.TotalKernelTime = 70_000_000_000, 20_000_000_000
            return 0 if name == self._refused else 100 + len(self.asked)

        return call

    def names(self) -> list[str]:
        return [name for name, _ in self.asked]


def test_records_are_laid_out_as_64_bit_windows_has_them() -> None:
    sizes = [ctypes.sizeof(record) for record in (BasicLimits, ExtendedLimits, Accounting)]
    assert sizes == [64, 144, 48]
    assert (ExtendedLimits.ProcessMemoryLimit.offset, ExtendedLimits.JobMemoryLimit.offset) == (112, 120)
    assert BasicLimits.LimitFlags.offset == 16


def test_a_worker_is_put_into_a_job_that_limits_it_and_ends_with_us() -> None:
    kernel = Kernel()
    Cage(kernel).adopt(7, Limits(memory=5000))
    assert kernel.names() == [
        "CreateJobObjectW",
        "OpenProcess",
        "SetInformationJobObject",
        "AssignProcessToJobObject",
        "CloseHandle",
    ]
    assert kernel.limits.JobMemoryLimit == kernel.limits.ProcessMemoryLimit == 5000
    assert kernel.limits.BasicLimitInformation.LimitFlags & 0x2000


def test_the_job_counts_the_time_of_children_that_have_ended() -> None:
    cage = Cage(Kernel())
    cage.adopt(os.getpid(), Limits())
    assert cage.usages([os.getpid()])[os.getpid()].cpu == 9000.0


def test_ending_a_worker_ends_its_job() -> None:
    kernel = Kernel()
    cage = Cage(kernel)
    cage.adopt(1 << 30, Limits())
    cage.end(1 << 30)
    assert kernel.names()[-2:] == ["TerminateJobObject", "CloseHandle"]


def test_without_a_job_the_watch_goes_on_alone() -> None:
    kernel = Kernel(refused="AssignProcessToJobObject")
    cage = Cage(kernel)
    cage.adopt(os.getpid(), Limits())
    assert kernel.names()[-1] == "CloseHandle"
    assert 0 < cage.usages([os.getpid()])[os.getpid()].cpu < 9000.0
