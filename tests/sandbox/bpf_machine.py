"""A small interpreter of classic BPF, as the kernel runs a seccomp filter: for tests on any processor."""

from collections.abc import Sequence

from app.sandbox.inside import bpf


def judge(
    program: Sequence[bpf.Instruction], *, architecture: int, number: int, arguments: Sequence[int] = ()
) -> int:
    """What the filter answers to a system call."""
    given = [*arguments, *[0] * (6 - len(arguments))]
    words = {bpf.NUMBER: number, bpf.ARCHITECTURE: architecture}
    for place, argument in enumerate(given):
        words[bpf.ARGUMENTS + 8 * place] = argument & 0xFFFFFFFF
        words[bpf.ARGUMENTS + 8 * place + 4] = argument >> 32
    accumulator = at = 0
    while True:
        code, if_true, if_false, constant = program[at]
        at += 1
        if code == bpf.LOAD:
            accumulator = words[constant]
        elif code == bpf.AND:
            accumulator &= constant
        elif code == bpf.JUMP_IF_EQUAL:
            at += if_true if accumulator == constant else if_false
        elif code == bpf.JUMP_IF_AT_LEAST:
            at += if_true if accumulator >= constant else if_false
        elif code == bpf.RETURN:
            return constant
        else:
            raise ValueError(f"no such instruction: {code:#x}")
