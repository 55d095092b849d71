"""Accepting: stored once for good, numbered without gaps, whatever is repeated."""

import asyncio
from uuid import UUID

from app.channels.speech import Speech, said
from app.runtime.inbox import InboxWriter
from app.runtime.postgres import Pool
from conversing import ECHO, World, numbers, texts


class AnswerLost:
    """A pool whose first answer to a statement is lost on the way, after the statement has been committed."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.lost = 0

    def __getattr__(self, name):
        return getattr(self._pool, name)

    async def fetch(self, query, *args):
        rows = await self._pool.fetch(query, *args)
        if not self.lost:
            self.lost += 1
            raise ConnectionResetError
        return rows


async def test_a_repeated_external_id_is_answered_as_the_first_was(world: World):
    chat = await world.chat(await world.bot(ECHO))

    first = await chat.say("one", external_id="a")
    await chat.say("two", external_id="b")
    again = await chat.say("another text", external_id="a")

    assert (again.id, again.seq, again.created_at) == (first.id, first.seq, first.created_at)
    assert (first.is_new, again.is_new) == (True, False)
    assert texts(await chat.rows()) == ["one", "two"]
    assert await chat.waiting() == 2


async def test_the_same_external_id_twice_in_one_batch_is_written_once(world: World):
    chat = await world.chat(await world.bot(ECHO))

    accepted = await asyncio.gather(*(chat.say("x", external_id="same") for _ in range(20)))

    assert {one.id for one in accepted} == {accepted[0].id}
    assert [one.is_new for one in accepted].count(True) == 1
    assert await chat.waiting() == 1


async def test_the_same_external_id_at_several_doors_at_once_is_written_once(world: World):
    chat = await world.chat(await world.bot(ECHO))
    floors = [world.make_floor() for _ in range(4)]

    accepted = await asyncio.gather(
        *(chat.say(f"{n}", external_id=f"e{n}", floor=floor) for n in range(25) for floor in floors)
    )

    assert len({one.id for one in accepted}) == 25
    assert sum(one.is_new for one in accepted) == 25
    rows = await chat.rows()
    assert sorted(texts(rows), key=int) == [str(n) for n in range(25)]
    assert await chat.waiting() == 25
    by_id = {row["id"]: row["seq"] for row in rows}
    assert all(by_id[one.id] == one.seq for one in accepted)


async def test_two_people_may_use_the_same_external_id(world: World):
    bot = await world.bot(ECHO)
    ada = await world.chat(bot, is_group=True)
    bob = await world.chat(bot, is_group=True, channel=ada.admission.channel_id)

    first, second = await asyncio.gather(ada.say("a", external_id="1"), bob.say("b", external_id="1"))

    assert (first.is_new, second.is_new) == (True, True)
    assert sorted((first.seq, second.seq)) == [1, 2]


async def test_numbers_follow_one_another_in_every_thread(world: World):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot) for _ in range(5)]

    accepted = await asyncio.gather(*(chat.say(f"{n}") for n in range(40) for chat in chats))

    for place, chat in enumerate(chats):
        mine = accepted[place::5]
        assert [one.seq for one in mine] == list(range(1, 41))
        rows = await chat.rows()
        assert numbers(rows) == list(range(1, 41))
        assert texts(rows) == [str(n) for n in range(40)]


async def test_events_wait_in_the_order_of_their_numbers(world: World):
    """Also where several doors write to one thread at once."""
    chat = await world.chat(await world.bot(ECHO))
    floors = [world.make_floor() for _ in range(4)]

    await asyncio.gather(*(chat.say(f"{n}", floor=floors[n % 4]) for n in range(100)))

    waiting = await world.rows(
        "select event->'message'->>'id' as said from inbox where session_id = $1 order by id", chat.session_id
    )
    assert [row["said"] for row in waiting] == [str(row["id"]) for row in await chat.rows()]


async def test_numbers_are_shared_by_everybody_in_a_group(world: World):
    bot = await world.bot(ECHO)
    ada = await world.chat(bot, is_group=True)
    bob = await world.chat(bot, is_group=True, channel=ada.admission.channel_id)

    await asyncio.gather(*(chat.say(f"{n}") for n in range(20) for chat in (ada, bob)))

    assert ada.thread_id == bob.thread_id
    assert numbers(await ada.rows()) == list(range(1, 41))
    assert (await ada.waiting(), await bob.waiting()) == (20, 20)


async def test_a_write_whose_answer_was_lost_is_repeated_and_written_once(world: World):
    chat = await world.chat(await world.bot(ECHO))
    pool = AnswerLost(world.pool)
    writer = InboxWriter(pool)
    messages = [said(Speech(text=f"{n}"), chat.admission) for n in range(3)]

    accepted = await asyncio.gather(*(writer.accept(message) for message in messages))

    assert pool.lost == 1
    assert [one.id for one in accepted] == [message.message_id for message in messages]
    assert numbers(await chat.rows()) == [1, 2, 3]
    assert await chat.waiting() == 3


async def test_what_was_written_by_the_lost_attempt_is_still_news(world: World):
    """It was announced to nobody: whoever is told that it is a repeat would not announce it."""
    chat = await world.chat(await world.bot(ECHO))

    accepted = await InboxWriter(AnswerLost(world.pool)).accept(said(Speech(text="x"), chat.admission))

    assert accepted.is_new


async def test_a_message_the_database_refuses_fails_alone_and_the_door_stays_open(world: World):
    chat = await world.chat(await world.bot(ECHO))
    wrong = said(Speech(text="x"), chat.admission)
    writer = InboxWriter(world.pool)
    refused = type(wrong)(**{name: getattr(wrong, name) for name in wrong.__slots__} | {"body": "no json"})

    outcome = await asyncio.gather(writer.accept(refused), return_exceptions=True)
    accepted = await writer.accept(wrong)

    assert isinstance(outcome[0], Exception)
    assert accepted.seq == 1


async def test_a_message_without_a_bot_is_kept_and_waits_for_nobody(world: World):
    chat = await world.chat(await world.bot(ECHO))
    alone = said(Speech(text="x"), type(chat.admission)(**_fields(chat.admission) | {"bot_id": None}))

    accepted = await InboxWriter(world.pool).accept(alone)

    assert accepted.seq == 1
    assert await world.value("select count(*) from inbox") == 0
    assert isinstance(accepted.id, UUID)


def _fields(one) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__}
