"""The shell scripts: syntax, portability, and that a second run costs nothing."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = [ROOT / "scripts" / name for name in ("run", "test", "check", "prepare")]
SHELL = shutil.which("sh") or "sh"
every_script = pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)


@every_script
def test_the_shell_can_read_it(path: Path) -> None:
    subprocess.run(["sh", "-n", str(path)], check=True)


@every_script
def test_it_uses_nothing_that_only_one_shell_knows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\[\[|\bfunction \w|<\(|\$'|\bsource |\blocal \b|&>|pipefail|==", text)


@pytest.mark.parametrize("name", ["run", "test", "check"])
def test_it_starts_with_sh_stops_at_errors_and_may_be_called(name: str) -> None:
    path = ROOT / "scripts" / name
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n") and "set -eu" in text
    assert path.stat().st_mode & stat.S_IXUSR


def test_ci_runs_the_check() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "scripts/check" in text
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)


def prepared(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Source `prepare` in a checkout of its own, with a PATH of our making."""
    script = "set -eu; needs=requirements.txt; . scripts/prepare; echo ready $python"
    return subprocess.run(
        [SHELL, "-c", script], cwd=home, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose python3 and tools are ours to make."""
    home = tmp_path / "home"
    (home / "scripts").mkdir(parents=True)
    (home / "bin").mkdir()
    shutil.copy(ROOT / "scripts" / "prepare", home / "scripts")
    (home / "requirements.txt").write_text("# nothing\n")
    for tool in ("cmp", "cp", "mkdir", "chmod", "cat"):
        found = shutil.which(tool)
        assert found
        (home / "bin" / tool).symlink_to(found)
    program(home / "bin" / "id", "echo 1000")
    return home


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_an_old_python_is_refused_with_advice(checkout: Path) -> None:
    program(checkout / "bin" / "python3", 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    ended = prepared(checkout, PATH=str(checkout / "bin"))
    assert ended.returncode == 3
    assert "Python 3.11 or newer is needed; found: Python 3.9.2" in ended.stderr


def test_a_python_without_environments_is_refused_with_the_package_to_install(checkout: Path) -> None:
    script = 'case "$2" in *version_info*3,*) exit 0;; *"%d.%d"*) echo 3.11;; *) exit 1;; esac'
    program(checkout / "bin" / "python3", script)
    ended = prepared(checkout, PATH=str(checkout / "bin"))
    assert ended.returncode == 3
    assert "apt-get install python3.11-venv" in ended.stderr


def test_what_is_installed_is_not_installed_again(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    program(checkout / ".venv" / "bin" / "python", 'case "$*" in *pip*) echo "$*" >>calls;; esac')
    (checkout / ".venv" / ".made").touch()
    for _ in range(2):
        ended = prepared(checkout, PATH=str(checkout / "bin"))
        assert ended.stdout == "ready .venv/bin/python\n", ended.stderr
    assert len((checkout / "calls").read_text().splitlines()) == 1


def test_changed_requirements_are_installed(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    program(checkout / ".venv" / "bin" / "python", 'case "$*" in *pip*) echo "$*" >>calls;; esac')
    (checkout / ".venv" / ".made").touch()
    prepared(checkout, PATH=str(checkout / "bin"))
    (checkout / "requirements.txt").write_text("six\n")
    prepared(checkout, PATH=str(checkout / "bin"))
    assert len((checkout / "calls").read_text().splitlines()) == 2


def test_an_environment_whose_making_was_cut_off_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    program(checkout / ".venv" / "bin" / "python", "exit 0")
    program(checkout / "bin" / "python3", 'case "$*" in *"venv --clear"*) echo made >>calls;; esac')
    prepared(checkout, PATH=str(checkout / "bin"))
    assert (checkout / "calls").read_text() == "made\n"
