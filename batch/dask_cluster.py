"""A Dask cluster as we need it: bytes go out, bytes come back, or we know that they will not. Knows no file.

What goes out finds our modules where they are installed; the scheduler needs none of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.problems import SetupProblem

if TYPE_CHECKING:
    from distributed import Client, Future

# Seconds: until the scheduler answers; without any worker until we give up; between two looks.
ANSWERS, PATIENCE, LOOK = 60.0, 300.0, 10.0
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Lost:
    """The workers that had it are gone, as often as the scheduler puts up with."""

    why: str


class Cluster:
    """The scheduler's client, watched."""

    def __init__(self, client: Client, patience: float) -> None:
        self._client, self._patience = client, patience
        self._run = _errand()
        self._threads, self._looked, self._manned = 0, 0.0, time.monotonic()

    def threads(self) -> int:
        """Threads of all workers, as they were a few seconds ago; at least one."""
        now = time.monotonic()
        if now - self._looked >= LOOK or not self._looked:
            self._looked = now
            try:
                self._threads = sum(self._client.nthreads().values())
            except (OSError, TimeoutError) as error:
                raise _scheduler_lost() from error
            if self._threads:
                self._manned = now
        return max(self._threads, 1)

    def submit(self, errand: bytes) -> Future:
        """Have a worker do it."""
        return self._client.submit(self._run, errand, pure=False)

    def answer(self, future: Future) -> bytes | Lost:
        """What the worker answered, however long it takes. SetupProblem: a machine lacks something."""
        from distributed import CancelledError
        from distributed.scheduler import KilledWorker

        while True:
            try:
                found: bytes = future.result(timeout=_STEP)
                return found
            except TimeoutError:
                self._look()
            except KilledWorker as error:
                return Lost(str(error))
            except CancelledError as error:
                raise _scheduler_lost() from error
            except SetupProblem as problem:
                raise _of_a_worker(problem) from problem
            except ModuleNotFoundError as error:
                raise _not_installed(error) from error
            except Exception as error:
                # A result that could not be sent, a disk that was full: elsewhere it may work.
                return Lost(f"{type(error).__name__}: {error}")

    def quiet(self, futures: Iterable[Future]) -> None:
        """Wait until nothing of this is being worked on."""
        for future in futures:
            while not future.done():
                time.sleep(_STEP)
                self._look()

    def _look(self) -> None:
        if self._client.status not in ("running", "connecting"):
            raise _scheduler_lost()
        self.threads()
        if time.monotonic() - self._manned > self._patience:
            raise _no_workers()


@contextmanager
def connected(scheduler: str, patience: float = PATIENCE) -> Iterator[Cluster]:
    """The cluster whose scheduler is at this address. Raises SetupProblem where it has no workers."""
    try:
        import dask.config
        from distributed import Client
    except ImportError as error:
        raise SetupProblem(
            "no_dask", 'Máy thiếu Dask để chạy trên nhiều máy; hãy chạy: pip install "tonghop[dask]"'
        ) from error
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        try:
            client = Client(scheduler, timeout=ANSWERS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise SetupProblem(
                "no_scheduler",
                f"Không kết nối được với bộ điều phối Dask {scheduler};"
                " hãy kiểm tra địa chỉ, tường lửa và máy đó.",
            ) from error
        try:
            _wait_for_one(client)
            yield Cluster(client, patience)
        finally:
            client.close(timeout=_STEP)


def _wait_for_one(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=ANSWERS)
    except TimeoutError as error:
        raise _no_workers() from error


def _errand() -> Callable[[bytes], bytes]:
    """What workers do; made here, so that it travels whole and needs no module of ours to be unpacked."""

    def run(errand: bytes) -> bytes:
        import importlib
        import pickle

        try:
            parcels: Any = importlib.import_module("batch.parcels")
        except ModuleNotFoundError:
            # Installed, our packages lie below this one, which makes them known when it is loaded.
            importlib.import_module("tonghop.cli")
            parcels = importlib.import_module("batch.parcels")
        return pickle.dumps(parcels.read_parcel(*pickle.loads(errand)))

    return run


def _scheduler_lost() -> SetupProblem:
    return SetupProblem(
        "scheduler_lost",
        "Mất liên lạc với bộ điều phối Dask; những gì đã đọc vẫn còn nguyên,"
        " hãy khởi động lại bộ điều phối rồi chạy lại đúng lệnh này.",
    )


def _no_workers() -> SetupProblem:
    return SetupProblem(
        "no_dask_workers",
        "Cụm Dask không có máy nào làm việc; những gì đã đọc vẫn còn nguyên,"
        " hãy chạy dask worker trên ít nhất một máy rồi chạy lại đúng lệnh này.",
    )


def _of_a_worker(problem: SetupProblem) -> SetupProblem:
    return SetupProblem(problem.code, f"Trên một máy của cụm Dask: {problem.message}")


def _not_installed(error: ModuleNotFoundError) -> SetupProblem:
    return SetupProblem(
        "not_installed",
        f"Một máy của cụm Dask thiếu phần mềm ({error}); hãy cài cùng một phiên bản tonghop trên mọi máy.",
    )
