"""Where the lexicons lie and how they are read. Knows YAML, not what stands in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LexiconError(ValueError):
    """A YAML file below corpus/ that is missing or is no YAML; says which and, where known, at what line."""


def corpus_path(*parts: str) -> Path:
    """A file or folder below corpus/."""
    return HERE.joinpath(*parts)


@cache
def read_yaml(*parts: str) -> Any:
    """The content of a YAML file below corpus/, read once a process; callers must not change it.

    Raises LexiconError.
    """
    name = "/".join(("corpus", *parts))
    try:
        with corpus_path(*parts).open(encoding="utf-8") as file:
            return yaml.load(file, Loader=LOADER)
    except FileNotFoundError as error:
        raise LexiconError(name) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise LexiconError(f"{name}:{mark.line + 1}" if mark else name) from error


def lexicons() -> tuple[str, ...]:
    """Names of the lexicons in corpus/lexicon, sorted."""
    return tuple(sorted(path.name for path in corpus_path("lexicon").glob("*.yaml")))
