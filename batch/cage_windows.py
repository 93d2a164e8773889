"""Holding a worker on Windows: a job object that ends with the coordinator, and the watch for the rest.

Where a job cannot be had (some terminal servers forbid it), the watch alone holds the worker.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from batch import cage_watchdog
from batch.cage import Usage
from batch.limits import Limits

_ACCOUNTING, _EXTENDED = 1, 9
_LIMIT_PROCESS_MEMORY, _LIMIT_JOB_MEMORY, _SILENT_DEATH, _KILL_ON_CLOSE = 0x100, 0x200, 0x400, 0x2000
_SET_QUOTA_AND_TERMINATE = 0x0101
# Windows counts CPU time in units of 100 nanoseconds.
_UNIT = 1e-7


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, its six counters of input and output as one field."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class Accounting(ctypes.Structure):
    """JOBOBJECT_BASIC_ACCOUNTING_INFORMATION."""

    _fields_ = (
        ("TotalUserTime", ctypes.c_int64),
        ("TotalKernelTime", ctypes.c_int64),
        ("ThisPeriodTotalUserTime", ctypes.c_int64),
        ("ThisPeriodTotalKernelTime", ctypes.c_int64),
        ("TotalPageFaultCount", ctypes.c_uint32),
        ("TotalProcesses", ctypes.c_uint32),
        ("ActiveProcesses", ctypes.c_uint32),
        ("TotalTerminatedProcesses", ctypes.c_uint32),
    )


class Cage(cage_watchdog.Cage):
    """As the contract in batch/cage.py says. `kernel32`: the functions of that library."""

    def __init__(self, kernel32: Any = None) -> None:
        super().__init__()
        self._kernel32 = kernel32 or _kernel32()
        # Worker -> handle of its job; the system kills a job's processes when its last handle goes.
        self._jobs: dict[int, int] = {}

    def confine(self, limits: Limits) -> tuple[str, ...]:
        holds = super().confine(limits)
        inside = ctypes.c_int(0)
        asked = self._kernel32.IsProcessInJob(self._kernel32.GetCurrentProcess(), None, ctypes.byref(inside))
        return (*holds, "end", "memory") if asked and inside.value else holds

    def adopt(self, pid: int, limits: Limits) -> None:
        kernel32 = self._kernel32
        job = kernel32.CreateJobObjectW(None, None)
        process = kernel32.OpenProcess(_SET_QUOTA_AND_TERMINATE, False, pid)
        asked = ExtendedLimits()
        asked.BasicLimitInformation.LimitFlags = (
            _LIMIT_PROCESS_MEMORY | _LIMIT_JOB_MEMORY | _SILENT_DEATH | _KILL_ON_CLOSE
        )
        asked.ProcessMemoryLimit = asked.JobMemoryLimit = limits.memory
        held = (
            job
            and process
            and kernel32.SetInformationJobObject(job, _EXTENDED, ctypes.byref(asked), ctypes.sizeof(asked))
            and kernel32.AssignProcessToJobObject(job, process)
        )
        if process:
            kernel32.CloseHandle(process)
        if held:
            self._jobs[pid] = job
        elif job:
            kernel32.CloseHandle(job)

    def usages(self, pids: Collection[int]) -> Mapping[int, Usage]:
        watched = super().usages(pids)
        return {pid: replace(usage, cpu=max(usage.cpu, self._cpu(pid))) for pid, usage in watched.items()}

    def end(self, pid: int) -> None:
        job = self._jobs.pop(pid, None)
        if job is not None:
            self._kernel32.TerminateJobObject(job, 1)
            self._kernel32.CloseHandle(job)
        super().end(pid)

    def _cpu(self, pid: int) -> float:
        """What all processes of the job have used, those that have ended too."""
        job = self._jobs.get(pid)
        told = Accounting()
        size = ctypes.sizeof(told)
        if job is None or not self._kernel32.QueryInformationJobObject(
            job, _ACCOUNTING, ctypes.byref(told), size, None
        ):
            return 0.0
        return float(told.TotalUserTime + told.TotalKernelTime) * _UNIT


def _kernel32() -> Any:
    library: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    handle, number, pointer = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p
    # Without these, handles are cut to 32 bits.
    for name, result, arguments in (
        ("CreateJobObjectW", handle, (pointer, ctypes.c_wchar_p)),
        ("OpenProcess", handle, (number, ctypes.c_int, number)),
        ("SetInformationJobObject", ctypes.c_int, (handle, ctypes.c_int, pointer, number)),
        ("QueryInformationJobObject", ctypes.c_int, (handle, ctypes.c_int, pointer, number, pointer)),
        ("AssignProcessToJobObject", ctypes.c_int, (handle, handle)),
        ("TerminateJobObject", ctypes.c_int, (handle, number)),
        ("IsProcessInJob", ctypes.c_int, (handle, handle, pointer)),
        ("GetCurrentProcess", handle, ()),
        ("CloseHandle", ctypes.c_int, (handle,)),
    ):
        getattr(library, name).restype = result
        getattr(library, name).argtypes = arguments
    return library
