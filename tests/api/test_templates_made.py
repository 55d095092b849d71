"""Templates that are made of the steps of a bot."""

import pytest
from authors import done, refused
from templating import RUNS

from app.engine.document import read_source


async def test_steps_of_a_bot_become_a_template_in_their_place(author):
    document = {
        **RUNS,
        "steps": [
            {
                "id": "run",
                "message": {"text": "Where?"},
                "groups": [
                    {
                        "id": "g",
                        "set": [{"variable": "session.town", "value": "{$message.text$}"}],
                        "connections": [{"id": "c", "to": "end"}],
                    }
                ],
            },
            {"id": "end", "message": {"text": "{$session.town$}!"}},
        ],
    }
    bot = (await author.import_bot(document))["id"]

    wanted = {"bot_id": bot, "steps": ["run"], "id": "ask-town", "name": "Ask", "inputs": {}, "replace": True}
    made = done(await author.call("POST", "/templates/from-steps", json=wanted), 201)

    assert (made["key"], made["version"], made["step"], made["revision"]) == ("ask-town", 1, "run", 2)
    assert made["issues"] == []
    assert done(await author.call("GET", f"/bots/{bot}/inspect"))["issues"] == []
    talk = {
        "turns": [
            {"start": True, "bot": ["Where?"], "at": "run/run"},
            {"user": "Oslo", "bot": ["Oslo!"], "finished": True},
        ]
    }
    simulated = done(await author.call("POST", f"/bots/{bot}/simulate", json=talk))
    assert simulated["differences"] == []
    assert all(turn["differences"] == [] for turn in simulated["turns"])
    undone = await author.call("POST", f"/bots/{bot}/changes/2/undo")
    assert done(undone)["revision"] == 3
    assert "template" not in read_source(await author.export(bot))["steps"][0]


async def test_made_without_replacing_the_bot_stays_as_it_is(author):
    bot = (await author.import_bot())["id"]

    wanted = {"bot_id": bot, "steps": ["echo"], "id": "echo"}
    made = done(await author.call("POST", "/templates/from-steps", json=wanted), 201)
    again = done(await author.call("POST", "/templates/from-steps", json=wanted), 201)

    assert (made["step"], made["revision"], made["version"], again["version"]) == (None, 1, 1, 2)
    missing = await author.call("POST", "/templates/from-steps", json={**wanted, "steps": ["none"]})
    assert refused(missing) == (422, "template:no_such_step")


@pytest.mark.parametrize("said", ["body", "header"])
@pytest.mark.parametrize("replace", [False, True])
async def test_no_template_is_made_of_steps_that_were_changed_since_they_were_seen(author, replace, said):
    bot = (await author.import_bot())["id"]
    for path in ("steps.echo.message.text", "steps.hello.message.text"):
        operation = {"op": "set", "path": path, "value": "Theirs"}
        change = {"base_revision": 1, "operations": [operation]}
        done(await author.call("POST", f"/bots/{bot}/changes", json=change))

    async def make(base):
        wanted = {"bot_id": bot, "steps": ["echo"], "id": "echo", "replace": replace}
        if said == "body":
            return await author.call("POST", "/templates/from-steps", json=wanted | {"base_revision": base})
        headers = {"If-Match": f'"{base}"'}
        return await author.call("POST", "/templates/from-steps", json=wanted, headers=headers)

    answer = await make(1)
    assert refused(answer) == (409, "change:conflict")
    (conflict,) = answer.json()["error"]["details"]["conflicts"]
    assert (conflict["path"], conflict["revision"]) == ("steps.echo.message.text", 2)
    assert done(await author.call("GET", "/templates", params={"source": "workspace"}))["items"] == []

    made = done(await make(2), 201)
    assert made["document"]["steps"][0]["message"]["text"] == "Theirs"


async def test_a_template_has_a_name_that_one_made_of_steps_could_have(author):
    document = {"dbcv": 1, "kind": "template", "id": "t", "version": 1, "name": "x" * 201}
    document |= {"first_step": "a", "steps": [{"id": "a"}]}

    assert refused(await author.call("POST", "/templates/import", json=document)) == (422, "document:invalid")
