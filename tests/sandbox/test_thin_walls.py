"""The self-test finds any hole in the filter, also where nobody thought of one."""

import platform
from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.sandbox import Sandbox
from app.sandbox.inside import bpf
from app.sandbox.inside.syscalls import ALLOWED, Syscall


async def leaks_of(table: Sequence[Syscall]) -> str:
    sandbox = Sandbox(program=bpf.assemble(platform.machine(), table))
    refusal = await sandbox.start() or ""
    await sandbox.close()
    return refusal


@pytest.mark.parametrize(
    ("x86_64", "aarch64"), [(91, 52), (62, 129), (40, 71), (46, 211), (435, 435), (470, 470)], ids=str
)
async def test_a_call_nobody_thought_of_is_found_out(x86_64: int, aarch64: int):
    numbers = {"x86_64": x86_64, "aarch64": aarch64}
    refusal = await leaks_of((*ALLOWED, Syscall(name="any", numbers=numbers, reason="a hole")))
    assert refusal.startswith("leaks: ")
    assert f"number_{numbers[platform.machine()]}" in refusal


@pytest.mark.parametrize(
    ("name", "leak"),
    [
        ("read", "another_input"),
        ("write", "another_output"),
        ("mmap", "mapped_file, executable_mapping"),
        ("setitimer", "another_alarm"),
        ("futex", "another_lock"),
        ("clock_gettime", "clock_of_another"),
        ("clock_nanosleep", "waiting_for_another"),
    ],
)
async def test_a_condition_that_is_missing_is_found_out(name: str, leak: str):
    table = [replace(call, conditions=()) if call.name == name else call for call in ALLOWED]
    assert await leaks_of(table) == f"leaks: {leak}"
