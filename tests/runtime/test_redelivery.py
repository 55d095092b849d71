"""A batch that is delivered again, and wake-ups whose worker died."""

from app.kit.ids import uuid7
from app.runtime.dead_letters import suspect
from app.runtime.holding import Holding
from app.runtime.reclaim import DELIVERIES, Reclaim
from app.runtime.streams import USER_MESSAGES, Wakes, ids_of, wake
from conversing import ECHO, World


class Died(BaseException):
    """The end of a worker: nothing of it goes on."""


async def take(world: World, consumer: str) -> list[bytes]:
    """Wake-ups that a worker has read and not acknowledged."""
    read = await world.redis.xreadgroup(USER_MESSAGES.group, consumer, {USER_MESSAGES.name: ">"}, count=100)
    return [entry_id for _, entries in read for entry_id, _ in entries]


async def pending(world: World) -> int:
    return (await world.redis.xpending(USER_MESSAGES.name, USER_MESSAGES.group))["pending"]


async def test_a_batch_delivered_again_answers_nobody_twice(world: World):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot) for _ in range(5)]
    for chat in chats:
        await chat.say("m1")
    batch = [chat.session_id for chat in chats]

    async with world.worker() as first:
        await first.wake(batch)
    async with world.worker() as second:
        await second.wake(batch + batch)

    assert [await chat.replies() for chat in chats] == [["1: m1"]] * 5


async def test_what_a_dead_worker_had_taken_is_taken_up_by_another(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say("m1")
    await world.all_told()
    assert len(await take(world, "dead")) == 1

    async with world.worker() as worker:

        async def take_up(session_id) -> None:
            await suspect(world.pool, session_id)
            await worker.wake([session_id])

        reclaim = Reclaim(world.redis, USER_MESSAGES, "alive", take_up, idle_ms=0)
        assert await reclaim.once() == 1

    assert await chat.replies() == ["1: m1"]
    assert await pending(world) == 0


async def test_a_batch_that_takes_long_stays_with_the_worker_that_has_it(world: World):
    one = uuid7()
    await wake(world.redis, USER_MESSAGES, [one])
    entries = await take(world, "slow")
    long_ago = {"min_idle_time": 0, "message_ids": entries, "idle": 60_000, "justid": True}
    taken = []

    async def take_up(session_id) -> None:
        taken.append(session_id)

    reclaim = Reclaim(world.redis, USER_MESSAGES, "other", take_up, idle_ms=30_000)
    holding = Holding(world.redis, "slow")
    with holding.batch(Wakes(USER_MESSAGES, [one], tuple(entries))):
        await world.redis.xclaim(USER_MESSAGES.name, USER_MESSAGES.group, "slow", **long_ago)
        await holding.renew()
        assert await reclaim.once() == 0

    await world.redis.xclaim(USER_MESSAGES.name, USER_MESSAGES.group, "slow", **long_ago)
    await holding.renew()
    assert await reclaim.once() == 1
    assert taken == [one]


async def test_an_event_that_kills_its_workers_is_set_aside_and_the_next_is_handled(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say("deadly")
    await chat.say("m2")
    deaths = 0

    async def die(session_id) -> None:
        nonlocal deaths
        await suspect(world.pool, session_id)
        first = await world.value(
            "select event->'message'->>'text' from inbox where session_id = $1 order by id limit 1",
            session_id,
        )
        if first == "deadly":
            deaths += 1
            raise Died
        await world.handle(chat)

    await world.all_told()
    await take(world, "dead")
    for _ in range(20):
        try:
            await Reclaim(world.redis, USER_MESSAGES, "next", die, idle_ms=0).once()
        except Died:
            continue
        break

    assert deaths == 5
    assert await chat.replies() == ["1: m2"]
    letter = await world.rows("select * from dead_letter")
    assert [(row["kind"], row["error"], row["session_id"]) for row in letter] == [
        ("event", "worker_died", chat.session_id)
    ]


async def test_a_wake_up_delivered_too_often_is_put_among_the_dead(world: World):
    one = uuid7()
    await wake(world.redis, USER_MESSAGES, [one])
    await take(world, "dead")

    async def die(_) -> None:
        raise Died

    for _ in range(DELIVERIES + 1):
        try:
            await Reclaim(world.redis, USER_MESSAGES, "next", die, idle_ms=0).once()
        except Died:
            continue

    assert await world.woken(USER_MESSAGES.dead) == [one]
    assert await pending(world) == 0


def test_what_is_no_id_in_a_wake_up_is_passed_over():
    one = uuid7()
    entries = [
        {"session": one.hex},
        {"session": "nonsense"},
        {"session": None},
        {"other": one.hex},
        {},
        {"session": 7},
        {"session": str(one)},
        "no entry",
    ]
    assert ids_of(USER_MESSAGES, entries) == [one]
