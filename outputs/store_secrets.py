"""Keys that the store keeps for itself, made when first asked for. Knows not what they sign."""

from __future__ import annotations

import secrets as chance

from sqlalchemy import select

from outputs.store import Store, reading, writing
from outputs.store_schema import secrets


def secret(store: Store, name: str) -> bytes:
    """The key of this name: 32 bytes, the same for as long as the store lives."""
    asked = select(secrets.c.value).where(secrets.c.name == name)
    with reading(store) as connection:
        found = connection.scalar(asked)
    if found is None:
        with writing(store, durable=True) as connection:
            # Somebody may have been faster.
            found = connection.scalar(asked)
            if found is None:
                found = chance.token_hex(32)
                connection.execute(secrets.insert().values(name=name, value=found))
    return bytes.fromhex(found)
