"""What bots, channels and people's bots remember, over HTTP."""

import asyncio
import json

import pytest
from authors import ECHO, NOBODY, Author, done, join, refused, visitor
from sqlalchemy import select

from app.storage.models import Audit
from factories import make_person

COUNTS = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Counts",
    "first_step": "s",
    "steps": [
        {
            "id": "s",
            "message": {"text": "{$bot.count|default:0$} {$bot.word|default:'-'$} {$user.vip|default:'-'$}"},
            "groups": [
                {
                    "id": "g",
                    "set": [
                        {"variable": "bot.count", "op": "add", "value": 1},
                        {"variable": "channel.count", "op": "add", "value": 1},
                    ],
                    "connections": [{"id": "c", "to": "s"}],
                }
            ],
        }
    ],
}
SECRETIVE = {**ECHO, "secrets": ["bot.api.key", "bot.pin", "user.card", "channel.token"]}


@pytest.fixture
async def bot(author):
    return (await author.import_bot())["id"]


async def test_variables_of_a_bot_are_replaced_changed_and_taken_away(author, bot):
    path = f"/bots/{bot}/variables"

    assert done(await author.call("GET", path)) == {}
    whole = {"pass_mark": 3, "limits": {"day": 5, "list": [1, 2]}, "nothing": None, "имя": "Ада"}
    assert done(await author.call("PUT", path, json=whole)) == whole
    changed = done(
        await author.call("PATCH", path, json={"limits.day": 6, "limits.list.0": 9, "new.deep": 1})
    )
    assert changed["limits"] == {"day": 6, "list": [9, 2]}
    assert changed["new"] == {"deep": 1}
    assert (changed["pass_mark"], changed["имя"]) == (3, "Ада")
    gone = done(await author.call("PATCH", path, json={"pass_mark": None, "limits.list": None}))
    assert "pass_mark" not in gone
    assert gone["limits"] == {"day": 6}
    left = done(await author.call("DELETE", path, params={"name": ["имя", "new.deep"]}))
    assert left == {"limits": {"day": 6}, "nothing": None, "new": {}}
    assert done(await author.call("DELETE", path)) == {}
    assert done(await author.call("GET", path)) == {}


async def test_numbers_keep_every_digit(author, bot):
    path = f"/bots/{bot}/variables"
    source = '{"exact": 0.1234567890123456789012345678, "large": 123456789012345678901234567890}'

    await author.call("PUT", path, content=source)

    assert (await author.call("GET", path)).text == source.replace(" ", "")


REFUSED = [
    ("PATCH", {"id": "x"}, "variable:read_only"),
    ("PATCH", {"name": "x"}, "variable:read_only"),
    ("PUT", {"id": "x"}, "variable:read_only"),
    ("PUT", {"a.b": 1}, "variable:no_path"),
    ("PATCH", {"a b": 1}, "variable:no_path"),
    ("PATCH", {"": 1}, "variable:no_path"),
    ("PATCH", {"a..b": 1}, "variable:no_path"),
    ("PATCH", {"__class__[0]": 1}, "variable:no_path"),
    ("PATCH", {"word.inner": 1}, "variable:not_an_object"),
    ("PATCH", {"big": "x" * (64 * 1024 + 1)}, "variable:too_large"),
    ("PUT", {"big": ["x" * 1000] * 70}, "variable:too_large"),
    ("PUT", {f"part{n}": "x" * 60_000 for n in range(5)}, "variable:too_large"),
]


async def test_what_no_flow_could_write_is_refused_and_nothing_of_it_is_written(author, bot):
    path = f"/bots/{bot}/variables"
    await author.call("PUT", path, json={"word": "kept"})

    for method, body, code in REFUSED:
        answer = await author.call(method, path, json={"fine": 1, **body})
        assert refused(answer) == (422, "variable:invalid"), body
        field = answer.json()["error"]["details"]["fields"][0]
        assert field["code"] == code, body
        assert field["message"] != field["message_ru"]
    assert done(await author.call("GET", path)) == {"word": "kept"}


FAULTY = [
    ("[1]", (422, "api:invalid")),
    ("nonsense", (400, "api:malformed_json")),
    ('{"a": NaN}', (400, "api:malformed_json")),
    ("", (400, "api:malformed_json")),
    ("[" * 100_000, (400, "api:malformed_json")),
]


async def test_a_body_that_is_no_object_is_refused(author, bot):
    for method in ("PUT", "PATCH"):
        for body, expected in FAULTY:
            answer = await author.call(method, f"/bots/{bot}/variables", content=body)
            assert refused(answer) == expected, body[:20]


async def test_secrets_are_shown_masked_and_survive_a_round_trip(author):
    bot = (await author.import_bot(SECRETIVE))["id"]
    path = f"/bots/{bot}/variables"
    whole = {"api": {"key": "s3cr3t-key", "url": "https://a.example"}, "pin": "", "note": "key is s3cr3t-key"}

    shown = done(await author.call("PUT", path, json=whole))
    assert shown == {
        "api": {"key": "•••", "url": "https://a.example"},
        "pin": "•••",
        "note": "key is •••",
    }
    await author.call("PUT", path, json={**shown, "api": {**shown["api"], "url": "https://b.example"}})
    assert done(await author.call("GET", path))["api"] == {"key": "•••", "url": "https://b.example"}
    # Taking the secret's name off the list shows that all of it is still there.
    changes = {"operations": [{"op": "set", "path": "secrets", "value": ["bot.pin"]}]}
    done(await author.call("POST", f"/bots/{bot}/changes", json=changes))
    kept = done(await author.call("GET", path))
    assert kept["api"] == {"key": "s3cr3t-key", "url": "https://b.example"}
    assert kept["note"] == "key is s3cr3t-key"


async def test_what_the_running_version_calls_secret_stays_masked(author):
    bot = await author.published(SECRETIVE)
    path = f"/bots/{bot}/variables"
    await author.call("PATCH", path, json={"api.key": "s3cr3t-key"})
    changes = {"operations": [{"op": "set", "path": "secrets", "value": []}]}
    done(await author.call("POST", f"/bots/{bot}/changes", json=changes))

    assert done(await author.call("GET", path)) == {"api": {"key": "•••"}}


async def test_secrets_of_any_bot_of_the_workspace_are_masked_in_what_bots_share(author):
    await author.import_bot(SECRETIVE)
    channel = await author.channel()
    workspace = done(await author.call("GET", "/workspaces"))["items"][0]["id"]
    person, _ = await known(author, channel)

    shown = await author.call("PUT", f"/channels/{channel}/variables", json={"token": "t0ken", "x": 1})
    assert done(shown) == {"token": "•••", "x": 1}
    theirs = await author.call(
        "PATCH", f"/users/{person}/variables", json={"card": "4242"}, params={"workspace_id": workspace}
    )
    assert done(theirs)["card"] == "•••"


async def known(author, channel):
    """An anonymous person who came to the channel: id and headers."""
    headers = await visitor(author)
    me = done(await author.client.get("/api/v1/auth/me", headers=headers))["id"]
    done(await author.client.get(f"/api/v1/channels/{channel}", headers=headers))
    return me, headers


async def test_who_may_read_and_write_variables_of_a_bot(app, author, bot):
    editor, viewer, stranger, user = [
        Author(author.client, await make_person(app, role))
        for role in ("DEVELOPER", "DEVELOPER", "DEVELOPER", "USER")
    ]
    for who, role in ((editor, "EDITOR"), (viewer, "VIEWER")):
        await author.call("PUT", f"/bots/{bot}/access/{who.person.id}", json={"role": role})
    path = f"/bots/{bot}/variables"

    for method in ("PUT", "PATCH"):
        assert done(await editor.call(method, path, json={"a": 1})) == {"a": 1}
    assert done(await viewer.call("GET", path)) == {"a": 1}
    for method in ("PUT", "PATCH", "DELETE"):
        assert refused(await viewer.call(method, path, json={})) == (403, "bot:forbidden")
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        assert refused(await stranger.call(method, path, content="nonsense")) == (404, "bot:not_found")
        assert refused(await user.call(method, path, json={})) == (403, "auth:role_needed")
        assert refused(await author.call(method, f"/bots/{NOBODY}/variables", json={}))[0] == 404


async def test_who_may_read_and_write_variables_of_channels_and_people(app, author):
    shop = done(await author.call("POST", "/workspaces", json={"name": "Shop"}), 201)["id"]
    channel = await author.channel(workspace_id=shop)
    person, _ = await known(author, channel)
    people = {}
    for role in ("EDITOR", "VIEWER"):
        people[role] = Author(author.client, await make_person(app, "DEVELOPER"))
        await join(author, shop, people[role].person, role)
    stranger = Author(author.client, await make_person(app, "DEVELOPER"))
    of_channel, of_user = f"/channels/{channel}/variables", f"/users/{person}/variables"
    here = {"params": {"workspace_id": shop}}

    assert done(await people["EDITOR"].call("PATCH", of_channel, json={"a": 1})) == {"a": 1}
    assert done(await people["VIEWER"].call("GET", of_channel)) == {"a": 1}
    assert refused(await people["VIEWER"].call("PATCH", of_channel, json={}))[0] == 403
    assert refused(await stranger.call("GET", of_channel)) == (404, "channel:not_found")
    assert refused(await stranger.call("PUT", of_channel, json={})) == (404, "channel:not_found")

    assert done(await people["EDITOR"].call("PATCH", of_user, json={"vip": True}, **here))["vip"] is True
    assert refused(await people["VIEWER"].call("GET", of_user, **here))[0] == 403
    assert refused(await stranger.call("GET", of_user, **here)) == (404, "workspace:not_found")
    assert refused(await author.call("GET", of_user)) == (422, "api:invalid")
    elsewhere = {"params": {"workspace_id": done(await author.call("GET", "/workspaces"))["items"][0]["id"]}}
    assert refused(await author.call("GET", of_user, **elsewhere)) == (404, "person:not_found")
    nobody = await author.call("GET", f"/users/{NOBODY}/variables", **here)
    assert refused(nobody) == (404, "person:not_found")


async def test_the_audit_names_variables_and_holds_no_value(app, author, bot):
    await author.call("PATCH", f"/bots/{bot}/variables", json={"word": "private"})

    async with app.state.database.unit_of_work() as session:
        line = (await session.scalars(select(Audit).order_by(Audit.id.desc()))).first()
    assert (line.action, str(line.bot_id)) == ("variables.change", bot)
    assert line.after == {"scope": "bot", "names": ["word"]}


async def test_a_conversation_sees_what_an_author_wrote_and_loses_none_of_its_own_writes(
    author, place, worker
):
    bot = await author.published(COUNTS)
    channel = await author.channel(bot)
    workspace = done(await author.call("GET", "/workspaces"))["items"][0]["id"]
    person, headers = await known(author, channel)
    told = 30
    async with place.socket(channel, headers) as talk:
        await talk.say("first")
        await talk.replies(1)

        async def converse():
            for number in range(told):
                await talk.say(f"m{number}")
            return await talk.replies(told)

        async def administer():
            for number in range(told):
                await author.call("PATCH", f"/bots/{bot}/variables", json={f"k{number}": number})
                await author.call("PATCH", f"/channels/{channel}/variables", json={f"k{number}": number})

        await asyncio.gather(converse(), administer())
        for path in (f"/bots/{bot}/variables", f"/channels/{channel}/variables"):
            left = done(await author.call("GET", path))
            assert left["count"] == told
            assert [left[f"k{number}"] for number in range(told)] == list(range(told))

        await author.call("PATCH", f"/bots/{bot}/variables", json={"count": 100, "word": "set"})
        await author.call(
            "PATCH", f"/users/{person}/variables", json={"vip": 1}, params={"workspace_id": workspace}
        )
        await talk.say("last")
        assert (await talk.replies(1))[0]["text"] == "101 set 1"


async def test_writers_at_once_lose_nothing_of_each_other(author, bot):
    path = f"/bots/{bot}/variables"

    await asyncio.gather(
        *(author.call("PATCH", path, json={f"k{number}": json.dumps(number)}) for number in range(20))
    )

    assert len(done(await author.call("GET", path))) == 20


async def test_variables_go_with_their_bot(app, author, bot):
    await author.call("PUT", f"/bots/{bot}/variables", json={"a": 1})
    await author.call("DELETE", f"/bots/{bot}")

    assert refused(await author.call("GET", f"/bots/{bot}/variables")) == (404, "bot:not_found")


async def test_a_bot_that_was_never_published_shows_what_it_begins_with(author):
    initial = {"mark": 3, "api": {"key": "hush"}}
    bot = (await author.import_bot({**SECRETIVE, "variables": initial}))["id"]
    path = f"/bots/{bot}/variables"

    shown = done(await author.call("GET", path))
    assert shown == {"mark": 3, "api": {"key": "•••"}}
    done(await author.call("PUT", path, json=shown))  # what is shown masked stays what it is
    changed = done(await author.call("PATCH", path, json={"mark": 4}))
    assert changed["mark"] == 4
    await author.publish(bot)
    done(await author.call("DELETE", path, params={"name": "mark"}))
    assert done(await author.call("GET", path)) == {"api": {"key": "•••"}}
