"""Sentences of one form get what each would get alone, and are chosen for once."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from corpus.files import corpus_path
from extract.read import read
from nlp import choice
from nlp import drafts as module
from nlp.choice import Choice, Question, choose
from nlp.drafts import Draft, Opening
from nlp.pipeline import analyse
from nlp.sentence_forms import forget
from nlp.slot_context import Kin
from tests.nlp.lines import drafted

FORM = (
    "{0} đã kiểm tra {1} tổ chức đảng, {2} đảng viên; qua kiểm tra, kết luận {3} đảng viên có khuyết điểm,"
    " trong đó khiển trách {4}, cảnh cáo {5}; {6} duy trì {7} mô hình với {8} hội viên."
)
ONE = ("Đảng ủy xã Minh Tân", "12", "1.250", "7", "4", "3", "Hội Phụ nữ xã Hòa Bình", "8", "95")
OTHER = ("Chi bộ thôn Đông Sơn", "1.012", "3", "15", "09", "6", "Đoàn xã Tân Lập", "31", "2.204")


def _slots(found: list[Draft], text: str) -> list[tuple[Any, ...]]:
    return [
        (text[d.start : d.end], d.noun, d.action, d.actor, d.level, d.status, d.change, d.noun_sure)
        for d in found
    ]


def _read(parts: tuple[str, ...], opening: Opening | None = None) -> list[tuple[Any, ...]]:
    text = FORM.format(*parts)
    return _slots(drafted(text, opening, units=(parts[0], parts[6])), text)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slots that were chosen, one for each question."""
    slots: list[str] = []
    wrapped: Callable[[Any], Any] = module.noun_question

    def noun_question(context: Any) -> Any:
        slots.append("noun")
        return wrapped(context)

    monkeypatch.setattr(module, "noun_question", noun_question)
    forget()
    return slots


def test_a_sentence_of_a_known_form_gets_what_it_would_get_alone() -> None:
    forget()
    alone = _read(OTHER)
    forget()
    _read(ONE)
    assert _read(OTHER) == alone
    assert {OTHER[0], OTHER[6]} <= {slots[3] for slots in alone}


def test_numbers_of_a_known_form_are_not_asked_about_again(asked: list[str]) -> None:
    first = len(_read(ONE))
    _read(OTHER)
    assert len(asked) == first == 7


def test_names_side_by_side_are_those_of_each_sentence(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = {"actor": {"subject": {"": 9.0}, "group": {"": 9.0}}}
    monkeypatch.setattr(choice, "weights", lambda: weights)
    for names in ("xã Minh Tân, xã Hòa Bình", "xã Yên Thịnh, xã An Phú"):
        text = f"Hôm qua {names} đã tổ chức {len(names)} hội nghị, thu hút 250 lượt người dự."
        found = drafted(text, units=tuple(names.split(", ")))
        assert [draft.actor for draft in found] == [names, names]
    assert len(asked) == 2
    forget()


def test_one_name_twice_is_another_form_than_two_names(asked: list[str]) -> None:
    _read(ONE)
    count = len(asked)
    _read((*ONE[:6], ONE[0], *ONE[7:]))
    assert len(asked) > count


def test_what_the_sentence_before_says_is_looked_at_anew(asked: list[str]) -> None:
    _read(ONE)
    count = len(asked)
    _read(ONE, Opening(None, False, kin=(Kin("count", None, "đảng", "đảng viên", "kết nạp", 0),)))
    assert len(asked) > count


def test_the_actor_of_the_sentence_before_is_that_of_its_own_report(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"action": {"before": {"": 5.0}}, "actor": {"lead": {"": 9.0}, "prev": {"": 9.0}}}
    monkeypatch.setattr(choice, "weights", lambda: weights)
    forget()
    for numbers, actor in (((3, 40), "Đảng ủy xã Minh Tân"), ((5, 7), "Chi bộ thôn Đông Sơn")):
        text = "Kết nạp {} đảng viên; trồng {} cây xanh.".format(*numbers)
        assert [d.actor for d in drafted(text, Opening(None, False, actor=actor))] == [actor, actor]
    forget()


def test_another_chooser_is_always_asked() -> None:
    from nlp.lexicon import lexicon
    from tests.nlp.lines import reading

    seen: list[str] = []

    def chooser(question: Question) -> Choice:
        seen.append(question.slot)
        return choose(question)

    text = "Kết nạp 3 đảng viên."
    for _ in range(2):
        module.drafts(text, reading(text), Opening(None, False), lexicon(), chooser)
    assert seen.count("noun") == 2


@pytest.mark.parametrize("seed", range(3))
def test_a_report_with_other_numbers_is_read_as_if_it_were_the_first(seed: int) -> None:
    path = corpus_path("samples", "03-huyen-uy-ba-vi.docx")
    document = read(path, path.name)
    digit = random.Random(seed).choice
    numeral = re.compile(r"(?<![\d./-])\d{1,3}(?![\d./-])")
    other = replace(
        document,
        text=numeral.sub(lambda match: "".join(digit("123456789") for _ in match.group()), document.text),
    )
    analyse(document)
    known = analyse(other)
    forget()
    assert analyse(other) == known
