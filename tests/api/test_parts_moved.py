"""A part is written where it is when its turn comes, not where it was when it was asked for."""

import asyncio
from typing import Any
from uuid import UUID

from authors import ECHO, done
from sqlalchemy import text
from test_parts import group_called

from app.authoring.changes import Operation, Terms, change
from eventually import eventually_so

WAITING = (
    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
)
MOVED = [Operation(op="move", path=("steps", "hello", "groups", "g"), to=("steps", "echo", "groups"))]


async def while_it_is_moved(app, author, bot_id: str, *request: Any) -> Any:
    """What a request (method, path, body) is answered that comes while somebody moves the group."""
    database = app.state.database

    async def waits() -> bool:
        async with database.unit_of_work() as session:
            return bool(await session.scalar(text(WAITING)))

    async with database.unit_of_work() as session:
        await change(session, UUID(bot_id), MOVED, Terms(author_id=None))
        method, path, *body = request
        asked = asyncio.create_task(author.call(method, path, json=body[0] if body else None))
        await eventually_so(waits)
    return await asked


async def groups_of(author, bot_id: str) -> dict[str, list[dict[str, Any]]]:
    draft = done(await author.call("GET", f"/bots/{bot_id}/draft"))
    return {step["id"]: step.get("groups", []) for step in draft["document"]["steps"]}


async def test_a_part_that_is_moved_meanwhile_is_changed_at_its_new_place(app, author):
    bot_id = (await author.import_bot(ECHO))["id"]
    group = await group_called(author, bot_id, "g")

    changed = done(
        await while_it_is_moved(
            app, author, bot_id, "PATCH", f"/connection-groups/{group['id']}", {"priority": 7}
        )
    )

    groups = await groups_of(author, bot_id)
    assert (changed["id"], changed["priority"]) == (group["id"], 7)
    assert [one.get("priority") for one in groups["echo"] if one["id"] == "g"] == [7]
    assert groups["hello"] == []


async def test_what_goes_into_a_part_that_is_moved_meanwhile_goes_along(app, author):
    bot_id = (await author.import_bot(ECHO))["id"]
    group = await group_called(author, bot_id, "g")

    made = done(
        await while_it_is_moved(
            app, author, bot_id, "POST", "/connections", {"group_id": group["id"], "to": "echo", "key": "new"}
        ),
        201,
    )

    groups = await groups_of(author, bot_id)
    assert made["group_id"] == group["id"]
    assert groups["hello"] == []
    assert [[c["id"] for c in one["connections"]] for one in groups["echo"] if one["id"] == "g"] == [
        ["c", "new"]
    ]


async def test_a_part_that_is_moved_meanwhile_is_removed_where_it_is(app, author):
    bot_id = (await author.import_bot(ECHO))["id"]
    group = await group_called(author, bot_id, "g")

    gone = await while_it_is_moved(app, author, bot_id, "DELETE", f"/connection-groups/{group['id']}")

    groups = await groups_of(author, bot_id)
    assert gone.status_code == 204
    assert [[one["id"] for one in groups[step]] for step in ("hello", "echo")] == [[], ["h"]]
