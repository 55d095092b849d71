"""Thousands who only listen, in one API process: each hears when something is said, and the others go on."""

import asyncio
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from chaos.talkers import Talker, arrived
from chaos.whole_system import System, author_of, running_system, until
from conversing import ECHO

SOCKETS = 5000
AT_ONCE = 100
SPEAKERS = 20
QUIET = 25.0  # seconds: longer than between two pings
OPEN_FILES = SOCKETS + 500

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def many_files() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < OPEN_FILES:
        pytest.skip(f"this process may open only {hard} files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture
def own_system(tmp_path, many_files) -> Iterator[System]:
    unlimited = {
        "ANONYMOUS_PER_MINUTE": "1000000",
        "SOCKETS_PER_ADDRESS": "0",
        "CONNECTIONS_PER_ADDRESS": "0",
    }
    with running_system(tmp_path, **unlimited) as system:
        yield system


def memory_of(pid: int) -> float:
    """PSS in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


async def test_thousands_of_idle_sockets_stay_open_and_each_hears_what_is_for_it(
    own_system: System, record_property
):
    with author_of(own_system) as author:
        channel = author.public_channel(author.published_bot(ECHO))
    api = own_system.processes()["api"]
    before = memory_of(api)
    talkers: list[Talker] = []
    async with asyncio.TaskGroup() as group:
        listening: list[asyncio.Task[None]] = []
        while len(talkers) < SOCKETS:
            new = await arrived(channel, own_system.port, AT_ONCE)
            for one in new:
                one.close()
            listening += [group.create_task(one.listen()) for one in new]
            await until(lambda new=new: all(one.connects for one in new), 120)
            talkers += new
        idle = memory_of(api)
        await asyncio.sleep(QUIET)
        speaking = talkers[:: SOCKETS // SPEAKERS]
        for one in speaking:
            await one.say_next()
        for one in speaking:
            async with asyncio.timeout(60):
                await one.answered(1)
        assert [one.connects for one in talkers] == [1] * SOCKETS
        assert sum(one.replies for one in talkers) == len(speaking)
        assert own_system.processes()["api"] == api
        for task in listening:
            task.cancel()
    for one in speaking:
        one.close()
    record_property(
        "figures",
        f"{SOCKETS} idle sockets: the API takes {idle:.0f} MB (PSS), {before:.0f} before them, "
        f"{(idle - before) * 1024 / SOCKETS:.1f} KB each",
    )
