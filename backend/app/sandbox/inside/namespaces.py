"""Walls of the kernel around the whole fork server, as many as this machine allows.

None of them is needed for the promises: the filter refuses every way out by itself. They are there for the
day a hole is found in it.
"""

import os
import signal
from collections.abc import Callable

from . import libc

NOBODY = 65534
_ALL = os.CLONE_NEWNS | os.CLONE_NEWNET | os.CLONE_NEWIPC | os.CLONE_NEWUTS | os.CLONE_NEWPID
_EMPTY = b"/tmp"


def separate() -> list[str]:
    """Shuts the process in; the names of the walls. Nothing of the file system can be opened afterwards."""
    is_root = os.geteuid() == 0
    walls: list[str] = []
    if is_root and _try(_unshare):
        walls += ["namespaces", *_no_files()]
    if is_root:
        walls += _be_nobody()
    if "namespaces" not in walls and _try(_unshare_as_anyone):
        walls += ["user", "namespaces", *_no_files()]
    return walls


def guard_processes() -> None:
    """The first process of a process namespace: when it ends, the kernel ends all others of it."""
    if os.fork() == 0:
        libc.prctl(libc.SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        os.closerange(0, 1 << 16)
        while True:
            signal.pause()


def _unshare() -> None:
    os.unshare(_ALL)


def _unshare_as_anyone() -> None:
    user, group = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER | _ALL)
    # What cannot be mapped stays nobody's, which is as good.
    _try(lambda: _tell("/proc/self/setgroups", "deny"))
    _try(lambda: _tell("/proc/self/uid_map", f"{NOBODY} {user} 1"))
    _try(lambda: _tell("/proc/self/gid_map", f"{NOBODY} {group} 1"))


def _no_files() -> list[str]:
    return ["no files"] if _try(_empty_root) else []


def _empty_root() -> None:
    libc.mount(b"none", b"/", None, libc.RECURSIVE | libc.PRIVATE)
    flags = libc.READ_ONLY | libc.NO_SET_ID | libc.NO_DEVICES | libc.NO_PROGRAMS
    libc.mount(b"tmpfs", _EMPTY, b"tmpfs", flags, b"size=4k,mode=555")
    os.chroot(_EMPTY)
    os.chdir("/")


def _be_nobody() -> list[str]:
    return ["nobody"] if _try(_change_user) else []


def _change_user() -> None:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _try(act: Callable[[], None]) -> bool:
    try:
        act()
    except OSError:
        return False
    return True


def _tell(path: str, words: str) -> None:
    # pathlib would be one more module to load before the walls stand.
    with open(path, "w", encoding="ascii") as file:  # noqa: PTH123
        file.write(words)
