"""Where log lines go: to the terminal, in this process and in workers. Knows our logger's name only."""

from __future__ import annotations

import logging
import sys
import warnings

_NAME = "tonghop"


def set_up_logs(level: int) -> None:
    """Show our log lines from `level` on; keep what libraries say of odd files off the terminal."""
    ours = logging.getLogger(_NAME)
    ours.setLevel(level)
    if not ours.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        ours.addHandler(handler)
        ours.propagate = False
        logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions and level > logging.DEBUG:
        warnings.simplefilter("ignore")


def log_level() -> int:
    """The level that is in force, for handing it to workers."""
    return logging.getLogger(_NAME).getEffectiveLevel()
