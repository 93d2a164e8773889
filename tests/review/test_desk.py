"""Leases and presence run out on their own."""

from __future__ import annotations

from pathlib import Path

from outputs.store import PATIENCE, Store, opened, writing
from review.desk import PRESENT, TAKEN, Desk
from review.rates import BURST, FIRST_WAIT, PER_SECOND, TRIES, Rates

ROW = ("r", "figures", "f1")


class Clock:
    """Seconds that pass when we say so."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_lease_runs_out_for_who_does_not_renew_it(store: Store) -> None:
    clock = Clock()
    desk = Desk(store, clock)
    desk.take(ROW, "an")
    clock.at = TAKEN - 1
    assert desk.take(ROW, "bình")[0] == "an"
    clock.at = TAKEN + 1
    assert desk.take(ROW, "bình")[0] == "bình"


def test_who_says_nothing_for_a_while_is_gone(store: Store) -> None:
    clock = Clock()
    desk = Desk(store, clock)
    desk.look("r", "an")
    assert desk.look("r", "bình") == ["an"]
    clock.at = PRESENT + 1
    assert desk.look("r", "bình") == []


def test_two_servers_of_one_store_see_the_same_people(store: Store) -> None:
    clock = Clock()
    one, other = Desk(store, clock), Desk(store, clock)
    one.look("r", "an")
    assert other.look("r", "bình") == ["an"]
    assert one.take(ROW, "an") == ("an", TAKEN)
    assert other.take(ROW, "bình")[0] == "an"
    assert other.taken("r") == {ROW[1:]: "an"}
    one.leave(ROW, "bình")
    assert other.taken("r") == {ROW[1:]: "an"}
    one.leave(ROW, "an")
    assert other.take(ROW, "bình")[0] == "bình"


def test_who_looks_on_is_seen_on(store: Store) -> None:
    clock = Clock()
    desk = Desk(store, clock)
    for clock.at in (0.0, 20.0, 40.0, 60.0, 80.0):
        desk.look("r", "an")
        assert desk.look("r", "bình") == ["an"]


def test_a_courtesy_does_not_wait_for_who_writes(tmp_path: Path) -> None:
    with opened(str(tmp_path / "kho.db"), create=True) as made, opened(str(tmp_path / "kho.db")) as other:
        desk = Desk(made, Clock())
        with writing(other):
            assert desk.take(ROW, "an") == ("an", 0.0)
        assert desk.take(ROW, "an") == ("an", TAKEN)
        # The connection waits for others as long as before.
        with made.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == PATIENCE * 1000


def test_a_flood_is_slowed_and_goes_on_after_a_while() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert [rates.asked("an") for _ in range(int(BURST))] == [0] * int(BURST)
    assert 0 < rates.asked("an") <= 1 / PER_SECOND
    assert rates.asked("bình") == 0
    clock.at = 1.0
    assert rates.asked("an") == 0


def test_each_further_wrong_password_doubles_the_wait() -> None:
    rates = Rates(Clock())
    waits = []
    for _ in range(TRIES + 2):
        rates.wrong("an")
        waits.append(rates.locked("an"))
    assert waits[TRIES - 1 :] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert waits[: TRIES - 1] == [0] * (TRIES - 1)
    rates.right("an")
    assert rates.locked("an") == 0
