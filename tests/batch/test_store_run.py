"""Runs into a store: what is read, what is not read again, and what stands in the ledger."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from batch.pool import Result, pooled
from batch.rules import Rules
from batch.stopping import Stop
from batch.tasks import Task
from extract.problems import SetupProblem
from outputs.store import Store, opened, reading
from outputs.store_ledger import all_runs, ledger_of
from tests.batch.light_work import read, work
from tests.batch.store_runs import RULES, Heard, contents, run, statuses


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "xã B").mkdir(parents=True)
    for name, text in {"a.txt": "kiểm tra 162", "b.txt": "giám sát 64", "xã B/c.txt": "thi đua 7"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def files(*steps: tuple[str, str, bool]) -> list[str]:
    return [file for file, _, was_read in steps if was_read]


def again(store: Store, inbox: Path, **how: object) -> list[str]:
    """The files that another run reads."""
    heard = Heard()
    run(store, inbox, heard=heard, **how)  # type: ignore[arg-type]
    return files(*heard.steps)


def test_every_file_is_read_once(store: Store, inbox: Path) -> None:
    passed = run(store, inbox)
    assert [line.file for line in passed.lines] == ["a.txt", "b.txt", "xã B/c.txt"]
    assert statuses(store) == dict.fromkeys(("a.txt", "b.txt", "xã B/c.txt"), "ok")
    assert passed.read == 3 and passed.ended
    assert again(store, inbox) == []


def test_a_changed_file_is_read_again_and_alone(store: Store, inbox: Path) -> None:
    run(store, inbox)
    write(inbox / "b.txt", "giám sát 65")
    assert again(store, inbox) == ["b.txt"]


def test_a_touched_file_is_not_read_again(store: Store, inbox: Path) -> None:
    run(store, inbox)
    os.utime(inbox / "b.txt", (1, 1))
    assert again(store, inbox) == []


def test_a_renamed_file_is_not_read_again(store: Store, inbox: Path) -> None:
    run(store, inbox)
    (inbox / "b.txt").rename(inbox / "z.txt")
    assert again(store, inbox) == []
    assert set(statuses(store)) == {"a.txt", "z.txt", "xã B/c.txt"}


def test_a_name_that_promises_another_format_is_read_again(store: Store, inbox: Path) -> None:
    run(store, inbox)
    (inbox / "b.txt").rename(inbox / "b.docx")
    assert again(store, inbox) == ["b.docx"]


def test_a_changed_rule_reads_again_what_it_touches(store: Store, inbox: Path) -> None:
    run(store, inbox)
    assert again(store, inbox, rules=Rules({"txt": "txt-1"}, "all-2")) == []
    assert again(store, inbox, rules=Rules({"txt": "txt-2"}, "all-2")) == ["a.txt", "b.txt", "xã B/c.txt"]


def test_the_same_content_counts_once_under_its_first_name(store: Store, inbox: Path) -> None:
    write(inbox / "c.txt", "kiểm tra 162")
    run(store, inbox)
    assert statuses(store)["c.txt"] == "duplicate"
    write(inbox / "0.txt", "kiểm tra 162")
    assert again(store, inbox) == []
    assert [file for file, status in statuses(store).items() if status == "duplicate"] == ["a.txt", "c.txt"]


def test_a_duplicate_takes_the_place_of_an_original_that_has_gone(store: Store, inbox: Path) -> None:
    write(inbox / "c.txt", "kiểm tra 162")
    run(store, inbox)
    (inbox / "a.txt").unlink()
    assert again(store, inbox) == []
    assert statuses(store) == dict.fromkeys(("b.txt", "c.txt", "xã B/c.txt"), "ok")


def test_what_has_gone_is_kept_and_marked(store: Store, inbox: Path) -> None:
    run(store, inbox)
    (inbox / "a.txt").unlink()
    run(store, inbox)
    with reading(store) as connection:
        assert ledger_of(connection, inbox.as_posix())["a.txt"].gone


def test_refused_files_have_a_line_and_are_not_read_again(store: Store, inbox: Path) -> None:
    write(inbox / "d.txt", "corrupt")
    write(inbox / "~$a.docx", "x")
    run(store, inbox)
    found = statuses(store)
    assert (found["d.txt"], found["~$a.docx"]) == ("corrupt", "unsupported")
    assert again(store, inbox) == []


def test_what_the_program_fails_on_waits_for_new_rules_or_for_being_asked(store: Store, inbox: Path) -> None:
    write(inbox / "d.txt", "crashed")
    run(store, inbox)
    assert again(store, inbox) == []
    assert again(store, inbox, again=True) == ["d.txt"]
    assert again(store, inbox, rules=Rules({"txt": "txt-1"}, "all-2")) == ["d.txt"]


def test_a_failure_does_not_replace_what_was_found_before(store: Store, inbox: Path) -> None:
    run(store, inbox)
    before = contents(store)["rows"]

    def failing(tasks: Iterable[Task], workers: int) -> Iterator[Result]:
        for task in tasks:
            write(inbox / "x", "crashed")
            yield from read([Task(inbox / "x", task.name, task.sha256)], workers)

    run(store, inbox, rules=Rules({"txt": "txt-2"}, "all-2"), using=failing)
    assert contents(store)["rows"] == before
    assert set(statuses(store).values()) == {"crashed"}


def test_a_file_that_changes_while_it_is_read_is_read_once_more(store: Store, inbox: Path) -> None:
    def changing(tasks: Iterable[Task], workers: int) -> Iterator[Result]:
        for task in tasks:
            found = next(read([task], workers))
            if task.name == "a.txt" and "9" not in (inbox / "a.txt").read_text():
                write(inbox / "a.txt", "mới 9")
                found = Result({**found.row, "sha256": "f" * 64}, 0.0)
            yield found

    write(inbox / "a2.txt", "kiểm tra 162")
    run(store, inbox, using=changing)
    assert statuses(store) == dict.fromkeys(("a.txt", "a2.txt", "b.txt", "xã B/c.txt"), "ok")
    assert {row["text"] for row in contents(store)["rows"].values()} >= {"mới 9", "kiểm tra 162"}


def test_a_file_that_is_still_written_is_waited_for(
    store: Store, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = iter(["dở", "dở dang", "xong 5"])

    def growing(self: Stop, seconds: float) -> bool:
        if (text := next(texts, None)) is not None:
            write(inbox / "b.txt", text)
        return False

    monkeypatch.setattr(Stop, "wait", growing)
    run(store, inbox, calm=30.0)
    assert set(statuses(store).values()) == {"ok"}
    assert "xong 5" in {row["text"] for row in contents(store)["rows"].values()}


def test_a_file_that_never_comes_to_rest_is_named(
    store: Store, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = iter(range(10**6))
    monkeypatch.setattr("batch.store_run._PATIENCE", 0.2)

    def growing(self: Stop, seconds: float) -> bool:
        write(inbox / "b.txt", str(next(number)))
        return False

    monkeypatch.setattr(Stop, "wait", growing)
    monkeypatch.setattr("batch.store_plan.Plan._fresh", lambda self, now: True)
    run(store, inbox)
    assert statuses(store)["b.txt"] == "not_a_file"


def test_a_stop_ends_in_order_and_the_next_run_goes_on(store: Store, inbox: Path) -> None:
    stop, heard = Stop(), Heard()

    def stopped(tasks: Iterable[Task], workers: int) -> Iterator[Result]:
        for result in read(tasks, workers):
            stop.requested = True
            yield result

    passed = run(store, inbox, stop=stop, using=stopped, heard=heard)
    assert not passed.ended and len(files(*heard.steps)) == 1
    with reading(store) as connection:
        assert all_runs(connection)[0]["state"] == "interrupted"
    assert again(store, inbox) == ["b.txt", "xã B/c.txt"]


def test_two_names_that_differ_in_composition_have_two_lines(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "tên"
    folder.mkdir()
    for form, text in (("NFC", "một 1"), ("NFD", "hai 2")):
        write(folder / unicodedata.normalize(form, "báo cáo.txt"), text)
    run(store, folder)
    assert set(statuses(store)) == {"báo cáo.txt", "báo cáo.txt (2)"}


def test_a_name_that_is_no_text_has_a_line(store: Store, inbox: Path) -> None:
    try:
        (inbox / os.fsdecode(b"b\xff.txt")).write_text("8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    run(store, inbox)
    assert statuses(store)["b\\udcff.txt"] == "ok"


@pytest.mark.parametrize("workers", [1, 2])
def test_results_are_the_same_from_workers(tmp_path: Path, inbox: Path, workers: int) -> None:
    write(inbox / "d.txt", "corrupt")

    def jailed(tasks: Iterable[Task], _workers: int) -> Iterator[Result]:
        return pooled(tasks, workers, work)

    found = []
    for name, using in (("one", read), ("other", jailed)):
        with opened(str(tmp_path / f"{name}.db"), create=True) as store:
            run(store, inbox, using=using)
            found.append(contents(store))
    assert found[0] == found[1]


def test_the_later_of_two_submissions_wins_in_any_order(tmp_path: Path) -> None:
    head = "issuer=Xã A\nperiod=2024\ntitle={}\ndate={}\nđạt {}"
    texts = {
        "1.txt": head.format("Kết quả", "2024-06-01", 10),
        "2.txt": head.format("Kết quả (lần 2)", "2024-06-05", 11),
        "3.txt": head.format("Việc khác", "2024-06-09", 12),
    }
    for order in (["1.txt", "2.txt", "3.txt"], ["3.txt", "2.txt", "1.txt"]):
        folder = tmp_path / order[0]
        folder.mkdir()
        with opened(str(tmp_path / f"{order[0]}.db"), create=True) as store:
            for name in order:
                write(folder / name, texts[name])
                run(store, folder)
            found = contents(store)
        superseded = {sha256 for sha256, (by, *_) in found["related"].items() if by}
        assert {found["rows"][sha256]["text"] for sha256 in superseded} == {texts["1.txt"]}


def test_nearly_the_same_text_is_flagged_on_both(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "gần"
    folder.mkdir()
    words = " ".join(f"chữ{number}" for number in range(400))
    write(folder / "a.txt", words)
    write(folder / "b.txt", words.replace("chữ200", "khác").replace("chữ0", "CHỮ0", 1))
    write(folder / "c.txt", " ".join(f"lời{number}" for number in range(400)))
    run(store, folder)
    found = contents(store)
    near = {found["rows"][sha256]["text"][:4] for sha256, (_, other, _) in found["related"].items() if other}
    assert near == {"chữ0", "CHỮ0"}


def test_a_folder_that_is_missing_is_the_operators_matter(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SetupProblem, match="no_folder"):
        run(store, tmp_path / "không có")


def test_the_store_may_lie_among_the_reports(inbox: Path) -> None:
    with opened(str(inbox / "kho.db"), create=True) as store:
        run(store, inbox, rules=RULES)
        assert set(statuses(store)) == {"a.txt", "b.txt", "xã B/c.txt"}
