"""What each role may, and what becomes of it at once when it changes."""

import asyncio
from uuid import uuid4

import pytest
from authors import Author, join
from sqlalchemy import select

from app.accounts.access import bot_access, require_bot
from app.accounts.principals import Access
from app.accounts.workspaces import Workspaces
from app.kit.errors import Forbidden, NotFound
from app.storage.models import Audit, Bot, BotAccess, WorkspaceMember
from drive import calling, code
from eventually import PATIENCE
from factories import PASSWORD, make_person


async def principal_of(app, person):
    return await app.state.verifier.verify(person.tokens.access_token)


async def test_demotion_takes_effect_at_once_on_every_process(start_app):
    here, there = await start_app(), await start_app()
    admin, developer = await make_person(here, "ADMIN"), await make_person(here, "DEVELOPER")
    told: asyncio.Queue = asyncio.Queue()
    there.state.verifier.on_revoked(lambda *revoked: told.put_nowait(revoked))

    async with calling(here) as client, calling(there) as other:
        before = await other.post("/api/v1/workspaces", headers=developer.headers, json={"name": "Mine"})
        await client.patch(f"/api/v1/users/{developer.id}", headers=admin.headers, json={"role": "USER"})
        same = await client.post("/api/v1/workspaces", headers=developer.headers, json={"name": "Mine"})
        async with asyncio.timeout(PATIENCE):
            assert await told.get() == (developer.id, None)
        after = await other.post("/api/v1/workspaces", headers=developer.headers, json={"name": "Mine"})

    assert [answer.status_code for answer in (before, same, after)] == [201, 403, 403]


async def test_who_is_locked_out_can_neither_go_on_nor_come_back(app, client):
    admin, person = await make_person(app, "ADMIN"), await make_person(app)
    assert (await client.get("/api/v1/auth/me", headers=person.headers)).status_code == 200

    answer = await client.patch(
        f"/api/v1/users/{person.id}", headers=admin.headers, json={"is_active": False}
    )

    assert answer.json()["is_active"] is False
    login = {"email": person.email, "password": PASSWORD}
    assert (await client.get("/api/v1/auth/me", headers=person.headers)).status_code == 401
    assert code(await client.post("/api/v1/auth/login", json=login)) == "auth:login_failed"
    token = {"refresh_token": person.tokens.refresh_token}
    assert (await client.post("/api/v1/auth/refresh", json=token)).status_code == 401


async def test_the_last_administrator_stays_one_even_when_two_demote_each_other_at_once(app, client):
    one, two = await make_person(app, "ADMIN"), await make_person(app, "ADMIN")

    answers = await asyncio.gather(
        client.patch(f"/api/v1/users/{two.id}", headers=one.headers, json={"role": "USER"}),
        client.patch(f"/api/v1/users/{one.id}", headers=two.headers, json={"role": "USER"}),
    )

    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert {answer.status_code for answer in answers} <= {200, 403, 409}
    roles = [
        (await client.get("/api/v1/auth/me", headers=person.headers)).json()["role"] for person in (one, two)
    ]
    assert sorted(roles) == ["ADMIN", "USER"]


async def test_admins_page_through_everyone(app, client):
    admin = await make_person(app, "ADMIN")
    people = [admin, *[await make_person(app) for _ in range(4)]]

    found, cursor = [], ""
    while cursor is not None:
        path = f"/api/v1/users?limit=2{'&cursor=' + cursor if cursor else ''}"
        page = (await client.get(path, headers=admin.headers)).json()
        found += [user["email"] for user in page["items"]]
        assert len(page["items"]) <= 2
        cursor = page["next_cursor"]

    assert found == [person.email for person in people]
    one = await client.get("/api/v1/users", params={"email": people[2].email}, headers=admin.headers)
    assert [user["id"] for user in one.json()["items"]] == [str(people[2].id)]


async def test_a_cursor_nobody_gave_is_a_fault_of_that_field(app, client):
    admin = await make_person(app, "ADMIN")

    for cursor in ("x", "!!", "AAAA", "é" * 22, "A" * 22 + "B"):
        answer = await client.get("/api/v1/users", params={"cursor": cursor}, headers=admin.headers)
        assert answer.json()["error"]["details"]["fields"][0]["path"] == "query.cursor"


async def test_nobody_is_a_member_without_having_accepted_it_unless_an_administrator_says_so(app, client):
    owner, admin, other = [await make_person(app, role) for role in ("DEVELOPER", "ADMIN", "DEVELOPER")]
    made = await client.post("/api/v1/workspaces", headers=owner.headers, json={"name": "Shop"})
    members = f"/api/v1/workspaces/{made.json()['id']}/members"
    joining = {"user_id": str(other.id), "role": "EDITOR"}

    async def put(person, body=joining):
        added = await client.post(members, headers=person.headers, json=body)
        changed = await client.patch(
            f"{members}/{body['user_id']}", headers=person.headers, json={"role": "VIEWER"}
        )
        return [added.status_code < 300 or code(added), changed.status_code < 300 or code(changed)]

    nobody = {"user_id": str(uuid4()), "role": "EDITOR"}
    assert await put(owner) == await put(owner, nobody) == ["member:invite", "member:not_found"]
    assert await put(admin, nobody) == ["user:not_found", "member:not_found"]
    assert await put(admin) == [True, True]
    assert await put(owner) == [True, True]
    found = (await client.get(members, headers=other.headers)).json()["items"]
    assert {one["user_id"]: one["role"] for one in found} == {str(owner.id): "owner", str(other.id): "VIEWER"}


async def test_members_are_changed_and_removed_by_owners_alone(app, client):
    owner, editor, stranger = [await make_person(app, "DEVELOPER") for _ in range(3)]
    made = await client.post("/api/v1/workspaces", headers=owner.headers, json={"name": "Shop"})
    path = f"/api/v1/workspaces/{made.json()['id']}"

    await join(Author(client, owner), made.json()["id"], editor, "EDITOR")
    by_editor = await client.patch(
        f"{path}/members/{editor.id}", headers=editor.headers, json={"role": "owner"}
    )
    by_stranger = await client.get(f"{path}/members", headers=stranger.headers)
    members = (await client.get(f"{path}/members", headers=editor.headers)).json()["items"]
    last = await client.delete(f"{path}/members/{owner.id}", headers=owner.headers)
    left = await client.delete(f"{path}/members/{editor.id}", headers=editor.headers)
    gone = await client.get(path, headers=editor.headers)

    assert left.status_code == 204
    assert (by_editor.status_code, code(by_editor)) == (403, "workspace:forbidden")
    assert (by_stranger.status_code, code(by_stranger)) == (404, "workspace:not_found")
    assert {(m["email"], m["role"]) for m in members} == {(owner.email, "owner"), (editor.email, "EDITOR")}
    assert (last.status_code, code(last)) == (409, "workspace:last_owner")
    assert gone.status_code == 404


async def test_a_personal_workspace_is_neither_left_nor_deleted(app, client):
    person = await make_person(app, "DEVELOPER")
    mine = (await client.get("/api/v1/workspaces", headers=person.headers)).json()["items"][0]["id"]

    left = await client.delete(f"/api/v1/workspaces/{mine}/members/{person.id}", headers=person.headers)
    deleted = await client.delete(f"/api/v1/workspaces/{mine}", headers=person.headers)
    renamed = await client.patch(f"/api/v1/workspaces/{mine}", headers=person.headers, json={"name": "Home"})

    assert code(left) == code(deleted) == "workspace:personal"
    assert renamed.json()["name"] == "Home"


async def test_a_workspace_with_bots_is_not_deleted_and_an_empty_one_is(app, client):
    person = await make_person(app, "DEVELOPER")
    made = await client.post("/api/v1/workspaces", headers=person.headers, json={"name": "Shop"})
    path = f"/api/v1/workspaces/{made.json()['id']}"
    async with app.state.database.unit_of_work() as work:
        bot = Bot(workspace_id=made.json()["id"], name="Bot", head={})
        work.add(bot)

    refused = await client.delete(path, headers=person.headers)
    async with app.state.database.unit_of_work() as work:
        await work.delete(bot)
    deleted = await client.delete(path, headers=person.headers)

    assert (refused.status_code, code(refused)) == (409, "workspace:not_empty")
    assert deleted.status_code == 204


async def test_a_bot_is_reached_by_membership_or_by_share_whichever_gives_more(app):
    owner, editor, viewer, both, stranger, admin = [
        await make_person(app, role) for role in ("DEVELOPER",) * 5 + ("ADMIN",)
    ]
    chatter = await make_person(app, "USER")
    async with app.state.database.unit_of_work() as work:
        principal = await principal_of(app, owner)
        workspace = await Workspaces(work, app.state.parts.revocations).create(principal, "Shop")
        bot = Bot(workspace_id=workspace.id, name="Bot", head={})
        work.add(bot)
        await work.flush()
        work.add(BotAccess(bot_id=bot.id, user_id=editor.id, role="EDITOR"))
        work.add(BotAccess(bot_id=bot.id, user_id=both.id, role="EDITOR"))
        work.add(BotAccess(bot_id=bot.id, user_id=chatter.id, role="EDITOR"))
        for member in (viewer, both):
            work.add(WorkspaceMember(workspace_id=workspace.id, user_id=member.id, role="VIEWER"))

    async with app.state.database.unit_of_work() as work:
        reached = [
            await bot_access(work, await principal_of(app, person), bot.id)
            for person in (owner, editor, viewer, both, stranger, chatter, admin)
        ]
        with pytest.raises(Forbidden):
            await require_bot(work, await principal_of(app, viewer), bot.id, Access.EDITOR)
        with pytest.raises(NotFound):
            await require_bot(work, await principal_of(app, stranger), bot.id, Access.VIEWER)
        nothing = await bot_access(work, await principal_of(app, admin), workspace.id)

    names = [None if reach is None else reach.access.name for reach in reached]
    assert names == ["OWNER", "EDITOR", "VIEWER", "EDITOR", None, None, "OWNER"]
    assert nothing is None


async def test_a_change_of_role_is_in_the_audit_log(app, client):
    admin, person = await make_person(app, "ADMIN"), await make_person(app)

    await client.patch(f"/api/v1/users/{person.id}", headers=admin.headers, json={"role": "DEVELOPER"})

    async with app.state.database.unit_of_work() as work:
        line = await work.scalar(select(Audit).where(Audit.action == "user.change"))
    assert (line.actor_id, line.subject_id) == (admin.id, person.id)
    assert (line.before["role"], line.after["role"]) == ("USER", "DEVELOPER")
