"""Where the lexicons lie and how they are read. Knows YAML, not what stands in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def corpus_path(*parts: str) -> Path:
    """A file or folder below corpus/."""
    return HERE.joinpath(*parts)


@cache
def read_yaml(*parts: str) -> Any:
    """The content of a YAML file below corpus/, read once a process; callers must not change it."""
    with corpus_path(*parts).open(encoding="utf-8") as file:
        return yaml.load(file, Loader=LOADER)
