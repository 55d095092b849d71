"""/credentials: kept for bots of a workspace, and never shown again."""

import json

import pytest
from authors import ECHO, NOBODY, Author, done, refused
from keepers import KEY, keep

from factories import make_person


async def test_a_credential_is_shown_without_what_is_secret(author):
    made = await keep(author, settings={"name": "X-Key"})

    assert "k-planted" not in json.dumps(made)
    assert made["settings"] == {"name": "X-Key"}
    assert (made["hosts"], made["is_default"], made["bot_id"]) == (["127.0.0.1:*"], True, None)
    shown = done(await author.call("GET", f"/credentials/{made['id']}"))
    listed = done(await author.call("GET", "/credentials"))["items"]
    assert shown == made
    assert listed == [made]


@pytest.mark.parametrize(
    ("fields", "path", "code"),
    [
        ({"secret": {}}, "body.secret", "too_short"),
        ({"secret": {"key": "x"}}, "body.secret.api_key", "missing"),
        ({"secret": {"api_key": "k-planted\r\nX: 1"}}, "body.secret.api_key", "line"),
        ({"secret": {"api_key": {"k-planted": 1}}}, "body.secret.api_key", "string_type"),
        ({"strategy": "magic"}, "body.strategy", "literal_error"),
        ({"settings": {"send_in": "body"}}, "body.settings.send_in", "literal_error"),
        ({"settings": {"nam": "x"}}, "body.settings.nam", "extra_forbidden"),
        ({"settings": {"name": "a b"}}, "body.settings.name", "string_pattern_mismatch"),
        ({"hosts": []}, "body.hosts", "missing"),
        ({"hosts": ["*.com"]}, "body.hosts.0", "host"),
        ({"hosts": ["a b"]}, "body.hosts.0", "host"),
        ({"hosts": ["https://x.test"]}, "body.hosts.0", "host"),
        ({"hosts": ["*.127.0.0.1"]}, "body.hosts.0", "host"),
        ({"provider": "Shop!"}, "body.provider", "string_pattern_mismatch"),
        ({"provider": "telegram", "strategy": "basic", "secret": {}}, "body.secret", "too_short"),
        (
            {"strategy": "basic", "provider": "telegram", "secret": {"username": "a", "password": "b"}},
            "body.strategy",
            "strategy",
        ),
        (
            {"strategy": "oauth2", "secret": {"client_id": "c"}, "settings": {"grant": "refresh_token"}},
            "body.settings.token_url",
            "missing",
        ),
        (
            {
                "strategy": "oauth2",
                "secret": {"client_id": "c"},
                "settings": {"grant": "refresh_token", "token_url": "https://a.test"},
            },
            "body.secret.refresh_token",
            "missing",
        ),
        (
            {"strategy": "service_account", "secret": {"key_file": "{}"}, "settings": {"scopes": ["s"]}},
            "body.secret.key_file",
            "key_file",
        ),
        ({"strategy": "other", "secret": {"Host": "x"}}, "body.secret.Host.[key]", "header"),
        ({"strategy": "other", "secret": {"User-Agent": "x"}}, "body.secret.User-Agent.[key]", "header"),
        ({"settings": {"prefix": "\n"}}, "body.settings.prefix", "string_pattern_mismatch"),
        ({"settings": {"name": "accept"}}, "body.settings", "header"),
        ({"workspace_id": NOBODY, "bot_id": NOBODY}, "body", "one_owner"),
        ({"surprise": 1}, "body.surprise", "extra_forbidden"),
    ],
)
async def test_what_cannot_be_kept_is_refused_by_field_and_not_repeated(author, fields, path, code):
    wanted = {"name": "shop", "provider": "shop", "hosts": ["127.0.0.1"], **KEY, **fields}

    answer = await author.call("POST", "/credentials", json=wanted)

    assert answer.status_code == 422
    found = [(one["path"], one["code"]) for one in answer.json()["error"]["details"]["fields"]]
    assert (path, code) in found
    assert "k-planted" not in answer.text


async def test_hosts_are_kept_as_they_are_compared(author):
    made = await keep(author, hosts=["API.Example.com", "*.Пример.рф", "0x7f.1", "[::1]"])

    assert made["hosts"] == ["api.example.com", "*.xn--e1afmkfd.xn--p1ai", "127.0.0.1", "::1"]


async def test_the_hosts_of_a_service_we_know_need_not_be_written(author):
    made = await keep(author, provider="telegram", hosts=[])

    assert made["hosts"] == ["api.telegram.org"]


async def test_a_name_is_used_once_in_a_workspace(author):
    await keep(author)
    wanted = {"name": "shop", "provider": "x", "hosts": ["a.test"], **KEY}

    assert refused(await author.call("POST", "/credentials", json=wanted)) == (409, "credential:name_taken")


async def test_a_provider_has_one_default_in_a_workspace_and_one_in_a_bot(author):
    bot = (await author.import_bot(ECHO))["id"]
    first, second = await keep(author, "first"), await keep(author, "second")
    own = await keep(author, "own", bot_id=bot)
    third = await keep(author, "third", is_default=True)

    async def defaults() -> set[str]:
        found = done(await author.call("GET", "/credentials"))["items"]
        return {one["name"] for one in found if one["is_default"]}

    assert (first["is_default"], second["is_default"], own["is_default"]) == (True, False, True)
    assert await defaults() == {"third", "own"}
    done(await author.call("PATCH", f"/credentials/{second['id']}", json={"is_default": True}))
    assert await defaults() == {"second", "own"}
    done(await author.call("PATCH", f"/credentials/{second['id']}", json={"is_default": False}))
    assert await defaults() == {"own"}
    assert third["is_default"]


async def test_whoever_leads_a_secret_elsewhere_has_to_know_it(author):
    made = await keep(author, hosts=["*.example.com", "other.test"])
    place = f"/credentials/{made['id']}"
    needed = (422, "credential:secret_needed")

    for change in (
        {"hosts": ["evil.test"]},
        {"hosts": ["api.example.com", "evil.test"]},
        {"hosts": ["example.com"]},
        {"settings": {"name": "X-Other"}},
        {"settings": {"send_in": "query"}},
    ):
        assert refused(await author.call("PATCH", place, json=change)) == needed
    narrower = {"hosts": ["api.example.com"], "settings": {}, "name": "store"}
    assert done(await author.call("PATCH", place, json=narrower))["hosts"] == ["api.example.com"]
    assert refused(await author.call("PATCH", place, json={"hosts": ["other.test"]})) == needed
    told = {"hosts": ["new.test"], "settings": {"name": "X-Key"}, "secret": {"api_key": "k-planted-2"}}
    changed = done(await author.call("PATCH", place, json=told))
    assert (changed["hosts"], changed["settings"]) == (["new.test"], {"name": "X-Key"})
    assert changed["sealed_at"] > made["sealed_at"]


async def test_the_audit_says_who_did_what_and_nothing_secret(author):
    bot = (await author.import_bot(ECHO))["id"]
    made = await keep(author, bot_id=bot)
    done(
        await author.call("PATCH", f"/credentials/{made['id']}", json={"secret": {"api_key": "k-planted-2"}})
    )
    assert (await author.call("DELETE", f"/credentials/{made['id']}")).status_code == 204

    answer = await author.call("GET", f"/bots/{bot}/audit")

    lines = [one for one in done(answer)["items"] if one["action"].startswith("credential.")]
    assert [one["action"] for one in reversed(lines)] == [
        "credential.create",
        "credential.change",
        "credential.delete",
    ]
    assert "k-planted" not in answer.text
    assert refused(await author.call("GET", f"/credentials/{made['id']}")) == (404, "credential:not_found")


async def test_usages_name_the_bots_that_would_miss_it_and_keep_it_from_being_deleted(author):
    named = {"id": "price", "url": "https://127.0.0.1/x", "credential": 'sho"p/ё'}
    sends = {
        "id": "i",
        "type": "integration",
        "integration": "telegram.send_message",
        "config": {"chat_id": "1", "text": "Hi"},
        "credential": 'sho"p/ё',
    }
    steps = [{**ECHO["steps"][0], "groups": [sends, *ECHO["steps"][0]["groups"]]}, ECHO["steps"][1]]
    using = {**ECHO, "name": "Using", "requests": [named], "steps": steps}
    bot = (await author.import_bot(using))["id"]
    await author.import_bot({**ECHO, "name": "Idle"})
    made = await keep(author, 'sho"p/ё')
    await author.publish(bot)

    found = done(await author.call("GET", f"/credentials/{made['id']}/usages"))

    paths = ["requests.price", "steps.hello.groups.i"]
    assert found == [
        {"bot_id": bot, "bot_name": "Using", "version": None, "paths": paths},
        {"bot_id": bot, "bot_name": "Using", "version": 1, "paths": paths},
    ]

    place = f"/credentials/{made['id']}"
    answer = await author.call("DELETE", place)
    assert refused(answer) == (409, "credential:in_use")
    assert answer.json()["error"]["details"]["usages"] == found
    assert done(await author.call("GET", place))["name"] == made["name"]
    assert (await author.call("DELETE", place, params={"force": True})).status_code == 204
    assert refused(await author.call("GET", place)) == (404, "credential:not_found")


async def test_a_bot_shows_its_own_and_those_of_its_workspace(app, author):
    bot, other = (await author.import_bot(ECHO))["id"], (await author.import_bot(ECHO))["id"]
    await keep(author, "everywhere")
    await keep(author, "here", bot_id=bot)
    await keep(author, "there", bot_id=other)

    async def names(**query: str) -> list[str]:
        return [one["name"] for one in done(await author.call("GET", "/credentials", params=query))["items"]]

    assert await names(bot_id=bot) == ["everywhere", "here"]
    assert await names(search="VER") == ["everywhere"]
    assert await names(sort="-name") == ["there", "here", "everywhere"]
    assert await names(provider="telegram") == []


async def test_a_bot_that_is_shared_singly_brings_its_own_credentials_along(app, author):
    bot = (await author.import_bot(ECHO))["id"]
    own, common = await keep(author, "own", bot_id=bot), await keep(author, "common")
    friend = Author(author.client, await make_person(app, "DEVELOPER"))
    share = {"user_id": str(friend.person.id), "role": "VIEWER"}
    done(await author.call("POST", f"/bots/{bot}/access", json=share))

    assert [one["name"] for one in done(await friend.call("GET", "/credentials"))["items"]] == ["own"]
    done(await friend.call("GET", f"/credentials/{own['id']}"))
    change = {"name": "mine"}
    assert refused(await friend.call("PATCH", f"/credentials/{own['id']}", json=change)) == (
        403,
        "credential:forbidden",
    )
    assert refused(await friend.call("GET", f"/credentials/{common['id']}")) == (404, "credential:not_found")


async def test_the_catalogue_is_what_forms_draw_themselves_from(author):
    found = done(await author.call("GET", "/credentials/catalogue"))

    strategies = {one["id"]: one for one in found["strategies"]}
    assert set(strategies) == {"api_key", "basic", "oauth2", "service_account", "other"}
    assert strategies["basic"]["secret"]["required"] == ["username", "password"]
    providers = {one["id"]: one for one in found["providers"]}
    assert providers["telegram"]["hosts"] == ["api.telegram.org"]
    assert all(set(one["strategies"]) <= set(strategies) for one in providers.values())
