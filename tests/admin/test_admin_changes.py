"""What may be changed: by the functions of the API, with their checks and audit lines; nothing else."""

import json

import pytest
from administrators import administrator, refused, run
from one_of_each import SECRET, one_of_each

from app.admin.sections import SECTIONS
from app.admin.sections.people import UsersSection
from factories import make_person

MAY_CHANGE = {"User", "WorkspaceMember", "BotAccess", "Channel"}


@pytest.fixture
async def world(app):
    return await one_of_each(app)


async def audit_of(app, action):
    lines = await run(
        app,
        "select actor_id, subject_id, before, after from audit where action = :action order by id",
        action=action,
    )
    return [(str(actor), str(subject), before, after) for actor, subject, before, after in lines]


async def test_a_role_is_given_and_somebody_is_locked_out_at_once(app, admin, client, world):
    me = "/api/v1/auth/me"
    person = world.author
    row = await admin.change("User", str(person.id), role="USER", is_active=True, email="x@example.org")
    assert (row["role"], row["email"]) == ("USER", person.email)
    assert (await client.get(me, headers=person.headers)).json()["role"] == "USER"

    await admin.change("User", str(person.id), is_active=False)
    assert (await client.get(me, headers=person.headers)).status_code == 401
    by = str(admin.person.id)
    assert await audit_of(app, "user.change") == [
        (by, str(person.id), {"role": "DEVELOPER", "is_active": True}, {"role": "USER", "is_active": True}),
        (by, str(person.id), {"role": "USER", "is_active": True}, {"role": "USER", "is_active": False}),
    ]


async def test_saving_a_form_as_it_was_changes_nothing(app, admin, world):
    for model in MAY_CHANGE:
        row = await admin.row(model, world.ids[model])
        assert await admin.change(model, world.ids[model], **row) == row
    assert await run(app, "select action from audit where action like '%.put'") == []
    assert await audit_of(app, "user.change") == await audit_of(app, "channel.change") == []


async def test_the_last_administrator_stays(admin):
    for fields in ({"role": "USER"}, {"is_active": False}):
        answer = await admin.ask("PATCH", f"/change/User/{admin.person.id}", json=fields)
        assert refused(answer) == (409, "user:last_admin")
        assert answer.json()["detail"] == "The last administrator can't step down."


async def test_who_gives_up_the_role_is_out(app, admin):
    async with administrator(app):
        answer = await admin.ask("PATCH", f"/change/User/{admin.person.id}", json={"role": "DEVELOPER"})
        assert answer.status_code == 200
        assert (await admin.ask("GET", "/me")).status_code == 401


async def test_a_channel_opens_and_gets_another_bot(app, admin, world):
    channel, bot = world.ids["Channel"], world.ids["Bot"]
    row = await admin.change("Channel", channel, is_public=True, default_bot_id=None, name="Park")
    assert (row["is_public"], row["default_bot_id"], row["name"]) == (True, None, "Park")
    assert (await admin.change("Channel", channel, default_bot_id=bot))["bot"] == "Gardener"
    [first, second] = await audit_of(app, "channel.change")
    assert first[3] == {"is_public": True, "default_bot_id": None, "name": "Park"}
    assert second[:2] == (str(admin.person.id), channel)

    answer = await admin.ask("PATCH", f"/change/Channel/{channel}", json={"default_bot_id": channel})
    assert refused(answer) == (404, "bot:not_found")
    answer = await admin.ask("PATCH", f"/change/Channel/{channel}", json={"name": "a\nb"})
    assert refused(answer) == (422, "api:invalid")
    assert "name" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("model", "place", "role", "other", "code"),
    [
        ("BotAccess", "bot_id", "EDITOR", "VIEWER", "access:not_shared"),
        ("WorkspaceMember", "workspace_id", "owner", "EDITOR", "member:not_found"),
    ],
)
async def test_access_is_given_changed_and_taken(app, admin, world, model, place, role, other, code):
    person = await make_person(app, "DEVELOPER")
    where = world.ids["Bot" if place == "bot_id" else "Workspace"]
    new = {place: where, "user_id": str(person.id), "role": role}
    made = await admin.ask("POST", f"/add/{model}", json=new)
    assert made.status_code == 200, made.text
    row = made.json()
    assert (row["id"], row["role"], row["person"]) == (f"{where}~{person.id}", role, person.email)

    assert (await admin.change(model, row["id"], role=other))["role"] == other
    moved = await admin.ask("PATCH", f"/change/{model}/{row['id']}", json={"user_id": str(admin.person.id)})
    assert moved.status_code == 422
    assert (await admin.ask("DELETE", f"/delete/{model}/{row['id']}")).status_code == 200
    assert refused(await admin.ask("DELETE", f"/delete/{model}/{row['id']}")) == (404, code)
    assert (await admin.ask("GET", f"/retrieve/{model}/{row['id']}")).status_code == 404
    for wrong in ({**new, "role": "KING"}, {**new, "user_id": "x"}, {place: where}):
        assert refused(await admin.ask("POST", f"/add/{model}", json=wrong)) == (422, "api:invalid")


async def test_a_workspace_keeps_its_owner(admin, world):
    own = world.ids["WorkspaceMember"]

    assert refused(await admin.ask("DELETE", f"/delete/WorkspaceMember/{own}")) == (409, "workspace:personal")
    answer = await admin.ask("PATCH", f"/change/WorkspaceMember/{own}", json={"role": "VIEWER"})
    assert refused(answer) == (409, "workspace:personal")


async def test_bots_are_paused_resumed_and_archived_but_never_written(app, admin, world):
    bot = world.ids["Bot"]
    before = await run(app, "select head::text, revision, name from bot where id = :id", id=bot)
    for action, status in (("pause", "paused"), ("resume", "active"), ("archive", "archived")):
        assert (await admin.act("Bot", action, bot))["data"] == "1 of 1 done"
        assert (await admin.row("Bot", bot))["status"] == status
    answer = await admin.ask("POST", "/action/Bot/pause", json={"ids": [bot]})
    assert refused(answer) == (409, "admin:not_done")
    assert answer.json()["detail"] == "0 of 1 done. Take it out of the archive first."
    assert [action for action, *_ in [(line[3],) for line in await audit_of(app, "bot.pause")]] == [
        {"status": "paused"}
    ]
    assert await run(app, "select head::text, revision, name from bot where id = :id", id=bot) == before


async def test_what_is_only_read_is_not_changed_added_or_deleted(app, admin, world):
    for model in world.ids:
        await assert_only_read(app, admin, world, model)


async def assert_only_read(app, admin, world, model):
    row_id = world.ids[model]
    table = next(one for one in SECTIONS if one.model.__name__ == model).model.__tablename__
    before = await run(app, f'select t::text from "{table}" t order by 1')  # noqa: S608
    row = await admin.row(model, row_id)
    wanted = {name: f"{value}x" if isinstance(value, str) else value for name, value in row.items()}
    if model not in MAY_CHANGE:
        answer = await admin.ask("PATCH", f"/change/{model}/{row_id}", json=wanted)
        assert refused(answer) == (403, "admin:read_only")
    if model not in {"BotAccess", "WorkspaceMember"}:
        assert refused(await admin.ask("POST", f"/add/{model}", json=wanted)) == (403, "admin:forbidden")
        assert refused(await admin.ask("DELETE", f"/delete/{model}/{row_id}")) == (403, "admin:forbidden")
    assert await run(app, f'select t::text from "{table}" t order by 1') == before  # noqa: S608


async def test_sign_ins_are_ended_with_what_is_open(app, admin, client, world):
    own = await run(app, "select id from sign_in where person_id = :id", id=world.guest.id)
    assert (await admin.act("SignIn", "end", str(own[0][0])))["data"] == "1 of 1 ended"

    assert (await client.get("/api/v1/auth/me", headers=world.guest.headers)).status_code == 401


async def test_an_action_that_some_rows_refuse_is_done_with_the_others(admin, world):
    told = await admin.act("Bot", "pause", world.ids["Bot"], world.ids["Channel"], "x")

    assert told["data"].startswith("1 of 3 done. There is no such")


async def test_the_configuration_offers_what_may_be_done(admin):
    models = {one["name"]: one for one in (await admin.configuration())["models"]}
    free = {
        name
        for name, model in models.items()
        for field in model["fields"]
        if field["change_configuration"]
        and not field["change_configuration"]["form_widget_props"].get("disabled")
    }
    adding = {name for name, model in models.items() if "Add" in model["permissions"]}
    deleting = {name for name, model in models.items() if "Delete" in model["permissions"]}

    assert free == MAY_CHANGE
    assert adding == deleting == {"BotAccess", "WorkspaceMember"}
    assert json.dumps(models["Bot"]["actions"]).count('"name"') == 3


async def test_a_fault_of_ours_is_written_down_without_its_text(admin, world, monkeypatch, capsys):
    async def breaks(*given):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(UsersSection, "alter", breaks)
    answer = await admin.ask("PATCH", f"/change/User/{world.ids['User']}", json={"role": "USER"})
    written = "".join(capsys.readouterr())

    assert refused(answer) == (500, "admin:failed")
    assert "admin.fault" in written
    assert "RuntimeError" in written
    assert SECRET not in answer.text + written
