"""Which gazetteer keys the units of a report get."""

from __future__ import annotations

from corpus.gazetteer import full_name
from nlp.gazetteer_keys import sender_of, with_codes
from nlp.records import Evidence, Meta, UnitMention

DISTRICT = Meta(issuer="Huyện ủy Cẩm Khê", parent="Tỉnh ủy Phú Thọ", date="2023-06-20")


def _units(*named: tuple[str, str], gap: int = 20) -> list[UnitMention]:
    found, at = [], 0
    for type_, name in named:
        found.append(UnitMention(f"u{at}", Evidence(at, at + len(name), name), name, type_))
        at += len(name) + gap
    return found


def _code(type_: str, name: str, meta: Meta) -> str | None:
    code = with_codes(_units((type_, name)), meta)[0].code
    return full_name(code) if code else None


def test_the_sender_is_known_from_its_own_and_its_superior_name() -> None:
    sender = sender_of(DISTRICT)
    assert (sender.province, sender.district) == ("Phú Thọ", "Cẩm Khê")


def test_a_district_alone_tells_its_province() -> None:
    meta = Meta(issuer="Đảng ủy xã Minh Tân", parent="Huyện ủy Cẩm Khê", date="2023-06-20")
    assert sender_of(meta).province == "Phú Thọ"


def test_a_commune_is_looked_for_in_the_senders_district() -> None:
    assert _code("xã", "xã Minh Tân", DISTRICT) == "xã Minh Tân, huyện Cẩm Khê, tỉnh Phú Thọ"


def test_a_party_committee_has_the_key_of_its_territory() -> None:
    assert _code("đảng bộ", "Đảng bộ xã Minh Tân", DISTRICT) == "xã Minh Tân, huyện Cẩm Khê, tỉnh Phú Thọ"
    assert _code("huyện ủy", "Ban Thường vụ Huyện ủy", DISTRICT) == "huyện Cẩm Khê, tỉnh Phú Thọ"


def test_a_body_that_only_sits_in_a_place_has_no_key() -> None:
    assert _code("công an", "Công an huyện Cẩm Khê", DISTRICT) is None
    assert _code("trường", "Trường THPT Cẩm Khê", DISTRICT) is None


def test_without_a_sender_a_shared_name_keeps_its_candidates() -> None:
    unit = with_codes(_units(("xã", "xã Minh Tân")), Meta())[0]
    assert unit.code is None
    assert len(unit.candidates) > 10


def test_a_unique_name_outside_the_senders_area_stays_a_candidate() -> None:
    unit = with_codes(_units(("xã", "xã Khám Lạng")), DISTRICT)[0]
    assert unit.code is None
    assert [full_name(code) for code in unit.candidates] == ["xã Khám Lạng, huyện Lục Nam, tỉnh Bắc Giang"]


def test_the_unit_written_right_behind_is_the_parent() -> None:
    units = _units(("xã", "xã Tân Lập"), ("huyện", "huyện Đan Phượng"), gap=2)
    code = with_codes(units, Meta(date="2023-01-01"))[0].code
    assert code is not None
    assert full_name(code) == "xã Tân Lập, huyện Đan Phượng, thành phố Hà Nội"


def test_the_date_of_the_report_chooses_the_generation() -> None:
    later = Meta(issuer="Đảng ủy xã Cẩm Khê", parent="Tỉnh ủy Phú Thọ", date="2025-12-01")
    assert _code("đảng ủy", "Đảng ủy xã", later) == "xã Cẩm Khê, tỉnh Phú Thọ"
    assert _code("xã", "xã Hùng Việt", later) is not None


def test_capitals_with_accents_belong_to_the_name() -> None:
    meta = Meta(issuer="Công an huyện Bù Đăng", parent="Công an tỉnh Bình Phước", date="2024-01-01")
    assert _code("xã", "xã Đức Liễu", meta) == "xã Đức Liễu, huyện Bù Đăng, tỉnh Bình Phước"


def test_a_central_city_is_a_province() -> None:
    meta = Meta(issuer="Ủy ban nhân dân xã Phong Điền", parent="UBND thành phố Cần Thơ", date="2025-11-24")
    assert (sender_of(meta).province, sender_of(meta).district) == ("Cần Thơ", None)
