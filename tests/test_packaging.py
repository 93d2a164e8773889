"""The installed package: one name at the top, its data with it, its command at work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = (".*", "__pycache__", "build", "dist", "out", "tests", "*.egg-info")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (source / "README.md").touch()
    install = "install --quiet --no-deps --no-build-isolation --no-index --disable-pip-version-check"
    subprocess.run(
        [sys.executable, "-m", "pip", *install.split(), "--target", str(folder / "site"), str(source)],
        check=True,
    )
    return folder / "site"


def test_one_name_stands_at_the_top(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert names == {"tonghop", "bin"}


def test_every_data_file_of_the_corpus_is_there(installed: Path) -> None:
    kinds = (".yaml", ".csv", ".json", ".py")
    ours, theirs = (
        {path.relative_to(corpus) for path in corpus.rglob("*") if path.suffix in kinds}
        for corpus in (ROOT / "corpus", installed / "tonghop" / "corpus")
    )
    assert ours == theirs


@pytest.mark.parametrize("jobs", ["0", "1"])
def test_the_installed_command_reads_a_report(installed: Path, tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.txt").write_text("Năm 2024, Đảng ủy xã đã kiểm tra 162 tổ chức đảng.\n", encoding="utf-8")
    path = os.pathsep.join([str(installed), os.environ["PYTHONPATH"]])
    ended = subprocess.run(
        [sys.executable, str(installed / "bin" / "tonghop"), "extract", "a.txt", "--jobs", jobs],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode("utf-8")
    row = json.loads(ended.stdout)
    assert [figure["text"] for figure in row["figures"]] == ["162 tổ chức đảng"]
