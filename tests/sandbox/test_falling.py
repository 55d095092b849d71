"""What falls takes nobody with it for longer than it must: servers, workers, descriptors."""

import asyncio
import gc
import os
import signal
from pathlib import Path

import pytest
from processes import until

from app.sandbox import Call
from app.sandbox.cell import Cell
from app.sandbox.limits import SandboxLimits
from eventually import PATIENCE, eventually_so

PAYLOAD = b'{"message":null,"variables":{},"at":0,"offset":0,"seed":"","fixed":false}'
ONE = Call(source="async def main(message, variables):\n    return 1\n", payload=PAYLOAD)

# A fork server that fails at its third worker: the first is for trying out plain code.
FAILING = """
import sys; sys.path.insert(0, sys.argv.pop(1))
import os, socket
from inside import server
make, fork = server.Server._make, os.fork
def refuse():
    raise BlockingIOError
def fail_once(self, number, ends):
    os.fork = refuse if number == 3 and FORK else fork
    if number == 3 and not FORK:
        os.close(ends.pop())
    make(self, number, ends)
server.Server._make = fail_once
server.main()
"""


def descriptors() -> int:
    gc.collect()  # what others have left behind is none of ours
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_two_calls_of_one_bot_outlive_their_server(limited):
    bench = limited()
    slow = ("import time", "time.sleep(0.4)", "return 'done'")
    await bench.sandbox.start()
    first = asyncio.create_task(bench.body(*slow))
    second = asyncio.create_task(bench.body(*slow))
    await eventually_so(lambda: asyncio.sleep(0, bench.sandbox.workers))
    os.kill(bench.sandbox.server_pid, signal.SIGKILL)
    async with asyncio.timeout(PATIENCE):
        assert [(await one).value for one in (first, second)] == ["done", "done"]
        assert (await bench.body("return 3")).value == 3


async def test_a_worker_of_a_server_that_fell_is_gone_at_once(limited):
    bench = limited()
    await bench.sandbox.start()
    link = bench.sandbox._link
    link.close()
    before = descriptors()
    gone: list[int | None] = []
    link.make(0, 1, lambda _pid: None, gone.append)
    await asyncio.sleep(0)
    assert gone == [None]
    assert descriptors() == before


@pytest.mark.parametrize("lost", ["fork", "descriptor"])
async def test_a_worker_that_cannot_be_made_leaves_the_others_alone(
    limited, monkeypatch: pytest.MonkeyPatch, lost: str
):
    monkeypatch.setattr("app.sandbox.link._BOOT", FAILING.replace("FORK", str(lost == "fork")))
    bench = limited()
    assert (await bench.body("return 1", bot="one")).value == 1
    server = bench.sandbox.server_pid
    refused = await bench.body("return 2", bot="two")
    assert (refused.problem, refused.error["type"]) == ("code:error", "SandboxUnavailable")
    assert "a worker could not be made" in refused.error["message"]
    assert (await bench.body("return 2", bot="two")).value == 2
    assert (await bench.body("return 3", bot="one")).value == 3
    assert bench.sandbox.server_pid == server


@pytest.mark.parametrize("status", [18, 19])
async def test_code_cannot_pretend_that_it_was_not_shut_in(limited, status: int):
    answer = await limited().body("import asyncio", f"asyncio.base_events.os._exit({status})")
    assert (answer.problem, answer.error["type"]) == ("code:error", "Crash")


async def test_what_fails_in_a_worker_that_was_shut_in_is_a_crash(limited):
    answer = await limited().body(
        "import asyncio",
        "frame = asyncio.base_events.sys._getframe()",
        "while 'number' not in frame.f_locals:",
        "    frame = frame.f_back",
        "frame.f_locals['self']._answer = None",
    )
    assert (answer.problem, answer.error["type"]) == ("code:error", "Crash")


async def test_calls_nobody_waits_for_leave_no_descriptor_behind(limited):
    bench = limited()
    await bench.sandbox.start()
    spare = descriptors()
    for number in range(10):
        call = asyncio.create_task(bench.body("return 1", bot=f"b{number}"))
        for _ in range(4):
            await asyncio.sleep(0)
        call.cancel()
        await asyncio.wait({call})
    assert (await bench.body("return 1")).value == 1
    await until(lambda: descriptors() == spare + 3 * bench.sandbox.workers)


async def test_a_pipe_that_cannot_be_made_costs_no_other(limited, monkeypatch: pytest.MonkeyPatch):
    bench = limited()
    await bench.sandbox.start()
    pipe, made = os.pipe, []

    def only_one() -> tuple[int, int]:
        if made:
            raise OSError(24, "Too many open files")
        made.append(True)
        return pipe()

    before = descriptors()
    monkeypatch.setattr(os, "pipe", only_one)
    with pytest.raises(OSError, match="Too many"):
        Cell(bench.sandbox._link, SandboxLimits())
    assert descriptors() == before


async def test_a_worker_that_does_not_start_in_time_is_the_installations_trouble(
    limited, monkeypatch: pytest.MonkeyPatch
):
    bench = limited()
    await bench.sandbox.start()
    monkeypatch.setattr("app.sandbox.cell.STARTING", 0.1)
    os.kill(bench.sandbox.server_pid, signal.SIGSTOP)
    try:
        answer = await bench.body("return 1")
    finally:
        os.kill(bench.sandbox.server_pid, signal.SIGCONT)
    assert answer.error["type"] == "SandboxUnavailable"
    assert "did not start in time" in answer.error["message"]


async def test_a_call_has_no_more_time_than_its_turn_leaves_it(limited):
    loop = "async def main(message, variables):\n    while True: pass\n"
    outcome = await limited().sandbox.run("bot", Call(source=loop, payload=PAYLOAD, seconds=0.25))
    assert outcome.failure.error["message"] == "The code took longer than 0.25 s."
