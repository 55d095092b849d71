"""More than the system can do: who is refused is told when to come back, who was accepted is answered."""

import asyncio
import os
import time
from collections.abc import Iterator, Sequence

import httpx
import pytest

from chaos.queues import all_quiet
from chaos.talkers import API, Talker, arrived, at_rate, peak
from chaos.whole_system import System, author_of, running_system
from conversing import ECHO

PEOPLE = 128
PEAK_SECONDS = 4.0
SECONDS = 60.0 if "CHAOS_SECONDS" in os.environ else 10.0
QUEUE = "100"  # wake-ups that may wait: soon reached, so that the test is short
CAUGHT_UP = 120.0

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def own_system(tmp_path) -> Iterator[System]:
    with running_system(tmp_path, MESSAGE_RATE="0", QUEUE_LIMIT=QUEUE) as system:
        yield system


async def offer(talker: Talker, until: float) -> None:
    while time.monotonic() < until:
        await talker.due.acquire()
        await talker.offer_next()


async def told_to_wait(talker: Talker, until: float) -> str:
    """The header of the first refusal of somebody who speaks as well."""
    headers = {"Authorization": f"Bearer {talker.token}"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{talker.port}", headers=headers) as client:
        while time.monotonic() < until:
            answer = await client.post(f"{API}/channels/{talker.channel}/messages", json={"text": "me too"})
            if answer.status_code == 429:
                return answer.headers["Retry-After"]
            await asyncio.sleep(0.05)
    return ""


def check_answered(talker: Talker, rows: Sequence[dict]) -> None:
    """What was accepted, and nothing else, is there and answered, in order."""
    said = [row["text"] for row in rows if row["sender"]["kind"] == "anonymous"]
    answered = [row["text"] for row in rows if row["sender"]["kind"] == "bot"]
    assert said == list(talker.accepted)
    assert answered == [f"{number}: {text}" for number, text in enumerate(said, 1)]


async def test_twice_of_what_it_can_do_is_refused_in_part_and_nothing_accepted_is_lost(
    own_system: System, record_property
):
    with author_of(own_system) as author:
        channel = author.public_channel(author.published_bot(ECHO))
    talkers = await arrived(channel, own_system.port, PEOPLE)
    (another,) = await arrived(channel, own_system.port, 1)
    async with asyncio.TaskGroup() as group:
        listening = [group.create_task(one.listen()) for one in talkers]
        most = await peak(talkers, PEAK_SECONDS)
        before = sum(len(one.accepted) for one in talkers)
        until = time.monotonic() + SECONDS
        offering = [group.create_task(offer(one, until)) for one in talkers]
        header = group.create_task(told_to_wait(another, until))
        due = await at_rate(talkers, 2 * most, SECONDS)
        for one in talkers:
            one.due.release()  # whoever waits for more sees that the time is over
        await asyncio.wait(offering)
        for one in talkers:
            async with asyncio.timeout(CAUGHT_UP):
                await one.answered(len(one.accepted))
        for task in listening:
            task.cancel()

    refused = [wait for one in talkers for wait in one.refusals]
    accepted = sum(len(one.accepted) for one in talkers) - before
    for one in talkers:
        check_answered(one, await one.read_back())
        one.close()
    await all_quiet(own_system)
    assert refused
    assert min(refused) >= 1
    assert int(header.result()) >= 1
    record_property(
        "figures",
        f"overload: {due} messages due at {2 * most:.0f} a second, twice the {most:.0f} of before; "
        f"{accepted + len(refused)} were offered, {accepted} accepted, {len(refused)} told to wait "
        f"(Retry-After up to {max(refused)} s)",
    )
