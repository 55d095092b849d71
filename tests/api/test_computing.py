"""What takes a processor: so much at once, of one person less, and never a connection meanwhile."""

import asyncio
import threading
import time
from typing import Any

import pytest
from authors import Author, done, refused, says

from app.authoring.code import Code
from app.authoring.exchange import parse
from app.authoring.simulation import simulate
from app.kit.computing import AT_ONCE, LONG, THREADS, Computing
from app.kit.errors import InvalidInput, TooMany
from app.kit.processors import waiting
from app.runtime.playing import stopwatch_until
from app.sandbox import Call, InThreads, Outcome, SandboxLimits
from app.sandbox.outcome import CRASHED
from eventually import PATIENCE
from factories import make_person

PATTERN = {"field": "message.text", "operator": "matches", "value": r"(\p{L}\p{M}?.{3}){60}z"}
SLOW = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Slow",
    "first_step": "a",
    "steps": [{"id": "a", "groups": [{"connections": [{"rules": PATTERN, "to": "a"}, {"to": "a"}]}]}],
}
LENGTHY = {"turns": [{"start": True}, *[{"user": "a" * 10_000}] * 100]}
TEST = {"turns": [{"start": True}]}


def with_code(line: str) -> dict[str, Any]:
    """A bot that begins with running it."""
    code = f"async def main(message, variables):\n    {line}\n"
    group = {"type": "code", "code": code, "connections": [{"to": "b"}]}
    steps = [{"id": "a", "proxy": True, "groups": [group]}, {"id": "b", "message": {"text": "Done"}}]
    return {"dbcv": 1, "kind": "bot", "name": "Codes", "first_step": "a", "steps": steps}


@pytest.fixture
def computing():
    made = Computing(at_once=1, waiting=1)
    yield made
    made.close()


async def test_whoever_has_too_much_under_way_is_told_to_wait(computing):
    begun = asyncio.Event()
    end = asyncio.Event()

    async def hold() -> None:
        async with computing.place("ada"):
            begun.set()
            await end.wait()

    async with asyncio.TaskGroup() as group:
        group.create_task(hold())
        group.create_task(hold())
        await begun.wait()
        with pytest.raises(TooMany):
            async with computing.place("ada"):
                pass
        async with computing.place("bob"):
            pass
        end.set()
    async with computing.place("ada"):
        pass


async def test_it_is_done_on_threads_of_its_own(computing):
    name = await computing.run(lambda: threading.current_thread().name)
    assert name.startswith("computing")


async def test_what_takes_a_moment_never_waits_for_what_takes_long(computing):
    end = threading.Event()
    async with asyncio.TaskGroup() as group:
        for _ in range(THREADS + 1):
            group.create_task(computing.run_long(end.wait))
        for _ in range(3):
            await asyncio.sleep(0)
        assert await asyncio.wait_for(computing.run(lambda: "done"), 30) == "done"
        end.set()


async def test_who_waits_for_others_leaves_them_its_processor_and_goes_on_at_once(computing):
    begun, go_on, finish = threading.Event(), threading.Event(), threading.Event()

    def wait() -> str:
        with waiting():
            begun.set()
            go_on.wait()
        return "went on"

    first = [asyncio.create_task(computing.run_long(wait)) for _ in range(LONG)]
    await asyncio.to_thread(begun.wait)
    async with asyncio.timeout(PATIENCE):
        assert await computing.run_long(lambda: "done") == "done"
        busy = [asyncio.create_task(computing.run_long(finish.wait)) for _ in range(LONG)]
        go_on.set()
        assert await asyncio.gather(*first) == ["went on"] * LONG
        finish.set()
        await asyncio.gather(*busy)
        assert await computing.run_long(lambda: "done") == "done"


async def test_so_many_work_at_once_and_no_more_though_those_who_asked_are_gone(computing):
    finish, at_work = threading.Event(), threading.Semaphore(0)

    def work() -> None:
        at_work.release()
        finish.wait()

    gone = [asyncio.create_task(computing.run_long(work)) for _ in range(LONG)]
    for _ in gone:
        await asyncio.to_thread(at_work.acquire)
    for task in gone:
        task.cancel()
    await asyncio.wait(gone)
    following = asyncio.create_task(computing.run_long(lambda: "done"))
    given_up = asyncio.create_task(computing.run_long(lambda: "never"))
    assert await computing.run(lambda: "moment") == "moment"
    assert not following.done()
    given_up.cancel()
    finish.set()
    async with asyncio.timeout(PATIENCE):
        assert await following == "done"
        assert await computing.run_long(lambda: "done") == "done"


def test_outside_of_long_work_waiting_is_nothing_special():
    with waiting():
        pass


def test_one_owner_leaves_a_thread_to_others():
    assert AT_ONCE < THREADS


def test_who_plays_for_long_rests_and_the_trace_does_not_count_it():
    look = stopwatch_until(time.monotonic() + 60, InvalidInput("x:y", "It is over."))
    began, played = time.perf_counter(), look()
    while time.perf_counter() - began < 0.05:
        until = look() - played
    assert until / 1e9 < 0.95 * (time.perf_counter() - began)


async def test_one_who_simulates_too_much_at_once_is_told_to_wait_and_others_are_not(app, author):
    other = Author(author.client, await make_person(app, "DEVELOPER"))
    bot = (await author.import_bot(SLOW))["id"]
    others = (await other.import_bot(says("Bot", "Hello")))["id"]
    with_long = [author.call("POST", f"/bots/{bot}/simulate", json=LENGTHY) for _ in range(9)]

    answers = asyncio.gather(*with_long)
    hello = done(await other.call("POST", f"/bots/{others}/simulate", json=TEST))

    assert hello["turns"][0]["sent"][0]["text"] == "Hello"
    told = [refused(answer) for answer in await answers if answer.status_code != 200]
    assert told.count((429, "computing:busy")) == 3


class Hangs:
    """In the sandbox's place: answers nobody before the end."""

    def __init__(self) -> None:
        self.limits = SandboxLimits()
        self.asked = asyncio.Semaphore(0)
        self.end = asyncio.Event()

    async def run(self, _bot: str, _call: Call) -> Outcome:
        self.asked.release()
        await self.end.wait()
        return Outcome(failure=CRASHED)


async def test_nobody_waits_for_those_whose_code_sleeps(app, author):
    other = Author(author.client, await make_person(app, "DEVELOPER"))
    sleeping = (await author.import_bot(with_code("import time; time.sleep(1)")))["id"]
    others = (await other.import_bot(says("Bot", "Hello")))["id"]
    sandbox = Hangs()
    threads = InThreads(sandbox)
    threads.serve()
    app.state.code = Code(threads, sandbox)
    tests = [
        asyncio.create_task(author.call("POST", f"/bots/{sleeping}/simulate", json=TEST)) for _ in range(2)
    ]
    for _ in tests:
        await sandbox.asked.acquire()

    async with asyncio.timeout(PATIENCE):
        hello = done(await other.call("POST", f"/bots/{others}/simulate", json=TEST))
    assert hello["turns"][0]["sent"][0]["text"] == "Hello"
    assert not any(test.done() for test in tests)
    sandbox.end.set()
    await asyncio.gather(*tests)


async def test_code_is_read_for_so_long_and_meanwhile_every_thread_is_free(app, author):
    bot = (await author.import_bot(with_code("pass")))["id"]
    sandbox = Hangs()
    app.state.code = Code(InThreads(sandbox), sandbox)
    inspections = [asyncio.create_task(author.call("GET", f"/bots/{bot}/inspect")) for _ in range(2)]
    for _ in inspections:
        await sandbox.asked.acquire()
    together = threading.Barrier(THREADS)
    await asyncio.gather(*[app.state.computing.run(together.wait, 10) for _ in range(THREADS)])
    assert not any(one.done() for one in inspections)
    for answer in await asyncio.gather(*inspections):
        assert "group:code_unread" in [issue["code"] for issue in done(answer)["issues"]]


async def test_a_simulation_holds_no_connection_while_it_computes(app, author):
    bot = (await author.import_bot(SLOW))["id"]
    held: list[int] = []

    class Watching(Computing):
        async def run_long(self, call, *args, **named):
            held.append(app.state.database.engine.pool.checkedout())
            return await super().run_long(call, *args, **named)

    app.state.computing.close()
    app.state.computing = Watching()
    done(await author.call("POST", f"/bots/{bot}/simulate", json=TEST))
    assert held == [0]


def test_a_simulation_ends_when_its_time_is_over_however_slow_a_turn_is():
    with pytest.raises(InvalidInput) as told:
        simulate((parse(SLOW), ()), b'{"turns": [{"start": true}, {"user": "x"}]}', seconds=-1)
    assert told.value.code == "simulation:too_long"


def test_a_simulation_with_too_much_to_show_is_refused():
    document = says("Bot", "a") | {"variables": {f"v{n}": "x" * 60_000 for n in range(4)}}
    turns = ", ".join(['{"start": true}'] * 100)
    with pytest.raises(InvalidInput) as told:
        simulate((parse(document), ()), f'{{"turns": [{turns}]}}'.encode(), seconds=60)
    assert told.value.code == "simulation:too_large"


def test_a_draft_with_more_patterns_than_anybody_publishes_is_not_made_ready():
    rules = [{**PATTERN, "value": f"x{number}{{500}}"} for number in range(300)]
    connections = [{"rules": rule, "to": "a"} for rule in rules]
    document = SLOW | {"steps": [{"id": "a", "groups": [{"connections": connections}]}]}
    with pytest.raises(InvalidInput) as told:
        simulate((parse(document), ()), b'{"turns": [{"start": true}]}')
    assert told.value.code == "simulation:too_many_patterns"
