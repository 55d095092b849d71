"""Alerts: told once when problems rise, again after an hour, once when they are over; and to whom."""

import asyncio
import json
import time
from datetime import timedelta
from typing import Any

import pytest
from alerting import CODE, Alerting, alerting
from authors import Author, done, refused
from live import working

from app.faststream_app import user_app
from app.kit.clock import now
from app.kit.signature import Call, is_signed
from app.main import Front
from drive import calling
from egress_servers import answer, serving
from factories import Person, make_person
from mail_server import mail_server

SPOKEN = ("Ada", "secret word")


@pytest.fixture
async def peer():
    async with mail_server() as running:
        yield running


@pytest.fixture
async def there():
    async with serving(answer(204)) as running:
        yield running


@pytest.fixture
async def world(start_app, peer):
    app = await start_app(
        egress_allow="127.0.0.1", smtp_url=peer.url, public_url="https://bots.example.org/", message_rate=0
    )
    async with calling(Front(app)) as client, working(user_app(app.state.parts.settings)):
        author = Author(client, await make_person(app, "DEVELOPER"))
        async with alerting(app, author) as running:
            await running.prove(author.person.email)
            yield running


async def shared_with_a_reader(world: Alerting, editor: Person) -> dict[str, Any]:
    """The alerts as somebody has them who edits the bot too, and has asked for letters."""
    share = {"email": editor.email, "role": "EDITOR"}
    done(await world.author.call("POST", f"/bots/{world.bot}/access", json=share))
    other = Author(world.author.client, editor)
    return done(await other.call("PATCH", f"/bots/{world.bot}/alerts", json={"by_mail": True}))


async def test_people_are_told_by_letter_and_by_webhook_once_problems_rise(world: Alerting, peer, there):
    await world.choose(is_on=True, more_than=2, minutes=10, by_mail=True, url=f"{there.url}/in?key=1")
    secret = done(await world.author.call("POST", f"/bots/{world.bot}/alerts/secret"), 201)["secret"]
    await world.stumble(3)
    at = now()

    assert await world.look(at) == 1
    assert await world.carry(at) == 2

    letter, posted = peer.text(), there.seen[0]
    told = json.loads(posted.body)
    link = f"https://bots.example.org/bots/{world.bot}/conversations"
    assert peer.recipients == [world.author.person.email]
    assert peer.letters[0]["subject"] == "Stumbling <shop>: problems have risen"
    assert link in letter
    assert f"Only numbers can be added, so the variable was left as it was ({CODE}): 3" in letter
    assert "Stumbling &lt;shop&gt;" in peer.html()
    assert posted.line == "POST /in?key=1 HTTP/1.1"
    assert (told["event"], told["problems"], told["more_than"], told["minutes"]) == (
        "problems.risen",
        3,
        2,
        10,
    )
    assert told["bot"] == {"id": world.bot, "name": "Stumbling <shop>", "url": link}
    assert [(one["code"], one["problems"]) for one in told["kinds"]] == [(CODE, 3)]
    assert told["since"] <= told["at"]
    key = posted.header("idempotency-key")
    call = Call(body=posted.body, key=key)
    assert is_signed(secret.encode(), call, posted.header("x-dbcv-signature"), int(time.time()))
    assert key == told["id"]
    for said in SPOKEN:
        assert said not in letter + peer.html() + posted.body.decode()
    shown = await world.shown()
    assert (shown["since"], shown["told_at"], shown["url_fault"]) != (None, None, None)
    assert shown["kinds"] == [{"code": CODE, "problems": 3}]


async def test_nobody_is_told_of_as_many_problems_as_are_borne(world: Alerting, peer, there):
    await world.choose(is_on=True, more_than=3, by_mail=True, url=there.url)
    await world.stumble(3)

    assert await world.look(now()) == 1
    assert await world.carry(now()) == 0
    assert (await world.shown())["since"] is None


async def test_many_clocks_tell_one_alert_once(world: Alerting, peer, there):
    await world.choose(is_on=True, more_than=0, by_mail=True, url=there.url)
    await world.stumble(1)
    at = now()

    looked = await asyncio.gather(*(world.look(at) for _ in range(4)))
    carried = await asyncio.gather(*(world.carry(at) for _ in range(4)))

    assert (sum(looked), sum(carried)) == (1, 2)
    assert (len(peer.letters), len(there.seen)) == (1, 1)


async def test_problems_that_go_on_are_told_of_once_an_hour_and_once_when_they_are_over(
    world: Alerting, there
):
    await world.choose(is_on=True, more_than=0, minutes=120, url=there.url)
    await world.stumble(1)
    at = now()
    for minutes in (0, 1, 30, 59, 60, 61, 119, 125, 139, 141, 200):
        await world.look(at + timedelta(minutes=minutes))
        await world.carry(at + timedelta(minutes=minutes))

    # After two hours the window is empty; a quarter of an hour later it is over.
    told = [json.loads(one.body) for one in there.seen]
    assert [one["event"] for one in told] == ["problems.risen", "problems.still", "problems.over"]
    assert told[2]["problems"] == 0
    assert len({one["since"] for one in told}) == 1
    assert (await world.shown())["since"] is None


async def test_an_address_that_refuses_is_tried_again_then_given_up_and_shown_until_it_takes_one(
    world: Alerting, there
):
    async with serving(answer(503)) as broken:
        await world.choose(is_on=True, more_than=0, url=broken.url)
        await world.stumble(1)
        at = now()
        await world.look(at)
        pauses = []
        while await world.carry(at):
            rows = await world.rows("select due_at from alert_delivery")
            if rows:
                pauses.append((rows[0]["due_at"] - at).total_seconds())
                assert (await world.shown())["url_fault"] is None
                at = rows[0]["due_at"]
    shown = await world.shown()

    assert len(broken.seen) == 5
    assert pauses == [30, 60, 120, 240]
    assert shown["url_fault"]["code"] == "webhook:status_503"
    assert len({one.header("idempotency-key") for one in broken.seen}) == 1

    await world.choose(url=there.url)
    assert (await world.shown())["url_fault"] is None


async def test_a_mail_server_that_refuses_for_good_is_told_to_the_reader(world: Alerting, peer):
    peer.refusing = "550 nobody of that name"
    await world.choose(is_on=True, more_than=0, by_mail=True)
    await world.stumble(1)
    await world.look(now())

    assert await world.carry(now()) == 1
    assert (await world.shown())["mail_fault"]["code"] == "mail:recipient_refused 550"
    assert await world.rows("select 1 from alert_delivery") == []


async def test_addresses_inside_are_refused_unless_the_operator_allows_them(world: Alerting):
    await world.choose(is_on=True, more_than=0, url="http://10.0.0.1/in")
    await world.stumble(1)
    await world.look(now())

    assert await world.carry(now()) == 1
    assert (await world.shown())["url_fault"]["code"] == "http:blocked"


async def test_an_archived_bot_alerts_nobody_and_begins_anew_when_it_is_back(world: Alerting, there):
    await world.choose(is_on=True, more_than=0, url=there.url)
    await world.stumble(1)
    at = now()
    await world.look(at)
    done(await world.author.call("POST", f"/bots/{world.bot}/archive"))

    assert await world.look(at + timedelta(minutes=1)) == 0
    assert await world.carry(at) == 1
    assert there.seen == []
    done(await world.author.call("POST", f"/bots/{world.bot}/unarchive"))
    assert (await world.shown())["since"] is None


async def test_turned_off_nothing_is_told_nor_what_was_on_its_way(world: Alerting, there):
    await world.choose(is_on=True, more_than=0, url=there.url)
    await world.stumble(1)
    await world.look(now())
    await world.choose(is_on=False)

    assert (await world.look(now() + timedelta(hours=1)), await world.carry(now())) == (0, 0)
    assert there.seen == []


async def test_each_who_edits_chooses_letters_for_themselves(world: Alerting, peer):
    editor = await make_person(world.app, "DEVELOPER")
    await world.prove(editor.email)
    await world.choose(is_on=True, more_than=0)
    seen = await shared_with_a_reader(world, editor)
    await world.stumble(1)
    await world.look(now())

    assert (seen["is_on"], seen["by_mail"], (await world.shown())["by_mail"]) == (True, True, False)
    assert await world.carry(now()) == 1
    assert peer.recipients == [editor.email]


@pytest.mark.parametrize("lost", ["share", "proof", "account"])
async def test_who_may_not_know_any_more_is_not_written_to(world: Alerting, peer, lost):
    editor = await make_person(world.app, "DEVELOPER")
    if lost != "proof":
        await world.prove(editor.email)
    await world.choose(is_on=True, more_than=0)
    seen = await shared_with_a_reader(world, editor)
    await world.stumble(1)
    await world.look(now())
    if lost == "share":
        await world.author.call("DELETE", f"/bots/{world.bot}/access/{editor.id}")
    if lost == "account":
        await world.rows('update "user" set is_active = false where id = $1', editor.id)

    assert seen["mail"] == ("unproven" if lost == "proof" else "ready")
    assert await world.carry(now()) == 1
    assert peer.letters == []


async def test_a_russian_reader_gets_a_russian_letter_with_the_times_of_their_clock(world: Alerting, peer):
    told = {"locale": "ru", "timezone": "Asia/Tokyo"}
    await world.author.call("PATCH", "/auth/me", json=told)
    await world.choose(is_on=True, more_than=0, by_mail=True)
    await world.stumble(1)
    await world.look(now())
    await world.carry(now())

    assert peer.letters[0]["subject"] == "Stumbling <shop>: проблем стало больше"
    assert "(Asia/Tokyo)" in peer.text()
    assert "Складывать можно только числа (variable:not_a_number): 1" in peer.text()


async def test_what_was_set_aside_counts_too(world: Alerting, there):
    await world.choose(is_on=True, more_than=0, url=there.url)
    await world.rows(
        "insert into dead_letter (id, kind, bot_id, payload, error, attempts)"
        " values (gen_random_uuid(), 'delivery', $1, '{}', 'webhook:status_500', 5)",
        world.bot,
    )
    await world.look(now())
    await world.carry(now())

    kinds = json.loads(there.seen[0].body)["kinds"]
    assert [(one["code"], one["problems"]) for one in kinds] == [("dead_letter:delivery", 1)]


async def test_a_trial_goes_to_who_asks_and_to_the_address_and_says_so(world: Alerting, peer, there):
    nobody = await world.author.call("POST", f"/bots/{world.bot}/alerts/trial")
    await world.choose(by_mail=True, url=there.url)
    tried = await world.author.call("POST", f"/bots/{world.bot}/alerts/trial")

    assert refused(nobody) == (409, "alert:nobody")
    assert tried.status_code == 202
    assert await world.carry(now()) == 2
    assert peer.letters[0]["subject"] == "Stumbling <shop>: a trial alert"
    assert json.loads(there.seen[0].body)["event"] == "problems.trial"
    more = [await world.author.call("POST", f"/bots/{world.bot}/alerts/trial") for _ in range(6)]
    assert refused(more[-1]) == (429, "alert:too_many_trials")


async def test_the_secret_is_shown_once_and_stored_sealed(world: Alerting):
    secret = done(await world.author.call("POST", f"/bots/{world.bot}/alerts/secret"), 201)["secret"]
    shown = await world.shown()
    stored = await world.rows("select secret from alert")
    audited = await world.rows("select action, before, after from audit where action like 'bot.alerts%'")

    assert shown["has_secret"] is True
    assert secret not in json.dumps(shown)
    assert secret.encode() not in stored[0]["secret"]
    assert [one["action"] for one in audited] == ["bot.alerts_secret"]


async def test_the_audit_tells_that_there_is_an_address_and_not_which(world: Alerting):
    await world.choose(is_on=True, url="https://hooks.example/T0/secret-part")
    rows = await world.rows("select action, before, after from audit where action = 'bot.alerts'")

    assert len(rows) == 1
    assert json.loads(rows[0]["after"])["has_url"] is True
    assert "secret-part" not in str([dict(one) for one in rows])
