"""When a worker is cut: by what it has used, never by the clock alone."""

from __future__ import annotations

from batch.cage import Usage
from batch.limits import Limits
from batch.watch import Account

LIMITS = Limits(cpu=120, cpu_a_beat=10, cpu_most=1800, idle=300, memory=1000)
STEP = LIMITS.interval


def account(cpu: float = 0.0, beats: int = 0) -> Account:
    return Account(LIMITS, Usage(cpu, 0), beats)


def test_a_busy_machine_cuts_nobody() -> None:
    """A fiftieth of a core for an hour and a half."""
    file = account()
    looks = range(1, int(5400 / STEP))
    assert not any(file.verdict(Usage(look * STEP / 50, 0), 0, STEP) for look in looks)


def test_used_up_cpu_time_cuts() -> None:
    assert account().verdict(Usage(120.5, 0), 0, STEP) == "timeout"


def test_what_the_worker_used_for_earlier_files_does_not_count() -> None:
    assert account(cpu=1000).verdict(Usage(1119, 0), 0, STEP) is None


def test_beats_of_this_file_buy_time() -> None:
    assert account().verdict(Usage(140, 0), 3, STEP) is None
    assert account(beats=3).verdict(Usage(140, 0), 3, STEP) == "timeout"
    assert account().verdict(Usage(1801, 0), 1000, STEP) == "timeout"


def test_neither_work_nor_beats_for_long_cuts() -> None:
    file = account()
    looks = int(300 / STEP)
    assert not any(file.verdict(Usage(0, 0), 0, STEP) for _ in range(looks))
    assert file.verdict(Usage(0, 0), 0, STEP) == "timeout"


def test_a_beat_in_time_starts_the_wait_anew() -> None:
    file = account()
    looks = int(200 / STEP)
    assert not any(file.verdict(Usage(0, 0), beats, STEP) for beats in (0, 1, 2) for _ in range(looks))


def test_looking_at_the_clock_now_and_then_is_no_work() -> None:
    file = account()
    looks = range(int(310 / STEP))
    assert any(file.verdict(Usage(look * STEP / 1000, 0), 0, STEP) for look in looks)


def test_time_for_which_the_machine_slept_does_not_count() -> None:
    file = account()
    assert file.verdict(Usage(0, 0), 0, 8 * 3600.0) is None


def test_too_much_memory_cuts() -> None:
    assert account().verdict(Usage(0, 1001), 0, STEP) == "out_of_memory"
