"""Checks as records: the verdict, the rows it speaks of, and one Vietnamese sentence that says where and by how much.

Knows values and names; which values belong together is found elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from nlp.numerals import written
from nlp.records import Check

_MOST_LEFT_OUT = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One operand: its row id, value, name as people read it, and the group it stands in (cấp tỉnh ...)."""

    id: str
    value: Decimal
    name: str
    group: str = ""


def sum_check(total: Term, parts: Sequence[Term], reason: str, scale: Decimal = Decimal(1)) -> Check:
    """Whether the parts make up the total; a gap is explained by a part whose omission closes it.

    `scale`: what values are divided by where people read them ("triệu đồng").
    """
    made = sum((part.value for part in parts), Decimal(0))
    ok = made == total.value
    sums = " + ".join(written(part.value / scale) for part in parts)
    if ok:
        message = f"Khớp: {total.name} {written(total.value / scale)} = {sums}."
    else:
        gap = made - total.value
        more = "nhiều hơn" if gap > 0 else "ít hơn"
        message = (
            f"Lệch: {total.name} ghi {written(total.value / scale)}, các phần cộng lại "
            f"{written(made / scale)} ({sums}), {more} {written(abs(gap) / scale)}{_explained(parts, gap, scale)}."
        )
    return _record("sum", ok, total, parts, message, reason)


def percent_check(
    stated: Term, part: Term, base: Term, ok: bool, reason: str, scale: Decimal = Decimal(1)
) -> Check:
    """Whether a percentage follows from part and base."""
    shown = f"{written(part.value / scale)}/{written(base.value / scale)}"
    exact = part.value * 100 / base.value if base.value else Decimal(0)
    rounded = written(exact.quantize(Decimal("0.01")))
    if ok:
        message = f"Khớp: {written(stated.value)}% = {shown}."
    else:
        message = f"Lệch: ghi {written(stated.value)}% nhưng {shown} là {rounded}%."
    return _record("percent", ok, stated, (part, base), message, reason)


def list_check(total: Term, names: Sequence[str], ids: Sequence[str], reason: str) -> Check:
    """Whether as many names follow as the count says."""
    ok = total.value == len(names)
    parts = [Term(id, Decimal(1), name) for id, name in zip(ids, names, strict=True)]
    said = f"{total.name} ghi {written(total.value)}"
    message = (
        f"Khớp: {said}, kể đủ {len(names)} tên." if ok else f"Lệch: {said} nhưng kể ra {len(names)} tên."
    )
    return _record("list", ok, total, parts, message, reason)


def _record(kind: str, ok: bool, total: Term, parts: Sequence[Term], message: str, reason: str) -> Check:
    return Check(
        id=f"{total.id}-{kind}-{parts[0].id.rsplit('-', 1)[-1] if parts and parts[0].id else 'n'}",
        kind=kind,  # type: ignore[arg-type] - the three callers name the three kinds
        ok=ok,
        total=total.value,
        parts=tuple(part.value for part in parts),
        rows=tuple(dict.fromkeys(term.id for term in (total, *parts) if term.id)),
        message=message,
        confidence=0.95 if ok else 0.85,
        reasons=(reason,),
    )


def _explained(parts: Sequence[Term], gap: Decimal, scale: Decimal) -> str:
    """Which part, left out of the sum or missing from it, accounts for the gap."""
    if gap < 0:
        return f"; có thể còn một phần {written(-gap / scale)} chưa kể"
    groups = dict.fromkeys(part.group for part in parts if part.group)
    for group in groups:
        inside = [part for part in parts if part.group == group]
        if len(inside) < len(parts) and sum(part.value for part in inside) == gap:
            return f"; nếu bỏ phần {group} ({_listed(inside, scale)}) thì khớp"
    for count in range(1, _MOST_LEFT_OUT + 1):
        for some in combinations(parts, count):
            if len(some) < len(parts) and sum(part.value for part in some) == gap:
                return f"; nếu bỏ {_listed(some, scale)} thì khớp"
    return ""


def _listed(parts: Sequence[Term], scale: Decimal) -> str:
    return " + ".join(f"{part.name} {written(part.value / scale)}".strip() for part in parts)
