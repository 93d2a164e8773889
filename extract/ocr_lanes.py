"""How many pages of a file are recognised at a time; light, since every worker sets it when it starts."""

from __future__ import annotations

import multiprocessing
import os

_lanes = 0


def set_lanes(count: int) -> None:
    """How many pages this process reads at a time; 0: as many as fit."""
    global _lanes
    _lanes = count


def lanes() -> int:
    """Pages read at a time: one for each core, but one alone in a worker, unless it was told more."""
    if _lanes:
        return _lanes
    return (os.cpu_count() or 1) if multiprocessing.parent_process() is None else 1
