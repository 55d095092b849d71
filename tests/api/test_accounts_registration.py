"""Who may make an account, and with which role."""

import asyncio

from sqlalchemy import text

from drive import calling, code
from factories import PASSWORD, make_person

REGISTER = "/api/v1/auth/register"


def newcomer(**more) -> dict:
    return {"email": "New@Example.org", "password": PASSWORD, "name": "Newcomer", **more}


async def invitation(client, inviter, **wanted) -> str:
    answer = await client.post("/api/v1/invitations", headers=inviter.headers, json=wanted)
    assert answer.status_code == 201, answer.text
    return answer.json()["token"]


async def test_nobody_registers_without_an_invitation_unless_told_otherwise(client):
    answer = await client.post(REGISTER, json=newcomer())

    assert (answer.status_code, code(answer)) == (403, "auth:invitation_required")


async def test_nobody_registers_where_registration_is_closed_not_even_with_an_invitation(start_app):
    app = await start_app(registration="closed")
    async with calling(app) as client:
        token = await invitation(client, await make_person(app, "ADMIN"))
        answer = await client.post(REGISTER, json=newcomer(invitation=token))

    assert (answer.status_code, code(answer)) == (403, "auth:registration_closed")


async def test_where_registration_is_open_anyone_becomes_what_the_operator_said(start_app):
    app = await start_app(registration="open", registration_role="DEVELOPER")
    async with calling(app) as client:
        answer = await client.post(REGISTER, json=newcomer())
        headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        workspaces = (await client.get("/api/v1/workspaces", headers=headers)).json()["items"]

    assert answer.status_code == 201
    assert answer.json()["user"]["email"] == "new@example.org"
    assert answer.json()["user"]["role"] == "DEVELOPER"
    assert [(w["name"], w["is_personal"], w["role"]) for w in workspaces] == [("Newcomer", True, "owner")]


async def test_an_address_has_one_account_however_it_is_written(start_app):
    app = await start_app(registration="open")
    async with calling(app) as client:
        first = await client.post(REGISTER, json=newcomer())
        second = await client.post(REGISTER, json=newcomer(email="NEW@EXAMPLE.ORG"))

    assert first.status_code == 201
    assert (second.status_code, code(second)) == (409, "auth:email_taken")


async def test_an_invitation_gives_its_role_and_its_membership(app, client):
    owner = await make_person(app, "DEVELOPER")
    made = await client.post("/api/v1/workspaces", headers=owner.headers, json={"name": "Shop"})
    workspace = made.json()["id"]
    token = await invitation(client, owner, role="DEVELOPER", workspace_id=workspace, workspace_role="EDITOR")

    answer = await client.post(REGISTER, json=newcomer(invitation=token))

    assert answer.json()["user"]["role"] == "DEVELOPER"
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    seen = await client.get(f"/api/v1/workspaces/{workspace}", headers=headers)
    assert (seen.json()["name"], seen.json()["role"]) == ("Shop", "EDITOR")


async def test_an_invitation_is_good_once_even_for_those_who_come_at_once(app, client):
    token = await invitation(client, await make_person(app, "ADMIN"))

    answers = await asyncio.gather(
        *(
            client.post(REGISTER, json=newcomer(email=f"n{number}@example.org", invitation=token))
            for number in range(3)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [201, 403, 403]


async def test_an_invitation_for_one_address_is_not_used_up_by_another(app, client):
    token = await invitation(client, await make_person(app, "ADMIN"), email="Ann@example.org")

    wrong = await client.post(REGISTER, json=newcomer(invitation=token))
    right = await client.post(REGISTER, json=newcomer(email="ann@example.org", invitation=token))

    assert (wrong.status_code, code(wrong)) == (403, "auth:invitation_invalid")
    assert right.status_code == 201


async def test_an_invitation_past_its_time_or_withdrawn_or_made_up_is_refused_alike(app, client):
    admin = await make_person(app, "ADMIN")
    late, withdrawn = await invitation(client, admin), await invitation(client, admin)
    listed = (await client.get("/api/v1/invitations", headers=admin.headers)).json()["items"]
    await client.delete(f"/api/v1/invitations/{listed[1]['id']}", headers=admin.headers)
    async with app.state.database.unit_of_work() as session:
        await session.execute(text("update invitation set expires_at = now() - interval '1 minute'"))

    answers = [
        await client.post(REGISTER, json=newcomer(invitation=token)) for token in (late, withdrawn, "made up")
    ]

    assert {code(answer) for answer in answers} == {"auth:invitation_invalid"}
    assert all("token" not in item for item in listed)


async def test_who_has_an_account_accepts_an_invitation_with_it_and_rises_but_never_falls(app, client):
    admin = await make_person(app, "ADMIN")
    chatter = await make_person(app, "USER")
    up, down = [await invitation(client, admin, role=role) for role in ("DEVELOPER", "USER")]

    first = await client.post("/api/v1/invitations/accept", headers=chatter.headers, json={"token": up})
    second = await client.post("/api/v1/invitations/accept", headers=chatter.headers, json={"token": down})

    assert (first.status_code, second.status_code) == (200, 200)
    assert (await client.get("/api/v1/auth/me", headers=chatter.headers)).json()["role"] == "DEVELOPER"


async def test_only_admins_invite_to_the_whole_place_and_only_owners_to_a_workspace(app, client):
    developer, stranger = await make_person(app, "DEVELOPER"), await make_person(app, "DEVELOPER")
    chatter = await make_person(app, "USER")
    mine = (await client.get("/api/v1/workspaces", headers=developer.headers)).json()["items"][0]["id"]
    path = "/api/v1/invitations"

    whole = await client.post(path, headers=developer.headers, json={})
    foreign = await client.post(path, headers=stranger.headers, json={"workspace_id": mine})
    above = await client.post(path, headers=developer.headers, json={"workspace_id": mine, "role": "ADMIN"})
    chats = await client.post(path, headers=chatter.headers, json={})

    assert [(a.status_code, code(a)) for a in (whole, foreign, above, chats)] == [
        (403, "invitation:forbidden"),
        (404, "workspace:not_found"),
        (403, "invitation:forbidden"),
        (403, "auth:role_needed"),
    ]


async def test_somebody_anonymous_accepts_no_invitation(app, client):
    token = await invitation(client, await make_person(app, "ADMIN"), role="ADMIN")
    visitor = (await client.post("/api/v1/auth/anonymous")).json()

    answer = await client.post(
        "/api/v1/invitations/accept",
        headers={"Authorization": f"Bearer {visitor['access_token']}"},
        json={"token": token},
    )

    assert (answer.status_code, code(answer)) == (403, "auth:account_needed")
