"""Holding a worker on any system, by watching it from outside with psutil. Asks nothing of the kernel."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress

from batch.cage import Usage
from batch.limits import Limits
from batch.offline import refuse_sockets
from batch.trees import end_below, end_tree


class Cage:
    """As the contract in batch/cage.py says; a child's CPU time counts up to the last look before its end."""

    def __init__(self) -> None:
        # Worker -> the CPU seconds of every process ever seen below it, by pid and start.
        self._seen: dict[int, dict[tuple[int, float], float]] = {}
        self._lock = threading.Lock()

    def confine(self, limits: Limits) -> tuple[str, ...]:
        end_with_coordinator()
        refuse_sockets()
        return ("sockets",)

    def begin(self, limits: Limits) -> None:
        pass

    def settle(self) -> None:
        end_below(os.getpid())

    def held(self) -> int:
        import psutil

        return int(psutil.Process().memory_info().rss)

    def adopt(self, pid: int, limits: Limits) -> None:
        pass

    def usages(self, pids: Collection[int]) -> Mapping[int, Usage]:
        found = {pid: usage for pid in pids if (usage := self._usage(pid)) is not None}
        with self._lock:
            for gone in self._seen.keys() - found.keys():
                del self._seen[gone]
        return found

    def end(self, pid: int) -> None:
        end_tree(pid)

    def memory_ran_out(self) -> bool:
        return False

    def _usage(self, pid: int) -> Usage | None:
        import psutil

        try:
            worker = psutil.Process(pid)
            processes = [worker, *worker.children(recursive=True)]
        except psutil.Error:
            return None
        memory = 0
        with self._lock:
            seen = self._seen.setdefault(pid, {})
            for process in processes:
                with suppress(psutil.Error):
                    times = process.cpu_times()
                    seen[process.pid, process.create_time()] = times.user + times.system
                    memory += process.memory_info().rss
            return Usage(sum(seen.values()), memory)


def end_with_coordinator() -> None:
    """End this worker, by a thread of its own, as soon as the coordinator has ended.

    A loop in C code can keep the thread from running; then the janitor or the kernel has to do it.
    """
    import multiprocessing

    coordinator = multiprocessing.parent_process()
    if coordinator is None:
        return

    def wait() -> None:
        coordinator.join()
        end_below(os.getpid())
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="end with coordinator").start()
