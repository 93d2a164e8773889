"""The collector rests while records are made, and works on as before afterwards, also behind an error."""

from __future__ import annotations

import gc

import pytest

from outputs.records_in_bulk import in_bulk


def test_the_collector_rests_and_goes_on() -> None:
    with in_bulk():
        assert not gc.isenabled()
        with in_bulk():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_behind_an_error() -> None:
    with pytest.raises(ValueError), in_bulk():
        raise ValueError
    assert gc.isenabled()
