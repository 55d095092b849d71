"""The few calls of the C library that Python has no name for."""

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)

SET_PARENT_DEATH_SIGNAL = 1
SET_DUMPABLE = 4
SET_SECCOMP = 22
SET_NO_NEW_PRIVILEGES = 38
FILTER = 2  # SECCOMP_MODE_FILTER

READ_ONLY, NO_SET_ID, NO_DEVICES, NO_PROGRAMS, BOUND, RECURSIVE, PRIVATE = 1, 2, 4, 8, 4096, 16384, 1 << 18
_CAPABILITY_VERSION = 0x20080522


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_void_p))


def prctl(option: int, first: object, second: object = 0) -> None:
    """OSError where the kernel refuses."""
    _check(_libc.prctl(option, first, second, 0, 0))


def install_filter(program: bytes) -> None:
    """From here on this process, and all it makes, is under the seccomp filter."""
    held = ctypes.create_string_buffer(program, len(program))
    given = _Filter(len(program) // 8, ctypes.addressof(held))
    prctl(SET_SECCOMP, FILTER, ctypes.byref(given))


def mount(source: bytes, target: bytes, kind: bytes | None, flags: int, options: bytes | None = None) -> None:
    """mount(2)."""
    _check(_libc.mount(source, target, kind, ctypes.c_ulong(flags), options))


def drop_capabilities() -> None:
    """Root or not, nothing special is allowed any more."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    _check(_libc.capset(ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)())))


def syscall(number: int, *arguments: object) -> int:
    """The kernel's own answer; -1 where it refuses. For the self-test alone."""
    return int(_libc.syscall(ctypes.c_long(number), *arguments))


def _check(answer: int) -> None:
    if answer != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
