"""The system calls a worker may make, for each processor, and why. Every other one fails with EPERM.

Numbers are the kernel's: asm/unistd_64.h for x86-64, asm-generic/unistd.h for aarch64.
"""

from dataclasses import dataclass, field

from .frames import INPUT, OUTPUT

_PROT_EXEC = 0x4
_MAP_ANONYMOUS = 0x20
_FUTEX_OPERATION = 0x7F  # without the flags for private futexes and the clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds where the low 32 bits of argument `argument`, masked, are one of `values`."""

    argument: int
    mask: int = 0xFFFFFFFF
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Syscall:
    """`numbers` by processor; one that is not there has no such call. All conditions have to hold."""

    name: str
    numbers: dict[str, int]
    reason: str
    conditions: tuple[Condition, ...] = field(default=())


# AUDIT_ARCH_* of linux/audit.h: what a filter is told of the processor.
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def _call(name: str, x86_64: int | None, aarch64: int | None, reason: str, *conditions: Condition) -> Syscall:
    given = {"x86_64": x86_64, "aarch64": aarch64}
    numbers = {processor: number for processor, number in given.items() if number is not None}
    return Syscall(name=name, numbers=numbers, reason=reason, conditions=conditions)


# The machine's clocks and a process's own; other numbers are clocks of other processes, and of descriptors.
_CLOCK = Condition(argument=0, values=(0, 1, 2, 3, 4, 5, 6, 7))

ALLOWED = (
    _call("read", 0, 63, "calls come in here", Condition(argument=0, values=(INPUT,))),
    _call("write", 1, 64, "answers go out here", Condition(argument=0, values=(OUTPUT,))),
    _call(
        "mmap", 9, 222, "memory for objects, never a file and never to be executed",
        Condition(argument=2, mask=_PROT_EXEC, values=(0,)),
        Condition(argument=3, mask=_MAP_ANONYMOUS, values=(_MAP_ANONYMOUS,)),
    ),
    _call("munmap", 11, 215, "memory given back"),
    _call("mremap", 25, 216, "a large list that grows"),
    _call("brk", 12, 214, "memory of the C library"),
    _call("rt_sigreturn", 15, 139, "the way back from the alarm that ends a call"),
    _call("setitimer", 38, 103, "the alarm itself: real time only", Condition(argument=0, values=(0,))),
    _call("exit", 60, 93, "the end"),
    _call("exit_group", 231, 94, "the end"),
    _call("getrandom", 318, 278, "secrets, uuid4"),
    _call("clock_gettime", 228, 113, "time, where the kernel's fast path is not there", _CLOCK),
    _call("clock_getres", 229, 114, "time.get_clock_info", _CLOCK),
    _call("gettimeofday", 96, 169, "time"),
    _call("time", 201, None, "time"),
    _call("nanosleep", 35, 101, "asyncio.sleep"),
    _call("clock_nanosleep", 230, 115, "asyncio.sleep", _CLOCK),
    _call("restart_syscall", 219, 128, "a sleep that goes on after a signal"),
    _call("sched_yield", 24, 124, "a sleep of nothing"),
    _call("getpid", 39, 172, "asyncio asks which process it is in"),
    _call(
        "futex", 202, 98, "locks of one process",
        Condition(argument=1, mask=_FUTEX_OPERATION, values=(0, 1, 9, 10)),
    ),
)  # fmt: skip
