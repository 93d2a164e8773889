"""Mentions of one unit share a key; those of different units, in whatever report, do not."""

from __future__ import annotations

import pytest

from nlp.gazetteer_keys import with_codes
from nlp.records import Evidence, Meta, UnitMention
from nlp.unit_identity import spelled_out, with_identity

_COMMUNE = Meta(issuer="Đảng ủy xã Minh Tân", parent="Huyện ủy Cẩm Khê", place="Minh Tân", date="2024-06-18")
_OTHER = Meta(issuer="Đảng ủy xã Tùng Khê", parent="Huyện ủy Cẩm Khê", date="2024-06-18")


def _units(meta: Meta, *names: str) -> list[UnitMention]:
    found = []
    at = 0
    for name in names:
        found.append(UnitMention(f"u{at}", Evidence(at, at + len(name), name), name, "khác"))
        at += len(name) + 20
    return list(with_identity(with_codes(found, meta), meta))


def _keys(meta: Meta, *names: str) -> list[str]:
    return [unit.key for unit in _units(meta, *names)]


def test_tone_placement_and_case_make_no_other_unit() -> None:
    first, second = _keys(_COMMUNE, "Đảng ủy xã Minh Tân", "Đảng uỷ xã Minh Tân")
    assert first == second


def test_a_body_named_without_its_place_is_the_senders() -> None:
    first, second = _keys(_COMMUNE, "Đảng ủy xã", "Đảng ủy xã Minh Tân")
    assert first == second


def test_bodies_of_one_place_are_different_units() -> None:
    names = ("xã Minh Tân", "Đảng ủy xã Minh Tân", "Ủy ban nhân dân xã Minh Tân", "Công an xã Minh Tân")
    assert len(set(_keys(_COMMUNE, *names))) == 4


def test_a_committee_is_not_its_district() -> None:
    first, second = _keys(_COMMUNE, "Huyện ủy Cẩm Khê", "huyện Cẩm Khê")
    assert first != second


def test_the_same_unit_in_two_reports_has_one_key() -> None:
    assert _keys(_COMMUNE, "Công an huyện Cẩm Khê") == _keys(_OTHER, "Công an huyện")


def test_a_name_that_many_bear_counts_within_its_sender() -> None:
    assert _keys(_COMMUNE, "Chi bộ thôn 5") != _keys(_OTHER, "Chi bộ thôn 5")


def test_a_ministry_is_one_for_all() -> None:
    assert _keys(_COMMUNE, "Bộ Quốc phòng") == _keys(Meta(issuer="Đảng ủy xã Yên Tập"), "Bộ Quốc phòng")


def test_a_cooperative_names_no_commune() -> None:
    assert _units(_COMMUNE, "Hợp tác xã Minh Tân")[0].seat is None


def test_a_school_in_a_place_has_its_seat_and_not_its_code() -> None:
    unit = _units(_COMMUNE, "Trạm Y tế xã Minh Tân")[0]
    assert (unit.code, unit.seat is not None) == (None, True)


@pytest.mark.parametrize("name", ["Đảng ủy xã Minh Tân", "Đảng ủy xã"])
def test_the_sender_is_known_again(name: str) -> None:
    assert [unit.sender for unit in _units(_COMMUNE, name, "Công an xã", "xã Minh Tân")] == [
        True,
        False,
        False,
    ]


def test_the_senders_name_may_be_abbreviated() -> None:
    meta = Meta(issuer="Hội LHPN xã Minh Tân", parent="Hội LHPN huyện Cẩm Khê", date="2024-06-18")
    assert _units(meta, "Hội Liên hiệp Phụ nữ xã")[0].sender


def test_abbreviations_are_spelled_out() -> None:
    assert spelled_out("BTV Hội LHPN huyện Vĩnh Bảo") == "Ban Thường vụ Hội Liên hiệp Phụ nữ huyện Vĩnh Bảo"
    assert spelled_out("Minh Tân") == "Minh Tân"
