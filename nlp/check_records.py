"""Checks as records: verdict, rows, and one Vietnamese sentence that says where and by how much.

Knows values and names; which values belong together is found elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from nlp.numerals import plain, written
from nlp.records import Check, CheckKind

# Of how many parts at most how many together may explain a gap.
_LEFT_OUT = ((8, 3), (14, 2))
# A gap below this is anybody's slip and explained by no part.
_WORTH_NAMING = 5
_MOST_SHOWN = 12
_LONGEST_NAME = 40
_MILLION = Decimal(10**6)
_CENT = Decimal("0.01")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# How sure the reader is that the operands belong together.
_SURE = {True: 0.97, False: 0.85}


@dataclass(frozen=True, slots=True)
class Term:
    """One operand: its row id, value, name as people read it, and the group it stands in (cấp tỉnh ...)."""

    id: str
    value: Decimal
    name: str
    group: str = ""


def sum_check(
    total: Term,
    parts: Sequence[Term],
    reason: str,
    unit: str | None = None,
    *,
    ok: bool | None = None,
) -> Check:
    """Whether the parts make up the total (or as `ok` says); a gap is explained where one thing explains it.

    `unit`: of all values, as the slot names it.
    """
    made = sum((part.value for part in parts), Decimal(0))
    gap = made - total.value
    ok = gap == 0 if ok is None else ok
    of = _unit(unit, (total.value, *(part.value for part in parts)))
    said = _said(total, of)
    if ok:
        rounded = f" (làm tròn, chênh {_show(abs(gap), of)})" if gap else ""
        message = f"Khớp: {said}, bằng {_sums(parts, of)}{rounded}."
    else:
        more = "nhiều hơn" if gap > 0 else "ít hơn"
        off = f"{more} {_show(abs(gap), of)}{_explained(total, parts, gap, of)}"
        adds = f"các phần cộng lại là {_show(made, of)} ({_sums(parts, of, named=True)})"
        message = f"Lệch: {said} nhưng {adds}, {off}."
    return _record("sum", ok, total, parts, message, [reason, *["rounded"] * bool(ok and gap)])


def percent_check(
    stated: Term,
    part: Term,
    base: Term,
    ok: bool,
    reason: str,
    unit: str | None = None,
    *,
    change: bool = False,
) -> Check:
    """Whether a percentage follows from part and base, or from their difference where it is a `change`."""
    of = _unit(unit, (part.value, base.value))
    value = part.value - base.value if change else part.value
    exact = (value * 100 / base.value if base.value else Decimal(0)).quantize(_CENT)
    over = f"({_bare(part.value, of)} - {_bare(base.value, of)})" if change else _bare(part.value, of)
    quotient = f"{over}/{_show(base.value, of)}{_beside(part.name, base.name)}"
    said = _said(stated, _Unit(Decimal(1), "%"))
    if ok:
        message = f"Khớp: {said}, bằng {quotient}."
    else:
        off = f"lệch {written(abs(stated.value - exact))} điểm phần trăm"
        message = f"Lệch: {said} nhưng {quotient} là {written(exact)}%, {off}."
    return _record("percent", ok, stated, (part, base), message, [reason])


def change_check(stated: Term, now: Term, before: Term, ok: bool, unit: str | None = None) -> Check:
    """Whether a percentage by which something rose or fell follows from its two values.

    `stated.name` quotes the words: “giảm 20%”.
    """
    of = _unit(unit, (now.value, before.value))
    gap = now.value - before.value
    exact = (abs(gap) * 100 / before.value).quantize(_CENT)
    way = "tăng" if gap > 0 else "giảm"
    between = f"từ {_bare(before.value, of)} đến {_show(now.value, of)}"
    if ok:
        message = f"Khớp: ghi {stated.name}, {between}."
    else:
        real = f"{way} {written(exact)}%" if gap else "không đổi"
        message = f"Lệch: ghi {stated.name} nhưng {between} là {real}."
    return _record("percent", ok, stated, (now, before), message, ["change"])


def words_check(id: str, digits: Decimal, words: Decimal, quote: str) -> Check:
    """The failing check of a number whose digits and words differ; neither is taken for right."""
    message = (
        f"Lệch: “{quote}” ghi số là {written(digits)} nhưng ghi chữ là {written(words)}; hãy hỏi lại đơn vị."
    )
    return _record(
        "words", False, Term(id, digits, quote), (Term("", words, quote),), message, ["spelled-out"]
    )


def repeat_check(first: Term, second: Term, unit: str | None = None) -> Check:
    """The failing check of one fact that the report states twice with different values."""
    of = _unit(unit, (first.value, second.value))
    off = _show(abs(first.value - second.value), of)
    message = f"Lệch: {_said(first, of)} nhưng chỗ khác {_said(second, of)}, chênh {off}."
    return _record("repeat", False, first, (second,), message, ["stated-twice"])


def list_check(total: Term, names: Sequence[Term], reason: str) -> Check:
    """Whether as many names follow as the count says; names without a record have an empty id."""
    ok = total.value == len(names)
    said = _said(total, _Unit(Decimal(1), ""))
    if ok:
        message = f"Khớp: {said}, kể đủ {len(names)}."
    else:
        more = "thừa" if len(names) > total.value else "thiếu"
        listed = ", ".join(name.name for name in names[:_MOST_SHOWN])
        off = f"{more} {written(abs(total.value - len(names)))}"
        message = f"Lệch: {said} nhưng kể ra {len(names)} ({listed}), {off}."
    return _record("list", ok, total, names, message, [reason])


def _record(
    kind: CheckKind, ok: bool, total: Term, parts: Sequence[Term], message: str, reasons: Iterable[str]
) -> Check:
    """A check's id is made of its kind and the rows it speaks of, so that it stays when it is found again."""
    first = next((part.id.rsplit("-", 1)[-1] for part in parts if part.id), "n")
    one = Decimal(1)
    return Check(
        id=f"{total.id}-{kind}-{first}",
        kind=kind,
        ok=ok,
        total=total.value,
        parts=tuple(one if kind == "list" else part.value for part in parts),
        rows=tuple(dict.fromkeys(term.id for term in (total, *parts) if term.id)),
        message=" ".join(message.split()),
        confidence=_SURE[ok],
        reasons=tuple(reasons),
    )


@dataclass(frozen=True, slots=True)
class _Unit:
    """How values of one check are written: divided by `scale`, with `word` behind them."""

    scale: Decimal
    word: str


def _unit(unit: str | None, values: Iterable[Decimal]) -> _Unit:
    """The unit of a check's values; large money is shown in triệu đồng."""
    if unit is None or unit in ("%", "‰"):
        return _Unit(Decimal(1), unit or "")
    large = unit.startswith("đồng") and max(map(abs, values), default=Decimal(0)) >= _MILLION
    return _Unit(_MILLION, f" triệu {unit}") if large else _Unit(Decimal(1), f" {unit}")


def _bare(value: Decimal, unit: _Unit) -> str:
    return written(value / unit.scale)


def _show(value: Decimal, unit: _Unit) -> str:
    return _bare(value, unit) + unit.word


def _said(total: Term, of: _Unit) -> str:
    """What the report says: its own words where they show the number, else also the number."""
    if _shows(total, of):
        return f"ghi {total.name}"
    return f"{total.name} ghi {_show(total.value, of)}"


def _shows(term: Term, of: _Unit) -> bool:
    """Whether a term's name is a quotation whose first number is its value as messages write it."""
    first = _NUMBER.search(term.name)
    if not term.name.startswith("“") or first is None:
        return False
    unled = first.group().lstrip("0")
    return (unled if unled[:1].isdigit() else f"0{unled}") == _bare(term.value, of)


def _beside(part: str, base: str) -> str:
    """What is divided by what, in words."""
    if part == base and not part.startswith("cột"):
        return f" {part}".rstrip()
    if part == base:
        return f" ({part})"
    return f" ({part} trên {base})" if part and base else f" ({part or base})"


def _sums(parts: Sequence[Term], of: _Unit, named: bool = False) -> str:
    """The parts with plus signs between them; `named`: in the words of the report where these are quoted."""
    shown = [_worded(part, of) if named else _bare(part.value, of) for part in parts[:_MOST_SHOWN]]
    if len(parts) > _MOST_SHOWN:
        shown.append(f"… {len(parts) - _MOST_SHOWN} số nữa")
    return " + ".join(shown)


def _worded(part: Term, of: _Unit) -> str:
    if not _shows(part, of):
        return _bare(part.value, of)
    words = part.name.strip("“”")
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"


def _explained(total: Term, parts: Sequence[Term], gap: Decimal, of: _Unit) -> str:
    """What one thing accounts for the gap: parts that do not belong, digits that changed places."""
    if gap > 0:
        for group in dict.fromkeys(part.group for part in parts if part.group):
            inside = [part for part in parts if part.group == group]
            if len(inside) < len(parts) and sum(part.value for part in inside) == gap:
                return f"; bỏ phần {group} ({_sums(inside, of)}) thì khớp"
        most = next((count for longest, count in _LEFT_OUT if len(parts) <= longest), 1)
        for count in range(1, most + 1):
            for some in combinations(parts, count):
                if len(some) < len(parts) and sum(part.value for part in some) == gap:
                    return f"; bỏ {_listed(some, of)} thì khớp"
    twice = [part for part in parts if part.value == -gap >= _WORTH_NAMING * of.scale]
    if len(twice) == 1 and len(parts) > 2:
        return f"; có thể {_listed(twice, of)} đã được tính hai lần"
    if _swapped(total.value / of.scale, (total.value + gap) / of.scale):
        return f"; có thể {_show(total.value + gap, of)} bị viết đảo chữ số"
    for part in parts:
        if _swapped(part.value / of.scale, (part.value - gap) / of.scale):
            return f"; có thể {part.name} là {_show(part.value - gap, of)}, viết đảo chữ số"
    return ""


def _swapped(stated: Decimal, meant: Decimal) -> bool:
    """Whether two neighbouring digits changed places: 2.783,3 for 2.738,3."""
    a, b = plain(stated), plain(meant)
    if len(a) != len(b) or a == b or meant <= 0:
        return False
    differing = [i for i in range(len(a)) if a[i] != b[i]]
    if len(differing) != 2:
        return False
    i, j = differing
    near = j - i == 1 or (j - i == 2 and a[i + 1] == ".")
    return near and a[i] == b[j] and a[j] == b[i]


def _listed(parts: Sequence[Term], of: _Unit) -> str:
    return " và ".join(
        part.name if _shows(part, of) else f"{part.name} ({_bare(part.value, of)})" for part in parts
    )
