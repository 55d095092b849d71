"""All that is kept about a person, as one JSON document, written piece by piece."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.secrecy import secret_paths, secret_values
from app.conversations.variables import secrets_of, variables_of
from app.engine.masking import Secrets
from app.engine.secret_values import read_at
from app.engine.values import decode, encode
from app.kit import clock
from app.storage.database import Database
from app.storage.models import AnonymousUser, Session, User, UserVariables
from app.storage.selecting import AnySelect

from .kept import lists_of
from .reach import Reach

AT_ONCE = 500  # rows in memory
_PROFILE = ("id", "email", "name", "username", "locale", "timezone", "role", "created_at")

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A person, within somebody's reach. `shows_account`: the e-mail address of the account, too."""

    person_id: UUID
    reach: Reach
    shows_account: bool


async def exported(database: Database, subject: Subject) -> AsyncIterator[bytes]:
    """The document in pieces; each piece is read in a transaction of its own, so that a slow reader holds
    nothing."""
    yield b'{"exported_at":' + encode(clock.now())
    yield b',"person":' + encode(await _profile(database, subject))
    sessions = await _session_ids(database, subject)
    secrets = await _secrets(database, subject, sessions)
    for one in lists_of(subject.person_id, subject.reach, sessions):
        yield b',"' + one.name.encode() + b'":['
        separator = b""
        async for row in _rows(database, one.rows, one.key):
            yield separator + encode(secrets.mask(decode(encode(one.show(row)))))
            separator = b","
        yield b"]"
    yield b',"sessions":['
    separator = b""
    for session_id in sessions:
        async with database.unit_of_work() as session:
            yield separator + encode(await _session(session, session_id))
        separator = b","
    yield b"]}"


async def _profile(database: Database, subject: Subject) -> Row:
    async with database.unit_of_work() as session:
        who: Any = await session.get(User, subject.person_id)
        who = who or await session.get(AnonymousUser, subject.person_id)
    hidden = set() if subject.shows_account else {"email", "role"}
    shown = {key: getattr(who, key) for key in _PROFILE if key not in hidden and hasattr(who, key)}
    return {"id": subject.person_id, **shown}


async def _secrets(database: Database, subject: Subject, sessions: Sequence[UUID]) -> Secrets:
    """What any bot they talk to calls secret, wherever its value was copied to: said, traced or waiting."""
    secrets = Secrets()
    mine = select(UserVariables).where(
        UserVariables.person_id == subject.person_id, subject.reach.of(UserVariables.workspace_id)
    )
    async with database.unit_of_work() as session:
        for kept in await session.scalars(mine):
            for path in await secret_paths(session, "user", workspace_id=kept.workspace_id):
                for root in (kept.variables, kept.profile):
                    secrets.add(read_at(root, path))
    for session_id in sessions:
        async with database.unit_of_work() as session:
            if (found := await session.get(Session, session_id)) is not None:
                for value in await _secret_values(session, found):
                    secrets.add(value)
    return secrets


async def _secret_values(session: AsyncSession, found: Session) -> list[Any]:
    roots = await variables_of(session, found)
    return await secret_values(session, found.bot_id, (found.state or {}).get("version"), roots)


async def _session_ids(database: Database, subject: Subject) -> list[UUID]:
    mine = select(Session.id).where(Session.person_id == subject.person_id, subject.reach.sessions())
    async with database.unit_of_work() as session:
        return list(await session.scalars(mine.order_by(Session.id)))


async def _session(session: AsyncSession, session_id: UUID) -> Row:
    """A conversation, its secrets masked; what the bot and the channel know is theirs."""
    found = await session.get(Session, session_id)
    if found is None:
        return {"id": session_id}
    roots = await variables_of(session, found)
    secrets = await secrets_of(session, found, roots)
    state: Row = secrets.mask(found.state or {})
    return {
        "id": found.id,
        "bot_id": found.bot_id,
        "channel_id": found.channel_id,
        "created_at": found.created_at,
        "updated_at": found.updated_at,
        "step": state.get("step"),
        "variables": state.get("variables", {}),
    }


async def _rows(database: Database, query: AnySelect, key: tuple[Any, ...]) -> AsyncIterator[Any]:
    """In the order of a key, so many at a time."""
    after: tuple[Any, ...] | None = None
    while True:
        page = query.order_by(*key).limit(AT_ONCE)
        if after is not None:
            page = page.where(_beyond(key, after))
        async with database.unit_of_work() as session:
            rows = list(await session.scalars(page))
        for row in rows:
            yield row
        if len(rows) < AT_ONCE:
            return
        after = tuple(getattr(rows[-1], column.key) for column in key)


def _beyond(key: tuple[Any, ...], after: tuple[Any, ...]) -> Any:
    """The rows whose key is greater, columns compared from the left."""
    conditions = []
    for position, column in enumerate(key):
        same = [earlier == after[number] for number, earlier in enumerate(key[:position])]
        greater = column > after[position]
        for condition in same:
            greater = condition & greater
        conditions.append(greater)
    return or_(*conditions)
