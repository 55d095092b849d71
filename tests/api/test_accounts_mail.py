"""Letters on their way: durable, tried again, given up, shown to administrators where nothing sends them."""

import asyncio
import base64
import socket
from dataclasses import replace
from datetime import timedelta

import pytest
from mailing import API, link_in, mailing

from app.accounts.lapses import forget_letters
from app.accounts.mail.posting import post_due
from app.kit.clock import now
from app.kit.sealing import Sealer
from app.scheduler import run
from drive import calling, code
from eventually import PATIENCE, eventually_so
from factories import make_person
from mail_server import mail_server


@pytest.fixture
async def peer():
    async with mail_server() as running:
        yield running


@pytest.fixture
async def post(start_app, peer):
    """An app with a mail server, people calling it, and the rounds of its clock process."""
    app = await start_app(smtp_url=peer.url, public_url="https://bots.example.org/")
    async with calling(app) as client, mailing(app, client) as rounds:
        yield app, rounds


def dead_url() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"smtp://127.0.0.1:{taken.getsockname()[1]}"


async def test_the_clock_process_sends_what_a_request_left(start_app, peer):
    app = await start_app(smtp_url=peer.url)
    person = await make_person(app)
    clock = asyncio.create_task(run(app.state.parts.settings))
    async with calling(app) as client:
        answer = await client.post(f"{API}/auth/password/forgot", json={"email": person.email})
        await eventually_so(lambda: _there(peer.letters))
    clock.cancel()
    await asyncio.gather(clock, return_exceptions=True)

    assert answer.status_code == 202
    assert peer.recipients == [person.email]


async def _there(found):
    return found


@pytest.mark.parametrize(
    ("locale", "subject"),
    [("ru-RU", "Новый пароль"), ("ru", "Новый пароль"), ("en", "Choose a new password"), (None, None)],
)
async def test_people_are_written_to_in_their_language(post, peer, locale, subject):
    app, rounds = post
    person = await make_person(app)
    if locale is not None:
        await rounds.client.patch(f"{API}/auth/me", headers=person.headers, json={"locale": locale})

    await rounds.forget(person.email)
    page, token = await rounds.sent_link(peer)

    letter = peer.letters[0]
    assert letter["subject"] == (subject or "Choose a new password")
    assert page == "reset"
    assert f"https://bots.example.org/account#reset={token}" in peer.html()
    assert f'lang="{"ru" if (locale or "en").startswith("ru") else "en"}"' in peer.html()


async def test_a_letter_goes_out_once(post, peer):
    app, rounds = post
    await rounds.forget((await make_person(app)).email)

    assert [await rounds.round(), await rounds.round()] == [1, 0]
    assert len(peer.letters) == 1
    assert await rounds.rows("select * from outgoing_mail") == []


async def test_two_clock_processes_share_the_letters(post, peer):
    app, rounds = post
    people = [await make_person(app) for _ in range(15)]
    for person in people:
        await rounds.forget(person.email)

    taken = await asyncio.gather(*(rounds.round() for _ in range(4)))

    assert sum(taken) == 15
    assert sorted(peer.recipients) == sorted(person.email for person in people)


async def test_while_the_server_is_dead_a_letter_waits_longer_each_time_and_is_not_lost(start_app, peer):
    app = await start_app(smtp_url=dead_url())
    person = await make_person(app)
    async with calling(app) as client, mailing(app, client) as rounds:
        await rounds.forget(person.email)
        at, pauses = now(), []
        for _ in range(4):
            assert await rounds.round(at) == 1
            assert await rounds.round(at) == 0
            row = (await rounds.rows("select due_at, fault from outgoing_mail"))[0]
            pauses.append((row["due_at"] - at).total_seconds())
            assert row["fault"] == "mail:unreachable"
            at = row["due_at"]
    assert pauses == [30, 60, 120, 240]

    mended = await start_app(smtp_url=peer.url)
    async with calling(mended) as client, mailing(mended, client) as rounds:
        assert await rounds.round(at) == 1
    assert peer.recipients == [person.email]


async def test_a_letter_refused_for_good_is_given_up_and_an_admin_sees_why_but_no_link(post, peer):
    app, rounds = post
    admin, person = await make_person(app, "ADMIN"), await make_person(app)
    peer.refusing = "550 nobody of that name"
    await rounds.forget(person.email)

    assert await rounds.round() == 1
    assert await rounds.round(now() + timedelta(minutes=59)) == 0
    seen = (await rounds.client.get(f"{API}/mail", headers=admin.headers)).json()["items"]

    assert [(item["email"], item["fault"], item["due_at"], item["link"]) for item in seen] == [
        (person.email, "mail:recipient_refused 550", None, None)
    ]


async def test_a_server_that_is_slow_holds_up_no_request(post, peer):
    app, rounds = post
    peer.answering.clear()
    await rounds.forget((await make_person(app)).email)
    sending = asyncio.create_task(rounds.round())

    async with asyncio.timeout(PATIENCE):
        answers = [await rounds.forget((await make_person(app)).email) for _ in range(3)]
    assert not sending.done()
    peer.answering.set()

    assert await sending == 1
    assert {answer.status_code for answer in answers} == {202}


async def test_a_letter_cut_off_in_the_middle_is_sent_again_with_the_same_link_and_id(post, peer):
    app, rounds = post
    await rounds.forget((await make_person(app)).email)
    peer.answering.clear()
    sending = asyncio.create_task(rounds.round())
    await eventually_so(lambda: rounds.rows("select * from outgoing_mail where secret is not null"))
    before = (await rounds.rows("select id from outgoing_mail"))[0]["id"]
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    peer.answering.set()

    assert await rounds.round() == 0
    assert await rounds.round(now() + timedelta(minutes=3)) == 1
    assert peer.letters[0]["message-id"] == f"<{before}@bots.example.org>"
    assert len(await rounds.rows("select * from account_link")) == 1


async def test_nobody_is_written_to_who_has_no_account_or_may_not_use_it(post, peer):
    app, rounds = post
    admin, locked = await make_person(app, "ADMIN"), await make_person(app)
    await rounds.client.patch(f"{API}/users/{locked.id}", headers=admin.headers, json={"is_active": False})
    for email in ("nobody@example.org", locked.email):
        await rounds.forget(email)

    assert await rounds.round() == 2
    assert (peer.letters, await rounds.rows("select * from outgoing_mail")) == ([], [])


async def test_without_a_mail_server_an_admin_sees_the_link_and_nobody_else_does(start_app, capfd):
    app = await start_app(public_url="https://bots.example.org")
    admin, person = await make_person(app, "ADMIN"), await make_person(app)
    developer = await make_person(app, "DEVELOPER")
    async with calling(app) as client, mailing(app, client) as rounds:
        await rounds.forget(person.email)
        await rounds.forget("nobody@example.org")
        assert await rounds.round() == 2
        assert await rounds.round() == 0
        seen = (await client.get(f"{API}/mail", headers=admin.headers)).json()["items"]
        others = [
            await client.get(f"{API}/mail", headers=who) for who in (developer.headers, person.headers, {})
        ]
        page, token = link_in(seen[0]["link"])
        reset = await rounds.post("/auth/password/reset", {"token": token, "password": "quite another one"})
        after = (await client.get(f"{API}/mail", headers=admin.headers)).json()["items"]

    assert [(item["kind"], item["email"]) for item in seen] == [("reset", person.email)]
    assert (page, reset.status_code) == ("reset", 204)
    assert [(answer.status_code, code(answer)) for answer in others] == [
        (403, "auth:role_needed"),
        (403, "auth:role_needed"),
        (401, "auth:required"),
    ]
    assert [item["kind"] for item in after] == ["password_changed"]
    said = capfd.readouterr()
    assert token not in said.out + said.err
    assert person.email not in said.out + said.err


async def test_the_database_holds_no_link_that_could_be_used(start_app):
    app = await start_app()
    async with calling(app) as client, mailing(app, client) as rounds:
        admin = await make_person(app, "ADMIN")
        await rounds.forget((await make_person(app)).email)
        await rounds.round()
        seen = (await client.get(f"{API}/mail", headers=admin.headers)).json()["items"]
        token = link_in(seen[0]["link"])[1]
        kept = [str(dict(row)) for row in await rounds.rows("select * from account_link")]
        kept += [str(dict(row)) for row in await rounds.rows("select * from outgoing_mail")]

    assert len(kept) == 2
    assert not any(token in row or token.encode().hex() in row for row in kept)


async def test_an_admin_drops_a_letter(post, peer):
    app, rounds = post
    admin = await make_person(app, "ADMIN")
    await rounds.forget((await make_person(app)).email)
    letter = (await rounds.client.get(f"{API}/mail", headers=admin.headers)).json()["items"][0]

    first = await rounds.client.delete(f"{API}/mail/{letter['id']}", headers=admin.headers)
    second = await rounds.client.delete(f"{API}/mail/{letter['id']}", headers=admin.headers)

    assert (first.status_code, second.status_code, code(second)) == (204, 404, "mail:not_found")
    assert await rounds.round() == 0


async def test_letters_and_links_past_their_time_are_neither_sent_nor_kept(post, peer):
    app, rounds = post
    await rounds.forget((await make_person(app)).email)
    late = now() + timedelta(hours=1, seconds=1)

    assert await rounds.round(late) == 0
    await rounds.round()
    await rounds.forget((await make_person(app)).email)
    await forget_letters(rounds.office.pool, late)

    assert await rounds.rows("select 1 from outgoing_mail union all select 1 from account_link") == []


async def test_a_letter_sealed_with_another_key_is_put_off_and_others_go_out(post, peer):
    app, rounds = post
    admin, person = await make_person(app, "ADMIN"), await make_person(app)
    await rounds.post("/invitations", {"email": "ann@example.org"}, admin.headers)
    await rounds.forget(person.email)
    other_key = replace(rounds.office, sealer=Sealer(base64.b64encode(bytes(32)).decode()))

    assert await post_due(other_key, now()) == 2

    assert peer.recipients == [person.email]
    faults = [row["fault"] for row in await rounds.rows("select fault from outgoing_mail")]
    assert faults == ["secrets:wrong_key"]


async def test_a_link_that_can_not_be_read_is_not_shown_and_hides_no_others(start_app):
    app = await start_app()
    moved = await start_app(secret_box_key=base64.b64encode(bytes(32)).decode())
    admin = await make_person(app, "ADMIN")
    async with calling(app) as client, calling(moved) as there:
        for caller, email in ((client, "ann@example.org"), (there, "bob@example.org")):
            await caller.post(f"{API}/invitations", headers=admin.headers, json={"email": email})
        seen = (await there.get(f"{API}/mail", headers=admin.headers)).json()["items"]

    assert [(item["email"], item["link"] is None) for item in seen] == [
        ("ann@example.org", True),
        ("bob@example.org", False),
    ]
