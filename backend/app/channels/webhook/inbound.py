"""A call from outside: any JSON becomes what was said, and the reply goes to the channel's address."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from app.engine import values
from app.runtime.addresses import thread_id
from app.runtime.postgres import Pool, until_it_is_back

from ..admission import Admission
from ..speech import Speech

EVERYBODY = "everybody"
_PEOPLE = UUID("0a3c6f0e-0f60-5c0f-8d43-5f1cf2b6a9d1")
KNOWN = """
with known as (insert into anonymous_user (id, name) values ($1, $2) on conflict do nothing)
insert into user_variables (workspace_id, person_id, variables, profile) values ($3, $1, $4, $4)
on conflict do nothing
"""
LOOKED_UP = """
select id, workspace_id, name, kind, is_group, default_bot_id, secret, settings from channel
where id = $1 and kind = 'webhook'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """A webhook channel; `secret` is sealed."""

    channel_id: UUID
    workspace_id: UUID
    name: str
    is_group: bool
    bot_id: UUID | None
    secret: bytes | None
    settings: dict[str, Any]


async def find_hook(pool: Pool, channel_id: UUID) -> Hook | None:
    """The webhook channel of that id."""
    row = await until_it_is_back(lambda: pool.fetchrow(LOOKED_UP, channel_id), what="hook")
    if row is None:
        return None
    return Hook(
        channel_id=row["id"],
        workspace_id=row["workspace_id"],
        name=row["name"],
        is_group=row["is_group"],
        bot_id=row["default_bot_id"],
        secret=row["secret"],
        settings=values.decode(row["settings"]) if row["settings"] else {},
    )


async def admit_sender(pool: Pool, hook: Hook, sender: str | None) -> Admission:
    """Whoever the caller says is speaking; a caller that says nothing is one person."""
    person_id = uuid5(_PEOPLE, f"{hook.channel_id} {sender or EVERYBODY}")
    profile = values.encode({"name": sender} if sender else {}).decode()
    known = (person_id, sender, hook.workspace_id, profile)
    await until_it_is_back(lambda: pool.execute(KNOWN, *known), what="sender")
    return Admission(
        channel_id=hook.channel_id,
        workspace_id=hook.workspace_id,
        kind="webhook",
        name=hook.name,
        thread_id=thread_id(hook.channel_id, person_id, is_group=hook.is_group),
        reader_id=None if hook.is_group else person_id,
        person_id=person_id,
        person_kind="anonymous",
        person_name=sender,
        bot_id=hook.bot_id,
        bots=frozenset() if hook.bot_id is None else frozenset({hook.bot_id}),
        is_public=True,
        allowed_origins=(),
    )


def speech_of(payload: Any, delivery: str | None) -> Speech:
    """The whole body becomes params; a text in it is heard as the text."""
    params: dict[str, Any] = payload if isinstance(payload, dict) else {"body": payload}
    text = params.get("text")
    return Speech.model_construct(
        text=text if isinstance(text, str) else None,
        button=None,
        params=params,
        attachments=[],
        bot_id=None,
        external_id=delivery,
    )
