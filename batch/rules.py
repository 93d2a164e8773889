"""Which version of the rules reads a file: a hash of the code, lexicons, models and engines that touch it.

Per format, so that a change to the reader of PDF files reads no Word file again. Loads none of the code.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extract.read import PARSERS

HOME = Path(__file__).resolve().parent.parent
_PACKAGES = ("extract", "corpus", "nlp", "outputs")
# Where every file begins; the readers of formats are named in a table, not imported.
_DOORS = ("extract.read", "nlp.pipeline", "outputs.contract")
_TABLE_OF_READERS = "extract.read"
# What is beside the rules below corpus/: reports to learn from, to test with, and to show.
_NO_RULES = {"gold", "samples", "sample_sources", "examples", "wording.yaml", "README.md"}
_DATA = {".yaml", ".csv", ".json", ".npz", ".txt", ".bin"}
_ENGINES = (
    "lxml",
    "olefile",
    "xlrd",
    "pypdfium2",
    "pdfplumber",
    "pdfminer.six",
    "python-docx",
    "spacy",
    "underthesea",
)
_IMPORT = re.compile(
    rf"^\s*(?:from|import) ((?:{'|'.join(_PACKAGES)})\.[\w.]+)(?: import (\w+))?", re.MULTILINE
)
# A module may also be named in a table, as those are that load late.
_NAMED = re.compile(rf"[\"']((?:{'|'.join(_PACKAGES)})\.\w+)[\"']")
# Only what makes the contract's object is a rule; how results are shown is none.
_OUTPUTS = {"outputs.contract"}
_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Rules:
    """`by_format`: its version for each format that is known; `whole`: for a file of no known format."""

    by_format: Mapping[str, str]
    whole: str

    def of(self, format: str | None) -> str:
        """The version of the rules for a file of this format."""
        return self.by_format.get(format or "", self.whole)


@cache
def current_rules() -> Rules:
    """The rules of this program as it is installed here."""
    return rules_below(HOME, _engine)


def rules_below(home: Path, engine: Callable[[str], str]) -> Rules:
    """The rules of the program in this folder. `engine`: the version of a library, by its name."""
    sources = dict(_sources(home))
    engines = [f"{name} {engine(name)}" for name in _ENGINES]
    shared = _digest([*engines, f"python {sys.version_info.major}.{sys.version_info.minor}", *_data(home)])
    common = _reached(sources, _DOORS)
    by_format = {
        format: _digest([shared, *_hashes(sources, common | _reached(sources, [module]))])
        for format, module in PARSERS.items()
    }
    return Rules(by_format, _digest([shared, *_hashes(sources, sources)]))


def _engine(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _sources(home: Path) -> Iterator[tuple[str, str]]:
    for package in _PACKAGES:
        for path in sorted((home / package).glob("*.py")):
            yield f"{package}.{path.stem}", path.read_text(encoding="utf-8")


def _data(home: Path) -> Iterator[str]:
    folder = home / "corpus"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix in _DATA and name.split("/")[0] not in _NO_RULES and path.is_file():
            yield f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def _reached(sources: Mapping[str, str], doors: Iterable[str]) -> set[str]:
    """The modules that are imported from these, directly or not."""
    found: set[str] = set()
    waiting = [door for door in doors if door in sources]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [other for other in _known(name, sources[name]) if other in sources]
    return found


@cache
def _known(name: str, source: str) -> frozenset[str]:
    known = {module for module, _ in _IMPORT.findall(source)}
    known |= {f"{module}.{part}" for module, part in _IMPORT.findall(source)}
    return frozenset(known if name == _TABLE_OF_READERS else known | set(_NAMED.findall(source)))


def _hashes(sources: Mapping[str, str], names: Iterable[str]) -> list[str]:
    kept = (name for name in sorted(names) if not name.startswith("outputs.") or name in _OUTPUTS)
    return [f"{name} {hashlib.sha256(sources[name].encode()).hexdigest()}" for name in kept]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]
