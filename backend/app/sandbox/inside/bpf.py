"""A seccomp filter as classic BPF: data for the kernel, made from a table alone (linux/filter.h)."""

from collections.abc import Iterable, Sequence
from struct import Struct

from .syscalls import ALLOWED, ARCHITECTURES, Condition, Syscall

LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS: a word of seccomp_data
AND = 0x54  # BPF_ALU | BPF_AND | BPF_K
JUMP_IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
JUMP_IF_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
RETURN = 0x06  # BPF_RET | BPF_K

KILL = 0x80000000  # SECCOMP_RET_KILL_PROCESS
REFUSE = 0x00050000 | 1  # SECCOMP_RET_ERRNO, EPERM
PERMIT = 0x7FFF0000  # SECCOMP_RET_ALLOW

# Offsets in struct seccomp_data; both processors store the low half of an argument first.
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
X32 = 0x40000000  # calls of the other ABI of x86-64 begin here

type Instruction = tuple[int, int, int, int]
"""Code, steps forward where a comparison holds, steps forward where it does not, constant."""

_packed = Struct("<HBBI")


def assemble(processor: str, table: Sequence[Syscall] = ALLOWED) -> bytes:
    """The filter for a processor of ARCHITECTURES. What is not in the table is refused with EPERM."""
    return b"".join(_packed.pack(*one) for one in program(processor, table))


def program(processor: str, table: Sequence[Syscall] = ALLOWED) -> list[Instruction]:
    """The same, instruction by instruction."""
    lines: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_IF_EQUAL, 1, 0, ARCHITECTURES[processor]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (JUMP_IF_AT_LEAST, 0, 1, X32),
        (RETURN, 0, 0, KILL),
    ]
    for call in table:
        if processor in call.numbers:
            lines += _entry(call.numbers[processor], call.conditions)
    return [*lines, (RETURN, 0, 0, REFUSE)]


def unpack(source: bytes) -> list[Instruction]:
    """The instructions of an assembled filter."""
    return list(_packed.iter_unpack(source))


def _entry(number: int, conditions: Iterable[Condition]) -> list[Instruction]:
    tests = [line for condition in conditions for line in _test(condition)]
    body = [*tests, (RETURN, 0, 0, PERMIT)]
    return [(JUMP_IF_EQUAL, 0, len(body), number), *body]


def _test(condition: Condition) -> list[Instruction]:
    """Goes on where it holds, and refuses where it does not."""
    lines: list[Instruction] = [
        (LOAD, 0, 0, ARGUMENTS + 8 * condition.argument),
        (AND, 0, 0, condition.mask),
    ]
    count = len(condition.values)
    lines += [(JUMP_IF_EQUAL, count - place, 0, value) for place, value in enumerate(condition.values)]
    return [*lines, (RETURN, 0, 0, REFUSE)]
