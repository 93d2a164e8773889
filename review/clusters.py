"""Spellings that seem to be one unit or one model over all reports, and making them one. Knows no page."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.folding import bare
from extract.problems import Problem
from nlp.unit_identity import spelled_out
from nlp.variants import same_titles
from outputs.store import Store, reading
from outputs.store_decisions import Change, decide
from outputs.store_names import NAMED, NamedRow, NameInUse, names_in_use, rows_named
from outputs.store_rows import Row
from review.fields import MOST_LETTERS
from review.verdicts import Changed

MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class Cluster:
    """Names that seem to be one; `best`: the one that the others would become."""

    best: str
    members: tuple[NameInUse, ...]

    @property
    def rows(self) -> int:
        """How many rows have one of the names."""
        return sum(member.rows for member in self.members)


@dataclass(frozen=True, slots=True)
class Merge:
    """Rows that would get another name. `seal`: over rows and versions, so that none slips in."""

    layer: str
    rows: tuple[NamedRow, ...]
    to: str
    key: str | None

    @property
    def seal(self) -> str:
        """A hash over rows, versions and the name."""
        return hashlib.sha256(repr((self.rows, self.to, self.key)).encode()).hexdigest()


def clusters(store: Store, layer: str, text: str | None = None) -> list[Cluster]:
    """Groups of several names, the largest first; with `text`, all names that have it as one group."""
    with reading(store) as connection:
        names = names_in_use(connection, layer)
    if text:
        wanted = bare(text)
        chosen = tuple(name for name in names if wanted in bare(name.name))[:MOST_NAMES]
        return [Cluster(chosen[0].name, chosen)] if chosen else []
    groups: dict[str, list[NameInUse]] = {}
    stands_for = _one_for_each(layer, names)
    for name in names:
        groups.setdefault(stands_for[name.name], []).append(name)
    found = [
        Cluster(_best(layer, members), tuple(members[:MOST_NAMES]))
        for members in groups.values()
        if len(members) > 1
    ]
    return sorted(found, key=lambda cluster: -cluster.rows)


def merge_of(store: Store, layer: str, names: Iterable[str], to: str) -> Merge:
    """What making these names one would touch. Raises Problem for what cannot be a name."""
    to = " ".join(to.split())
    wanted = set(names)
    if not to or len(to) > MOST_LETTERS or not wanted or len(wanted) > MOST_NAMES:
        raise Problem("bad_merge", "Hãy chọn các tên cần gộp và nhập tên dùng chung.")
    with reading(store) as connection:
        keys = {name.name: name.key for name in names_in_use(connection, layer)}
        rows = rows_named(connection, layer, wanted)
    key = keys.get(to) or next((keys[name] for name in sorted(wanted) if keys.get(name)), None)
    return Merge(layer, tuple(rows), to, key)


def merge(store: Store, wanted: Merge, seal: str, who: str) -> tuple[list[Row], str | None]:
    """Make them one, in one transaction that is undone as one. `wanted`: as it is now.

    Raises Changed, Conflict.
    """
    if wanted.seal != seal:
        raise Changed("changed", "Các dòng vừa thay đổi; hãy xem lại số dòng rồi gộp lại.")
    batch = f"merge-{uuid.uuid4().hex}"
    changes = [change for row in wanted.rows for change in _changes(row, wanted)]
    made = decide(store, changes, who, "web", batch)
    return made, batch if made else None


def _changes(row: NamedRow, wanted: Merge) -> list[Change]:
    layer = wanted.layer
    changes = [Change(row.report, row.row, layer, NAMED[layer][0], wanted.to, row.version, "gộp tên")]
    if layer == "units" and wanted.key and row.key != wanted.key:
        # Registers tell units apart by their key, whatever they are called.
        changes.append(Change(row.report, row.row, layer, "key", wanted.key, row.version, "gộp tên"))
    return changes


def _one_for_each(layer: str, names: Sequence[NameInUse]) -> dict[str, str]:
    """Name -> the one that stands for its group."""
    if layer == "models":
        return same_titles(name.name for name in names)
    plain = {name.name: spelled_out(name.name) for name in names}
    stands_for = same_titles(plain.values())
    first: dict[str, str] = {}
    found = {}
    for name in names:
        spelling = stands_for[plain[name.name]]
        # One place under one key is one unit, however it is written.
        group = first.setdefault(name.key, spelling) if name.key else spelling
        found[name.name] = group
    return found


def _best(layer: str, members: Sequence[NameInUse]) -> str:
    """The fullest name of a unit, the usual title of a model."""
    if layer == "models":
        return members[0].name
    return max(members, key=lambda member: (len(member.name.split()), member.rows)).name
