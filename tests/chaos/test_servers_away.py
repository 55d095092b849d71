"""A database that is away for long, a disk that is full: nothing accepted is lost, and all goes on."""

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from chaos.people import check_conversation
from chaos.queues import all_quiet
from chaos.talkers import Talker, arrived, at_rate
from chaos.whole_system import System, author_of, children, running_system, until
from conversing import ECHO

PEOPLE = 20
RATE = 40.0  # messages a second
AWAY = 60.0 if "CHAOS_SECONDS" in os.environ else 15.0
BACK = 180.0  # seconds for everything to be accepted and answered once it is back
ROOM = 400  # MB of the disk that gets full

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def own_system(tmp_path) -> Iterator[System]:
    with running_system(tmp_path, MESSAGE_RATE="0") as system:
        yield system


async def people_talk(system: System, talkers: Sequence[Talker], harm, seconds: float) -> float:
    """They talk while `harm` is done, and until all is answered: the seconds that took after its end."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one.listen()) for one in talkers]
        tasks += [group.create_task(one.talk()) for one in talkers]
        harming = group.create_task(harm())
        due = await at_rate(talkers, RATE, seconds)
        await harming
        ended = time.monotonic()
        await until(lambda: sum(len(one.accepted) for one in talkers) == due, BACK)
        for one in talkers:
            async with asyncio.timeout(BACK):
                await one.answered(len(one.accepted))
        took = time.monotonic() - ended
        for task in tasks:
            task.cancel()
    for one in talkers:
        check_conversation(one, await one.read_back(), len(one.accepted))
        one.close()
    await all_quiet(system)
    return took


@pytest.mark.parametrize("how", ["refuses", "hangs"])
async def test_a_database_that_is_away_for_long_is_waited_for(own_system: System, how: str, record_property):
    with author_of(own_system) as author:
        channel = author.public_channel(author.published_bot(ECHO))
    talkers = await arrived(channel, own_system.port, PEOPLE)
    before = own_system.processes()

    async def harm() -> None:
        await asyncio.sleep(2)
        # Whoever would start it again, or whoever answers for it, stands still meanwhile.
        still = own_system.supervisor.pid if how == "refuses" else own_system.processes()["postgres"]
        stopped = [still] if how == "refuses" else [still, *whole(still)]
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        try:
            if how == "refuses":
                own_system.kill("postgres")
            await asyncio.sleep(AWAY)
        finally:
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)

    took = await people_talk(own_system, talkers, harm, AWAY + 4)
    after = own_system.processes()
    assert {name for name in before if before[name] != after[name]} <= {"postgres"}
    record_property(
        "figures",
        f"a database that {how} for {AWAY:.0f} s: {sum(len(one.accepted) for one in talkers)} messages, "
        f"all answered {took:.1f} s after it was back",
    )


@contextmanager
def small_disk(folder: Path) -> Iterator[list[str]]:
    """What to put before a command so that `folder` is a disk of its own for it, and for nobody else."""
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("a disk of its own needs root and unshare")
    folder.mkdir()
    mount = f'mount -t tmpfs -o size={ROOM}m,mode=755 tmpfs "$0" && exec "$@"'
    yield ["unshare", "--mount", "sh", "-c", mount, str(folder)]


async def test_a_disk_that_is_full_stops_nobody_for_good(tmp_path, record_property):
    folder = tmp_path / "disk"
    with small_disk(folder) as before, running_system(folder, *before, MESSAGE_RATE="0") as system:
        with author_of(system) as author:
            channel = author.public_channel(author.published_bot(ECHO))
        talkers = await arrived(channel, system.port, PEOPLE)
        filler = system.data / "filler"

        async def harm() -> None:
            await asyncio.sleep(2)
            fill(filler)
            try:
                await asyncio.sleep(AWAY)
            finally:
                filler.unlink()

        took = await people_talk(system, talkers, harm, AWAY + 4)
        assert "No space left on device" in system.log, "nobody noticed anything"
    record_property(
        "figures",
        f"a full disk for {AWAY:.0f} s: {sum(len(one.accepted) for one in talkers)} messages, "
        f"all answered {took:.1f} s after there was room",
    )


def fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file:
        for size in (2**20, 2**12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def whole(pid: int) -> list[int]:
    """Its children, as they are now."""
    return sorted(children(pid))
