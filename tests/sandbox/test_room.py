"""Room for workers: so many, and so much memory of all; those who stay small lose it to nobody."""

import asyncio

from processes import children_of, is_alive, until

HOARD = (
    "import time",
    "kept = bytearray(70_000_000)",
    "kept[::4096] = bytes(len(kept[::4096]))",
    "time.sleep(2)",  # all of them have come by then
)


KEEPS = (
    "import re",
    "re._cache.setdefault('kept', []).append(bytearray(b'x') * 2_000_000)",
)


async def workers_of(bench, count: int) -> set[int]:
    """Their pids, once others are gone; the one that guards a namespace was the first."""
    server, guards = bench.sandbox.server_pid, int("namespaces" in bench.sandbox.walls)
    await until(lambda: len(children_of(server)) == guards + count)
    return set(sorted(children_of(server))[guards:])


async def test_there_are_no_more_workers_than_allowed_and_the_oldest_goes(limited):
    bench = limited(workers=3)
    for number in range(8):
        assert (await bench.body("return 1", bot=f"b{number}")).value == 1
        assert bench.sandbox.workers <= 3
    assert bench.sandbox.workers == 3


async def test_more_bots_than_workers_wait_for_one_another(limited):
    bench = limited(workers=2)
    answers = await asyncio.gather(*[bench.body("return 1", bot=f"b{number}") for number in range(20)])
    assert [answer.value for answer in answers] == [1] * 20


async def test_all_workers_together_are_held_to_their_memory(limited):
    bench = limited(all_memory=150 * 2**20, seconds=10)
    answers = await asyncio.gather(*[bench.body(*HOARD, "return 1", bot=f"b{number}") for number in range(4)])
    told = {answer.problem for answer in answers}
    assert "code:memory" in told
    assert bench.sandbox.memory() < 150 * 2**20
    assert (await bench.body("return 2", bot="b0")).value == 2


async def test_memory_is_taken_from_who_has_grown_and_not_from_neighbours_in_use(limited):
    bench = limited(all_memory=150 * 2**20, seconds=10)
    quiet = [f"quiet{number}" for number in range(4)]
    for bot in quiet:
        await bench.body("return 1", bot=bot)
    neighbours = await workers_of(bench, len(quiet))
    answers = await asyncio.gather(*[bench.body(*HOARD, "return 1", bot=f"b{number}") for number in range(3)])
    assert "code:memory" in {answer.problem for answer in answers}
    assert neighbours <= children_of(bench.sandbox.server_pid)
    assert [(await bench.body("return 1", bot=bot)).value for bot in quiet] == [1] * len(quiet)


async def test_what_has_grown_and_is_idle_goes_before_anybody_is_told(limited):
    bench = limited(all_memory=200 * 2**20, seconds=10)
    for _ in range(2000):  # slowly: who computes long is replaced
        await bench.body(*KEEPS, bot="keeps")
        if bench.sandbox.memory() > 70 * 2**20:
            break
    [worker] = await workers_of(bench, 1)
    for bot in ("small", "other"):
        await bench.body("return 1", bot=bot)
    answers = await asyncio.gather(*[bench.body(*HOARD, "return 1", bot=bot) for bot in ("small", "large")])
    assert [(answer.value, answer.error) for answer in answers] == [(1, {})] * 2
    assert not is_alive(worker)
