"""Code that answers before it is done: its time is over all the same, and nothing of it is for nothing."""

import time
from pathlib import Path

import pytest
from hostile import REACH

from app.sandbox.cell import REST
from eventually import eventually_so

# Finds the worker, switches its alarm off and gives the call's answer itself.
EARLY = (
    REACH
    + """
async def main(message, variables):
    frame = sys._getframe()
    while "number" not in frame.f_locals:
        frame = frame.f_back
    worker, number = frame.f_locals["self"], frame.f_locals["number"]
    reach("signal").setitimer(0, 0)
    Ran = reach("inside.running").Ran
    worker._answer(number, Ran(value="7"), is_last=False)
"""
)
COMPUTES = EARLY + "    while True: pass\n"
RESTS_FIRST = EARLY + "    reach('time').sleep(0.2)\n    while True: pass\n"
# And the answers of those who come after it, as long as it lives.
STAYS = (
    EARLY
    + """
    while True:
        number, _, _ = worker._next()
        worker._answer(number, Ran(value="8"), is_last=False)
"""
)
BOTS = ["computes", "rests_first"]


def children_of(pid: int) -> set[int]:
    return {int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def clock_of(pid: int) -> float:
    """Seconds of the processor it has used, by the kernel."""
    return time.clock_gettime((~pid << 3) | 2)


@pytest.mark.parametrize(("bot", "source"), [("computes", COMPUTES), ("rests_first", RESTS_FIRST)], ids=BOTS)
async def test_a_worker_that_computes_after_its_answer_is_ended(bench, bot: str, source: str):
    others = children_of(bench.sandbox.server_pid)
    assert (await bench.run(source, bot=bot)).value == 7
    [worker] = children_of(bench.sandbox.server_pid) - others
    spent = 0.0

    async def is_over() -> bool:
        nonlocal spent
        if worker not in children_of(bench.sandbox.server_pid):
            return True
        spent = max(spent, clock_of(worker))
        return False

    await eventually_so(is_over)
    assert spent < 1.0
    following = await bench.body("return 1", bot=bot)
    assert following.value == 1
    assert following.elapsed_ms > 1000 * REST  # what was spent before is the bot's


async def test_a_bot_whose_worker_rests_is_charged_with_nothing_and_keeps_it(bench):
    others = children_of(bench.sandbox.server_pid)
    await bench.body("return 1", bot="calm")
    [worker] = children_of(bench.sandbox.server_pid) - others
    cell = bench.sandbox._cells._seats["calm"].cell
    cell.look()
    assert (cell.is_over, cell.owed) == (False, 0.0)
    assert worker in children_of(bench.sandbox.server_pid)


async def test_code_that_stays_to_answer_for_others_reaches_only_its_own_bot(bench):
    assert (await bench.run(STAYS, bot="stays")).value == 7
    assert (await bench.body("return 1", bot="stays")).value == 8  # as docs/security.md says
    assert (await bench.body("return 1", bot="another")).value == 1
