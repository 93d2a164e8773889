"""An office's form as an .xlsx that can be filled: as it is, or by LibreOffice from the older .xls.

Knows how LibreOffice is called; nothing of what stands in a form.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.problems import SetupProblem

OLDER = (".xls", ".xlt", ".ods")
_SECONDS = 180
# Where installers put it without a path to it.
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


@contextmanager
def as_xlsx(form: Path) -> Iterator[Path]:
    """The form itself, or for as long as the block lasts a copy of it in the newer format.

    Raises SetupProblem where LibreOffice is wanted and not there, or cannot read the file.
    """
    if form.suffix.lower() not in OLDER:
        yield form
        return
    program = next((found for name in ("soffice", "libreoffice") if (found := shutil.which(name))), None)
    program = program or next((place for place in _PLACES if Path(place).exists()), None)
    if program is None:
        raise SetupProblem(
            "no_soffice",
            f"Biểu {form.name} thuộc loại cũ, cần LibreOffice để chuyển; hãy cài LibreOffice, hoặc mở biểu"
            " bằng Excel rồi lưu lại thành .xlsx.",
        )
    with tempfile.TemporaryDirectory(prefix="tonghop-") as name:
        yield _converted(program, form, Path(name))


def _converted(program: str, form: Path, folder: Path) -> Path:
    problem = SetupProblem(
        "bad_fill_form",
        f"Không chuyển được biểu {form.name} sang .xlsx; hãy mở bằng Excel rồi lưu lại thành .xlsx.",
    )
    given, made = folder / f"bieu{form.suffix.lower()}", folder / "ra" / "bieu.xlsx"
    try:
        shutil.copyfile(form, given)
    except OSError as error:
        raise SetupProblem(
            "bad_fill_form", f"Không đọc được biểu {form}; hãy kiểm tra đường dẫn và mật khẩu của tệp."
        ) from error
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx", "--outdir", str(made.parent), str(given)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:  # fmt: skip
        try:
            running.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            _stop(running)
            raise problem from None
    if not made.exists():
        raise problem
    return made


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End it with the programs that it has started."""
    if os.name == "posix":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
