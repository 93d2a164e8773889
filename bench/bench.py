"""The benchmark: makes its own reports, runs ours beside what people write by hand, prints rates and ratios.

    python bench/bench.py            30 reports of six pages for us, 6 for the others
    python bench/bench.py --docs 100

All figures are CPU time of one core, so that other work on the machine does not count. Each contestant runs
in a process of its own, warmed up by one report; "whole run" is `cli.py run` with start and outputs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

BARS = {"ours, docx": 45.0, "ours, pdf": 10.0, "reading alone, docx": 60.0, "reading alone, pdf": 40.0}
# Before each report it forgets the sentences of those before, as where no two reports are written alike.
FORGETTING = "ours, docx, forgetting"
LEAST_RATIO = {"python-docx + underthesea.ner + re": 25.0}
# Whom the others are held against, when it is not the whole way.
READERS = {
    "python-docx, paragraphs + cells": "reading alone, docx",
    "pdfplumber, text + tables": "reading alone, pdf",
}
MOST_HELP, MOST_MEGABYTES = 0.3, 300.0
_HELP_RUNS = 7
_OTHERS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--docs", type=int, default=30, help="reports for us; the others get a fifth")
    parser.add_argument("--one", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(_measured(given.one[0], Path(given.one[1]))))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{given.docs} reports of six pages, all different, PDF by {_make(folder, given.docs)}")
        _compare(folder, given.docs)
        _whole_run(folder / "docx", folder / "out", given.docs)
    _help()


def _make(folder: Path, docs: int) -> str:
    """Reports as docx/ and pdf/ below `folder`; returns what made the PDF files."""
    from reports import make_docx, paragraphs, table

    for kind in ("docx", "pdf"):
        (folder / kind).mkdir()
    for number in range(docs):
        make_docx(number, folder / "docx" / f"{number:03d}.docx")
    office = shutil.which("soffice")
    if office:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        files = sorted(str(path) for path in (folder / "docx").iterdir())
        convert = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder / "pdf"),
            *files,
        ]
        subprocess.run(convert, check=True, capture_output=True, timeout=60 + 10 * docs)
        return "LibreOffice"
    from plain_pdf import write_pdf

    for number in range(docs):
        write_pdf(folder / "pdf" / f"{number:03d}.pdf", paragraphs(number), table(number))
    return "our small maker"


def _compare(folder: Path, docs: int) -> None:
    from contestants import CONTESTANTS

    rates: dict[str, float] = {}
    counts: dict[str, float] = {}
    print(f"{'':36}{'docs/s':>9}{'ms/doc':>9}{'peak MB':>9}{'ours is':>10}")
    for name, (kind, _) in CONTESTANTS.items():
        own = name in BARS or name == FORGETTING
        few = docs if own else max(docs // _OTHERS, 1)
        found = _in_own_process(name, folder / kind, few)
        rates[name] = found["docs"] / found["cpu"]
        counts[name] = found["count"] / found["docs"]
        ours = READERS.get(name, f"ours, {kind}")
        ratio = "" if own else f"{rates[ours] / rates[name]:.1f} x"
        bars = _verdict(rates[name] >= BARS[name], found["peak"] < MOST_MEGABYTES) if name in BARS else ""
        if name in LEAST_RATIO:
            bars = _verdict(rates[ours] / rates[name] >= LEAST_RATIO[name])
        print(f"{name:36}{rates[name]:9.1f}{1000 / rates[name]:9.1f}{found['peak']:9.0f}{ratio:>10}{bars}")
    letters, figures = counts["reading alone, docx"], counts["ours, docx"]
    print(f"a report: about {letters:,.0f} characters, in which {figures:.0f} figures are found")


def _in_own_process(name: str, folder: Path, docs: int) -> dict[str, Any]:
    script = [sys.executable, __file__, "--one", name, str(folder), "--docs", str(docs)]
    ended = subprocess.run(script, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _measured(name: str, folder: Path) -> dict[str, Any]:
    from contestants import CONTESTANTS

    _, read = CONTESTANTS[name]
    docs = int(sys.argv[sys.argv.index("--docs") + 1])
    first, *_ = files = sorted(folder.iterdir())[:docs]
    read(first)
    begun = time.process_time()
    count = sum(read(path) for path in files)
    cpu = time.process_time() - begun
    return {"docs": len(files), "cpu": cpu, "peak": _peak_megabytes(), "count": count}


def _peak_megabytes(of_children: bool = False) -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    who = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def _whole_run(folder: Path, out: Path, docs: int) -> None:
    cpu = _children_cpu()
    run = [sys.executable, str(ROOT / "cli.py"), "run", str(folder), "--out", str(out), "--jobs", "1"]
    subprocess.run(run, check=True, capture_output=True)
    cpu = _children_cpu() - cpu
    print(f"{'whole run, docx, start and outputs':36}{docs / cpu:9.1f}{1000 * cpu / docs:9.1f}")


def _children_cpu() -> float:
    import os

    spent = os.times()
    return spent.children_user + spent.children_system


def _help() -> None:
    walls, cpus = [], []
    for _ in range(_HELP_RUNS):
        wall, cpu = time.perf_counter(), _children_cpu()
        subprocess.run([sys.executable, str(ROOT / "cli.py"), "--help"], check=True, capture_output=True)
        walls.append(time.perf_counter() - wall)
        cpus.append(_children_cpu() - cpu)
    wall, cpu = sorted(walls)[_HELP_RUNS // 2], sorted(cpus)[_HELP_RUNS // 2]
    print(f"--help: {cpu:.2f} s of CPU, {wall:.2f} s by the clock{_verdict(cpu < MOST_HELP)}")


def _verdict(*held: bool) -> str:
    return "  ok" if all(held) else "  MISSES ITS BAR"


if __name__ == "__main__":
    main()
