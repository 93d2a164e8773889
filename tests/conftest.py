"""For all tests: no network, here and in every process that a test starts; stores on both databases."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from outputs.store import Store

_OFFLINE = Path(__file__).parent / "offline"


def pytest_configure() -> None:
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_OFFLINE), os.environ.get("PYTHONPATH"))))
    found = importlib.util.spec_from_file_location("offline_sitecustomize", _OFFLINE / "sitecustomize.py")
    assert found is not None and found.loader is not None
    found.loader.exec_module(importlib.util.module_from_spec(found))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The socket of a PostgreSQL server; skips where the machine has none."""
    from tests.databases import cluster, programs

    bin = programs()
    if bin is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    with cluster(bin) as socket:
        yield socket


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store goes: every test that asks for it runs on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "kho.db")
    from tests.databases import new_database

    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A new, empty store."""
    from outputs.store import opened

    with opened(url, create=True) as made:
        yield made
