"""Files by their address: paths of a machine, or URLs that fsspec opens (S3, HDFS, SFTP, memory).

fsspec is asked for nothing but files of URLs, and loaded for them alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from extract.problems import SetupProblem


@dataclass(frozen=True, slots=True)
class Address:
    """Where any machine may find a file. `url`: a place that fsspec opens, empty for a path of the machine.

    `path`: as fsspec names it there, or absolute.
    """

    url: str
    path: str


def is_url(text: str) -> bool:
    """Whether this names a place that fsspec opens; `file://` is one of this machine's own folders."""
    return "://" in text and not text.startswith("file://")


def without_password(url: str) -> str:
    """The URL as it may be written down."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}@{place}"))


def folder_of(text: str) -> Path:
    """The folder of this machine that is meant, where `text` is no URL."""
    return Path(text.removeprefix("file://"))


def file_system(url: str) -> tuple[Any, str]:
    """What opens files at this URL, and its path there. Raises SetupProblem where that is not to be had."""
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise SetupProblem(
            "no_file_system",
            f"Chưa mở được {without_password(url)} ({error}); hãy cài fsspec và gói cho loại kho tệp này,"
            " ví dụ: pip install fsspec s3fs",
        ) from error
    return system, str(path).rstrip("/")


@contextmanager
def speaking_os() -> Iterator[None]:
    """Whatever a remote place fails with is an OSError, as it is for files of this machine."""
    try:
        yield
    except (OSError, SetupProblem):
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def fetch(address: Address, target: Path) -> None:
    """Copy the file at this address to a path of this machine. Raises OSError."""
    if not address.url:
        shutil.copyfile(address.path, target)
        return
    with speaking_os():
        system, _ = file_system(address.url)
        system.get_file(address.path, str(target))
