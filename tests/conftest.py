"""For all tests: no network, here and in every process that a test starts."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

_OFFLINE = Path(__file__).parent / "offline"


def pytest_configure() -> None:
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_OFFLINE), os.environ.get("PYTHONPATH"))))
    found = importlib.util.spec_from_file_location("offline_sitecustomize", _OFFLINE / "sitecustomize.py")
    assert found is not None and found.loader is not None
    found.loader.exec_module(importlib.util.module_from_spec(found))
