"""Annotations through every format: spans come back as they went, what was changed becomes decisions."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.problems import Problem
from outputs.store import Store, reading
from outputs.store_decisions import Change, decide, undo
from outputs.store_integrity import flaws
from review.annotations import Annotated, Span, in_order
from review.annotations_formats import FORMATS, read_as, written
from review.annotations_import import imported, planned
from review.annotations_store import annotated_reports
from tests.review.workbooks import OTHER_SHA, TEXT, filled_file, ids, now

FIRST, SHARE = ids()[0], ids()[1]
every_format = pytest.mark.parametrize("format", FORMATS)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with filled_file(tmp_path / "kho.db") as store:
        yield store


def out(store: Store) -> list[Annotated]:
    with reading(store) as connection:
        return list(annotated_reports(connection))


def there_and_back(reports: list[Annotated], format: str, folder: Path) -> list[Annotated]:
    written(format, reports, folder / "a")
    found, told = read_as(format, folder / "a", {report.sha256: report.text for report in reports})
    assert not told
    return found


def places(report: Annotated) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in in_order(report.spans)]


@every_format
def test_spans_come_back_where_they_stood(kept: Store, tmp_path: Path, format: str) -> None:
    reports = out(kept)
    back = there_and_back(reports, format, tmp_path)
    assert list(map(places, back)) == list(map(places, reports)) and len(places(back[1])) == 24
    assert [(one.sha256, one.text, one.seq) for one in back] == [(o.sha256, o.text, o.seq) for o in reports]


def strange(seed: int) -> Annotated:
    """A text of all kinds of letters and white space, with spans of any width over each other."""
    chance = random.Random(seed)
    letters = [
        "đảng",
        "viên",
        "12",
        "1.030",
        "%",
        " ",
        "  ",
        "\n",
        "\t",
        "_",
        "e\u0301",
        "\U0001f600",
        "\u200b",
        "-",
    ]
    text = "".join(chance.choices(letters, k=60))
    spans = []
    for layer, kinds in (
        ("figures", ["count", "percent"]),
        ("units", ["đảng ủy", None]),
        ("models", ["mô hình"]),
    ):
        for _ in range(chance.randint(0, 5)):
            start = chance.randrange(len(text) - 1)
            end = chance.randint(start + 1, min(len(text), start + 12))
            if text[start:end].strip() == text[start:end]:
                spans.append(Span(layer, start, end, chance.choice(kinds)))
    return Annotated(f"{seed}", f"{seed}.docx", text, in_order(dict.fromkeys(spans)), seed)


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "conll"])
def test_any_span_over_any_other_comes_back(tmp_path: Path, format: str) -> None:
    reports = [strange(seed) for seed in range(120)]
    back = there_and_back(reports, format, tmp_path)
    assert list(map(places, back)) == list(map(places, reports))
    assert [one.text for one in back] == [one.text for one in reports]


def test_conll_says_what_it_could_not_hold(tmp_path: Path) -> None:
    reports = [strange(seed) for seed in range(120)]
    lost = written("conll", reports, tmp_path / "a")
    back, _ = read_as("conll", tmp_path / "a", {report.sha256: report.text for report in reports})
    for report, found in zip(reports, back, strict=True):
        held = {(span.start, span.end, span.label) for span in found.held}
        assert set(places(found)) | held == set(places(report)) and not set(places(found)) & held
    assert len(lost) == sum(len(one.held) for one in back) > 0


@pytest.mark.parametrize("format", ["docbin", "label-studio"])
def test_ids_of_rows_come_back_where_the_format_has_room(kept: Store, tmp_path: Path, format: str) -> None:
    back = there_and_back(out(kept), format, tmp_path)
    assert {span for one in back for span in one.spans} == {span for one in out(kept) for span in one.spans}


def test_older_label_studio_counted_in_utf_16(tmp_path: Path) -> None:
    text = "\U0001f600 12 xã"
    value = {"start": 3, "end": 5, "text": "12", "labels": ["figure/count"]}
    mark = {"type": "labels", "value": value}
    (tmp_path / "a").write_text(json.dumps([{"data": {"text": text}, "annotations": [{"result": [mark]}]}]))
    (report,), told = read_as("label-studio", tmp_path / "a", {})
    assert [(span.start, span.end) for span in report.spans] == [(2, 4)] and not told


def test_doccano_is_read_in_each_of_its_ways(tmp_path: Path) -> None:
    entity = {"id": 1, "label": "figure/count", "start_offset": 0, "end_offset": 2}
    lines = [{"text": "12 xã", "labels": [[0, 2, "figure/count"]]}, {"text": "12 xã", "entities": [entity]}]
    (tmp_path / "a").write_text("\n".join(json.dumps(line) for line in lines))
    reports, told = read_as("doccano", tmp_path / "a", {})
    assert [places(report) for report in reports] == [[(0, 2, "figure/count")]] * 2 and not told


def corrected(store: Store, change: Callable[[list[Span]], list[Span]], **more: Any) -> list[Annotated]:
    """The annotations of the second report after somebody's work on them."""
    report = next(one for one in out(store) if one.sha256 == OTHER_SHA)
    return [replace(report, spans=tuple(change(list(report.spans))), **more)]


@every_format
def test_what_was_corrected_becomes_decisions_in_one_batch(kept: Store, tmp_path: Path, format: str) -> None:
    start = TEXT.index("Chi bộ thôn 3")

    def change(spans: list[Span]) -> list[Span]:
        first, share, *rest = spans
        moved = replace(first, start=first.start - len("kết nạp "))
        return [moved, replace(share, kind="measure"), *rest, Span("units", start, start + 13, "chi bộ")]

    annotated = there_and_back(corrected(kept, change), format, tmp_path)
    plan, batch = imported(kept, annotated, "an")
    assert sorted(edit.what for edit in plan.edits) == ["added", "moved", "renamed"] and not plan.told
    assert now(kept, FIRST)["text"] == "kết nạp 2 đảng viên mới" and now(kept, SHARE)["kind"] == "measure"
    added = now(kept, f"{OTHER_SHA[:12]}-au{start}-{start + 13}", "units")
    assert (added["name"], added["type"], added["state"]) == ("Chi bộ thôn 3", "chi bộ", "accepted")
    assert imported(kept, annotated, "an")[1] is None and not list(flaws(kept))
    undo(kept, "an", batch=batch)
    assert now(kept, FIRST)["text"] == "2 đảng viên mới"


def test_a_new_figure_gets_what_its_words_say(kept: Store) -> None:
    start = TEXT.index("2 đảng viên mới, đạt 90,5%")
    end = start + len("2 đảng viên mới, đạt 90,5%")
    plan, _ = imported(
        kept, corrected(kept, lambda spans: [*spans, Span("figures", start, end, "count")]), "an"
    )
    row = now(kept, f"{OTHER_SHA[:12]}-af{start}-{end}")
    assert (row["value"], row["kind"], row["reasons"]) == ("2", "count", ["added"]) and len(plan.edits) == 1


def test_a_new_figure_without_a_number_is_told(kept: Store) -> None:
    start = TEXT.index("kế hoạch")
    plan, batch = imported(kept, corrected(kept, lambda s: [*s, Span("figures", start, start + 8)]), "an")
    assert ([one.code for one in plan.told], batch) == (["empty_value"], None)


def test_a_span_that_was_taken_out_rejects_its_row_only_when_asked_for(kept: Store) -> None:
    annotated = corrected(kept, lambda spans: spans[1:])
    plan, batch = imported(kept, annotated, "an")
    assert (plan.edits, plan.missing, batch) == ((), 1, None)
    imported(kept, annotated, "an", reject_missing=True)
    assert now(kept, FIRST)["state"] == "rejected"


def test_what_a_format_could_not_hold_is_not_taken_for_taken_out(kept: Store, tmp_path: Path) -> None:
    first = next(span for span in out(kept)[1].spans if span.id == FIRST)
    wide = replace(first, start=first.start - 8, id=None)
    imported(kept, corrected(kept, lambda spans: [*spans, wide]), "an")
    written("conll", out(kept), tmp_path / "a")
    with reading(kept) as connection:
        annotated, told = read_as("conll", tmp_path / "a", {OTHER_SHA: TEXT, **_texts(kept)})
        plan = planned(connection, annotated, told, reject_missing=True)
    assert (plan.edits, plan.missing) == ((), 1)


def _texts(store: Store) -> dict[str, str]:
    return {report.sha256: report.text for report in out(store)}


@pytest.mark.parametrize("seq", ["as exported", None])
def test_rows_that_others_decided_on_since_are_left_alone(kept: Store, seq: str | None) -> None:
    known = {} if seq else {"seq": None}
    annotated = corrected(kept, lambda spans: [replace(spans[0], kind="measure"), *spans[1:]], **known)
    decide(kept, [Change(OTHER_SHA, FIRST, "figures", "kind", "percent")], "bình")
    plan, _ = imported(kept, annotated, "an")
    assert [one.code for one in plan.told] == ["conflict"] and now(kept, FIRST)["kind"] == "percent"


def test_a_number_that_the_new_words_do_not_say_is_told(kept: Store) -> None:
    start = TEXT.index("3 đảng viên mới")
    moved = corrected(kept, lambda spans: [replace(spans[0], start=start, end=start + 5), *spans[1:]])
    plan, _ = imported(kept, moved, "an")
    assert [one.code for one in plan.told] == ["value"]


def test_a_text_that_is_not_ours_is_told(kept: Store) -> None:
    plan, batch = imported(kept, corrected(kept, lambda spans: spans, text=TEXT + "x"), "an")
    assert ([one.code for one in plan.told], batch) == (["no_report"], None)


@every_format
@pytest.mark.parametrize(
    "content", [b"", b"x", b"{}", b"[1]", b"\x00\xff" * 50, b'[{"data": 1}]', b'{"text": 1}']
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, format: str, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    try:
        assert read_as(format, tmp_path / "a", {}) == ([], [])
    except Problem as problem:
        assert problem.code == "unreadable"


def test_marks_that_make_no_sense_are_told(tmp_path: Path) -> None:
    marks = [[0, 99, "figure"], [2, 2, "figure"], ["0", 2, "figure"], [0, 2, "person"], [True, 2, "figure"]]
    (tmp_path / "a").write_text(json.dumps({"text": "12 xã", "label": marks}))
    (report,), told = read_as("doccano", tmp_path / "a", {})
    assert not report.spans and [one.code for one in told] == ["offset"] * 3 + ["label", "offset"]
