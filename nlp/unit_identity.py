"""Which mentions speak of one unit, in this report and in others, and which is the sender's own.

Knows names, seats and the sender; a name that many bear ("Chi bộ thôn 5") counts within its sender.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.folding import key
from nlp.gazetteer_keys import Sender, head_of, sender_of, with_codes
from nlp.records import Evidence, Meta, UnitMention, changed
from nlp.unit_grammar import parse
from nlp.unit_tokens import tokenise

# Organisations that a province has one of, and those of which the country has one.
_OF_PROVINCE = ("sở ", "tỉnh đoàn", "tỉnh ủy")
_OF_COUNTRY = (
    "bộ ",
    "quân khu ",
    "tổng cục ",
    "chính phủ",
    "quốc hội",
    "kiểm toán nhà nước",
    "ngân hàng nhà nước",
)
_HIGHEST = (" tối cao", " trung ương")
_LEVELS = ("commune", "district", "province")


class Identity(NamedTuple):
    """One unit: `key` as in `UnitMention`, its name spelled out, the gazetteer key of its place or None.

    `head`: the folded name before its place, "công an"; empty for a bare place.
    """

    key: str
    name: str
    seat: str | None
    head: str


def sender_identity(meta: Meta) -> Identity | None:
    """Who sent a report; None where its head names nobody."""
    return identity_of(meta.issuer, meta) if meta.issuer else None


@lru_cache(maxsize=8192)
def identity_of(name: str, meta: Meta) -> Identity:
    """The unit that a name means in a report with this head."""
    full = spelled_out(name)
    mention = UnitMention("", Evidence(0, len(full), full), full, "")
    unit = with_identity(with_codes([mention], meta), meta)[0]
    return Identity(unit.key, full, unit.seat, head_of(key(full)))


def with_identity(units: Sequence[UnitMention], meta: Meta) -> tuple[UnitMention, ...]:
    """The units with `key`, and with `sender` where they are the one who sent the report."""
    if not units:
        return ()
    sender = sender_of(meta)
    issuer = key(spelled_out(meta.issuer)) if meta.issuer else ""
    own = head_of(issuer)
    lowest = next((sender.codes[level] for level in _LEVELS if level in sender.codes), None)
    found = []
    for unit in units:
        name = key(unit.name)
        # The place itself sends nothing, so `own` must say something: its committee does.
        is_sender = bool(issuer) and (name == issuer or (unit.seat == lowest and head_of(name) == own))
        same = _key(name, unit, sender, issuer, lowest)
        found.append(changed(unit, key=same, sender=is_sender and bool(own)))
    return tuple(found)


def spelled_out(name: str) -> str:
    """A unit's name with its abbreviations written in full, as it is where it holds none."""
    tokens = tokenise(name, [(0, len(name))])
    node = next((node for at in range(len(tokens)) if (node := parse(tokens, at))), None)
    if node is None:
        return name
    for start, end, new in sorted(node.edits, reverse=True):
        name = name[:start] + new + name[end:]
    return name.strip()


def _key(name: str, unit: UnitMention, sender: Sender, issuer: str, lowest: str | None) -> str:
    """What is said before the place and the place's code; else the whole name and where it is known."""
    if unit.seat is not None:
        return f"{head_of(name)}|{unit.seat}"
    if name.startswith(_OF_COUNTRY) or name.endswith(_HIGHEST):
        return f"{name}|"
    if name.startswith(_OF_PROVINCE):
        return f"{name}|{sender.codes.get('province', sender.province or '')}"
    # A name of its own is known in the whole area; "Chi bộ trường", "thôn 5" only to who sent the report.
    if lowest and unit.name.split()[-1][:1].isupper() and len(unit.name.split()) > 2:
        return f"{name}|{lowest}"
    return f"{name}|{lowest or ''}:{issuer}"
