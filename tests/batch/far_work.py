"""What workers of a cluster do with a file in the tests; `giết` in it kills the worker itself."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from batch.tasks import Task
from tests.batch import light_work

# Long enough that killing a worker finds it at work.
PAUSE = 0.02


def work(task: Task) -> tuple[dict[str, Any], float]:
    time.sleep(PAUSE)
    if "giết" in task.path.read_text(encoding="utf-8"):
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return light_work.work(task)
