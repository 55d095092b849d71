"""The processes of the sandbox: killed, outlived, replaced; and refused where a wall is thin."""

import asyncio
import os
import platform
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from processes import children_of, is_alive, until

from app.sandbox import BlockingSandbox, Call, Sandbox
from app.sandbox.inside import bpf
from app.sandbox.inside.syscalls import ALLOWED, Syscall

LOOP = "async def main(message, variables):\n    while True: pass\n"
BACKEND = Path(__file__).parents[2] / "backend"
CALL = Call(
    source="async def main(message, variables):\n    return 6 * 7\n",
    payload=b'{"message":null,"variables":{},"at":0,"offset":0,"seed":"","fixed":false}',
)


async def test_a_killed_worker_is_replaced_and_the_call_done_again(limited):
    bench = limited()
    await bench.body("return 1")
    server = bench.sandbox.server_pid
    before = children_of(server)
    slow = asyncio.create_task(bench.body("import time", "time.sleep(0.3)", "return 'done'", bot="other"))
    await until(lambda: children_of(server) - before)
    [worker] = children_of(server) - before
    os.kill(worker, signal.SIGKILL)
    assert (await slow).value == "done"
    assert bench.sandbox.server_pid == server


async def test_a_killed_server_is_replaced_and_the_calls_done_again(limited):
    bench = limited(seconds=10.0)
    await bench.body("return 1")
    server = bench.sandbox.server_pid
    workers = children_of(server)
    slow = [
        asyncio.create_task(bench.body("import time", "time.sleep(2)", "return 'done'", bot=f"b{number}"))
        for number in range(3)
    ]
    await until(lambda: len(children_of(server)) >= len(workers) + 3)
    workers = children_of(server)
    os.kill(server, signal.SIGKILL)
    assert [(await one).value for one in slow] == ["done"] * 3
    assert bench.sandbox.server_pid != server
    await until(lambda: not any(is_alive(pid) for pid in workers))


async def test_everything_ends_with_the_process_that_started_it(tmp_path: Path):
    program = (
        "import asyncio, json\n"
        "from app.sandbox import Sandbox, Call\n"
        "async def main():\n"
        "    sandbox = Sandbox()\n"
        "    print(await sandbox.start(), flush=True)\n"
        "    print(sandbox.server_pid, flush=True)\n"
        f"    await sandbox.run('b', Call(source={LOOP!r}, payload={CALL.payload!r}))\n"
        "asyncio.run(main())\n"
    )
    owner = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=subprocess.PIPE, cwd=BACKEND, env={"PYTHONPATH": str(BACKEND)}
    )
    lines = [await owner.stdout.readline() for _ in range(3)]
    server = next(int(line) for line in lines if line.strip().isdigit())
    await until(lambda: len(children_of(server)) >= 1)
    workers = children_of(server)
    owner.kill()
    await owner.wait()
    await until(lambda: not any(is_alive(pid) for pid in (server, *workers)))


async def test_closing_ends_every_process(limited):
    bench = limited()
    await bench.body("return 1")
    server = bench.sandbox.server_pid
    workers = children_of(server)
    await bench.sandbox.close()
    await until(lambda: not any(is_alive(pid) for pid in (server, *workers)))


@pytest.mark.parametrize("wall", ["openat", "socket", "clone", "ptrace", "dup"])
async def test_a_thin_wall_is_found_out_and_code_refused(wall: str):
    numbers = {
        "openat": (257, 56),
        "socket": (41, 198),
        "clone": (56, 220),
        "ptrace": (101, 117),
        "dup": (32, 23),
    }
    x86_64, aarch64 = numbers[wall]
    hole = Syscall(name=wall, numbers={"x86_64": x86_64, "aarch64": aarch64}, reason="a hole")
    sandbox = Sandbox(program=bpf.assemble(platform.machine(), (*ALLOWED, hole)))
    assert (await sandbox.start() or "").startswith("leaks: ")
    outcome = await sandbox.run("bot", CALL)
    assert outcome.answer is None
    assert outcome.failure.problem == "code:error"
    assert outcome.failure.error["type"] == "SandboxUnavailable"
    assert "leaks: " in outcome.failure.error["message"]
    assert sandbox.server_pid is None
    await sandbox.close()


async def test_no_filter_at_all_is_found_out():
    sandbox = Sandbox(program=bpf._packed.pack(bpf.RETURN, 0, 0, bpf.PERMIT))
    refusal = await sandbox.start() or ""
    for leak in ("internet_socket", "fork", "ptrace", "signal", "new_descriptor", "weaker_walls"):
        assert leak in refusal
    await sandbox.close()


async def test_a_filter_that_leaves_too_little_in_is_found_out_too():
    needed = [call for call in ALLOWED if call.name not in {"getrandom", "setitimer"}]
    sandbox = Sandbox(program=bpf.assemble(platform.machine(), needed))
    assert await sandbox.start() == "plain code does not run"
    await sandbox.close()


async def test_who_gives_up_while_it_starts_leaves_no_process_behind():
    sandbox = Sandbox()
    before = children_of(os.getpid())
    starting = asyncio.create_task(sandbox.start())
    await until(lambda: children_of(os.getpid()) - before)
    starting.cancel()
    await asyncio.wait({starting})
    await sandbox.close()
    assert children_of(os.getpid()) == before


async def test_one_closed_while_it_starts_does_not_stay():
    sandbox = Sandbox()
    before = children_of(os.getpid())
    starting = asyncio.create_task(sandbox.start())
    await until(lambda: children_of(os.getpid()) - before)
    await sandbox.close()
    assert await starting == "it is closed"
    assert (await sandbox.run("bot", CALL)).failure is not None
    assert children_of(os.getpid()) == before


@pytest.mark.parametrize(
    ("system", "processor"), [("darwin", "arm64"), ("win32", "AMD64"), ("linux", "riscv64")]
)
async def test_other_systems_are_refused(monkeypatch: pytest.MonkeyPatch, system: str, processor: str):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: processor)
    sandbox = Sandbox()
    assert await sandbox.start() == "it needs Linux on x86-64 or aarch64"
    outcome = await sandbox.run("bot", CALL)
    assert "needs Linux" in outcome.failure.error["message"]


async def test_a_worker_is_replaced_after_its_number_of_calls(limited):
    bench = limited(calls=3)
    server = None
    pids: set[int] = set()
    for _ in range(7):
        await bench.body("return 1")
        server = bench.sandbox.server_pid
        pids |= children_of(server)
    assert len(pids) >= 3


async def test_the_calls_of_one_bot_are_run_one_after_another(limited):
    bench = limited()
    began = time.monotonic()
    await asyncio.gather(*[bench.body("import time", "time.sleep(0.1)") for _ in range(3)])
    assert time.monotonic() - began >= 0.3


async def test_limits_can_be_set(limited):
    assert (await limited(seconds=0.2).run(LOOP)).error["message"] == "The code took longer than 0.2 s."
    bench = limited(result=1024, prints=1024)
    assert (await bench.body("return 'x' * 2000")).problem == "code:output"
    assert len((await bench.body("print('x' * 5000)")).prints) < 1100


async def test_a_call_that_is_too_large_is_refused(limited):
    bench = limited()
    large = replace(CALL, payload=b" " * (17 * 2**20))
    outcome = await bench.sandbox.run("b", large)
    assert outcome.failure.error["type"] == "Input"


async def test_a_large_call_goes_through_the_pipe(limited):
    bench = limited()
    answer = await bench.body("return len(variables['session.x'])", variables={"session.x": "x" * 2_000_000})
    assert answer.value == 2_000_000


def test_threads_run_code_too_and_nothing_is_started_before():
    with BlockingSandbox() as sandbox:
        assert sandbox._sandbox is None
        assert b'"value":42' in sandbox.run("b", CALL).answer


# Whoever runs the tests may keep the interpreter where nobody else can read it: it is loaded first.
AS_NOBODY = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); import os; from inside import libc, modules, server;"
    "modules.load_all(); os.setgroups([]); os.setresgid(65534, 65534, 65534);"
    "os.setresuid(65534, 65534, 65534);"
    "libc.prctl(libc.SET_DUMPABLE, 1); server.main()"
)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
async def test_it_works_for_an_ordinary_user(limited, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.sandbox.link._BOOT", AS_NOBODY)
    monkeypatch.setattr("app.sandbox.link._zones", lambda: "/usr/share/zoneinfo")
    bench = limited()
    assert await bench.sandbox.start() is None
    assert "nobody" not in bench.sandbox.walls
    assert (await bench.body("return 6 * 7")).value == 42


WITHOUT_NAMESPACES = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); import os; from inside import server;"
    "os.unshare = lambda flags: (_ for _ in ()).throw(PermissionError()); server.main()"
)


async def test_it_works_where_namespaces_are_not_allowed(limited, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.sandbox.link._BOOT", WITHOUT_NAMESPACES)
    bench = limited()
    assert await bench.sandbox.start() is None
    assert "namespaces" not in bench.sandbox.walls
    assert (await bench.body("return 6 * 7")).value == 42
