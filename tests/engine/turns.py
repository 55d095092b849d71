"""Small bots and events for tests of the turn."""

from datetime import UTC, datetime

from app.engine import (
    Context,
    Incoming,
    MessageReceived,
    Started,
    advance,
    compile_document,
    new_session,
    parse_document,
)

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
CONTEXT = Context(
    bot={"id": "b", "name": "Bot"},
    user={"id": "u", "name": "Ada", "timezone": None},
    channel={"id": "c", "name": "web", "kind": "web"},
)


def compiled(steps, templates=(), **fields):
    raw = {"dbcv": 1, "kind": "bot", "name": "Bot", "first_step": steps[0]["id"], "steps": steps, **fields}
    known = [parse_document({"dbcv": 1, "kind": "template", **one}, "template") for one in templates]
    return compile_document(parse_document(raw), known)


def started(number=1, **fields):
    return Started(id=f"event-{number}", at=NOW, **fields)


def said(text, number=2, **fields):
    return MessageReceived(
        id=f"event-{number}", at=NOW, message=Incoming(id=f"m{number}", text=text, **fields)
    )


def session_after_start(bot, context=CONTEXT):
    return advance(bot, new_session("s"), started(), context).session
