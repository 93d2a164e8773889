"""What the doctor finds on this machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import nlp.indicator_rules
from batch.doctor import ENGINES, Engine, examined, missing, require_engines
from extract.problems import SetupProblem

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"


def test_every_required_package_but_the_bounds_of_others_is_examined() -> None:
    required = re.findall(r"^([\w.-]+)>=", REQUIREMENTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {name.lower() for name in required} - {"pdfminer.six"} == {
        engine.name.lower() for engine in ENGINES if engine.module and engine.required
    }


def test_nothing_required_is_missing_here() -> None:
    found = list(examined())
    assert not missing(found)
    assert all(one.version[0].isdigit() for one in found if one.engine.module)


def test_an_engine_that_does_not_load_is_missing_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brokenengine.py").write_text("raise OSError('wrong machine')")
    monkeypatch.syspath_prepend(tmp_path)
    broken = Engine("brokenengine", "brokenengine", "reading")
    monkeypatch.setattr("batch.doctor.ENGINES", (broken,))
    found = list(examined())
    assert missing(found) == [broken] and found[0].fault == "OSError: wrong machine"


def test_an_optional_engine_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.doctor.ENGINES", (Engine("lostprogram", "", "drawing", required=False),))
    assert not missing(examined())


def test_a_catalogue_that_cannot_be_used_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def rules() -> None:
        raise SetupProblem("catalogue", "Danh mục chỉ tiêu có lỗi tại a.yaml:4.")

    monkeypatch.setattr(nlp.indicator_rules, "rules", rules)
    last = next(found for found in examined() if found.engine.name == "catalogue")
    assert missing([last]) == [last.engine] and "a.yaml:4" in last.fault


def test_the_doctor_says_what_holds_workers_here() -> None:
    workers = next(found for found in examined() if found.engine.name == "workers")
    assert "Python refuses connections" in workers.version and not missing([workers])


def test_workers_that_do_not_start_call_for_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.jail.protections", lambda: ())
    workers = next(found for found in examined() if found.engine.name == "workers")
    assert missing([workers]) == [workers.engine]


def test_missing_engines_are_named_before_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.doctor.ENGINES", (Engine("LostEngine", "lostengine.core", "reading"),))
    with pytest.raises(SetupProblem, match="LostEngine"):
        require_engines()


def test_a_lexicon_that_is_no_yaml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "hong.yaml").write_text("a: [1, 2\n", encoding="utf-8")
    monkeypatch.setattr("corpus.files.HERE", tmp_path)
    lexicons = next(found for found in examined() if found.engine.name == "lexicons")
    assert "corpus/lexicon/hong.yaml:2" in lexicons.fault and not lexicons.version
