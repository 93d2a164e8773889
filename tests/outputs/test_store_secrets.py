"""Keys of a store: one for each name, for good."""

from __future__ import annotations

from outputs.store import Store
from outputs.store_secrets import secret


def test_a_key_stays_what_it_was_and_is_no_other_one(store: Store) -> None:
    first = secret(store, "sheet")
    assert len(first) == 32
    assert secret(store, "sheet") == first != secret(store, "other")
