"""E-mail addresses: proven, changed, and never told to those who ask."""

import pytest
from authors import done, refused
from mailing import API, mailing
from sqlalchemy import text

from factories import PASSWORD, make_person
from mail_server import mail_server


@pytest.fixture
async def peer():
    async with mail_server() as running:
        yield running


@pytest.fixture
async def app(start_app, peer):
    return await start_app(smtp_url=peer.url, registration="open")


@pytest.fixture
async def rounds(app, client):
    async with mailing(app, client) as running:
        yield running


async def me(client, person) -> dict:
    return done(await client.get(f"{API}/auth/me", headers=person.headers))


async def ask(rounds, person, email, password=PASSWORD):
    return await rounds.post("/auth/email", {"email": email, "password": password}, person.headers)


async def test_who_registers_gets_a_link_that_proves_the_address(client, rounds, peer):
    body = {"email": "ada@example.org", "password": PASSWORD, "locale": "ru"}
    made = done(await rounds.post("/auth/register", body), 201)
    headers = {"Authorization": f"Bearer {made['access_token']}"}
    page, token = await rounds.sent_link(peer)

    verified = await rounds.post("/auth/verify", {"token": token})
    again = await rounds.post("/auth/verify", {"token": token})

    assert (page, peer.letters[0]["subject"]) == ("verify", "Подтвердите адрес почты")
    assert made["user"]["email_verified_at"] is None
    assert verified.status_code == 204
    assert refused(again) == (403, "auth:link_invalid")
    shown = done(await client.get(f"{API}/auth/me", headers=headers))
    assert shown["email_verified_at"] is not None


async def test_the_link_is_sent_again_until_it_was_used_and_not_without_end(app, rounds, peer):
    person = await make_person(app)
    first = await rounds.post("/auth/verify/resend", None, person.headers)
    token = (await rounds.sent_link(peer))[1]
    await rounds.post("/auth/verify", {"token": token})
    second = await rounds.post("/auth/verify/resend", None, person.headers)
    impatient = await make_person(app)
    answers = [await rounds.post("/auth/verify/resend", None, impatient.headers) for _ in range(6)]

    assert first.status_code == 202
    assert refused(second) == (409, "auth:email_verified")
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]


async def test_another_address_takes_effect_when_its_link_is_used_and_the_old_one_is_told(
    app, client, rounds, peer
):
    person = await make_person(app)
    asked = await ask(rounds, person, "New.Address@example.com")
    token = (await rounds.sent_link(peer))[1]
    before = await me(client, person)
    used = await rounds.post("/auth/verify", {"token": token})
    after = await me(client, person)
    await rounds.round()

    assert (asked.status_code, used.status_code) == (202, 204)
    assert (before["email"], after["email"]) == (person.email, "new.address@example.com")
    assert after["email_verified_at"] is not None
    assert peer.recipients == ["new.address@example.com", person.email]
    assert peer.letters[-1]["subject"] == "Your e-mail address was changed"
    login = {"email": "new.address@example.com", "password": PASSWORD}
    assert (await rounds.post("/auth/login", login)).status_code == 200


async def test_links_to_the_old_address_die_with_it(app, rounds, peer):
    person = await make_person(app)
    await rounds.forget(person.email)
    old = (await rounds.sent_link(peer))[1]
    await ask(rounds, person, "new@example.com")
    await rounds.post("/auth/verify", {"token": (await rounds.sent_link(peer))[1]})

    answer = await rounds.post("/auth/password/reset", {"token": old, "password": "quite another one"})

    assert refused(answer) == (403, "auth:link_invalid")


async def test_an_address_somebody_has_gets_the_same_answer_and_no_letter(app, rounds, peer):
    person, other = await make_person(app), await make_person(app)

    taken, free = await ask(rounds, person, other.email), await ask(rounds, person, "free@example.org")
    await rounds.round()

    assert (taken.status_code, taken.content) == (free.status_code, free.content)
    assert peer.recipients == ["free@example.org"]


async def test_an_address_taken_while_the_link_was_on_its_way_stays_with_who_has_it(
    app, client, rounds, peer
):
    person = await make_person(app)
    await ask(rounds, person, "wanted@example.org")
    token = (await rounds.sent_link(peer))[1]
    await make_person(app, email="wanted@example.org")

    answer = await rounds.post("/auth/verify", {"token": token})

    assert refused(answer) == (409, "auth:email_taken")
    assert (await me(client, person))["email"] == person.email


async def test_an_address_is_changed_by_who_knows_the_password_only(app, rounds, peer):
    person = await make_person(app)

    answer = await ask(rounds, person, "new@example.com", "not this one")

    assert refused(answer) == (403, "auth:password_wrong")
    assert await rounds.round() == 0


async def test_who_is_locked_out_proves_nothing(app, client, rounds, peer):
    admin, person = await make_person(app, "ADMIN"), await make_person(app)
    await ask(rounds, person, "new@example.com")
    token = (await rounds.sent_link(peer))[1]
    await client.patch(f"{API}/users/{person.id}", headers=admin.headers, json={"is_active": False})

    assert refused(await rounds.post("/auth/verify", {"token": token})) == (403, "auth:link_invalid")


async def test_a_reset_proves_the_address_too(app, client, rounds, peer):
    person = await make_person(app)
    await rounds.forget(person.email)
    token = (await rounds.sent_link(peer))[1]
    await rounds.post("/auth/password/reset", {"token": token, "password": "quite another one"})

    async with app.state.database.unit_of_work() as session:
        found = await session.scalar(text('select count(*) from "user" where email_verified_at is not null'))

    assert found == 1
