"""What noun, action, actor and period of a number may be: the candidates, before any weight counts."""

from __future__ import annotations

import pytest

from nlp.action_choice import action_question
from nlp.actor_choice import actor_question
from nlp.choice import Candidate, Question
from nlp.clauses import clause
from nlp.lexicon import lexicon
from nlp.noun_choice import noun_question
from nlp.period_choice import Clock, Line, period_question
from nlp.period_lists import Opened
from nlp.periods import periods
from nlp.slot_context import Context, Told, context, line
from tests.nlp.lines import clauses, reading

_KIEM_TRA = Candidate("kiểm tra", "before", ())


def _context(text: str, place: int = 0, *, units: tuple[str, ...] = (), lead: str | None = None) -> Context:
    """The context of one number; the numbers before it got their own noun and the verb right before them."""
    read = reading(text, units=units)
    found = [c for _, c in clauses(text, units=units)]
    told = [Told(q, q.noun, "kiểm tra", "before", "own", None, 0) for q in read.quantities[:place]]
    return context(line(text, read.words, read.quantities), place, found[place], told, lead)


def _values(question: Question) -> dict[str | None, str]:
    return {candidate.value: candidate.source for candidate in question.candidates}


def test_no_value_is_always_the_first_candidate_of_an_action() -> None:
    question = action_question(_context("Có 12 hộ"), "own")
    assert (question.candidates[0].value, question.candidates[0].source) == (None, "none")


@pytest.mark.parametrize(
    ("text", "place", "value", "source"),
    [
        ("Kiểm tra 12 chi bộ", 0, "kiểm tra", "before"),
        ("Có 12 hộ tham gia", 0, "tham gia", "behind"),
        ("Kiểm tra 12 chi bộ, 5 đảng viên", 1, "kiểm tra", "before"),
        ("Có 30 học sinh: giỏi 12", 1, "giỏi", "label"),
        ("Từ nguồn quỹ, cho 10 bóng đèn", 0, "cho", "coverb"),
        ("Đến nay xong 43 việc", 0, "xong", "coverb"),
        ("Ngân hàng cho 31 hộ vay", 0, "vay", "behind"),
        ("Còn 2 người ở trại giam", 0, "ở trại giam", "has"),
        ("Có 7 đơn thuộc thẩm quyền", 0, "thuộc thẩm quyền", "has"),
        ("Có 4 khoản thu đạt tiến độ", 0, "đạt tiến độ", "reached"),
        ("Còn 3 chi bộ chưa đăng ký", 0, "chưa đăng ký", "behind"),
    ],
)
def test_predicates_around_the_number_and_its_label_may_be_its_action(
    text: str, place: int, value: str, source: str
) -> None:
    question = action_question(_context(text, place), "own")
    assert (value, source) in [(c.value, c.source) for c in question.candidates]


def test_a_unit_right_before_it_gives() -> None:
    here = _context("Công ty Hưng Thịnh cho 10 bóng đèn", units=("Công ty Hưng Thịnh",))
    assert _values(action_question(here, "own"))["cho"] == "coverb"


def test_a_word_before_the_number_is_no_verb_where_another_one_governs_it() -> None:
    question = action_question(_context("Tặng quà cho 10 hộ"), "own")
    assert "coverb" not in [candidate.source for candidate in question.candidates]


def test_the_action_of_the_number_before_may_be_shared() -> None:
    question = action_question(_context("Kiểm tra 12 chi bộ và 5 đảng viên", 1), "own")
    assert "prev" in [candidate.source for candidate in question.candidates]


def test_the_action_of_the_sentence_before_may_lead_in() -> None:
    assert _values(action_question(_context("12 chi bộ", lead="giám sát"), "own"))["giám sát"] == "lead"
    assert "giám sát" not in _values(
        action_question(_context("Có 9 xã và 12 chi bộ", 1, lead="giám sát"), "own")
    )


def test_a_noun_behind_the_number_that_nothing_else_claims_is_certain() -> None:
    question = noun_question(_context("Kiểm tra 12 chi bộ"))
    assert [candidate.value for candidate in question.candidates] == ["chi bộ"]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Thu phí 48 triệu đồng", "phí"),
        ("Chi trả dịch vụ môi trường rừng 31 tỷ đồng", "dịch vụ môi trường rừng"),
        ("Giải ngân 31 tỷ đồng", "giải ngân"),
    ],
)
def test_the_object_of_a_verb_is_what_a_sum_may_be_of(text: str, noun: str) -> None:
    assert noun in _values(noun_question(_context(text)))


def test_a_title_may_be_what_a_measure_is_of() -> None:
    text = "Chi đoàn giữ Vườn thuốc nam rộng 350 m2"
    read = reading(text, titles=("Vườn thuốc nam",))
    (q,) = read.quantities
    here = context(line(text, read.words, (q,)), 0, clause(read.words, q, 0, lexicon()), [], None)
    assert _values(noun_question(here))["vườn thuốc nam"] == "title"


def test_a_bare_number_may_have_the_noun_of_its_label_or_of_the_number_before() -> None:
    question = noun_question(_context("Kỷ luật 36 đảng viên: khiển trách 28", 1))
    values = {candidate.value for candidate in question.candidates}
    assert {None, "đảng viên"} <= values


def test_an_attribute_before_money_is_its_noun_candidate() -> None:
    assert "tổng kinh phí" in _values(noun_question(_context("Tổng kinh phí là 150 triệu đồng")))


def test_units_and_collectives_may_be_the_actor() -> None:
    found = _context("Huyện ủy kiểm tra 12 chi bộ", units=("Huyện ủy",))
    assert _values(actor_question(found, _KIEM_TRA, None))["Huyện ủy"] == "subject"
    people = _context("Nhân dân hiến 2.000 m2 đất")
    assert _values(actor_question(people, _KIEM_TRA, None))["nhân dân"] == "group"


def test_the_actor_of_the_sentence_before_is_offered_to_the_first_number_only() -> None:
    first = actor_question(_context("Kiểm tra 12 chi bộ"), _KIEM_TRA, "Huyện ủy")
    assert _values(first)["Huyện ủy"] == "lead"
    second = actor_question(_context("Kiểm tra 12 chi bộ, 5 xã", 1), _KIEM_TRA, "Huyện ủy")
    assert "Huyện ủy" not in _values(second)


def _period_values(text: str, at: int, **given: str | None) -> dict[str | None, str]:
    times = tuple(periods(text, 0, len(text), 2024, "2024"))
    prev, earlier = (Line(code, 0, False) if (code := given.get(n)) else None for n in ("prev", "earlier"))
    opened = Opened(code, "start", "năm") if (code := given.get("opened")) else None
    clock = Clock(times, opened, prev, prev, earlier, given.get("report"), 0, 0)
    return _values(period_question(text, at, at + 2, False, ("k=count",), clock))


def test_times_before_and_behind_the_number_may_be_its_period() -> None:
    text = "Quý I/2024 kết nạp 12 đảng viên, năm 2023 kết nạp 9"
    assert set(_period_values(text, text.index("12"))) == {None, "2024-Q1", "2023"}


def test_what_the_paragraph_and_the_neighbours_say_may_be_inherited() -> None:
    found = _period_values("Kết nạp 12 đảng viên", 8, opened="2023", prev="2022", earlier="2021")
    assert found == {None: "none", "2023": "opened", "2022": "prev", "2021": "earlier"}


def test_the_period_of_the_whole_report_alone_gives_a_number_none() -> None:
    assert _period_values("Kết nạp 12 đảng viên", 8, report="2024") == {None: "none"}


def test_the_actor_that_a_number_goes_on_with_stands_in_no_bracket_closed_since() -> None:
    text = "Hội A giúp 12 hộ (8 hộ nghèo), tặng 3 suất quà"
    found = _context(text, 2, units=("Hội A",))
    told = [
        Told(t.q, t.noun, t.action, t.source, t.named, "Hội A" if place == 0 else None, place)
        for place, t in enumerate(found.told)
    ]
    again = context(found.line, 2, found.clause, told, None)
    assert ("Hội A", "prev") in [
        (c.value, c.source) for c in actor_question(again, _KIEM_TRA, None).candidates
    ]
