"""Names of administrative units and the codes they may mean."""

from __future__ import annotations

from corpus.gazetteer import NEW, OLD, candidates, full_name, lineage, place, successors, within


def test_both_generations_are_complete() -> None:
    from corpus.gazetteer import _rows

    counts: dict[tuple[str, str], int] = {}
    for code in _rows():
        unit = place(code)
        assert unit is not None
        counts[unit.generation, unit.level] = counts.get((unit.generation, unit.level), 0) + 1
    assert counts == {
        (OLD, "province"): 63,
        (OLD, "district"): 696,
        (OLD, "commune"): 10035,
        (NEW, "province"): 34,
        (NEW, "commune"): 3321,
    }


def test_every_unit_stands_below_a_province() -> None:
    from corpus.gazetteer import _rows

    assert {lineage(code)[-1].level for code in _rows()} == {"province"}


def test_every_old_commune_has_a_successor() -> None:
    from corpus.gazetteer import _rows

    assert [c for c in _rows() if c.startswith(OLD) and len(c) == 8 and not successors(c)] == []


def test_a_bare_commune_name_has_many_candidates() -> None:
    assert len(candidates("Minh Tân", "xã")) > 10


def test_the_district_narrows_a_commune_name() -> None:
    found = candidates("Minh Tân", "xã", district="Cẩm Khê")
    assert [full_name(code) for code in found] == ["xã Minh Tân, huyện Cẩm Khê, tỉnh Phú Thọ"]


def test_a_name_is_found_under_either_tone_placement() -> None:
    assert candidates("Hoà Bình", "tỉnh") == candidates("Hòa Bình", "tỉnh") != ()


def test_a_former_name_leads_to_the_unit_that_absorbed_it() -> None:
    found = candidates("Sông Thao", "thị trấn", province="Phú Thọ")
    assert [full_name(code) for code in found] == ["thị trấn Cẩm Khê, huyện Cẩm Khê, tỉnh Phú Thọ"]


def test_a_name_without_accents_is_found_last() -> None:
    assert candidates("Cam Khe", "huyện", province="Phú Thọ") == candidates("Cẩm Khê", "huyện")


def test_a_district_that_became_a_town_is_still_found() -> None:
    assert [full_name(code) for code in candidates("Quế Võ", "huyện")] == ["thị xã Quế Võ, tỉnh Bắc Ninh"]


def test_numbered_wards_need_their_district() -> None:
    found = candidates("1", "phường", province="HCM", district="3")
    assert [full_name(code) for code in found] == ["phường 1, quận 3, thành phố Hồ Chí Minh"]


def test_an_old_unit_lies_in_the_province_of_today() -> None:
    assert within(candidates("Đà Bắc", "huyện")[0], "Phú Thọ", None)


def test_a_commune_of_today_lies_where_its_forerunners_lay() -> None:
    found = candidates("Cẩm Khê", "xã", generation=NEW, district="Cẩm Khê")
    assert [full_name(code) for code in found] == ["xã Cẩm Khê, tỉnh Phú Thọ"]


def test_the_generation_limits_the_choice() -> None:
    assert {code[:2] for code in candidates("Phú Thọ", "tỉnh")} == {OLD, NEW}
    assert {code[:2] for code in candidates("Phú Thọ", "tỉnh", generation=OLD)} == {OLD}


def test_a_divided_commune_names_its_main_successor_first() -> None:
    divided = candidates("Cống Vị", "phường", district="Ba Đình")
    assert [full_name(code) for code in successors(divided[0])] == [
        "phường Ngọc Hà, thành phố Hà Nội",
        "phường Giảng Võ, thành phố Hà Nội",
    ]


def test_an_unknown_name_has_no_candidates() -> None:
    assert candidates("Không Có Tên Này", "xã") == ()
    assert place("63-99999") is None
    assert full_name("63-99999") == ""
