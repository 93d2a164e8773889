"""What a worker of bench/cluster.py does instead of reading, for as long as reading would take."""

from __future__ import annotations

import pickle
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from batch.tasks import Task

# Seconds that a pretended reading takes.
PAUSE = 0.05


def pretended(task: Task) -> tuple[dict[str, Any], float]:
    """The answer that lies in the file, after the time that reading would take."""
    time.sleep(PAUSE)
    row = pickle.loads(task.path.read_bytes())
    return {**row, "file": task.name, "sha256": task.sha256}, PAUSE
