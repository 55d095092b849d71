"""The filter's tables for both processors, judged by an interpreter of our own."""

import re
from pathlib import Path

import pytest
from bpf_machine import judge

from app.sandbox.inside import bpf
from app.sandbox.inside.syscalls import ALLOWED, ARCHITECTURES, Syscall

HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
FORBIDDEN = {
    "x86_64": {
        "open": 2, "openat": 257, "socket": 41, "clone": 56, "clone3": 435, "fork": 57, "vfork": 58,
        "execve": 59, "kill": 62, "ptrace": 101, "prctl": 157, "mprotect": 10, "dup": 32,
        "sendmsg": 46,
        "bpf": 321, "io_uring_setup": 425, "process_vm_readv": 310, "seccomp": 317, "tgkill": 234,
        "setrlimit": 160,
        "rt_sigaction": 13, "ioctl": 16, "fcntl": 72, "pipe": 22, "memfd_create": 319, "writev": 20,
    },
    "aarch64": {
        "openat": 56, "socket": 198, "clone": 220, "clone3": 435, "execve": 221, "kill": 129, "ptrace": 117,
        "prctl": 167, "mprotect": 226, "dup": 23, "sendmsg": 211, "bpf": 280, "io_uring_setup": 425,
        "process_vm_readv": 270, "seccomp": 277, "tgkill": 131, "setrlimit": 164, "rt_sigaction": 134,
        "ioctl": 29, "fcntl": 25, "pipe2": 59, "memfd_create": 279, "writev": 66,
    },
}  # fmt: skip
FITTING = {
    "read": (3,),
    "write": (4,),
    "mmap": (0, 4096, 3, 0x22, 2**64 - 1, 0),
    "setitimer": (0,),
    "futex": (0x1000, 128),
}
UNFIT = {
    "read": [(0,), (4,), (5,)],
    "write": [(1,), (2,), (3,), (300,)],
    "mmap": [(0, 4096, 7, 0x22), (0, 4096, 4, 0x22), (0, 4096, 3, 0x02, 3), (0, 4096, 3, 0x01, 4)],
    "setitimer": [(1,), (2,)],
    "futex": [(0x1000, 6), (0x1000, 128 | 11), (0x1000, 3)],
}
processors = pytest.mark.parametrize("processor", ARCHITECTURES)


def answer(
    processor: str, number: int, arguments: tuple[int, ...] = (), architecture: int | None = None
) -> int:
    given = ARCHITECTURES[processor] if architecture is None else architecture
    program = bpf.unpack(bpf.assemble(processor))
    return judge(program, architecture=given, number=number, arguments=arguments)


@processors
@pytest.mark.parametrize("call", ALLOWED, ids=lambda call: call.name)
def test_what_is_needed_is_permitted(processor: str, call: Syscall):
    if processor not in call.numbers:
        pytest.skip("there is no such call")
    assert answer(processor, call.numbers[processor], FITTING.get(call.name, ())) == bpf.PERMIT


@processors
@pytest.mark.parametrize("name", UNFIT)
def test_a_permitted_call_with_other_arguments_is_refused(processor: str, name: str):
    number = next(call for call in ALLOWED if call.name == name).numbers[processor]
    assert {answer(processor, number, arguments) for arguments in UNFIT[name]} == {bpf.REFUSE}


@processors
def test_what_leads_out_is_refused(processor: str):
    found = {name: answer(processor, number) for name, number in FORBIDDEN[processor].items()}
    assert found == dict.fromkeys(FORBIDDEN[processor], bpf.REFUSE)


@processors
def test_every_other_number_is_refused(processor: str):
    numbers = {call.numbers.get(processor) for call in ALLOWED}
    assert {answer(processor, number) for number in range(600) if number not in numbers} == {bpf.REFUSE}


@processors
def test_the_calls_of_another_processor_end_the_process(processor: str):
    others = [number for name, number in ARCHITECTURES.items() if name != processor]
    i386 = 0x40000003
    assert {answer(processor, 0, (3,), architecture=other) for other in (*others, i386)} == {bpf.KILL}


def test_the_other_abi_of_x86_64_ends_the_process():
    assert answer("x86_64", 0x40000000, (3,)) == bpf.KILL
    assert answer("x86_64", 0xFFFFFFFF) == bpf.KILL


@processors
def test_every_jump_lands_in_the_program(processor: str):
    program = bpf.program(processor)
    assert len(program) <= 4096
    for place, (_, if_true, if_false, _) in enumerate(program):
        assert place + 1 + max(if_true, if_false) <= len(program)
        assert max(if_true, if_false) <= 255
    assert program[-1] == (bpf.RETURN, 0, 0, bpf.REFUSE)


@processors
def test_the_numbers_are_those_of_the_kernels_headers(processor: str):
    header = HEADERS[processor]
    if not header.exists():
        pytest.skip("the kernel's headers are not there")
    source = header.read_text()
    defined = dict(re.findall(r"#define\s+__NR(?:3264)?_(\w+)\s+(\d+)", source))
    aliases = {"fcntl": "fcntl", "mmap": "mmap"}
    for call in ALLOWED:
        if processor in call.numbers:
            name = aliases.get(call.name, call.name)
            assert defined.get(name) == str(call.numbers[processor]), call.name
    for name, number in FORBIDDEN[processor].items():
        assert defined.get(name) == str(number), name


def test_every_call_says_why_it_is_permitted():
    assert all(call.reason for call in ALLOWED)
    assert len({call.name for call in ALLOWED}) == len(ALLOWED)
