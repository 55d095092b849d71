"""Invitations by mail: sent, sent again, taken back, listed."""

import pytest
from authors import Author, done, join, refused
from mailing import API, link_in, mailing
from sqlalchemy import text

from drive import calling
from factories import PASSWORD, make_person
from mail_server import mail_server


@pytest.fixture
async def peer():
    async with mail_server() as running:
        yield running


@pytest.fixture
async def app(start_app, peer):
    return await start_app(smtp_url=peer.url)


@pytest.fixture
async def rounds(app, client):
    async with mailing(app, client) as running:
        yield running


async def invite(rounds, inviter, **wanted) -> dict:
    return done(await rounds.post("/invitations", wanted, inviter.headers), 201)


async def test_an_invitation_with_an_address_goes_there_in_the_language_of_who_invites(
    app, client, rounds, peer
):
    admin = await make_person(app, "ADMIN")
    await client.patch(f"{API}/auth/me", headers=admin.headers, json={"locale": "ru"})
    made = await invite(rounds, admin, email="ann@example.org", role="DEVELOPER")

    page, token = await rounds.sent_link(peer)
    joined = await rounds.post(
        "/auth/register", {"email": "ann@example.org", "password": PASSWORD, "invitation": token}
    )

    assert (page, token) == ("invitation", made["token"])
    assert (peer.recipients, peer.letters[0]["subject"]) == (["ann@example.org"], "Вас приглашают")
    assert done(joined, 201)["user"]["role"] == "DEVELOPER"


async def test_an_invitation_without_an_address_writes_to_nobody(app, rounds):
    await invite(rounds, await make_person(app, "ADMIN"))

    assert await rounds.round() == 0


async def test_one_who_has_an_account_joins_the_workspace_with_the_link(app, client, rounds, peer):
    owner, guest = await make_person(app, "DEVELOPER"), await make_person(app, "DEVELOPER")
    shop = done(await rounds.post("/workspaces", {"name": "Shop"}, owner.headers), 201)["id"]
    await invite(rounds, owner, email=guest.email, workspace_id=shop, workspace_role="EDITOR")
    token = (await rounds.sent_link(peer))[1]

    done(await rounds.post("/invitations/accept", {"token": token}, guest.headers))

    members = done(await client.get(f"{API}/workspaces/{shop}/members", headers=owner.headers))["items"]
    assert {(one["user_id"], one["role"]) for one in members} == {
        (str(owner.id), "owner"),
        (str(guest.id), "EDITOR"),
    }


async def test_sent_again_it_has_a_new_token_and_the_earlier_one_is_dead(app, rounds, peer):
    admin, guest = await make_person(app, "ADMIN"), await make_person(app)
    first = await invite(rounds, admin, email=guest.email)
    async with app.state.database.unit_of_work() as session:
        await session.execute(text("update invitation set expires_at = now() - interval '1 day'"))

    again = done(await rounds.post(f"/invitations/{first['id']}/resend", None, admin.headers))
    stale = await rounds.post("/invitations/accept", {"token": first["token"]}, guest.headers)
    token = (await rounds.sent_link(peer))[1]
    fresh = await rounds.post("/invitations/accept", {"token": token}, guest.headers)

    assert (again["id"], token) == (first["id"], again["token"])
    assert len(peer.letters) == 1
    assert refused(stale) == (403, "auth:invitation_invalid")
    assert fresh.status_code == 200


async def test_what_was_accepted_is_not_sent_again(app, rounds):
    admin, guest = await make_person(app, "ADMIN"), await make_person(app)
    made = await invite(rounds, admin, email=guest.email)
    await rounds.post("/invitations/accept", {"token": made["token"]}, guest.headers)

    answer = await rounds.post(f"/invitations/{made['id']}/resend", None, admin.headers)

    assert refused(answer) == (409, "invitation:used")
    assert await rounds.round() == 0


async def test_an_invitation_taken_back_takes_its_letter_along(app, client, rounds, peer):
    admin = await make_person(app, "ADMIN")
    made = await invite(rounds, admin, email="ann@example.org")

    await client.delete(f"{API}/invitations/{made['id']}", headers=admin.headers)

    assert await rounds.round() == 0
    assert peer.letters == []


async def test_only_who_may_take_it_back_may_send_it_again(app, client, rounds):
    admin, owner = await make_person(app, "ADMIN"), await make_person(app, "DEVELOPER")
    stranger, editor = await make_person(app, "DEVELOPER"), await make_person(app, "DEVELOPER")
    shop = done(await rounds.post("/workspaces", {"name": "Shop"}, owner.headers), 201)["id"]
    await join(Author(client, owner), shop, editor, "EDITOR")
    whole = await invite(rounds, admin, email="ann@example.org")
    mine = await invite(rounds, owner, email="bob@example.org", workspace_id=shop)

    async def answers(person) -> list[tuple[int, str]]:
        return [
            refused(await rounds.post(f"/invitations/{one['id']}/resend", None, person.headers))
            for one in (whole, mine)
        ]

    assert await answers(stranger) == [(404, "invitation:not_found"), (404, "invitation:not_found")]
    assert await answers(editor) == [(404, "invitation:not_found"), (403, "workspace:forbidden")]
    for person in (owner, admin):
        path = f"/invitations/{mine['id']}/resend"
        assert (await rounds.post(path, None, person.headers)).status_code == 200


async def test_nobody_gets_a_role_above_their_own_by_sending_anothers_invitation_again(app, client, rounds):
    admin, owner = await make_person(app, "ADMIN"), await make_person(app, "DEVELOPER")
    demoted = await make_person(app, "ADMIN")
    shop = done(await rounds.post("/workspaces", {"name": "Shop"}, owner.headers), 201)["id"]
    into_shop = await invite(rounds, admin, email="ann@example.org", role="ADMIN", workspace_id=shop)
    whole = await invite(rounds, demoted, role="ADMIN")
    await client.patch(f"{API}/users/{demoted.id}", headers=admin.headers, json={"role": "DEVELOPER"})

    for person, invitation in ((owner, into_shop), (demoted, whole)):
        answer = await rounds.post(f"/invitations/{invitation['id']}/resend", None, person.headers)
        assert refused(answer) == (403, "invitation:forbidden")


async def test_who_was_demoted_or_locked_out_gives_away_no_more_than_they_have_left(app, client, rounds):
    admin, guest = await make_person(app, "ADMIN"), await make_person(app)
    demoted, locked = await make_person(app, "ADMIN"), await make_person(app, "ADMIN")
    above = await invite(rounds, demoted, role="ADMIN")
    still = await invite(rounds, demoted, role="DEVELOPER")
    gone = await invite(rounds, locked, role="USER")
    for person, change in ((demoted, {"role": "DEVELOPER"}), (locked, {"is_active": False})):
        await client.patch(f"{API}/users/{person.id}", headers=admin.headers, json=change)

    answers = [
        await rounds.post("/invitations/accept", {"token": one["token"]}, guest.headers)
        for one in (above, gone, still)
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 200]
    assert refused(answers[0]) == (403, "auth:invitation_invalid")


async def test_an_owner_who_was_taken_off_does_not_come_back_by_an_invitation_of_their_own(
    app, client, rounds
):
    owner, other = await make_person(app, "DEVELOPER"), await make_person(app, "DEVELOPER")
    made = await client.post(f"{API}/workspaces", headers=owner.headers, json={"name": "Shop"})
    shop = done(made, 201)["id"]
    await join(Author(client, owner), shop, other, "owner")
    back = await invite(rounds, other, role="USER", workspace_id=shop, workspace_role="owner")
    gone = await client.delete(f"{API}/workspaces/{shop}/members/{other.id}", headers=owner.headers)
    assert gone.status_code == 204

    answer = await rounds.post("/invitations/accept", {"token": back["token"]}, other.headers)

    assert refused(answer) == (403, "auth:invitation_invalid")


async def test_the_list_tells_which_can_still_be_accepted(app, client, rounds):
    admin, guest = await make_person(app, "ADMIN"), await make_person(app)
    used, late, pending = [await invite(rounds, admin) for _ in range(3)]
    await rounds.post("/invitations/accept", {"token": used["token"]}, guest.headers)
    async with app.state.database.unit_of_work() as session:
        await session.execute(
            text("update invitation set expires_at = now() - interval '1 day' where id = :id"),
            {"id": late["id"]},
        )

    async def ids(**query) -> list[str]:
        answer = await client.get(f"{API}/invitations", headers=admin.headers, params=query)
        return [one["id"] for one in done(answer)["items"]]

    assert await ids() == [used["id"], late["id"], pending["id"]]
    assert await ids(pending="true") == [pending["id"]]


async def test_without_a_mail_server_the_inviter_and_admins_have_the_link(start_app):
    app = await start_app()
    admin, owner = await make_person(app, "ADMIN"), await make_person(app, "DEVELOPER")
    async with calling(app) as client, mailing(app, client) as rounds:
        shop = done(await rounds.post("/workspaces", {"name": "Shop"}, owner.headers), 201)["id"]
        made = await invite(rounds, owner, email="ann@example.org", workspace_id=shop)
        seen = done(await client.get(f"{API}/mail", headers=admin.headers))["items"]

    assert [link_in(one["link"]) for one in seen] == [("invitation", made["token"])]


async def test_nobody_floods_the_world_with_invitations(app, rounds):
    admin = await make_person(app, "ADMIN")
    statuses = [
        (await rounds.post("/invitations", {"role": "USER"}, admin.headers)).status_code for _ in range(201)
    ]

    assert statuses == [201] * 200 + [429]
