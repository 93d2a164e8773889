"""Worker processes: order, what a bad file costs, and what is left of it."""

from __future__ import annotations

import itertools
import multiprocessing.resource_tracker
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from batch.jail import Known, jail, jailed, protections
from batch.limits import Limits
from extract.problems import FileProblem, SetupProblem
from tests.batch.bad_workers import misbehave

TIGHT = Limits(cpu=1.5, cpu_a_beat=0.05, cpu_most=4.0, idle=3.0, memory=300 << 20)
linux = pytest.mark.skipif(sys.platform != "linux", reason="what the kernel of Linux does")


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test does to its workers: no process and no temporary file stays."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    # One for all time, started with the first worker; it ends with this process.
    multiprocessing.resource_tracker.ensure_running()
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    yield
    assert not list(place.iterdir())
    assert {process.pid for process in psutil.Process().children(recursive=True)} <= before


def run(*items: str, workers: int = 2, limits: Limits | None = None) -> list[str]:
    """Results in order; of files that failed, the status."""
    found = jailed(misbehave, items, workers, limits)
    return [one.status if isinstance(one, FileProblem) else one for one in found]


def alive(pid: str) -> bool:
    """Nobody may have asked yet for the end of one that has lost its parent."""
    try:
        return psutil.Process(int(pid)).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_results_come_in_the_order_of_the_items() -> None:
    items = ["slow-0", *(f"fine-{number}" for number in range(12))]
    assert run(*items) == items


def test_results_are_the_same_for_any_number_of_workers() -> None:
    items = ["fine-1", "locked", "exit", "fine-2", "recursion"]
    assert (
        run(*items, workers=1)
        == run(*items, workers=3)
        == ["fine-1", "encrypted", "crashed", "fine-2", "crashed"]
    )


def test_work_is_done_in_other_processes_which_go_on() -> None:
    pids = run("pid-1", "pid-2", "recursion", "locked", "sysexit", "pid-3", workers=1)
    assert pids[0] == pids[1] == pids[5] != str(os.getpid())
    assert pids[2:5] == ["crashed", "encrypted", "crashed"]


def test_results_flow_while_more_items_come() -> None:
    endless = (f"fine-{number}" for number in itertools.count())
    found = jailed(misbehave, endless, 1)
    assert next(found) == "fine-0" and next(found) == "fine-1"
    found.close()  # type: ignore[attr-defined]


def test_known_results_keep_their_place_and_start_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.jail.Crew", lambda *_: pytest.fail("workers were wanted"))
    assert list(jailed(misbehave, [Known("a"), Known("b")], 2)) == ["a", "b"]


@pytest.mark.parametrize("deed", ["exit", "segfault", "abort", "kill"])
def test_a_file_that_ends_its_worker_costs_only_itself(deed: str) -> None:
    assert run("slow-a", deed, "slow-b", "fine-c") == ["slow-a", "crashed", "slow-b", "fine-c"]


def test_every_file_may_end_its_worker() -> None:
    assert run("exit-1", "exit-2", "fine", workers=1) == ["crashed", "crashed", "fine"]


@pytest.mark.parametrize("cage", ["", "watchdog"])
@pytest.mark.parametrize("deed", ["bytes", "numpy", "childbombs"])
def test_a_file_that_takes_too_much_memory_costs_only_itself(deed: str, cage: str) -> None:
    limits = Limits(memory=TIGHT.memory, cage=cage)
    assert run("fine-a", deed, "fine-b", limits=limits) == ["fine-a", "out_of_memory", "fine-b"]


@pytest.mark.parametrize("cage", ["", "watchdog"])
@pytest.mark.parametrize("deed", ["loop", "busychild:60", "hang", "stop"])
def test_a_file_that_takes_too_long_costs_only_itself(deed: str, cage: str) -> None:
    limits = Limits(cpu=TIGHT.cpu, idle=TIGHT.idle, cage=cage, attempts=1)
    assert run("fine-a", deed, "fine-b", limits=limits) == ["fine-a", "timeout", "fine-b"]


def test_the_time_of_children_that_have_ended_counts() -> None:
    assert run("manychildren:100", limits=Limits(cpu=TIGHT.cpu, attempts=1)) == ["timeout"]


def test_a_file_that_says_it_goes_on_is_not_cut() -> None:
    """Neither one that waits for longer than idle ones may, nor one with many pages for its CPU time."""
    assert run("beating:4", limits=TIGHT) == ["beating:4"]
    assert run("pages:2.5", limits=TIGHT) == ["pages:2.5"]


def test_beats_do_not_buy_time_for_ever() -> None:
    assert run("pages:60", limits=Limits(cpu=0.5, cpu_a_beat=0.5, cpu_most=1.0, attempts=1)) == ["timeout"]


def test_a_crash_by_the_machine_s_fault_is_made_good(tmp_path: Path) -> None:
    assert run("fine", f"dieonce:{tmp_path / 'once'}") == ["fine", "second time"]


def test_a_file_is_tried_again_alone(tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (tmp_path / "guilty").mkdir()
    others = [f"interval-{number}:{tmp_path / 'others'}" for number in range(6)]
    assert run(others[0], f"dietwice:{tmp_path / 'guilty'}", *others[1:], workers=3)[1] == "crashed"
    tries = intervals(tmp_path / "guilty")
    assert len(tries) == 2
    assert not [
        one for one in intervals(tmp_path / "others") if one[0] < tries[1][1] and one[1] > tries[1][0]
    ]


def intervals(folder: Path) -> list[tuple[float, float]]:
    found = [path.name.split() for path in folder.iterdir()]
    return sorted((float(begun), float(ended)) for begun, ended in found)


@pytest.mark.parametrize("cage", ["", "watchdog"])
def test_children_that_a_file_leaves_are_gone_when_its_result_is_there(cage: str) -> None:
    for item in jailed(misbehave, ["child"], 1, Limits(cage=cage)):
        assert isinstance(item, str) and not alive(item)


@linux
def test_daemons_that_a_file_leaves_are_gone_when_its_result_is_there() -> None:
    for item in jailed(misbehave, ["daemon"], 1):
        assert isinstance(item, str) and not alive(item)


def test_daemons_die_with_their_worker(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    assert run(f"diewithchild:{note}", limits=Limits(attempts=1)) == ["crashed"]
    assert not alive(note.read_text())


def test_temporary_files_are_gone_when_the_result_is_there() -> None:
    place = Path(tempfile.gettempdir())
    for item in jailed(misbehave, ["litter"], 1):
        assert isinstance(item, str) and Path(item).is_relative_to(place) and not Path(item).exists()


def test_temporary_files_are_gone_when_the_worker_has_been_killed(tmp_path: Path) -> None:
    note = tmp_path / "folder"
    for item in jailed(misbehave, [f"litterdie:{note}"], 1):
        assert isinstance(item, FileProblem) and not Path(note.read_text()).exists()


def test_every_file_has_a_temporary_folder_of_its_own() -> None:
    assert len(set(run("tmp-1", "tmp-2", "tmp-3", workers=1))) == 3


def test_a_fault_of_the_set_up_ends_all() -> None:
    with pytest.raises(SetupProblem, match="no_engine"):
        run("fine", "setup", "hang")


def test_leaving_early_ends_workers_at_once() -> None:
    found = jailed(misbehave, ["fine", "hang-1", "hang-2"], 2)
    next(found)
    found.close()  # type: ignore[attr-defined]


def test_workers_that_never_come_up_are_the_operators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("batch.cell.serve", os._exit)
    with pytest.raises(SetupProblem, match="no_workers"):
        run("fine")


@pytest.mark.parametrize("cage", ["", "watchdog"])
def test_a_worker_has_no_network(cage: str) -> None:
    assert run("connect", limits=Limits(cage=cage)) == ["PermissionError"]


@linux
def test_what_a_worker_starts_has_no_network_either() -> None:
    if "network" not in protections():
        pytest.skip("this system allows no network of one's own")
    assert run("interfaces") == ["lo\n"]


@linux
def test_a_worker_dumps_no_core_and_leads_its_session() -> None:
    assert run("limits") == ["core=1 session=True"]


def test_a_jail_is_asked_again_after_a_death() -> None:
    with jail(misbehave, TIGHT) as ask:
        found = [ask(item) for item in ("fine-1", "exit", "fine-2")]
    assert [item.status if isinstance(item, FileProblem) else item for item in found] == [
        "fine-1",
        "crashed",
        "fine-2",
    ]
