"""The standard streams and signals of the command line. Knows no command."""

from __future__ import annotations

import os
import signal
import sys


def speak_unicode() -> None:
    """Vietnamese and odd file names pass through any pipe; a console shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def end_in_order() -> None:
    """A request to end, from a service manager say, is treated as Ctrl-C: workers stop, old results stay."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def let_go_of_output() -> None:
    """The reader of our output has gone; the interpreter must not try to write to it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
