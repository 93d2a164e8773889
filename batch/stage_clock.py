"""How long the stages of a run take. Knows no stage."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Seconds by stage; what is left of the whole is the reading."""

    begun: float = field(default_factory=time.monotonic)
    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def measured(self, stage: str) -> Iterator[None]:
        """The time until the end of the block counts for this stage."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self.spent[stage] = self.spent.get(stage, 0.0) + time.monotonic() - begun

    def stages(self) -> dict[str, float]:
        """Seconds of each so far."""
        whole = time.monotonic() - self.begun
        spent = {stage: round(seconds, 3) for stage, seconds in self.spent.items()}
        return {**spent, "read": round(max(whole - sum(spent.values()), 0.0), 3)}
