"""What tenants have of people: who came, who was invited, and how they sign in."""

from uuid import UUID, uuid4

from access_parts import post
from access_world import Maker, Tenant, World
from authors import Author, done, join
from talks import Visitor, visit
from vouching import SECRET, signed

from app.accounts.opaque import digest, opaque_token
from app.kit.clock import now
from app.kit.ids import uuid7
from app.storage.models import AccountLink, AnonymousUser, BotAccess, Subscriber
from factories import PASSWORD, make_person


async def make_assertion(world: World, tenant: Tenant) -> str:
    del world
    return signed(SECRET, aud=tenant.things["club"])


async def make_subscriber(world: World, tenant: Tenant) -> str:
    guest = AnonymousUser(id=uuid7())
    row = Subscriber(
        id=uuid7(), channel_id=UUID(tenant.things["channel"]), kind="anonymous", member_id=guest.id
    )
    async with world.app.state.database.unit_of_work() as session:
        session.add(guest)
        session.add(row)
    return str(row.id)


async def talked(world: World, tenant: Tenant) -> Visitor:
    del world
    guest = await visit(tenant.owner, tenant.things["bot"], tenant.things["square"])
    await guest.talk("hello")
    return guest


async def make_session(world: World, tenant: Tenant) -> str:
    return (await talked(world, tenant)).session


async def make_visitor(world: World, tenant: Tenant) -> str:
    return (await talked(world, tenant)).id


async def make_member(world: World, tenant: Tenant) -> str:
    person = await make_person(world.app, "DEVELOPER")
    await join(tenant.owner, tenant.things["workspace"], person, "VIEWER")
    return str(person.id)


async def make_guest(world: World, tenant: Tenant) -> str:
    """Somebody the bot is shared with."""
    person = await make_person(world.app, "DEVELOPER")
    async with world.app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=UUID(tenant.things["bot"]), user_id=person.id, role="VIEWER"))
    return str(person.id)


async def make_invitation(world: World, tenant: Tenant) -> str:
    del world
    return await post(tenant, "/invitations", {"workspace_id": tenant.things["workspace"]})


async def make_welcome(world: World, tenant: Tenant) -> str:
    """The token of an invitation."""
    del world
    body = {"workspace_id": tenant.things["welcoming"]}
    return done(await tenant.owner.call("POST", "/invitations", json=body), 201)["token"]


async def make_mail(world: World, tenant: Tenant) -> str:
    """A letter that waits for a server."""
    body = {"email": f"{uuid4().hex[:12]}@example.org", "workspace_id": tenant.things["workspace"]}
    await post(tenant, "/invitations", body)
    admin = Author(tenant.owner.client, world.here.cast["admin"])
    letters = done(await admin.call("GET", "/mail", params={"limit": 200}))["items"]
    return next(one["id"] for one in letters if one["email"] == body["email"])


async def make_access_token(world: World, tenant: Tenant) -> str:
    del world
    return await post(tenant, "/tokens", {"name": "script", "scopes": ["bots:read"]})


async def make_sign_in(world: World, tenant: Tenant) -> str:
    """One more of the owner's."""
    shown = done(await tenant.owner.call("GET", "/auth/sign-ins"))["items"]
    known = {one["id"] for one in shown}
    me = await world.app.state.parts.accounts.person(
        await world.app.state.verifier.verify(tenant.owner.person.tokens.access_token)
    )
    await world.app.state.parts.accounts.admit(me)
    shown = done(await tenant.owner.call("GET", "/auth/sign-ins"))["items"]
    return next(one["id"] for one in shown if one["id"] not in known)


async def make_icon(world: World, tenant: Tenant) -> str:
    """Nobody's: its file name says what is in it."""
    del tenant
    return next(iter(world.app.state.icons))


async def make_address(world: World, tenant: Tenant) -> str:
    del world, tenant
    return f"{uuid4().hex[:12]}@example.org"


async def make_account(world: World, tenant: Tenant) -> str:
    del tenant
    return (await make_person(world.app)).email


async def make_password(world: World, tenant: Tenant) -> str:
    """Everybody's."""
    del world, tenant
    return PASSWORD


async def make_refresh_token(world: World, tenant: Tenant) -> str:
    del tenant
    return (await make_person(world.app)).tokens.refresh_token


def link(kind: str) -> Maker:
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
