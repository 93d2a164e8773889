"""Where log lines go: to the terminal, in this process and in workers, as text or as JSON.

Knows our logger's name only. What documents say is never logged below DEBUG.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
import warnings
from datetime import UTC, datetime
from typing import Any

_NAME = "tonghop"
# Workers inherit it; they have no other way to know what the command line said.
_FORM = "TONGHOP_LOG"
_JSON = "json"
_MOST_CAUSES = 10


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, event, and the fields of `extra={"fields": ...}`."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        fields = getattr(record, "fields", {})
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": record.levelname, "event": record.getMessage(), **fields}
        if record.exc_info:
            line["error"] = told(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str).encode("utf-8", "replace").decode()


def set_up_logs(level: int, *, as_json: bool = False) -> None:
    """Show our log lines from `level` on; keep what libraries say of odd files off the terminal."""
    if as_json:
        os.environ[_FORM] = _JSON
    ours = logging.getLogger(_NAME)
    ours.setLevel(level)
    if not ours.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(JsonLines() if logs_are_json() else _Text("%(levelname)s %(message)s"))
        ours.addHandler(handler)
        ours.propagate = False
        logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions and level > logging.DEBUG:
        warnings.simplefilter("ignore")


def log_level() -> int:
    """The level that is in force, for handing it to workers."""
    return logging.getLogger(_NAME).getEffectiveLevel()


def logs_are_json() -> bool:
    """Whether lines are for machines, so that nothing else should stand among them."""
    return os.environ.get(_FORM) == _JSON


def told(error: BaseException | None) -> str:
    """Where an error arose and of what type it and its causes are; its words, which may be of a document,
    only where everything is logged."""
    if error is None or log_level() <= logging.DEBUG:
        return "".join(traceback.format_exception(error))
    types = [type(error).__name__]
    cause = error.__cause__ or error.__context__
    while cause is not None and len(types) < _MOST_CAUSES:
        types.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return "".join(traceback.format_tb(error.__traceback__)) + " from ".join(types)


class _Text(logging.Formatter):
    def formatException(self, ei: Any) -> str:
        return told(ei[1])

    def format(self, record: logging.LogRecord) -> str:
        fields = getattr(record, "fields", {})
        said = super().format(record)
        return " ".join([said, *(f"{name}={value}" for name, value in fields.items() if value is not None)])
