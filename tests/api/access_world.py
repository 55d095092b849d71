"""Two tenants who have one of everything, everybody who might call, and how to make one thing more."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from access_roles import CALLERS
from authors import API, ECHO, Author, done, join, visitor
from fastapi import FastAPI
from files import PNG, uploaded
from live import working
from redis.asyncio import Redis
from talks import Visitor, visit
from vouching import SECRET, signed

from app.accounts.opaque import digest, opaque_token
from app.accounts.principals import Role
from app.accounts.scopes import STRONGER, opens
from app.faststream_app import user_app
from app.kit.clock import now
from app.kit.ids import uuid7
from app.main import Front, create_app
from app.settings import Settings
from app.storage.models import AccountLink, AnonymousUser, BotAccess, DeadLetter, Subscriber
from drive import calling
from factories import PASSWORD, Person, make_person
from servers import drop_database, fresh_database

SCOPES = ("bots:read", "bots:propose", "bots:edit", "bots:run", "bots:publish", "conversations:read")
BOT: dict[str, Any] = {
    **ECHO,
    "requests": [{"id": "price", "method": "GET", "url": "https://api.example/price"}],
    "notes": [{"id": "n1", "text": "ask legal"}],
}
UNLIMITED: dict[str, Any] = {
    "db_pool_size": 4,
    "registration": "open",
    "login_failures_allowed": 100_000,
    "anonymous_per_minute": 100_000,
    "webhook_per_minute": 100_000,
    "uploads_per_minute": 100_000,
    "message_rate": 0,
    "access_token_minutes": 60,
}
CREDENTIAL: dict[str, Any] = {
    "name": "{address}",
    "provider": "shop",
    "strategy": "api_key",
    "secret": {"api_key": "k-1234"},
    "hosts": ["api.test", "127.0.0.1"],
}
TEMPLATE: dict[str, Any] = {
    "dbcv": 1,
    "kind": "template",
    "id": "another",
    "version": 1,
    "first_step": "hello",
    "steps": [{"id": "hello", "message": {"text": "Hello!"}}],
}
_ROLES: dict[str, Role] = {"user": "USER", "admin": "ADMIN"}

type Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Tenant:
    """`cast`: who calls on them. `things`: what the names of the table stand for."""

    owner: Author
    cast: dict[str, Person]
    things: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """Everybody calls on the tenant `here`; `there` is the other one. `tokens`: the owner's, by scopes."""

    app: FastAPI
    here: Tenant
    there: Tenant
    callers: dict[str, Headers]
    tokens: dict[frozenset[str], Headers]

    async def made(self, name: str, tenant: Tenant) -> str:
        """The id of one more such thing."""
        return await MAKERS[name](self, tenant)

    async def anew(self, caller: str) -> Headers:
        """Somebody like the caller, whom nobody misses."""
        if caller == "anonymous":
            return await visitor(self.here.owner)
        return (await make_person(self.app, _ROLES.get(caller, "DEVELOPER"))).headers

    def token(self, which: str, method: str, path: str) -> Headers | None:
        """The owner's with all scopes but the one this takes, or with that one only; None: there is none."""
        needed = opens(method, API + path)
        if which == "wrong_token":
            return None if needed == "any" else self.tokens[_without(needed)]
        return None if needed is None else self.tokens[frozenset(SCOPES[:1] if needed == "any" else {needed})]


@asynccontextmanager
async def opened(postgres_url: str, redis_url: str, folder: Path) -> AsyncIterator[World]:
    """A database and a process of its own, a worker beside it, and no limits that many calls would meet."""
    async with AsyncExitStack() as running:
        url = fresh_database(postgres_url)
        running.callback(drop_database, url)
        addresses = {"database_url": url, "redis_url": redis_url, "dbcv_data_dir": folder}
        settings = Settings(_env_file=None, **{**addresses, **UNLIMITED})
        redis = await running.enter_async_context(Redis.from_url(redis_url))
        await redis.flushall()
        app = create_app(settings)
        await running.enter_async_context(app.router.lifespan_context(app))
        await running.enter_async_context(working(user_app(settings)))
        client = await running.enter_async_context(calling(Front(app)))
        yield await _seeded(app, Author(client, await make_person(app, "DEVELOPER")))


async def _seeded(app: FastAPI, owner: Author) -> World:
    cast = {name: await make_person(app, _ROLES.get(name, "DEVELOPER")) for name in CALLERS[2:]}
    cast["owner"] = owner.person
    here = Tenant(owner, cast)
    there = Tenant(replace(owner, person=await make_person(app, "DEVELOPER")), {})
    callers = {name: person.headers for name, person in cast.items()}
    callers |= {"nobody": {}, "anonymous": await visitor(owner)}
    world = World(app, here, there, callers, await _tokens(owner))
    # The stranger has all that the other tenant has.
    world.callers["stranger"] = there.owner.headers
    for tenant in (here, there):
        for name in THINGS:
            tenant.things[name] = await world.made(name, tenant)
    return world


def _without(needed: str | None) -> frozenset[str]:
    """All scopes but those that open what takes this one."""
    return frozenset(SCOPES) - {needed, STRONGER.get(needed)}


async def _tokens(owner: Author) -> dict[frozenset[str], Headers]:
    tokens: dict[frozenset[str], Headers] = {}
    every = frozenset(SCOPES)
    for scopes in (every, *(frozenset({one}) for one in SCOPES), *map(_without, SCOPES)):
        body = {"name": "script", "scopes": sorted(scopes)}
        made = done(await owner.call("POST", "/tokens", json=body), 201)
        tokens[scopes] = {"Authorization": f"Bearer {made['token']}"}
    return tokens


async def _post(tenant: Tenant, path: str, body: dict[str, Any]) -> str:
    return done(await tenant.owner.call("POST", path, json=body), 201)["id"]


async def _workspace(world: World, tenant: Tenant) -> str:
    del world
    made = await _post(tenant, "/workspaces", {"name": "Shop"})
    for name, role in (("member_viewer", "VIEWER"), ("member_editor", "EDITOR")):
        if name in tenant.cast:
            await join(tenant.owner, made, tenant.cast[name], role)
    return made


async def _bot(world: World, tenant: Tenant) -> str:
    """Published, and shared with viewer and editor."""
    made = await tenant.owner.import_bot(BOT, workspace_id=tenant.things["workspace"])
    await tenant.owner.publish(made["id"])
    async with world.app.state.database.unit_of_work() as session:
        for name in {"viewer", "editor"} & tenant.cast.keys():
            person = tenant.cast[name].id
            session.add(BotAccess(bot_id=UUID(made["id"]), user_id=person, role=name.upper()))
    return made["id"]


async def _version(world: World, tenant: Tenant) -> str:
    del world, tenant
    return "1"


async def _revision(world: World, tenant: Tenant) -> str:
    """Of a change that can be undone."""
    del world
    operations = [{"op": "set", "path": "description", "value": uuid4().hex}]
    head = done(await tenant.owner.call("GET", f"/bots/{tenant.things['bot']}"))
    body = {"base_revision": head["revision"], "operations": operations}
    answer = await tenant.owner.call("POST", f"/bots/{tenant.things['bot']}/changes", json=body)
    return str(done(answer)["revision"])


def _part(path: str, **body: Any) -> "Maker":
    """A part of the bot; `{thing}` as in the table of routes."""

    async def make(world: World, tenant: Tenant) -> str:
        del world
        return await _post(tenant, path, filled(body, tenant.things))

    return make


def _in_new_step(path: str, **body: Any) -> "Maker":
    async def make(world: World, tenant: Tenant) -> str:
        del world
        step = await _post(tenant, "/steps", {"bot_id": tenant.things["bot"]})
        return await _post(tenant, path, {"step_id": step, **filled(body, tenant.things)})

    return make


async def _kept_test(world: World, tenant: Tenant) -> str:
    del world
    answer = await tenant.owner.call(
        "POST", f"/bots/{tenant.things['bot']}/tests", json={"turns": [{"start": True}]}
    )
    return str(done(answer, 201)["index"])


async def _proposal(world: World, tenant: Tenant) -> str:
    del world
    operations = [{"op": "set", "path": "steps.hello.note", "value": uuid4().hex}]
    body = {"title": "Better", "operations": operations}
    return await _post(tenant, f"/bots/{tenant.things['bot']}/proposals", body)


async def _letter(world: World, tenant: Tenant) -> str:
    letter = DeadLetter(
        id=uuid7(),
        kind="event",
        bot_id=UUID(tenant.things["bot"]),
        session_id=uuid4(),
        payload={"event": {"kind": "started"}, "answers": None},
        error="X",
        attempts=5,
    )
    async with world.app.state.database.unit_of_work() as session:
        session.add(letter)
    return str(letter.id)


async def _channel(world: World, tenant: Tenant) -> str:
    del world
    return await tenant.owner.channel(
        tenant.things["bot"], workspace_id=tenant.things["workspace"], is_public=False
    )


async def _square(world: World, tenant: Tenant) -> str:
    """A channel for everybody."""
    del world
    return await tenant.owner.channel(tenant.things["bot"])


async def _webhook(world: World, tenant: Tenant) -> str:
    del world
    return await tenant.owner.channel(tenant.things["bot"], kind="webhook")


async def _club(world: World, tenant: Tenant) -> str:
    """A channel for those whom a site vouches for."""
    del world
    return await tenant.owner.channel(tenant.things["bot"], secret=SECRET, is_public=False)


async def _assertion(world: World, tenant: Tenant) -> str:
    del world
    return signed(SECRET, aud=tenant.things["club"])


async def _subscriber(world: World, tenant: Tenant) -> str:
    guest = AnonymousUser(id=uuid7())
    row = Subscriber(
        id=uuid7(), channel_id=UUID(tenant.things["channel"]), kind="anonymous", member_id=guest.id
    )
    async with world.app.state.database.unit_of_work() as session:
        session.add(guest)
        session.add(row)
    return str(row.id)


async def _talked(world: World, tenant: Tenant) -> Visitor:
    del world
    guest = await visit(tenant.owner, tenant.things["bot"], tenant.things["square"])
    await guest.talk("hello")
    return guest


async def _credential(world: World, tenant: Tenant) -> str:
    del world
    body = {**CREDENTIAL, "name": uuid4().hex, "workspace_id": tenant.things["workspace"]}
    return await _post(tenant, "/credentials", body)


async def _example(world: World, tenant: Tenant) -> str:
    del world, tenant
    return "quiz"


async def _integration(world: World, tenant: Tenant) -> str:
    """The same everywhere."""
    del world, tenant
    return "telegram.send_message"


async def _session(world: World, tenant: Tenant) -> str:
    return (await _talked(world, tenant)).session


async def _person(world: World, tenant: Tenant) -> str:
    return (await _talked(world, tenant)).id


async def _attachment(world: World, tenant: Tenant) -> str:
    del world
    owner = tenant.owner
    return (await uploaded(owner.client, owner.headers, "/attachments", PNG, bot_id=tenant.things["bot"]))[
        "id"
    ]


async def _member(world: World, tenant: Tenant) -> str:
    person = await make_person(world.app, "DEVELOPER")
    await join(tenant.owner, tenant.things["workspace"], person, "VIEWER")
    return str(person.id)


async def _guest(world: World, tenant: Tenant) -> str:
    """Somebody the bot is shared with."""
    person = await make_person(world.app, "DEVELOPER")
    async with world.app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=UUID(tenant.things["bot"]), user_id=person.id, role="VIEWER"))
    return str(person.id)


async def _archived(world: World, tenant: Tenant) -> str:
    made = await _bot(world, tenant)
    done(await tenant.owner.call("POST", f"/bots/{made}/archive"))
    return made


async def _imported(tenant: Tenant, key: str) -> str:
    query = {"workspace_id": tenant.things["workspace"]}
    sent = {"json": {**TEMPLATE, "id": key}, "params": query}
    return done(await tenant.owner.call("POST", "/templates/import", **sent), 201)["id"]


async def _template(world: World, tenant: Tenant) -> str:
    del world
    return await _imported(tenant, f"t{uuid4().hex}")


async def _versioned(world: World, tenant: Tenant) -> str:
    """The one TEMPLATE is a version of."""
    del world
    return await _imported(tenant, TEMPLATE["id"])


async def _invitation(world: World, tenant: Tenant) -> str:
    del world
    return await _post(tenant, "/invitations", {"workspace_id": tenant.things["workspace"]})


async def _welcome(world: World, tenant: Tenant) -> str:
    """The token of an invitation."""
    del world
    body = {"workspace_id": tenant.things["welcoming"]}
    return done(await tenant.owner.call("POST", "/invitations", json=body), 201)["token"]


async def _mail(world: World, tenant: Tenant) -> str:
    """A letter that waits for a server."""
    body = {"email": f"{uuid4().hex[:12]}@example.org", "workspace_id": tenant.things["workspace"]}
    await _post(tenant, "/invitations", body)
    admin = Author(tenant.owner.client, world.here.cast["admin"])
    letters = done(await admin.call("GET", "/mail", params={"limit": 200}))["items"]
    return next(one["id"] for one in letters if one["email"] == body["email"])


async def _access_token(world: World, tenant: Tenant) -> str:
    del world
    return await _post(tenant, "/tokens", {"name": "script", "scopes": ["bots:read"]})


async def _sign_in(world: World, tenant: Tenant) -> str:
    """One more of the owner's."""
    shown = done(await tenant.owner.call("GET", "/auth/sign-ins"))["items"]
    known = {one["id"] for one in shown}
    me = await world.app.state.parts.accounts.person(
        await world.app.state.verifier.verify(tenant.owner.person.tokens.access_token)
    )
    await world.app.state.parts.accounts.admit(me)
    shown = done(await tenant.owner.call("GET", "/auth/sign-ins"))["items"]
    return next(one["id"] for one in shown if one["id"] not in known)


async def _icon(world: World, tenant: Tenant) -> str:
    """Nobody's: its file name says what is in it."""
    del tenant
    return next(iter(world.app.state.icons))


async def _address(world: World, tenant: Tenant) -> str:
    del world, tenant
    return f"{uuid4().hex[:12]}@example.org"


async def _account(world: World, tenant: Tenant) -> str:
    del tenant
    return (await make_person(world.app)).email


async def _password(world: World, tenant: Tenant) -> str:
    """Everybody's."""
    del world, tenant
    return PASSWORD


async def _refresh_token(world: World, tenant: Tenant) -> str:
    del tenant
    return (await make_person(world.app)).tokens.refresh_token


def _link(kind: str) -> "Maker":
    """The token of a link that was sent to somebody."""

    async def make(world: World, tenant: Tenant) -> str:
        del tenant
        person, token = await make_person(world.app), opaque_token()
        row = AccountLink(
            kind=kind,
            user_id=person.id,
            email=person.email,
            digest=digest(token),
            expires_at=now().replace(year=now().year + 1),
        )
        async with world.app.state.database.unit_of_work() as session:
            session.add(row)
        return token

    return make


type Maker = Callable[[World, Tenant], Awaitable[str]]

# Each tenant has one of them from the beginning; each may be made of those above it.
THINGS: dict[str, Maker] = {
    "workspace": _workspace,
    "bot": _bot,
    "scratch": _bot,
    "step": _part("/steps", bot_id="{bot}"),
    "group": _part("/connection-groups", bot_id="{bot}", step_id="{step}"),
    "coded": _part("/connection-groups", bot_id="{bot}", step_id="{step}", type="code", code="1"),
    "connection": _part("/connections", group_id="{group}", to="echo"),
    "request": _part("/requests", bot_id="{bot}", url="http://127.0.0.1:9/price"),
    "note": _part("/notes", bot_id="{bot}", text="ask legal"),
    "message": _in_new_step("/messages", text="Hi"),
    "widget": _in_new_step("/widgets", type="rating"),
    "instance": _in_new_step("/template-instances", bot_id="{bot}", template="email", version=1),
    "ready": _in_new_step("/template-instances", bot_id="{bot}", template="dbcv-confirm", version=1),
    "made": _part("/presets/create-step", bot_id="{bot}", preset_id="message", config={"text": "Hi"}),
    "template": _template,
    "versioned": _versioned,
    "proposal": _proposal,
    "letter": _letter,
    "channel": _channel,
    "square": _square,
    "webhook": _webhook,
    "club": _club,
    "face": _square,
    "subscriber": _subscriber,
    "session": _session,
    "person": _person,
    "attachment": _attachment,
    "invitation": _invitation,
    "mail": _mail,
    "token": _access_token,
    "sign_in": _sign_in,
    "guest_bot": _bot,
    "idle": _bot,
    "archived": _archived,
    "guest": _guest,
    "credential": _credential,
    "integration": _integration,
    "example": _example,
    "emitter": _part(
        "/emitters",
        bot_id="{bot}",
        name="News",
        message={"text": "Good morning!"},
        schedule={"crons": [{"hour": "9"}]},
    ),
    "cron": _part("/crons", emitter_id="{emitter}", hour="9"),
    "version": _version,
    "revision": _revision,
    "test": _kept_test,
    "member": _member,
    "welcoming": _workspace,
}
# Made whenever they are named.
PASSING: dict[str, Maker] = {
    "icon": _icon,
    "address": _address,
    "account": _account,
    "password": _password,
    "refresh_token": _refresh_token,
    "reset": _link("reset"),
    "verification": _link("verify"),
    "welcome": _welcome,
    "assertion": _assertion,
}
MAKERS = {**THINGS, **PASSING}
# No tenant has these to themselves: accounts are everybody's, anybody is welcome, numbers count in each bot,
# and a channel that is not there looks like one that is not for strangers.
SHARED = frozenset(
    {"version", "revision", "test", "member", "welcoming", "integration", "example", "face", *PASSING}
)


# The first word of the code that says there is no such thing, where it is not the thing itself.
CALLED = {
    **dict.fromkeys(("scratch", "guest_bot", "idle", "archived"), "bot"),
    **dict.fromkeys(
        (
            "step",
            "group",
            "coded",
            "connection",
            "request",
            "note",
            "message",
            "widget",
            "instance",
            "ready",
            "made",
        ),
        "part",
    ),
    **dict.fromkeys(("square", "webhook", "club", "face"), "channel"),
    "letter": "dead_letter",
    "versioned": "template",
}


def filled(shape: Any, things: dict[str, str]) -> Any:
    """The same with ids in the place of `{thing}`."""
    if isinstance(shape, dict):
        return {key: filled(value, things) for key, value in shape.items()}
    if isinstance(shape, list):
        return [filled(value, things) for value in shape]
    if isinstance(shape, str):
        for name in named_in(shape):
            shape = shape.replace(f"{{{name}}}", things[name])
    return shape


def named_in(shape: Any) -> set[str]:
    """The things a path, query or body names."""
    written = str(shape)
    return {name for name in MAKERS if f"{{{name}}}" in written}
