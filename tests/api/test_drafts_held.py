"""Whoever reads a draft waits for nobody and holds nobody up; whoever has it inspected holds nothing."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from authors import ECHO, Author, done, refused
from sqlalchemy.ext.asyncio import AsyncSession
from test_changes import change, draft, say

from app.authoring.bots import locked_bot, steady_bot
from app.authoring.draft import read_draft
from app.authoring.draft.cache import DraftCache
from app.authoring.draft.read import TRIES
from app.kit.computing import Computing

SOON = 10.0
TABLES = 8  # a statement each, when a draft is read
NO_INTEGRATION = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Sender",
    "first_step": "a",
    "steps": [
        {
            "id": "a",
            "groups": [
                {"type": "integration", "integration": "nobody", "connections": [{"to": "a"}]},
                {"connections": [{"to": "a"}]},
            ],
        }
    ],
}

type Asked = Callable[[Author, str], Awaitable[Any]]


class Watching(Computing):
    """Remembers how many connections were taken while something was computed."""

    def __init__(self, app: Any, before: Callable[[], Awaitable[None]] | None = None) -> None:
        super().__init__()
        self._connections = app.state.database.engine.pool
        self._meanwhile = before
        self.held: list[int] = []

    async def run(self, call, *args, **named):
        self.held.append(self._connections.checkedout())
        found = await super().run(call, *args, **named)
        meanwhile, self._meanwhile = self._meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        return found


def watch(app: Any, meanwhile: Callable[[], Awaitable[None]] | None = None) -> Watching:
    app.state.computing.close()
    app.state.computing = Watching(app, meanwhile)
    return app.state.computing


async def undo(author: Author, bot_id: str) -> Any:
    return await author.call("POST", f"/bots/{bot_id}/changes/1/undo")


INSPECTED: dict[str, Asked] = {
    "opening": lambda author, bot: author.call("GET", f"/bots/{bot}/draft"),
    "changing": lambda author, bot: change(author, bot, say("hello", "New")),
    "trying": lambda author, bot: change(author, bot, say("hello", "New"), dry_run=True),
    "undoing": undo,
    "inspecting": lambda author, bot: author.call("GET", f"/bots/{bot}/inspect"),
    "publishing": lambda author, bot: author.call("POST", f"/bots/{bot}/publish"),
    "importing": lambda author, bot: author.call(
        "POST", "/bots/import", params={"target_bot_id": bot}, content=json.dumps(ECHO | {"name": "Other"})
    ),
    "previewing": lambda author, bot: author.call(
        "POST", "/bots/import", params={"target_bot_id": bot, "preview": "true"}, content=json.dumps(ECHO)
    ),
}


@pytest.mark.parametrize("asked", INSPECTED.values(), ids=INSPECTED)
async def test_nothing_is_held_while_a_draft_is_inspected(app, author, asked):
    bot = await author.import_bot()
    watching = watch(app)

    answer = await asked(author, bot["id"])

    assert answer.status_code in {200, 201}, answer.text
    assert set(watching.held) == {0}


async def test_a_change_is_there_before_it_is_inspected(app, author):
    bot = await author.import_bot()
    seen: list[Any] = []

    async def look() -> None:
        seen.append(await draft(author, bot["id"]))

    watch(app, look)
    made = done(await change(author, bot["id"], say("hello", "New")))

    assert seen[0]["revision"] == made["revision"]


async def test_one_who_has_too_much_inspected_is_refused_before_anything_is_written(app, author):
    bot = await author.import_bot()

    answers = await asyncio.gather(*(change(author, bot["id"], say("hello", str(at))) for at in range(12)))

    told = [refused(answer) for answer in answers if answer.status_code != 200]
    assert set(told) == {(429, "computing:busy")}
    after = await draft(author, bot["id"])
    assert after["revision"] == bot["revision"] + len(answers) - len(told)


READ: dict[str, Asked] = {
    "the draft": INSPECTED["opening"],
    "an export": lambda author, bot: author.call("GET", f"/bots/{bot}/export"),
    "its steps": lambda author, bot: author.call("GET", "/steps", params={"bot_id": bot}),
    "the bot": lambda author, bot: author.call("GET", f"/bots/{bot}"),
    "its changes": lambda author, bot: author.call("GET", f"/bots/{bot}/changes"),
    "its issues": INSPECTED["inspecting"],
    "a trial": INSPECTED["trying"],
}


@pytest.mark.parametrize("asked", READ.values(), ids=READ)
async def test_who_reads_does_not_wait_for_who_writes(app, author, asked):
    bot = await author.import_bot()

    async with asyncio.timeout(SOON), app.state.database.unit_of_work() as session:
        await locked_bot(session, UUID(bot["id"]))
        answer = await asked(author, bot["id"])

    assert answer.status_code == 200, answer.text


async def test_who_writes_does_not_wait_for_who_reads(app, author):
    bot = await author.import_bot()

    async with asyncio.timeout(SOON), app.state.database.unit_of_work() as session:
        await read_draft(session, await steady_bot(session, UUID(bot["id"])))
        done(await change(author, bot["id"], say("hello", "New")))


class Interrupted(AsyncSession):
    """Others write between its statements."""

    meanwhile: Callable[[], Awaitable[None]]

    async def execute(self, *args, **named):
        found = await super().execute(*args, **named)
        await self.meanwhile()
        return found


@pytest.mark.parametrize(
    "writes", [pytest.param(1, id="once"), pytest.param(TRIES, id="as long as nobody stops them")]
)
async def test_a_draft_that_is_changed_while_it_is_read_is_one_revision(app, author, monkeypatch, writes):
    monkeypatch.setattr("app.authoring.draft.read.DRAFTS", DraftCache(0))
    bot = await author.import_bot()
    statements: list[int] = []

    async def write() -> None:
        statements.append(len(statements))
        number, place = divmod(len(statements) - 1, TABLES)
        if place == 1 and number < writes:
            step = {"id": f"new{number}", "groups": [{"connections": [{"to": "hello"}]}]}
            remove = {"op": "remove", "path": "steps.echo" if not number else f"steps.new{number - 1}"}
            done(await change(author, bot["id"], remove, {"op": "add", "path": "steps", "value": step}))

    async with Interrupted(app.state.database.engine) as session:
        found = await steady_bot(session, UUID(bot["id"]))
        session.meanwhile = write
        read = await read_draft(session, found)
        revision = found.revision
        await session.rollback()

    assert revision == bot["revision"] + writes
    assert len(statements) == TABLES * (writes + 1)
    assert [step["id"] for step in read.document["steps"]] == ["hello", f"new{writes - 1}"]
    assert read.document == (await draft(author, bot["id"]))["document"]


def errors_in(issues: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["code"], one["path"]) for one in issues if one["severity"] == "error"]


async def test_what_is_an_error_where_it_will_run_is_refused_by_publishing_as_inspect_shows_it(author):
    bot = (await author.import_bot(NO_INTEGRATION))["id"]

    shown = done(await author.call("GET", f"/bots/{bot}/inspect"))["issues"]
    answer = await author.call("POST", f"/bots/{bot}/publish")

    assert refused(answer) == (409, "bot:has_errors")
    assert [code for code, _ in errors_in(shown)] == ["group:unknown_integration"]
    assert errors_in(answer.json()["error"]["details"]["issues"]) == errors_in(shown)


async def test_a_draft_that_is_changed_between_inspecting_and_publishing_is_inspected_again(app, author):
    bot = (await author.import_bot())["id"]

    async def spoil() -> None:
        done(await change(author, bot, {"op": "add", "path": "steps", "value": NO_INTEGRATION["steps"][0]}))

    watch(app, spoil)
    answer = await author.call("POST", f"/bots/{bot}/publish")

    assert refused(answer) == (409, "bot:has_errors")
    assert answer.json()["error"]["details"]["revision"] == 2
