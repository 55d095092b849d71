"""People in tests who have left words wherever they may lie."""

import json
from typing import Any
from uuid import UUID, uuid4

from authors import Author
from sqlalchemy import text
from talks import Visitor, quiz, visit

PLANTED = "tulip-4711"
PLACES = (
    "select table_name, column_name from information_schema.columns where table_schema = 'public'"
    " and data_type in ('text', 'json', 'jsonb', 'character varying')"
)


async def run(app, statement: str, **values):
    async with app.state.database.unit_of_work() as session:
        result = await session.execute(text(statement), values)
        return result.all() if result.returns_rows else []


async def join(app, author: Author, workspace_of: Author, role: str) -> None:
    await run(
        app,
        "insert into workspace_member (workspace_id, user_id, role)"
        " select id, :user, :role from workspace where personal_of = :owner",
        user=author.person.id,
        owner=workspace_of.person.id,
        role=role,
    )


async def told_in(app, words: str) -> set[str]:
    """`table.column` wherever these words are kept."""
    found = set()
    for table, column in await run(app, PLACES):
        rows = await run(
            app,
            f'select count(*) from "{table}" where "{column}"::text ilike :words',  # noqa: S608
            words=f"%{words}%",
        )
        if rows[0][0]:
            found.add(f"{table}.{column}")
    return found


async def plant(app, ada) -> None:
    """Words of a person wherever they may lie: what waits, failed, is on its way, was audited."""
    event = json.dumps({"kind": "message_received", "text": PLANTED})
    session, person = UUID(ada.session), UUID(ada.id)
    thread = (await run(app, "select thread_id from session where id = :id", id=session))[0][0]
    common = {"session": session, "event": event, "id": uuid4()}
    await run(app, "insert into inbox (session_id, event) values (:session, cast(:event as json))", **common)
    await run(
        app,
        "insert into command (id, session_id, command, leased_until)"
        " values (:id, :session, cast(:event as json), now() + interval '1 hour')",
        **common,
    )
    await run(
        app,
        "insert into dead_letter (id, kind, session_id, payload, error, attempts)"
        " values (:id, 'event', :session, cast(:event as json), 'x', 5)",
        **common,
    )
    await run(
        app,
        "insert into timer (id, session_id, due_at, priority, ordinal)"
        " values (:id, :session, now() + interval '1 hour', 0, 0)",
        id=uuid4(),
        session=session,
    )
    await run(
        app,
        "insert into outbox (thread_id, seq, external) values (:thread, 1, true) on conflict do nothing",
        thread=thread,
    )
    await run(
        app,
        "insert into audit (id, action, subject_id, workspace_id, after)"
        " select :id, 'person.change', :person, c.workspace_id, cast(:event as json)"
        " from channel c where c.id = :channel",
        id=uuid4(),
        person=person,
        event=event,
        channel=UUID(ada.channel),
    )


async def hearing_bot(author: Author) -> str:
    """A published bot that keeps what it is told."""
    hears = [{"id": "hears", "set": [{"variable": "session.said", "value": "{$message.text$}"}]}]
    return await author.published(quiz(groups=hears))


async def talk(author: Author, bot: str, **where: Any) -> Visitor:
    """They say the planted words, and the bot keeps them and says them again."""
    ada = await visit(author, bot, name=f"Ada {PLANTED}", **where)
    await ada.talk("hello", PLANTED)
    return ada
