"""The leak self-test: in a worker that is shut in as any other, everything that must be refused is tried.

Each probe goes to the kernel itself, past all that Python would say. A probe that succeeds is a leak.
"""

import ctypes
import errno
import os
import platform
import select
import signal
from collections.abc import Callable

from . import frames, libc
from .jail import Walls, shut_in
from .syscalls import ALLOWED

# The numbers of what is tried: x86-64, aarch64.
_NUMBERS = {
    "openat": (257, 56),
    "socket": (41, 198),
    "clone": (56, 220),
    "clone3": (435, 435),
    "execve": (59, 221),
    "ptrace": (101, 117),
    "kill": (62, 129),
    "process_vm_readv": (310, 270),
    "memfd_create": (319, 279),
    "dup": (32, 23),
    "prctl": (157, 167),
    "mprotect": (10, 226),
    "unshare": (272, 97),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "keyctl": (250, 219),
    "userfaultfd": (323, 282),
    "setrlimit": (160, 164),
    "read": (0, 63),
    "write": (1, 64),
    "mmap": (9, 222),
    "setitimer": (38, 103),
    "futex": (202, 98),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
}
_HIGHEST = 470  # every number up to here is tried
# uretprobe and uprobe: newer kernels let them past every filter, and end whoever calls them with SIGILL.
_PAST_ALL_FILTERS = {"x86_64": frozenset({335, 336})}
_SECONDS = 10  # for all probes: one that gets through may wait for ever
_NOTHING = -1  # no address, no descriptor, no process
_FUTEX_LOCK_PI = 6
_PRIVATE, _PRIVATE_ANONYMOUS = 0x02, 0x22
_PATIENCE_MS = 5000
_LOOK_ONLY = os.WEXITED | os.WNOHANG | os.WNOWAIT
_HERE = -100  # AT_FDCWD
_MARK = b"a value that nobody inside may see"

type Probe = Callable[[], bool]


def leaks(walls: Walls) -> list[str]:
    """The names of what was not refused, from a worker made for this; "no answer" where there was none."""
    calls, answers, left_open = os.pipe(), os.pipe(), os.pipe()
    os.environ["DBCV_PROBE"] = _MARK.decode()
    pid = os.fork()
    if pid == 0:
        _try_all(walls, calls[0], answers[1])
    del os.environ["DBCV_PROBE"]
    for end in (left_open[1], calls[0], answers[1]):
        os.close(end)
    found = _still_open(left_open[0], pid)
    os.write(calls[1], b"go")
    os.close(calls[1])
    report = _read_all(answers[0])
    _, status = os.waitpid(pid, 0)
    found += report.decode().split()
    is_whole = status == 0 and report.endswith(b"\n")
    return found if is_whole else [*found, f"no answer (status {status})"]


def _still_open(reader: int, pid: int) -> list[str]:
    """A pipe whose other end a worker ought to have closed: it is at its end while the worker lives."""
    poll = select.poll()
    poll.register(reader, select.POLLIN)
    closed = bool(poll.poll(_PATIENCE_MS)) and os.waitid(os.P_PID, pid, _LOOK_ONLY) is None
    os.close(reader)
    return [] if closed else ["inherited_descriptor"]


def _try_all(walls: Walls, calls: int, answers: int) -> None:
    """Does not return."""
    try:
        probes = _probes(walls.memory) | _all_others()
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, _SECONDS)
        shut_in(walls, calls, answers)
        os.read(frames.INPUT, 2)
        for name, probe in probes.items():
            if probe():
                os.write(frames.OUTPUT, f"{name} ".encode())
        os.write(frames.OUTPUT, b"\n")
        os._exit(0)
    finally:
        os._exit(frames.UNJAILED)


def _probes(memory: int) -> dict[str, Probe]:
    column = ("x86_64", "aarch64").index(platform.machine())
    path = ctypes.c_char_p(b"/etc/passwd")
    room = (ctypes.c_int64 * 2)()
    own_environment = ctypes.c_char_p(b"/proc/self/environ")
    parents_environment = ctypes.c_char_p(f"/proc/{os.getppid() or 1}/environ".encode())

    def call(name: str, *arguments: object) -> Probe:
        return lambda: _succeeds(_NUMBERS[name][column], *arguments)

    return {
        "file": call("openat", _HERE, path, os.O_RDONLY),
        "new_file": call("openat", _HERE, ctypes.c_char_p(b"/tmp/dbcv-probe"), os.O_RDWR | os.O_CREAT, 0o600),
        "environment_of_itself": call("openat", _HERE, own_environment, os.O_RDONLY),
        "environment_of_parent": call("openat", _HERE, parents_environment, os.O_RDONLY),
        "internet_socket": call("socket", 2, 1, 0),
        "unix_socket": call("socket", 1, 1, 0),
        "fork": call("clone", 17, 0, 0, 0, 0),
        "clone3": call("clone3", 0, 0),
        "exec": call("execve", path, 0, 0),
        "ptrace": call("ptrace", _NOTHING, 0, 0, 0),
        "signal": call("kill", os.getpid(), 0),
        "other_memory": call("process_vm_readv", os.getppid() or 1, 0, 0, 0, 0, 0),
        "memory_file": call("memfd_create", path, 0),
        "new_descriptor": call("dup", frames.INPUT),
        "weaker_walls": call("prctl", libc.SET_DUMPABLE, 1, 0, 0, 0),
        "executable_memory": call("mprotect", 0, 0, 4),
        "namespace": call("unshare", 0),
        "io_uring": call("io_uring_setup", 1, 0),
        "bpf": call("bpf", 0, 0, 0),
        "keys": call("keyctl", 0, 0, 0),
        "userfaultfd": call("userfaultfd", 0),
        "limits": call("setrlimit", 0, 0),
        "another_input": call("read", 0, 0, 0),
        "another_output": call("write", 1, 0, 0),
        "mapped_file": call("mmap", 0, 4096, 1, _PRIVATE, frames.INPUT, 0),
        "executable_mapping": call("mmap", 0, 4096, 5, _PRIVATE_ANONYMOUS, _NOTHING, 0),
        "another_alarm": call("setitimer", 1, 0, 0),
        "clock_of_another": call("clock_gettime", _clock_of(1), ctypes.byref(room)),
        "waiting_for_another": call("clock_nanosleep", _clock_of(1), 0, 0, 0),
        "another_lock": call("futex", 0, _FUTEX_LOCK_PI, 0, 0, 0, 0),
        "environment": lambda: bool(os.environ) or _MARK in _environment_block(),
        "memory": lambda: _can_take(2 * memory),
    }


def _clock_of(pid: int) -> int:
    """Of the processor time of all its threads."""
    return (~pid << 3) | 2


def _all_others() -> dict[str, Probe]:
    """Every number that is not in the table, whatever it may be."""
    machine = platform.machine()
    untried = {call.numbers.get(machine) for call in ALLOWED} | _PAST_ALL_FILTERS.get(machine, frozenset())

    def call(number: int) -> Probe:
        return lambda: _succeeds(number, *[_NOTHING] * 6)

    return {f"number_{number}": call(number) for number in range(_HIGHEST + 1) if number not in untried}


def _succeeds(number: int, *arguments: object) -> bool:
    """Whether the kernel did anything but refuse. A call with wrong arguments that gets as far as being
    judged by the kernel has passed the filter, whatever comes of it."""
    here = os.getpid()
    answer = libc.syscall(number, *arguments)
    if os.getpid() != here:
        os._exit(0)  # the child of a fork that should not have been
    return answer != -1 or ctypes.get_errno() != errno.EPERM


def _environment_block() -> bytes:
    """Of the C library, where `environ` of Python is only a copy."""
    first = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    return (first[0] or b"") if first else b""


def _can_take(size: int) -> bool:
    try:
        return len(bytearray(size)) == size
    except MemoryError:
        return False


def _read_all(descriptor: int) -> bytes:
    pieces = b""
    while piece := os.read(descriptor, 65536):
        pieces += piece
    os.close(descriptor)
    return pieces
