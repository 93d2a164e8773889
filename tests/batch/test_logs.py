"""What is logged: one JSON object a line, and no words of documents unless everything is asked for."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from batch.logs import JsonLines

_WORDS = "Nguyễn Văn A, 12 tổ chức đảng"


def logged(level: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    logger = logging.getLogger("tonghop")
    monkeypatch.setattr(logger, "level", level)
    try:
        try:
            int(_WORDS)
        except ValueError as error:
            raise KeyError(_WORDS) from error
    except KeyError:
        record = logger.makeRecord(
            "tonghop", logging.ERROR, "x", 1, "a.docx\nb", (), sys.exc_info(), extra={"fields": {"run": 3}}
        )
    line = JsonLines().format(record)
    assert "\n" not in line
    return dict(json.loads(line))


def test_an_error_is_told_by_type_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    line = logged(logging.INFO, monkeypatch)
    assert line["level"] == "ERROR" and line["run"] == 3 and line["event"] == "a.docx\nb"
    assert "test_logs.py" in line["error"] and line["error"].endswith("KeyError from ValueError")
    assert _WORDS not in line["error"]


def test_with_verbose_its_words_are_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _WORDS in logged(logging.DEBUG, monkeypatch)["error"]
