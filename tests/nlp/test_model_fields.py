"""The field of a model: stated, by its title, by who runs it, by its sentence."""

from __future__ import annotations

import pytest

from nlp.pipeline import analyse
from tests.nlp.documents import document
from tests.nlp.examples import read


def _field(sentence: str) -> tuple[str | None, str]:
    model = read(sentence).models[0]
    return model.field, model.reasons[-1]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Nuôi ốc bươu đen trong ao lót bạt", "kinh tế"),
        ("Tổ hợp tác trồng sen lấy hạt", "kinh tế"),
        ("Mâm cơm nghĩa tình", "văn hóa - xã hội"),
        ("Ống heo đất gây quỹ học bổng", "văn hóa - xã hội"),
        ("Dân phòng tuần tra đêm", "quốc phòng - an ninh"),
        ("Xóm đạo bình yên", "quốc phòng - an ninh"),
        ("Chi bộ không giấy tờ", "hệ thống chính trị"),
        ("Trả kết quả trong buổi", "hệ thống chính trị"),
    ],
)
def test_the_words_of_the_title_tell_the_field(title: str, field: str) -> None:
    assert _field(f"Toàn xã duy trì mô hình “{title}”.") == (field, "field-title")


def test_a_longer_phrase_hides_the_shorter_one_in_it() -> None:
    assert _field("Liên đội duy trì mô hình “Nuôi lợn đất”.")[0] == "văn hóa - xã hội"


def test_a_field_that_the_sentence_states_wins_over_the_title() -> None:
    found = _field("Lĩnh vực quốc phòng – an ninh: có mô hình “Trồng rau sạch giúp chiến sĩ đảo xa”.")
    assert found == ("quốc phòng - an ninh", "field-stated")


def test_a_heading_states_the_field_of_the_models_below() -> None:
    from extract.document import Block

    made = document("Lĩnh vực kinh tế", "Mô hình “Ba cùng” được nhân rộng.")
    first, second = made.blocks
    blocks = (
        Block("heading", first.start, first.end, level=1),
        Block("para", second.start, second.end, path=("Lĩnh vực kinh tế",)),
    )
    from dataclasses import replace

    assert analyse(replace(made, blocks=blocks)).models[0].field == "kinh tế"


def test_who_runs_it_tells_the_field_where_the_title_says_nothing() -> None:
    assert _field("Mô hình “Ba biết, ba giúp” của Công an xã Minh Tân.") == (
        "quốc phòng - an ninh",
        "field-owner",
    )


def test_a_title_that_speaks_for_no_field_has_none() -> None:
    assert read("Toàn huyện duy trì mô hình “5 trong 1”.").models[0].field is None


def test_a_title_that_speaks_for_two_fields_alike_has_none() -> None:
    assert read("Toàn huyện duy trì mô hình “Chăn nuôi - bệnh nhân”.").models[0].field is None
