"""The weights of slots: training gives the same file each time, and the saved file knows every report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from corpus.files import corpus_path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ("short01", "short03")
TRAIN = """
import sys
from pathlib import Path
sys.path.insert(0, "scripts")
import train_slots
read = train_slots.reports([Path(name) for name in sys.argv[1:]])
sys.stdout.buffer.write(train_slots.written(read, train_slots.taught(read)).encode())
"""


def trained(seed: str) -> bytes:
    """The file that training on the sample writes, where Python orders its sets by `seed`."""
    golds = [str(corpus_path("gold", "reports", f"{name}.json")) for name in SAMPLE]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", TRAIN, *golds], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    return done.stdout


def test_training_gives_the_same_file_each_time() -> None:
    first = trained("1")
    assert len(json.loads(first)["weights"]["action"]) > 1
    assert trained("2") == first


def test_the_saved_weights_were_taught_by_every_annotated_report() -> None:
    saved = json.loads(corpus_path("models", "slots.json").read_text(encoding="utf-8"))
    golds = {path.stem for path in corpus_path("gold").glob("reports*/*.md")} - {"README"}
    unseen = {path.stem for path in corpus_path("gold", "unseen").glob("*.md")}
    assert set(saved["reports"]) == golds
    assert unseen and not golds & unseen
