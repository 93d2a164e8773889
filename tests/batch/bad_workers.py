"""Work that goes wrong in the ways that files make it go wrong; what to do stands in the file's name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from extract.problems import SetupProblem
from outputs.contract import refused


def work(path: Path, name: str, sha256: str | None) -> tuple[dict[str, Any], float]:
    """The contract object says which process made it; `kill`, `cpu`, `hang`, `setup` never come to that."""
    if "kill" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "cpu" in name:
        os.kill(os.getpid(), signal.SIGXCPU)
    if "hang" in name:
        time.sleep(60)
    if "setup" in name:
        raise SetupProblem("no_engine", "Thiếu phần mềm đọc tệp.")
    # The earlier ones take longer, so that results come in another order than they are asked for.
    time.sleep(0.2 if "slow" in name else 0)
    return refused(name, "ok", "made", str(os.getpid())), 0.0
