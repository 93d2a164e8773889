"""Repair of pre-Unicode letters: ours beside the package `viparse`, on files with known text.

    python bench/letters.py FILES... --score score.py

Three contestants: our readers with our repair, our readers with viparse's `fix` on the whole text, and
viparse alone. `score.py` takes a JSON line for each file (`file`, `text`) and knows the true texts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extract import letters_runs
from extract.problems import FileProblem
from extract.read import read


def ours(path: Path) -> str:
    """The text by our readers."""
    return read(path, path.name).text


def with_other_core(path: Path) -> str:
    """What our readers read before any repair, given to viparse as a whole."""
    from viparse import fix  # type: ignore[import-not-found]

    paragraphs: list[str] = []

    class Gathering(letters_runs.Letters):
        def texts(self, runs: Sequence[letters_runs.Run]) -> list[str]:
            paragraphs.append("".join(run.text for run in runs))
            return [run.text for run in runs]

        def decide(self) -> bool:
            return False

    own = letters_runs.Letters
    try:
        vars(letters_runs)["Letters"] = Gathering
        text = read(path, path.name).text
    finally:
        vars(letters_runs)["Letters"] = own
    return fix("\n".join(paragraphs) or text)


def theirs(path: Path) -> str:
    """The text by viparse alone."""
    from viparse import load

    return "\n".join(document.text for document in load(path))


CONTESTANTS: dict[str, Callable[[Path], str]] = {
    "ours": ours,
    "our readers, viparse.fix": with_other_core,
    "viparse": theirs,
}


def main() -> None:
    """Read all files by each contestant and print what `score.py` says of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--score", type=Path, required=True)
    arguments = parser.parse_args()
    for name, contestant in CONTESTANTS.items():
        rows, failed = [], 0
        began = time.process_time()
        for path in arguments.files:
            text = ""
            try:
                text = contestant(path)
            except ImportError as error:
                print(f"{name}: {error}")
                break
            except (FileProblem, Exception):
                failed += 1
            rows.append(json.dumps({"file": path.name, "text": text}, ensure_ascii=False))
        spent = time.process_time() - began
        with tempfile.TemporaryDirectory() as folder:
            predicted = Path(folder) / "predicted.jsonl"
            predicted.write_text("\n".join(rows), encoding="utf-8")
            said = subprocess.run(
                [sys.executable, str(arguments.score), str(predicted)],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        print(f"{name}: {said.splitlines()[-1]}; {failed} failed; {spent:.1f} CPU seconds")


if __name__ == "__main__":
    main()
