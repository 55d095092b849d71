"""One row of everything the administration shows, with a secret in every column that may hold one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import select

from app.kit.clock import now
from app.kit.ids import uuid7
from app.storage.models import (
    AccessToken,
    AccountLink,
    AnonymousUser,
    Audit,
    Bot,
    BotAccess,
    BotVariables,
    BotVersion,
    Channel,
    Command,
    CredentialEntity,
    CredentialToken,
    Cron,
    DeadLetter,
    Emitter,
    Inbox,
    Message,
    OutgoingMail,
    RefreshToken,
    Session,
    SignIn,
    Thread,
    Trace,
    User,
    UserVariables,
    Workspace,
)
from factories import Person, make_person

SECRET = "planted-5d1c77"
SEALED = SECRET.encode()
SAID = "tulips are red"


@dataclass(frozen=True, slots=True)
class World:
    """Ids by model, as the administration has them, and who they belong to."""

    author: Person
    guest: Person
    ids: dict[str, str]


async def one_of_each(app: FastAPI) -> World:
    author, guest = await make_person(app, "DEVELOPER"), await make_person(app, "DEVELOPER")
    async with app.state.database.unit_of_work() as session:
        workspace = await session.scalar(select(Workspace.id).where(Workspace.personal_of == author.id))
        for person in (author, guest):
            (await session.get(User, person.id)).password_hash = f"$argon2id${SECRET}"
        bot, channel, thread, talk, anna = (uuid7() for _ in range(5))
        session.add(AnonymousUser(id=anna, name="Anna", created_at=now()))
        session.add(Bot(id=bot, workspace_id=workspace, name="Gardener", head={"variables": {"key": SECRET}}))
        await session.flush()
        session.add_all(_of_bot(bot, workspace, author.id, guest.id))
        session.add(_channel(channel, workspace, bot))
        await session.flush()
        emitter, cron, letter, command, credential = (uuid7() for _ in range(5))
        session.add_all(_talk(bot, channel, thread, talk, anna))
        session.add(Command(id=command, session_id=talk, command=_call(), leased_until=now()))
        session.add(
            DeadLetter(
                id=letter,
                kind="event",
                bot_id=bot,
                session_id=talk,
                thread_id=thread,
                payload={"event": {"kind": "message_received", "text": SECRET}},
                error="KeyError in advance, line 7",
                attempts=5,
            )
        )
        session.add(
            Emitter(
                id=emitter,
                bot_id=bot,
                channel_id=channel,
                name="News",
                message={"text": "Hi"},
                audience={"kind": "channel"},
                schedule={"crons": []},
                next_at=now(),
            )
        )
        await session.flush()
        session.add(Cron(id=cron, emitter_id=emitter, hour="9", minute="30"))
        session.add(_credential(credential, workspace))
        await session.flush()
        session.add(CredentialToken(credential_id=credential, sealed=SEALED))
        sign_in = await _signed_in(session, author.id)
        audit = Audit(id=uuid7(), action="bot.create", actor_id=author.id, bot_id=bot, subject_id=bot)
        session.add(audit)
    ids = {
        "User": author.id,
        "Workspace": workspace,
        "WorkspaceMember": f"{workspace}~{author.id}",
        "BotAccess": f"{bot}~{guest.id}",
        "SignIn": sign_in,
        "Bot": bot,
        "BotVersion": f"{bot}~1",
        "DeadLetter": letter,
        "Emitter": emitter,
        "Cron": cron,
        "Channel": channel,
        "Session": talk,
        "Message": f"{thread}~1",
        "Command": command,
        "CredentialEntity": credential,
        "Audit": audit.id,
    }
    return World(author, guest, {name: str(one) for name, one in ids.items()})


def _of_bot(bot: UUID, workspace: UUID, author: UUID, guest: UUID) -> list[Any]:
    return [
        BotVersion(bot_id=bot, number=1, document={"secret": SECRET}, note="First", author_id=author),
        BotAccess(bot_id=bot, user_id=guest, role="VIEWER"),
        BotVariables(bot_id=bot, variables={"key": SECRET}),
        UserVariables(workspace_id=workspace, person_id=guest, variables={"key": SECRET}),
    ]


def _channel(channel: UUID, workspace: UUID, bot: UUID) -> Channel:
    return Channel(
        id=channel,
        workspace_id=workspace,
        name="Garden",
        kind="webhook",
        default_bot_id=bot,
        allowed_origins=["https://garden.example"],
        settings={},
        secret=SEALED,
        old_secret=SEALED,
    )


def _talk(bot: UUID, channel: UUID, thread: UUID, talk: UUID, person: UUID) -> list[Any]:
    at = now()
    state = {
        "id": str(talk),
        "version": 1,
        "step": "hello",
        "variables": {"key": SECRET},
        "finished": False,
        "awaiting": {"command_id": str(uuid7()), "results": {"response": SECRET}},
    }
    common = {"thread_id": thread, "session_id": talk}
    return [
        Thread(id=thread, channel_id=channel, person_id=person, last_seq=2),
        Session(
            id=talk,
            thread_id=thread,
            channel_id=channel,
            person_id=person,
            person_kind="anonymous",
            bot_id=bot,
            state=state,
        ),
        Message(
            **common,
            seq=1,
            id=uuid7(),
            sender_kind="anonymous",
            sender_id=person,
            body={"text": SAID},
            created_at=at,
        ),
        Message(
            **common,
            seq=2,
            id=uuid7(),
            sender_kind="bot",
            sender_id=bot,
            body={"text": "So they are."},
            created_at=at + timedelta(milliseconds=40),
        ),
        Inbox(session_id=talk, event={"text": SECRET}),
        Trace(session_id=talk, body={"entries": [["print", SECRET]], "problems": ["rule:type", "rule:type"]}),
    ]


def _call() -> dict[str, Any]:
    return {"kind": "call_http", "request": {"headers": {"Authorization": f"Bearer {SECRET}"}}}


def _credential(credential: UUID, workspace: UUID) -> CredentialEntity:
    return CredentialEntity(
        id=credential,
        workspace_id=workspace,
        name="Shop",
        provider="shop",
        strategy="api_key",
        settings={"header": SECRET},
        sealed=SEALED,
        key_id="k1",
        hosts=["api.shop.example"],
    )


async def _signed_in(session: Any, person: UUID) -> UUID:
    """With every kind of token, and a letter on its way."""
    sign_in = uuid7()
    at = now() + timedelta(days=1)
    session.add(SignIn(id=sign_in, kind="user", person_id=person, agent="Firefox"))
    await session.flush()
    session.add(RefreshToken(digest=SEALED, sign_in_id=sign_in, expires_at=at))
    session.add(
        AccessToken(id=sign_in, user_id=person, name="Script", scopes=[], digest=SEALED, prefix=SECRET)
    )
    session.add(
        AccountLink(kind="reset", user_id=person, email="x@example.org", digest=SEALED, expires_at=at)
    )
    session.add(OutgoingMail(kind="reset", email="x@example.org", secret=SEALED, expires_at=at))
    return sign_in
