"""What lies in a folder of submissions: every entry in stable order, with why it is not read."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.problems import FileProblem

_CHUNK = 1 << 20
_REPORTS = frozenset((".docx", ".doc", ".pdf", ".txt", ".docm", ".rtf", ".odt", ".html", ".xlsx", ".xls"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing found. `name`: its path below the folder with `/`; `problem`: why it is not read, or None."""

    path: Path
    name: str
    problem: FileProblem | None = None


def entries(folder: Path, ours: Collection[Path] = ()) -> list[Entry]:
    """Everything below `folder` in the order of names, folders entered, links not followed.

    `ours`: results of earlier runs, which are no submissions.
    """
    own = {os.path.normcase(path) for path in ours}
    return list(_walk(folder, "", own))


def given(path: Path) -> Entry:
    """A file that was named one by one, known by the path as it was given."""
    name = path.as_posix()
    try:
        mode = path.lstat().st_mode
    except OSError:
        return Entry(path, name, _refusal("missing"))
    if stat.S_ISLNK(mode) or (hasattr(path, "is_junction") and path.is_junction()):
        return Entry(path, name, _refusal("link"))
    if stat.S_ISDIR(mode):
        return Entry(path, name, _refusal("folder_given"))
    return Entry(path, name, _file_problem(path.name, mode))


def digest(path: Path) -> str:
    """The sha256 of the file's bytes."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _walk(folder: Path, prefix: str, own: Collection[str]) -> Iterator[Entry]:
    try:
        with os.scandir(folder) as found:
            children = sorted(found, key=lambda child: (child.name.casefold(), child.name))
    except OSError:
        yield Entry(folder, prefix.rstrip("/") or ".", _refusal("unreadable_folder"))
        return
    for child in children:
        path = Path(child.path)
        if os.path.normcase(path) in own:
            continue
        name = prefix + child.name
        if _is_link(child):
            yield Entry(path, name, _refusal("link"))
        elif child.is_dir(follow_symlinks=False):
            if _named_like_a_report(path):
                yield Entry(path, name, _refusal("folder"))
            yield from _walk(path, f"{name}/", own)
        else:
            yield Entry(path, name, _child_problem(child))


def _is_link(child: os.DirEntry[str]) -> bool:
    return child.is_symlink() or bool(getattr(child, "is_junction", lambda: False)())


def _child_problem(child: os.DirEntry[str]) -> FileProblem | None:
    try:
        mode = child.stat(follow_symlinks=False).st_mode
    except OSError:
        return _refusal("unreadable_file")
    return _file_problem(child.name, mode)


def _file_problem(name: str, mode: int) -> FileProblem | None:
    problem = name_problem(name)
    if problem is not None:
        return problem
    return None if stat.S_ISREG(mode) else _refusal("special_file")


def name_problem(name: str) -> FileProblem | None:
    """Why a file of this name is no submission: programs leave it behind or hide it."""
    if name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#")):
        return _refusal("lock_file")
    if name.startswith(".") or name.casefold() in ("thumbs.db", "desktop.ini"):
        return _refusal("hidden_file")
    return None


def _named_like_a_report(path: Path) -> bool:
    return path.suffix.casefold() in _REPORTS


_REFUSALS = {
    "folder": (
        "not_a_file",
        "Đây là thư mục mang tên như tệp; các tệp bên trong vẫn được đọc, hãy đổi tên thư mục cho khỏi nhầm.",
    ),
    "missing": ("not_a_file", "Không tìm thấy tệp này; hãy kiểm tra lại đường dẫn."),
    "folder_given": (
        "not_a_file",
        "Đây là thư mục, không phải tệp; hãy nêu từng tệp, hoặc dùng lệnh run cho cả thư mục.",
    ),
    "link": ("not_a_file", "Đây là đường dẫn tắt, không phải tệp; hãy chép chính tệp gốc vào thư mục."),
    "special_file": ("not_a_file", "Đây không phải tệp thông thường; hãy chép tệp báo cáo vào thay thế."),
    "lock_file": (
        "unsupported",
        "Đây là tệp tạm do Word tạo khi đang mở báo cáo; hãy đóng Word, tệp này không cần nộp.",
    ),
    "hidden_file": (
        "unsupported",
        "Đây là tệp ẩn của hệ thống; nếu là báo cáo thì đổi tên cho khỏi ẩn rồi chạy lại.",
    ),
    "unreadable_folder": (
        "not_a_file",
        "Không mở được thư mục này; hãy kiểm tra quyền truy cập rồi chạy lại.",
    ),
    "unreadable_file": (
        "not_a_file",
        "Không mở được tệp này; hãy kiểm tra quyền truy cập, đóng chương trình đang giữ tệp rồi chạy lại.",
    ),
}


def _refusal(code: str) -> FileProblem:
    status, message = _REFUSALS[code]
    return FileProblem(status, code, message)


def unreadable() -> FileProblem:
    """The problem of a file that the system will not let us open."""
    return _refusal("unreadable_file")
