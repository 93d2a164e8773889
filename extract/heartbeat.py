"""A sign of life from readers at work: one beat a page, or for whatever takes as long as a page.

Knows not who listens; costs nothing when nobody does.
"""

from __future__ import annotations

from collections.abc import Callable

_listener: Callable[[], None] | None = None


def beat() -> None:
    """Say that another page is done; from any thread. A file whose worker neither beats nor works is cut."""
    if _listener is not None:
        _listener()


def listen(listener: Callable[[], None] | None) -> None:
    """Have `listener` called at every beat from now on, None for nobody."""
    global _listener
    _listener = listener
