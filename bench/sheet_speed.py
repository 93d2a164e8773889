"""Speed of the review workbook over many rows: python -m bench.sheet_speed [ROWS].

CPU time and size of a workbook with ROWS figures, and CPU time of looking at it when it comes back untouched.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from pathlib import Path

from outputs.store import opened, reading, writing
from outputs.store_queue import Wanted
from outputs.store_secrets import secret
from outputs.store_writing import Reading, save
from review.sheet_export import write_rows
from review.sheet_import import planned
from review.sheet_rows import KEY
from tests.review.workbooks import many


def main(rows: int, folder: Path) -> None:
    """Print the figures."""
    made = many()
    with opened(str(folder / "kho.db"), create=True) as store:
        for at in range(-(-rows // len(made["figures"]))):
            sha256 = hashlib.sha256(str(at).encode()).hexdigest()
            with writing(store) as connection:
                save(connection, Reading({**made, "sha256": sha256}, "v1"))
        path, key = folder / "duyet.xlsx", secret(store, KEY)
        begun = time.process_time()
        with reading(store) as connection:
            counts = write_rows(connection, [Wanted("figures")], key, path)
        written = time.process_time()
        size = path.stat().st_size / 1e6
        print(f"{counts['figures']:,} rows written: {written - begun:.1f} s, {size:.1f} MB")
        plan = planned(store, path.read_bytes())
        assert plan.read == plan.same == counts["figures"] and not plan.flags
        spent = time.process_time() - written
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"read back and compared: {spent:.1f} s; {most:.0f} MB of memory at most")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, Path(name))
