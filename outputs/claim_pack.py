"""Claims of very many reports in little room: packed report by report, read again unit by unit.

Knows the fields of a claim; which of several counts is chosen elsewhere.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from outputs.claim_records import Claim

_VALUE = Claim._fields.index("value")
# The quickest level; fields and sentences of one report repeat so much that others gain little.
_LEVEL = 1

number = lru_cache(maxsize=65536)(Decimal)


class _Pack(NamedTuple):
    """Claims of a unit in one report. `order`: of the report among all."""

    order: int
    size: int
    data: bytes


class Claims:
    """All claims. A field that all claims of a pack share is kept once; numbers are kept as their digits."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._packs: dict[str, list[_Pack]] = {}
        self._reports = 0
        self.add(claims)

    def add(self, claims: Iterable[Claim]) -> None:
        """The claims of one report."""
        units: dict[str, list[Claim]] = {}
        for claim in claims:
            units.setdefault(claim.unit, []).append(claim)
        self._reports += 1
        for unit, own in units.items():
            pack = _Pack(self._reports, len(own), _packed(own))
            self._packs.setdefault(unit, []).append(pack)

    def of(self, units: Iterable[str]) -> list[Claim]:
        """The claims of these units in the order in which their reports were added."""
        packs = [pack for unit in units for pack in self._packs.get(unit, ())]
        packs.sort(key=lambda pack: pack.order)
        return [claim for pack in packs for claim in _unpacked(pack)]

    def __iter__(self) -> Iterator[Claim]:
        return (claim for packs in self._packs.values() for pack in packs for claim in _unpacked(pack))

    def __len__(self) -> int:
        return sum(pack.size for packs in self._packs.values() for pack in packs)


def _packed(claims: Sequence[Claim]) -> bytes:
    columns: list[tuple[Any, ...]] = list(zip(*claims, strict=True))
    columns[_VALUE] = tuple(map(str, columns[_VALUE]))
    size = len(claims)
    kept = [column[:1] if column.count(column[0]) == size else column for column in columns]
    return zlib.compress(marshal.dumps(kept), _LEVEL)


def _unpacked(pack: _Pack) -> Iterator[Claim]:
    kept = marshal.loads(zlib.decompress(pack.data))
    columns = [column * pack.size if len(column) == 1 else column for column in kept]
    columns[_VALUE] = tuple(map(number, columns[_VALUE]))
    return map(Claim._make, zip(*columns, strict=True))
