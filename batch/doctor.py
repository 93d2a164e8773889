"""Which engines this machine has, and how to get the rest. Installs nothing."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from extract.problems import SetupProblem


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine: a distribution with its module, or a program (`module` empty)."""

    name: str
    module: str
    purpose: str
    required: bool = True
    get: str = "pip install -r requirements.txt"


@dataclass(frozen=True, slots=True)
class Found:
    """`version`: empty where the engine is missing; `fault`: why it does not load though it is there."""

    engine: Engine
    version: str
    fault: str = ""


ENGINES = (
    Engine("python-docx", "docx", "opens .docx"),
    Engine("lxml", "lxml.etree", "reads the XML in .docx"),
    Engine("olefile", "olefile", "opens .doc"),
    Engine("xlrd", "xlrd", "reads .xls"),
    Engine("py7zr", "py7zr", "opens .7z"),
    Engine("rarfile", "rarfile", "opens .rar"),
    Engine("pypdfium2", "pypdfium2", "text of .pdf"),
    Engine("pdfplumber", "pdfplumber", "tables in .pdf"),
    Engine("underthesea", "underthesea", "Vietnamese words and their classes"),
    Engine("spacy", "spacy", "the pipeline of the language components"),
    Engine("PyYAML", "yaml", "lexicons and catalogue"),
    Engine("pandas", "pandas", "tables in memory, .csv"),
    Engine("docxtpl", "docxtpl", "the summary report in Word"),
    Engine("XlsxWriter", "xlsxwriter", "the review workbook"),
    Engine("pyarrow", "pyarrow.parquet", ".parquet"),
    Engine("SQLAlchemy", "sqlalchemy", "the store of many runs"),
    Engine("alembic", "alembic", "keeps older stores usable"),
    Engine("orjson", "orjson", "rows in the store"),
    Engine("psycopg", "psycopg", "stores on a PostgreSQL server", False, 'pip install "psycopg[binary]"'),
    Engine("distributed", "distributed", "runs on a Dask cluster", False, 'pip install "tonghop[dask]"'),
    Engine("fsspec", "fsspec", "folders that are URLs", False, 'pip install "tonghop[dask]"'),
    Engine("fastapi", "fastapi", "pages of the review"),
    Engine("uvicorn", "uvicorn", "serves the review"),
    Engine("jinja2", "jinja2", "pages of the review"),
    Engine("argon2-cffi", "argon2", "passwords of reviewers"),
    Engine("python-calamine", "python_calamine", "reads workbooks that come back"),
    Engine("psutil", "psutil", "worker processes"),
    Engine("numpy", "numpy", "pixels of scanned pages"),
    Engine("Pillow", "PIL.Image", "pictures"),
    Engine("typer", "typer", "these commands"),
    Engine("rich", "rich", "progress and tables on the terminal"),
    Engine("soffice", "", "not used when reading; turns an office's .xls form into .xlsx", False,
           "apt-get install libreoffice-writer, or from libreoffice.org"),
    Engine("unrar", "", "compressed .rar archives; 7-Zip and bsdtar do as well", False,
           "apt-get install unrar or libarchive-tools; on Windows 7-zip.org"),
    Engine("tesseract", "", "scanned pages and pictures", False,
           "apt-get install tesseract-ocr tesseract-ocr-vie; on Windows its installer, Vietnamese ticked"),
)  # fmt: skip


def examined(store: str | None = None) -> Iterator[Found]:
    """Each engine with what is there of it, modules really loaded; workers; what staff write; the store."""
    for engine in ENGINES:
        yield _module(engine) if engine.module else _program(engine)
    yield _workers()
    yield _catalogue()
    yield _lexicons()
    if store is not None:
        yield _store(store)


def missing(engines: Iterable[Found]) -> list[Engine]:
    """The required engines that are not there or do not load."""
    return [found.engine for found in engines if found.engine.required and not found.version]


def require_engines() -> None:
    """Raises SetupProblem, naming them, where required modules are not installed; loads none."""
    absent = [
        engine.name
        for engine in ENGINES
        if engine.required and importlib.util.find_spec(engine.module.partition(".")[0]) is None
    ]
    if absent:
        raise SetupProblem(
            "missing_packages",
            f"Máy thiếu {', '.join(absent)}; hãy chạy: {sys.executable} -m pip install -r requirements.txt",
        )


def _module(engine: Engine) -> Found:
    try:
        with warnings.catch_warnings():
            # What a library says to its developers is no reason to call it missing.
            warnings.simplefilter("ignore")
            importlib.import_module(engine.module)
    except ModuleNotFoundError:
        return Found(engine, "")
    except Exception as error:
        # A library for another machine or Python fails in ways of its own; the doctor says which.
        return Found(engine, "", f"{type(error).__name__}: {error}")
    try:
        return Found(engine, version(engine.name))
    except PackageNotFoundError:
        return Found(engine, "version unknown")


def _workers() -> Found:
    """One is really started."""
    purpose = "processes that read files, stopped where a file takes too much"
    engine = Engine("workers", "", purpose, get="install again, or run with --jobs 0")
    try:
        from batch.cage import PROTECTIONS
        from batch.jail import protections

        holds = protections()
    except ImportError:
        return Found(engine, "")
    except SetupProblem as problem:
        return Found(engine, "", problem.message)
    return Found(engine, "; ".join(told for name, told in PROTECTIONS.items() if name in holds))


def _catalogue() -> Found:
    """What staff have written is checked as it is when reports are read."""
    engine = Engine("catalogue", "", "indicators in corpus/indicators", get="correct the line that is named")
    try:
        from corpus.catalogue import catalogue
        from nlp.indicator_rules import rules

        rules()
    except ImportError:
        return Found(engine, "")
    except SetupProblem as problem:
        return Found(engine, "", problem.message)
    return Found(engine, f"{len(catalogue())} indicators")


def _lexicons() -> Found:
    engine = Engine("lexicons", "", "words in corpus/lexicon", get="correct the line that is named")
    try:
        from corpus.files import LexiconError, lexicons, read_yaml
    except ImportError:
        return Found(engine, "")
    try:
        for name in lexicons():
            read_yaml("lexicon", name)
    except LexiconError as error:
        return Found(engine, "", str(error))
    return Found(engine, f"{len(lexicons())} files")


def _store(url: str) -> Found:
    """Whether the store can be opened and written to, and how much room it has."""
    engine = Engine("store", "", "what was read and decided", get="see what is said, or restore a backup")
    try:
        from outputs.store import opened, writing
        from outputs.store_schema import HEAD

        with opened(url) as store:
            with writing(store):
                pass
            room = "" if store.path is None else f", {shutil.disk_usage(store.path).free >> 20:,} MiB free"
    except ImportError:
        return Found(engine, "")
    except SetupProblem as problem:
        return Found(engine, "", problem.message)
    return Found(engine, f"version {HEAD}{room}")


def _program(engine: Engine) -> Found:
    if engine.name == "tesseract":
        return _tesseract(engine)
    return Found(engine, shutil.which(engine.name) or "")


def _tesseract(engine: Engine) -> Found:
    try:
        from extract.ocr_engine import LANGUAGE, program, ready
    except ImportError:
        return Found(engine, "")
    path = program()
    if path is None:
        return Found(engine, "")
    if not ready():
        return Found(engine, "", f"its data for Vietnamese ({LANGUAGE}) is missing")
    return Found(engine, path)
