"""Work that goes wrong in the ways that files make it go wrong; what to do stands in the item.

An item is `NAME` or `NAME:ARGUMENT`; what follows a dash in the name only tells items apart.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from batch.tasks import Task
from extract.heartbeat import beat
from extract.problems import FileProblem, SetupProblem
from outputs.contract import refused

_LONG = 60.0


def misbehave(item: str) -> str:
    """What the item asks for; its own name where that comes to an end."""
    name, _, argument = item.partition(":")
    return str(DEEDS[name.partition("-")[0]](argument) or item)


def as_row(task: Task) -> tuple[dict[str, Any], float]:
    """The same as a contract object."""
    return refused(task.name, "ok", "made", misbehave(task.name)), 0.0


def _bytes_bomb(_: str) -> None:
    held = []
    while True:
        held.append(bytearray(8 << 20))


def _numpy_bomb(_: str) -> None:
    import numpy

    held = []
    while True:
        held.append(numpy.ones(1 << 20))


def _bomb_among_children(_: str) -> None:
    """Each of them stays within its limit, all together do not."""
    hold = "import time; held = bytearray(100 << 20); time.sleep(60)"
    for child in [subprocess.Popen([sys.executable, "-c", hold]) for _ in range(4)]:
        child.wait()


def _loop_in_c(_: str) -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


def _recursion(_: str) -> None:
    _recursion(_)


def _nested(_: str) -> Any:
    """Deep enough for the stack of C code, were there no limit."""
    found: list[Any] = []
    for _step in range(200_000):
        found = [found]
    return repr(found)


def _hang(_: str) -> None:
    time.sleep(_LONG)


def _slow(seconds: str) -> None:
    time.sleep(float(seconds or 0.2))


def _beating(seconds: str) -> None:
    """Waits without CPU time, as for a slow engine elsewhere, and says that it goes on."""
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        time.sleep(0.05)
        beat()


def _use(seconds: str) -> None:
    begun = time.process_time()
    while time.process_time() - begun < float(seconds):
        pass


def _note(path: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(".")
    time.sleep(0.05)


def _busy_pages(seconds: str) -> None:
    begun = time.process_time()
    while time.process_time() - begun < float(seconds):
        beat()


def _busy_child(seconds: str) -> None:
    code = f"import time\nwhile time.process_time() < {seconds}: pass"
    subprocess.run([sys.executable, "-c", code], check=True)


def _many_children(number: str) -> None:
    for _ in range(int(number)):
        _busy_child("0.1")


def _kill(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _segfault(_: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _stop(_: str) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def _set_up(_: str) -> None:
    raise SetupProblem("no_engine", "Thiếu phần mềm đọc tệp.")


def _locked(_: str) -> None:
    raise FileProblem("encrypted", "password", "Tệp có mật khẩu.")


def _leave_child(_: str) -> str:
    return str(subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({_LONG})"]).pid)


def _leave_daemon(_: str) -> str:
    """A grandchild in a session of its own, whose parent has ended."""
    code = (
        "import subprocess as s, sys; daemon = s.Popen([sys.executable, '-c', 'import time; time.sleep(60)'],"
        " start_new_session=True, stdout=s.DEVNULL, stderr=s.DEVNULL); print(daemon.pid)"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def _die_with_child(path: str) -> None:
    Path(path).write_text(_leave_daemon(""), encoding="ascii")
    os._exit(3)


def _hang_with_child(path: str) -> None:
    Path(path).write_text(f"{os.getpid()} {_leave_daemon('')}", encoding="ascii")
    _hang("")


def _loop_noted(path: str) -> None:
    Path(path).write_text(f"{os.getpid()} {os.getppid()}", encoding="ascii")
    _loop_in_c("")


def _litter(_: str) -> str:
    """Files and folders that cannot be removed just so; says where."""
    folder = Path(tempfile.mkdtemp())
    (folder / "a").write_text("x")
    (folder / "a").chmod(0o400)
    (folder / "sub").mkdir()
    (folder / "sub" / "b").write_text("y")
    (folder / "sub").chmod(0o500)
    return str(folder)


def _litter_and_die(path: str) -> None:
    Path(path).write_text(_litter(""), encoding="utf-8")
    _kill("")


def _die_once(path: str) -> str:
    if not Path(path).exists():
        Path(path).touch()
        os._exit(3)
    return "second time"


def _interval(folder: str) -> None:
    """Notes when it ran."""
    begun = time.monotonic()
    time.sleep(0.15)
    (Path(folder) / f"{begun:.6f} {time.monotonic():.6f}").touch()


def _die_twice(folder: str) -> None:
    _interval(folder)
    os._exit(3)


def _connect(_: str) -> str:
    import socket

    try:
        socket.socket()
    except OSError as error:
        return type(error).__name__
    return "socket"


def _interfaces(_: str) -> str:
    """The network interfaces that a program started by the worker sees."""
    code = "import socket; print(*(name for _, name in socket.if_nameindex()))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def _limits(_: str) -> str:
    import resource

    return f"core={resource.getrlimit(resource.RLIMIT_CORE)[0]} session={os.getsid(0) == os.getpid()}"


DEEDS = {
    "fine": lambda argument: None,
    "pid": lambda argument: str(os.getpid()),
    "bytes": _bytes_bomb,
    "numpy": _numpy_bomb,
    "childbombs": _bomb_among_children,
    "loop": _loop_in_c,
    "recursion": _recursion,
    "nested": _nested,
    "hang": _hang,
    "slow": _slow,
    "beating": _beating,
    "use": _use,
    "note": _note,
    "pages": _busy_pages,
    "busychild": _busy_child,
    "manychildren": _many_children,
    "kill": _kill,
    "segfault": _segfault,
    "abort": lambda argument: os.abort(),
    "exit": lambda argument: os._exit(int(argument or 0)),
    "sysexit": lambda argument: sys.exit(1),
    "stop": _stop,
    "setup": _set_up,
    "locked": _locked,
    "child": _leave_child,
    "daemon": _leave_daemon,
    "diewithchild": _die_with_child,
    "hangwithchild": _hang_with_child,
    "loopnoted": _loop_noted,
    "litter": _litter,
    "litterdie": _litter_and_die,
    "tmp": lambda argument: tempfile.gettempdir(),
    "dieonce": _die_once,
    "interval": _interval,
    "dietwice": _die_twice,
    "connect": _connect,
    "interfaces": _interfaces,
    "limits": _limits,
}
