"""What tenants have of bots, templates and channels."""

from typing import Any
from uuid import UUID, uuid4

from access_world import Maker, Tenant, World, filled
from authors import ECHO, done, join
from files import PNG, uploaded
from vouching import SECRET

from app.kit.ids import uuid7
from app.storage.models import BotAccess, DeadLetter

BOT: dict[str, Any] = {
    **ECHO,
    "requests": [{"id": "price", "method": "GET", "url": "https://api.example/price"}],
    "notes": [{"id": "n1", "text": "ask legal"}],
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


async def post(tenant: Tenant, path: str, body: dict[str, Any]) -> str:
    return done(await tenant.owner.call("POST", path, json=body), 201)["id"]


async def make_workspace(world: World, tenant: Tenant) -> str:
    del world
    made = await post(tenant, "/workspaces", {"name": "Shop"})
    for name, role in (("member_viewer", "VIEWER"), ("member_editor", "EDITOR")):
        if name in tenant.cast:
            await join(tenant.owner, made, tenant.cast[name], role)
    return made


async def make_bot(world: World, tenant: Tenant) -> str:
    """Published, and shared with viewer and editor."""
    made = await tenant.owner.import_bot(BOT, workspace_id=tenant.things["workspace"])
    await tenant.owner.publish(made["id"])
    async with world.app.state.database.unit_of_work() as session:
        for name in {"viewer", "editor"} & tenant.cast.keys():
            person = tenant.cast[name].id
            session.add(BotAccess(bot_id=UUID(made["id"]), user_id=person, role=name.upper()))
    return made["id"]


async def make_version(world: World, tenant: Tenant) -> str:
    del world, tenant
    return "1"


async def make_revision(world: World, tenant: Tenant) -> str:
    """Of a change that can be undone."""
    del world
    operations = [{"op": "set", "path": "description", "value": uuid4().hex}]
    head = done(await tenant.owner.call("GET", f"/bots/{tenant.things['bot']}"))
    body = {"base_revision": head["revision"], "operations": operations}
    answer = await tenant.owner.call("POST", f"/bots/{tenant.things['bot']}/changes", json=body)
    return str(done(answer)["revision"])


def part(path: str, **body: Any) -> Maker:
    """A part of the bot; `{thing}` as in the table of routes."""

    async def make(world: World, tenant: Tenant) -> str:
        del world
        return await post(tenant, path, filled(body, tenant.things))

    return make


def in_new_step(path: str, **body: Any) -> Maker:
    async def make(world: World, tenant: Tenant) -> str:
        del world
        step = await post(tenant, "/steps", {"bot_id": tenant.things["bot"]})
        return await post(tenant, path, {"step_id": step, **filled(body, tenant.things)})

    return make


async def make_kept_test(world: World, tenant: Tenant) -> str:
    del world
    answer = await tenant.owner.call(
        "POST", f"/bots/{tenant.things['bot']}/tests", json={"turns": [{"start": True}]}
    )
    return str(done(answer, 201)["index"])


async def make_proposal(world: World, tenant: Tenant) -> str:
    del world
    operations = [{"op": "set", "path": "steps.hello.note", "value": uuid4().hex}]
    body = {"title": "Better", "operations": operations}
    return await post(tenant, f"/bots/{tenant.things['bot']}/proposals", body)


async def make_letter(world: World, tenant: Tenant) -> str:
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


async def make_channel(world: World, tenant: Tenant) -> str:
    del world
    return await tenant.owner.channel(
        tenant.things["bot"], workspace_id=tenant.things["workspace"], is_public=False
    )


async def make_square(world: World, tenant: Tenant) -> str:
    """A channel for everybody."""
    del world
    return await tenant.owner.channel(tenant.things["bot"])


async def make_webhook(world: World, tenant: Tenant) -> str:
    del world
    return await tenant.owner.channel(tenant.things["bot"], kind="webhook")


async def make_club(world: World, tenant: Tenant) -> str:
    """A channel for those whom a site vouches for."""
    del world
    return await tenant.owner.channel(tenant.things["bot"], secret=SECRET, is_public=False)


async def make_credential(world: World, tenant: Tenant) -> str:
    del world
    body = {**CREDENTIAL, "name": uuid4().hex, "workspace_id": tenant.things["workspace"]}
    return await post(tenant, "/credentials", body)


async def make_example(world: World, tenant: Tenant) -> str:
    del world, tenant
    return "quiz"


async def make_integration(world: World, tenant: Tenant) -> str:
    """The same everywhere."""
    del world, tenant
    return "telegram.send_message"


async def make_attachment(world: World, tenant: Tenant) -> str:
    del world
    owner = tenant.owner
    return (await uploaded(owner.client, owner.headers, "/attachments", PNG, bot_id=tenant.things["bot"]))[
        "id"
    ]


async def make_archived(world: World, tenant: Tenant) -> str:
    made = await make_bot(world, tenant)
    done(await tenant.owner.call("POST", f"/bots/{made}/archive"))
    return made


async def imported(tenant: Tenant, key: str) -> str:
    query = {"workspace_id": tenant.things["workspace"]}
    sent = {"json": {**TEMPLATE, "id": key}, "params": query}
    return done(await tenant.owner.call("POST", "/templates/import", **sent), 201)["id"]


async def make_template(world: World, tenant: Tenant) -> str:
    del world
    return await imported(tenant, f"t{uuid4().hex}")


async def make_versioned(world: World, tenant: Tenant) -> str:
    """The one TEMPLATE is a version of."""
    del world
    return await imported(tenant, TEMPLATE["id"])
