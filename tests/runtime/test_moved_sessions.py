"""Publishing while conversations are under way interrupts nothing they do (architecture.md 5)."""

from datetime import timedelta

from test_commands import PRICE, asking, die_awaiting, until_quiet

from app.kit import clock
from app.runtime.timers import fire_due
from conversing import World, bot_document
from egress_servers import serving


def reminding(text, *, reminder="late", step="open"):
    group = {"id": reminder, "on": "timeout", "after": 60, "connections": [{"id": "on", "to": "late"}]}
    return bot_document(
        {"id": step, "message": {"text": f"{text} open"}, "groups": [group]},
        {"id": "late", "message": {"text": f"{text} late"}, "groups": [{"id": "waits"}]},
    )


async def an_hour_later(world: World) -> int:
    return await fire_due(world.pool, world.redis, clock.now() + timedelta(hours=1))


async def begun(world: World, document):
    bot = await world.bot(document)
    chat = await world.chat(bot)
    await chat.start()
    await world.handle(chat)
    return bot, chat


async def test_timers_of_a_step_that_is_still_there_go_on(world: World):
    bot, chat = await begun(world, reminding("old"))

    await world.publish(bot, reminding("new"), "move")
    assert await an_hour_later(world) == 1
    await world.handle(chat)

    assert await chat.replies() == ["old open", "new late"]


async def test_a_timer_whose_group_is_gone_does_nothing(world: World):
    bot, chat = await begun(world, reminding("old"))

    await world.publish(bot, reminding("new", reminder="other"), "move")
    await an_hour_later(world)
    await world.handle(chat)

    assert (await chat.replies(), await chat.waiting()) == (["old open"], 0)


async def test_an_answer_that_is_awaited_finishes_on_the_old_version(world: World):
    async with serving(PRICE) as server, world.worker() as worker:
        bot, chat = await begun(world, asking(server))
        await chat.say("one")
        await die_awaiting(world, chat)
        newer = asking(server)
        newer["steps"][1]["message"]["text"] = "new {$response.status$}"
        await world.publish(bot, newer, "move")

        await worker.performing.take_over([await world.value("select id from command")])
        await until_quiet(world, worker, chat)
        await chat.say("two")
        await until_quiet(world, worker, chat)

    assert await chat.replies() == ["one: 200 ", "new 200"]


def asking_inside(text, version):
    inner = {
        "dbcv": 1,
        "kind": "template",
        "id": "ask",
        "version": version,
        "first_step": "q",
        "steps": [
            {
                "id": "q",
                "message": {"text": f"{text} q"},
                "groups": [{"id": "g", "connections": [{"id": "c", "to": "end"}]}],
            },
            {"id": "end", "message": {"text": f"{text} end"}},
        ],
    }
    run = {
        "id": "run",
        "template": {"id": "ask", "version": version},
        "groups": [{"id": "o", "connections": [{"id": "d", "to": "out"}]}],
    }
    return bot_document(run, {"id": "out", "message": {"text": f"{text} out"}}), inner


async def test_a_sub_flow_stays_pinned_where_its_version_came_along(world: World):
    old, first = asking_inside("old", 1)
    new, second = asking_inside("new", 2)
    bot, chat = await begun(world, {**old, "templates": [first]})

    await world.publish(bot, {**new, "templates": [first, second]}, "move")
    await chat.say("on")
    await world.handle(chat)

    assert await chat.replies() == ["old q", "old end", "new out"]


async def test_a_sub_flow_goes_on_with_the_version_it_began_though_nothing_else_runs_it(world: World):
    old, first = asking_inside("old", 1)
    new, second = asking_inside("new", 2)
    bot, chat = await begun(world, {**old, "templates": [first]})

    await world.publish(bot, {**new, "templates": [second]}, "move")
    await chat.say("on")
    await world.handle(chat)
    assert await chat.replies() == ["old q", "old end", "new out"]

    await chat.start(restart=True)
    await world.handle(chat)
    assert (await chat.replies())[3:] == ["new q"]
    assert (await chat.state())["pinned"] == []


def nesting(text, version):
    """A template that asks, and then runs another."""
    outer, inner = asking_inside(text, version)
    asks = {
        **inner,
        "id": "outer",
        "first_step": "before",
        "steps": [
            {
                "id": "before",
                "message": {"text": f"{text} before"},
                "groups": [{"id": "g", "connections": [{"id": "c", "to": "run"}]}],
            },
            {**outer["steps"][0], "groups": [{"id": "o", "connections": [{"id": "d", "to": "end"}]}]},
            inner["steps"][1],
        ],
    }
    outer["steps"][0] = {**outer["steps"][0], "template": {"id": "outer", "version": version}}
    return {**outer, "templates": [asks, inner]}


async def test_a_pinned_sub_flow_finds_the_templates_it_runs_itself_after_every_move(world: World):
    bot, chat = await begun(world, nesting("1", 1))

    for version in (2, 3):
        await world.publish(bot, nesting(str(version), version), "move")
        await chat.say("on")
        await world.handle(chat)

    assert await chat.replies() == ["1 before", "1 q", "1 end", "1 end", "3 out"]


async def test_a_sub_flow_whose_step_is_gone_starts_afresh(world: World):
    old, first = asking_inside("old", 1)
    new = bot_document({"id": "other", "message": {"text": "other"}, "groups": [{"id": "waits"}]})
    bot, chat = await begun(world, {**old, "templates": [first]})

    await world.publish(bot, new, "move")
    await chat.say("on")
    await world.handle(chat)

    assert await chat.replies() == ["old q", "other"]


async def test_where_all_start_afresh_pinned_sub_flows_do_too(world: World):
    old, first = asking_inside("old", 1)
    new, second = asking_inside("new", 2)
    bot, chat = await begun(world, {**old, "templates": [first]})

    await world.publish(bot, {**new, "templates": [second]}, "restart")
    await chat.say("on")
    await world.handle(chat)

    assert await chat.replies() == ["old q", "new q"]
