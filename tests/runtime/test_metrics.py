"""What the runtime counts of itself: each thing once, and nothing of persons or texts."""

from datetime import timedelta

from prometheus_client import REGISTRY, generate_latest

from app.kit import clock
from app.runtime.backlog import measure_backlog
from app.runtime.timers import fire_due
from conversing import ECHO, World


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


async def test_a_message_is_counted_on_its_way(world: World):
    chat = await world.chat(await world.bot(ECHO))
    names = ("dbcv_ingest_seconds_count", "dbcv_queue_wait_seconds_count", "dbcv_turn_seconds_count")
    before = {name: value(name) for name in (*names, "dbcv_events_handled_total")}

    await chat.say("one")
    await chat.say("two")
    await world.handle(chat)

    grown = {name: value(name) - count for name, count in before.items()}
    assert grown["dbcv_ingest_seconds_count"] == 2
    assert grown["dbcv_events_handled_total"] == await world.value("select count(*) from trace")
    assert grown["dbcv_queue_wait_seconds_count"] == grown["dbcv_turn_seconds_count"] >= 1


async def test_a_conversation_that_somebody_else_moved_on_is_counted(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say("one")
    before = value("dbcv_commits_lost_total")
    async with world.worker() as worker:
        loaded = worker.conversations._drain

        async def late(*args, **named):
            drained = await loaded(*args, **named)
            if value("dbcv_commits_lost_total") == before:
                await world.execute("update session set rev = rev + 1")
            return drained

        worker.conversations._drain = late
        await worker.wake([chat.session_id])

    assert value("dbcv_commits_lost_total") - before == 1
    assert await chat.waiting() == 0


async def test_what_waits_is_counted_with_its_age(world: World):
    chat = await world.chat(await world.bot(ECHO))
    await chat.say("one")
    await world.execute("update inbox set since = now() - interval '1 hour'")

    await measure_backlog(world.pool, world.redis)
    assert value("dbcv_waiting", queue="inbox") == await world.value("select count(*) from inbox")
    assert 3590 < value("dbcv_waiting_oldest_seconds", queue="inbox") < 3900
    await world.handle(chat)
    await world.execute("delete from outbox")
    await world.all_told()
    await measure_backlog(world.pool, world.redis)

    assert value("dbcv_waiting", queue="inbox") == value("dbcv_waiting_oldest_seconds", queue="inbox") == 0
    assert value("dbcv_waiting", queue="timers_due") == 0
    assert value("dbcv_stream_unread", stream="user_messages") == len(await world.woken())


async def test_timers_are_counted_by_how_late_they_are(world: World):
    await world.execute(
        "insert into timer values (gen_random_uuid(), gen_random_uuid(), now() - interval '3 seconds', 0, 0)"
    )
    count, sum_ = value("dbcv_timer_late_seconds_count"), value("dbcv_timer_late_seconds_sum")

    await fire_due(world.pool, world.redis, clock.now() + timedelta(seconds=1))

    assert value("dbcv_timer_late_seconds_count") - count == 1
    assert value("dbcv_timer_late_seconds_sum") - sum_ > 3


async def test_no_person_and_no_text_is_in_them(world: World):
    chat = await world.chat(await world.bot({**ECHO, "name": "Unheard of"}))
    await chat.say("between you and me")
    await world.handle(chat)

    told = generate_latest().decode()

    for secret in ("between you", "Unheard", str(chat.session_id), str(chat.admission.person_id)):
        assert secret not in told
