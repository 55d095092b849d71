"""What there is of each tenant, by the names that routes, queries and bodies have for it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from access_parts import (
    in_new_step,
    make_archived,
    make_attachment,
    make_bot,
    make_channel,
    make_club,
    make_credential,
    make_example,
    make_integration,
    make_kept_test,
    make_letter,
    make_proposal,
    make_revision,
    make_square,
    make_template,
    make_version,
    make_versioned,
    make_webhook,
    make_workspace,
    part,
)
from access_people import (
    link,
    make_access_token,
    make_account,
    make_address,
    make_assertion,
    make_guest,
    make_icon,
    make_invitation,
    make_mail,
    make_member,
    make_password,
    make_refresh_token,
    make_session,
    make_sign_in,
    make_subscriber,
    make_visitor,
    make_welcome,
)
from access_roles import CALLERS
from access_world import ROLES, SCOPES, Headers, Maker, Tenant, World, without
from authors import Author, done, visitor
from fastapi import FastAPI
from live import working
from redis.asyncio import Redis

from app.faststream_app import user_app
from app.main import Front, create_app
from app.settings import Settings
from drive import calling
from factories import make_person
from servers import drop_database, fresh_database

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
    cast = {name: await make_person(app, ROLES.get(name, "DEVELOPER")) for name in CALLERS[2:]}
    cast["owner"] = owner.person
    here = Tenant(owner, cast)
    there = Tenant(replace(owner, person=await make_person(app, "DEVELOPER")), {})
    callers = {name: person.headers for name, person in cast.items()}
    callers |= {"nobody": {}, "anonymous": await visitor(owner)}
    world = World(app, here, there, callers, await _tokens(owner), MAKERS)
    # The stranger has all that the other tenant has.
    world.callers["stranger"] = there.owner.headers
    for tenant in (here, there):
        for name in THINGS:
            tenant.things[name] = await world.made(name, tenant)
    return world


async def _tokens(owner: Author) -> dict[frozenset[str], Headers]:
    tokens: dict[frozenset[str], Headers] = {}
    every = frozenset(SCOPES)
    for scopes in (every, *(frozenset({one}) for one in SCOPES), *map(without, SCOPES)):
        body = {"name": "script", "scopes": sorted(scopes)}
        made = done(await owner.call("POST", "/tokens", json=body), 201)
        tokens[scopes] = {"Authorization": f"Bearer {made['token']}"}
    return tokens


# Each tenant has one of them from the beginning; each may be made of those above it.
THINGS: dict[str, Maker] = {
    "workspace": make_workspace,
    "bot": make_bot,
    "scratch": make_bot,
    "step": part("/steps", bot_id="{bot}"),
    "group": part("/connection-groups", bot_id="{bot}", step_id="{step}"),
    "coded": part("/connection-groups", bot_id="{bot}", step_id="{step}", type="code", code="1"),
    "connection": part("/connections", group_id="{group}", to="echo"),
    "request": part("/requests", bot_id="{bot}", url="http://127.0.0.1:9/price"),
    "note": part("/notes", bot_id="{bot}", text="ask legal"),
    "message": in_new_step("/messages", text="Hi"),
    "widget": in_new_step("/widgets", type="rating"),
    "instance": in_new_step("/template-instances", bot_id="{bot}", template="email", version=1),
    "ready": in_new_step("/template-instances", bot_id="{bot}", template="dbcv-confirm", version=1),
    "made": part("/presets/create-step", bot_id="{bot}", preset_id="message", config={"text": "Hi"}),
    "template": make_template,
    "versioned": make_versioned,
    "proposal": make_proposal,
    "letter": make_letter,
    "channel": make_channel,
    "square": make_square,
    "webhook": make_webhook,
    "club": make_club,
    "face": make_square,
    "subscriber": make_subscriber,
    "session": make_session,
    "person": make_visitor,
    "attachment": make_attachment,
    "invitation": make_invitation,
    "mail": make_mail,
    "token": make_access_token,
    "sign_in": make_sign_in,
    "guest_bot": make_bot,
    "idle": make_bot,
    "archived": make_archived,
    "guest": make_guest,
    "credential": make_credential,
    "integration": make_integration,
    "example": make_example,
    "emitter": part(
        "/emitters",
        bot_id="{bot}",
        name="News",
        message={"text": "Good morning!"},
        schedule={"crons": [{"hour": "9"}]},
    ),
    "cron": part("/crons", emitter_id="{emitter}", hour="9"),
    "version": make_version,
    "revision": make_revision,
    "test": make_kept_test,
    "member": make_member,
    "welcoming": make_workspace,
}


# Made whenever they are named.
PASSING: dict[str, Maker] = {
    "icon": make_icon,
    "address": make_address,
    "account": make_account,
    "password": make_password,
    "refresh_token": make_refresh_token,
    "reset": link("reset"),
    "verification": link("verify"),
    "welcome": make_welcome,
    "assertion": make_assertion,
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


def named_in(shape: Any) -> set[str]:
    """The things a path, query or body names."""
    written = str(shape)
    return {name for name in MAKERS if f"{{{name}}}" in written}
