"""The trail tells what an access token did from what its person did."""

from authors import Author, done

BOT = {"dbcv": 1, "kind": "bot", "name": "Small", "first_step": "a", "steps": [{"id": "a"}]}


async def test_a_line_names_the_token_it_was_done_through(author: Author, client):
    bot = done(await author.call("POST", "/bots/import", json=BOT), 201)["id"]
    wanted = {"name": "Assistant", "scopes": ["bots:edit", "bots:publish"], "expires_in_days": 1}
    made = done(await author.call("POST", "/tokens", json=wanted), 201)
    through = {"Authorization": f"Bearer {made['token']}"}
    operations = [{"op": "set", "path": "steps.a.name", "value": "A"}]
    done(await client.post(f"/api/v1/bots/{bot}/changes", json={"operations": operations}, headers=through))
    done(await client.post(f"/api/v1/bots/{bot}/publish", headers=through), 201)
    done(await author.call("POST", f"/bots/{bot}/changes", json={"operations": operations}))

    lines = done(await author.call("GET", f"/bots/{bot}/audit"))["items"]
    named = [(line["action"], line["token_name"]) for line in lines if line["actor_id"]]
    assert named[0][0].startswith("draft.")
    assert named[0][1] is None
    assert ("draft.change", "Assistant") in named
    assert [name for action, name in named if "publish" in action] == ["Assistant"]
    assert {line["token_id"] for line in lines} == {None, made["id"]}

    assert (await author.call("DELETE", f"/tokens/{made['id']}")).is_success
    lines = done(await author.call("GET", f"/bots/{bot}/audit"))["items"]
    assert made["id"] in {line["token_id"] for line in lines}
