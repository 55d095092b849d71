"""All that is kept about somebody who talks to bots, handed out."""

import json

import pytest
from authors import done
from files import uploaded
from persons import PLANTED, hearing_bot, plant, run, talk
from talks import quiz, visit


@pytest.fixture
async def bot(author):
    return await hearing_bot(author)


@pytest.fixture
async def ada(author, worker, bot):
    return await talk(author, bot)


async def test_all_that_is_kept_is_handed_out_as_one_document(app, author, ada):
    await plant(app, ada)
    await uploaded(author.client, ada.headers, f"/channels/{ada.channel}/attachments", name="cat.png")

    answer = await author.call("POST", f"/people/{ada.id}/export")

    kept = done(answer)
    assert f"person-{ada.id}.json" in answer.headers["content-disposition"]
    assert kept["person"]["name"] == f"Ada {PLANTED}"
    assert [one["variables"]["last"] for one in kept["variables"]] == [PLANTED]
    assert [one["body"]["text"] for one in kept["messages"]] == [
        "hello",
        "2+2?",
        PLANTED,
        f"No, not {PLANTED}.",
    ]
    assert [one["step"] for one in kept["sessions"]] == ["wrong"]
    assert [len(kept[name]) for name in ("traces", "waiting", "timers", "dead_letters")] == [2, 1, 1, 1]
    assert [one["name"] for one in kept["attachments"]] == ["cat.png"]
    assert {one["action"] for one in kept["audit"]} == {"attachment.create", "person.change"}


async def test_long_lists_are_handed_out_whole_and_in_order(app, author, ada):
    await run(
        app,
        "insert into message (thread_id, seq, id, session_id, sender_kind, sender_id, body)"
        " select s.thread_id, n, gen_random_uuid(), s.id, 'anonymous', s.person_id, cast(:body as json)"
        " from session s, generate_series(1000, 2600) as n",
        body=json.dumps({"text": "x"}),
    )

    kept = done(await author.call("POST", f"/people/{ada.id}/export"))

    assert [one["seq"] for one in kept["messages"]] == [1, 2, 3, 4, *range(1000, 2601)]


async def test_secrets_of_bots_are_masked_in_what_is_handed_out(author, worker):
    keeps = [{"id": "keeps", "set": [{"variable": "session.token", "value": "s3cret-token"}]}]
    ada = await visit(author, await author.published(quiz(groups=keeps, secrets=["session.token"])))
    await ada.talk("hello")

    shown = (await author.call("POST", f"/people/{ada.id}/export")).text

    assert "s3cret-token" not in shown
    assert "•••" in shown


async def test_what_a_bot_calls_secret_of_a_person_is_masked_wherever_it_was_copied_to(author, worker):
    keeps = [
        {
            "id": "keeps",
            "set": [
                {"variable": "user.pin", "value": "{$message.text$}"},
                {"variable": "session.told", "value": "pin {$message.text$}"},
            ],
        }
    ]
    ada = await visit(author, await author.published(quiz(groups=keeps, secrets=["user.pin"])))
    await ada.talk("s3cret-pin-4711")

    kept = done(await author.call("POST", f"/people/{ada.id}/export"))

    assert kept["variables"][0]["variables"]["pin"] == "•••"
    assert [name for name, rows in kept.items() if "s3cret-pin-4711" in json.dumps(rows)] == []
    assert "•••" in [one["body"]["text"] for one in kept["messages"]]
