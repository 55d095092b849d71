"""People who talk to bots, erased."""

import asyncio
import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from authors import NOBODY, Author, done, refused
from files import uploaded
from persons import PLANTED, hearing_bot, join, plant, run, talk, told_in
from talks import ask, quiz, visit

from app.conversations.counts import count_traces
from factories import make_person

# Whatever is taken of somebody's variables is there again at once.
KEEPS_COMING = (
    "create function keeps_coming() returns trigger language plpgsql as $$"
    " begin insert into user_variables select old.*; return null; end $$",
    "create trigger keeps_coming after delete on user_variables for each row execute function keeps_coming()",
)


@pytest.fixture
async def bot(author):
    return await hearing_bot(author)


@pytest.fixture
async def ada(author, worker, bot):
    return await talk(author, bot)


async def erase(author: Author, person: str) -> dict:
    return done(await author.call("POST", f"/people/{person}/erase"))


async def test_erasing_leaves_nothing_of_a_person_in_any_table(app, author, ada):
    await plant(app, ada)
    await uploaded(author.client, ada.headers, f"/channels/{ada.channel}/attachments", name=f"{PLANTED}.png")
    full = await told_in(app, PLANTED)
    assert full >= {
        "message.body",
        "session.state",
        "trace.body",
        "inbox.event",
        "command.command",
        "dead_letter.payload",
        "audit.after",
        "user_variables.variables",
        "anonymous_user.name",
        "attachment.name",
    }

    erased = await erase(author, ada.id)

    assert await told_in(app, PLANTED) == set()
    assert erased["account"] == "deleted"
    assert {"message", "session", "trace", "inbox", "command", "timer", "dead_letter"} <= erased[
        "rows"
    ].keys()
    for table in ("session", "message", "thread", "trace", "timer", "outbox", "subscriber", "sign_in"):
        rows = await run(app, f"select * from {table}")  # noqa: S608
        assert not [row for row in rows if UUID(ada.id) in row or UUID(ada.session) in row], table
    assert refused(await author.call("POST", f"/people/{ada.id}/erase")) == (404, "person:not_found")


async def test_times_that_were_planned_for_a_person_go_with_them(app, author, bot, ada):
    planned = {"emitter": uuid4(), "person": UUID(ada.id), "channel": UUID(ada.channel)}
    await run(
        app,
        "insert into recipient (emitter_id, person_id, channel_id, due_at)"
        " values (:emitter, :person, :channel, now())",
        **planned,
    )
    wanted = {"bot_id": bot, "name": "News", "message": {"text": "Hi"}}
    schedule = {"date": {"variable": "user.birthday"}}
    done(await author.call("POST", "/emitters", json={**wanted, "schedule": schedule}), 201)
    await run(app, "update user_variables set variables = cast(:now as json)", now='{"name": "Ada L."}')
    assert await run(app, "select person_id from person_change") == [(UUID(ada.id),)]

    await erase(author, ada.id)

    assert await run(app, "select * from recipient") == []
    assert await run(app, "select * from person_change") == []


async def test_an_account_is_emptied_by_an_administrator(app, author, admin, worker, bot):
    address = f"{PLANTED}@example.org"
    person = Author(author.client, await make_person(app, "USER", address))
    channel = await author.channel(bot)
    await run(
        app,
        'update "user" set name = :name, username = :name where email = :email',
        name=PLANTED,
        email=address,
    )
    await run(
        app, "update workspace set name = :name where personal_of = :id", name=PLANTED, id=person.person.id
    )
    done(await person.call("POST", f"/channels/{channel}/messages", json={"text": PLANTED}), 202)
    await run(
        app,
        "insert into audit (id, action, after) values (:id, 'invitation.create', cast(:after as json))",
        id=uuid4(),
        after=json.dumps({"email": address}),
    )

    erased = await erase(admin, str(person.person.id))

    assert erased["account"] == "emptied"
    assert await told_in(app, PLANTED) == set()
    assert (await person.call("GET", "/auth/me")).status_code == 401


async def test_what_an_author_made_stays_when_they_are_erased(app, admin, stranger):
    bot = await stranger.published(quiz())
    await uploaded(stranger.client, stranger.headers, "/attachments", bot_id=bot, name="logo.png")

    await erase(admin, str(stranger.person.id))

    assert (await run(app, "select name from attachment")) == [("logo.png",)]
    assert done(await admin.call("GET", f"/bots/{bot}"))["name"] == "Quiz"


async def test_other_peoples_words_stay(app, author, ada, bot):
    bob = await visit(author, bot, channel=ada.channel, name="Bob")
    await bob.talk("hello", "roses")
    before = (await told_in(app, "roses"), await told_in(app, "Bob"))

    await erase(author, ada.id)

    assert (await told_in(app, "roses"), await told_in(app, "Bob")) == before
    assert await bob.replies(2) == ["2+2?", "No, not roses."]
    assert (await ask(author, f"/sessions/{bob.session}"))["place"] == "wrong"


async def test_in_a_group_only_what_they_said_and_were_answered_goes(app, author, worker, bot):
    group = await author.channel(bot, is_group=True)
    ada = await talk(author, bot, channel=group)
    bob = await visit(author, bot, channel=group, name="Bob")
    await bob.say("hello")
    await bob.replies(3)

    await erase(author, ada.id)

    assert await told_in(app, PLANTED) == set()
    assert await bob.replies(1) == ["2+2?"]


async def test_a_greeting_in_a_group_goes_with_whom_it_was_for(app, author, worker):
    greets = quiz()
    greets["steps"][0]["message"]["text"] = "Hello {$user.name$}"
    greeter = await author.published(greets)
    group = await author.channel(greeter, is_group=True)
    ada = await visit(author, greeter, channel=group, name=PLANTED)
    await ada.start()
    assert await ada.replies(1) == [f"Hello {PLANTED}"]

    await erase(author, ada.id)

    assert await told_in(app, PLANTED) == set()


async def test_counts_stay_and_add_up_whatever_was_summed_before(app, author, worker, bot):
    people = [await talk(author, bot) for _ in range(3)]
    before = await ask(author, f"/bots/{bot}/counts")
    await erase(author, people[0].id)
    assert await ask(author, f"/bots/{bot}/counts") == before
    await count_traces(app.state.database, lag=timedelta(0))
    await erase(author, people[1].id)
    assert await ask(author, f"/bots/{bot}/counts") == before
    await asyncio.gather(
        erase(author, people[2].id), *(count_traces(app.state.database, lag=timedelta(0)) for _ in range(3))
    )
    assert await ask(author, f"/bots/{bot}/counts") == before


async def test_much_is_erased_piece_by_piece(app, author, ada):
    await run(
        app,
        "insert into message (thread_id, seq, id, session_id, sender_kind, sender_id, body)"
        " select s.thread_id, n, gen_random_uuid(), s.id, 'anonymous', s.person_id, cast(:body as json)"
        " from session s, generate_series(1000, 11000) as n",
        body=json.dumps({"text": PLANTED}),
    )

    erased = await erase(author, ada.id)

    assert erased["rows"]["message"] >= 10_001
    assert await told_in(app, PLANTED) == set()


async def test_who_is_erased_is_signed_out_and_their_sockets_close(author, ada, place):
    async with place.socket(ada.channel, ada.headers) as talking:
        await talking.messages(4)
        await erase(author, ada.id)
        status, _ = await talking.closed()

    assert status == 1008
    answer = await ada.call("POST", f"/channels/{ada.channel}/messages", json={"text": "x"})
    assert answer.status_code in (401, 404)


async def test_what_comes_while_somebody_is_erased_is_gone_too(app, author, ada):
    saying = [
        ada.call("POST", f"/channels/{ada.channel}/messages", json={"text": PLANTED}) for _ in range(30)
    ]

    await asyncio.gather(erase(author, ada.id), *saying)

    # Whoever was let in before may have been written after: asking again finds it.
    if await told_in(app, PLANTED):
        await erase(author, ada.id)
    assert await told_in(app, PLANTED) == set()


async def test_who_leaves_more_all_the_while_is_not_called_erased_and_is_once_asked_again(app, author, ada):
    for statement in KEEPS_COMING:
        await run(app, statement)

    answer = await author.call("POST", f"/people/{ada.id}/erase")

    assert refused(answer) == (409, "person:not_all_erased")
    assert answer.json()["error"]["details"]["rows"]["session"] == 1
    left = {"anonymous_user.name", "user_variables.variables", "user_variables.profile"}
    assert await told_in(app, PLANTED) == left
    await run(app, "drop trigger keeps_coming on user_variables")
    assert (await erase(author, ada.id))["account"] == "deleted"
    assert await told_in(app, PLANTED) == set()


async def test_an_owner_erases_in_their_own_workspaces_alone(app, author, stranger, ada):
    elsewhere = await stranger.published(quiz())
    channel = await stranger.channel(elsewhere)
    await ada.call("POST", f"/channels/{channel}/messages", json={"text": PLANTED})
    await join(app, author, stranger, "EDITOR")

    erased = await erase(author, ada.id)

    assert erased["account"] == "kept"
    left = await run(app, "select distinct t.channel_id from message m join thread t on t.id = m.thread_id")
    assert left == [(UUID(channel),)]
    assert refused(await author.call("POST", f"/people/{ada.id}/erase")) == (403, "person:forbidden")
    assert [one["sessions"] for one in (await ask(author, "/people"))["items"]] == [1]
    assert (await erase(stranger, ada.id))["account"] == "deleted"
    assert await told_in(app, PLANTED) == set()


async def test_shared_variables_their_words_may_be_in_are_told(author, worker):
    heard = [{"id": "hears", "set": [{"variable": "bot.last", "value": "{$message.text$}"}]}]
    bot = await author.published(quiz(groups=heard))
    ada = await talk(author, bot)

    erased = await erase(author, ada.id)

    assert erased["may_remain"] == [{"bot_id": bot, "variable": "bot.last"}]


async def test_strangers_and_editors_erase_nobody_and_nobody_an_administrator(
    app, author, admin, stranger, ada
):
    for person in (ada.id, NOBODY):
        assert refused(await stranger.call("POST", f"/people/{person}/erase")) == (404, "person:not_found")
        assert refused(await stranger.call("POST", f"/people/{person}/export")) == (404, "person:not_found")
    await join(app, stranger, author, "EDITOR")
    assert refused(await stranger.call("POST", f"/people/{ada.id}/erase")) == (403, "person:forbidden")
    assert (await ada.call("POST", f"/people/{ada.id}/erase")).status_code == 403
    assert refused(await admin.call("POST", f"/people/{admin.person.id}/erase")) == (409, "person:is_admin")
    assert "message.body" in await told_in(app, PLANTED)


async def test_traces_from_before_texts_were_cleaned_are_erased_too(app, author, ada):
    entries = [["set", "bot.seen", "x\0y"], ["print", "\0"]]
    await run(
        app,
        "insert into trace (session_id, at, body) values (:session, now(), cast(:body as json))",
        session=UUID(ada.session),
        body=json.dumps({"entries": entries}),
    )
    erased = await erase(author, ada.id)
    assert [one["variable"] for one in erased["may_remain"]] == ["bot.seen"]
    assert not await run(app, "select 1 from trace where session_id = :id", id=UUID(ada.session))
