"""Whatever fails, whenever: nothing is lost, nothing stands twice, and the next run makes it whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from batch.store_commands import verify_command
from extract.problems import SetupProblem
from outputs.store import Store, opened, writing
from outputs.store_integrity import flaws
from tests.batch.store_runs import (
    FOR_THE_NEXT_RUN,
    contents,
    fill,
    run,
    run_on_small_disk,
    statuses,
    uninterrupted,
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 2)


class Failing:
    """Raises at the n-th call, and never again."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")


@pytest.mark.parametrize("what", ["before_cursor_execute", "commit"])
def test_every_statement_and_every_commit_may_fail(tmp_path: Path, inbox: Path, what: str) -> None:
    whole = uninterrupted(tmp_path, inbox)
    for number in range(1, 500):
        path, failing = tmp_path / f"{number}.db", Failing(number)
        with opened(str(path), create=True) as store:
            event.listen(store.engine, what, failing)
            with suppress(OSError):
                run(store, inbox)
            event.remove(store.engine, what, failing)
            assert {flaw.code for flaw in flaws(store)} <= FOR_THE_NEXT_RUN, number
            run(store, inbox)
            assert contents(store) == whole, number
            assert not list(flaws(store)), number
        path.unlink()
        if failing.left > 0:
            break
    assert failing.left > 0 and number > 8


def test_every_opening_of_a_file_may_fail(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = uninterrupted(tmp_path, inbox)
    real = Path.open
    for number in range(1, 50):
        failing = Failing(number)

        def broken(self: Path, *given: Any, failing: Failing = failing, **named: Any) -> Any:
            failing()
            return real(self, *given, **named)

        with opened(str(tmp_path / f"{number}.db"), create=True) as store:
            monkeypatch.setattr(Path, "open", broken)
            try:
                run(store, inbox)
                assert len(statuses(store)) == 4
            except SetupProblem as problem:
                assert problem.code == "no_temporary_files"
            monkeypatch.undo()
            run(store, inbox)
            assert contents(store) == whole, number
        if failing.left > 0:
            break
    assert failing.left > 0 and number > 4


def test_a_full_disk_stops_the_run_with_advice_and_the_next_goes_on(tmp_path: Path, inbox: Path) -> None:
    for at in range(3):
        (inbox / f"dài {at}.txt").write_text(f"dài {at} " * 4000, encoding="utf-8")
    whole = uninterrupted(tmp_path, inbox)
    full = 0
    for spare in range(1, 61, 12):
        full += run_on_small_disk(tmp_path / f"{spare}.db", inbox, spare, whole)
    assert full >= 3


def test_a_store_that_cannot_be_written_to_stops_the_run_at_once(store: Store, inbox: Path) -> None:
    statements = {None: "SET default_transaction_read_only = on"}
    statement = statements.get(store.path, "PRAGMA query_only=ON")

    def closed(raw: Any, _record: object) -> None:
        cursor = raw.cursor()
        cursor.execute(statement)
        cursor.close()
        if store.path is None:
            raw.commit()

    store.engine.dispose()
    event.listen(store.engine, "connect", closed)
    with pytest.raises(SetupProblem, match="store_not_writable"):
        run(store, inbox)


def test_verify_says_what_to_do(tmp_path: Path, inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "kho.db")
    with opened(path, create=True) as store:
        run(store, inbox)
    verify_command(path, inputs=True)
    (inbox / "001.txt").write_text("đạt 5", encoding="utf-8")
    with pytest.raises(SetupProblem, match=r"run_again: .*hãy chạy lại lệnh run"):
        verify_command(path, inputs=True)
    with opened(path) as store, writing(store) as connection:
        connection.execute(text("UPDATE figures SET value = '7'"))
    with pytest.raises(SetupProblem, match=r"store_damaged: .*hãy .*khôi phục"):
        verify_command(path, inputs=False)
    assert "has been altered" in capsys.readouterr().out
