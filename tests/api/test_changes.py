"""/bots/{id}/changes: merged where disjoint, refused with both sides where not, and nothing is lost."""

import asyncio
import json
import random
from typing import Any

from authors import ECHO, Author, done, refused

from app.authoring.changes import apply, from_json
from app.authoring.changes.settle import settle


async def change(author: Author, bot_id: str, *operations: dict[str, Any], **more: Any):
    return await author.call("POST", f"/bots/{bot_id}/changes", json={"operations": operations, **more})


async def draft(author: Author, bot_id: str) -> dict[str, Any]:
    return done(await author.call("GET", f"/bots/{bot_id}/draft"))


async def document(author: Author, bot_id: str) -> dict[str, Any]:
    return (await draft(author, bot_id))["document"]


def say(step: str, text: str, **more: Any) -> dict[str, Any]:
    return {"op": "set", "path": f"steps.{step}.message.text", "value": text, **more}


async def test_a_change_is_one_revision_and_the_draft_says_it(author):
    bot = await author.import_bot()

    answer = done(
        await change(
            author,
            bot["id"],
            say("hello", "Welcome"),
            {"op": "add", "path": "steps", "value": {"message": {"text": "Bye"}}},
            base_revision=bot["revision"],
        )
    )
    after = await draft(author, bot["id"])

    assert answer["revision"] == after["revision"] == bot["revision"] + 1
    assert [one["id"] for one in answer["applied"]] == [None, "s1"]
    assert after["document"]["steps"][0]["message"]["text"] == "Welcome"
    assert json.loads(await author.export(bot["id"], format="json")) == after["document"]


async def test_what_others_did_elsewhere_is_merged(author):
    bot = await author.import_bot()
    base = bot["revision"]

    done(await change(author, bot["id"], say("hello", "First"), base_revision=base))
    done(await change(author, bot["id"], say("echo", "Second"), base_revision=base))

    texts = [step["message"]["text"] for step in (await document(author, bot["id"]))["steps"]]
    assert texts == ["First", "Second"]


async def test_what_others_did_to_the_same_is_answered_with_both_sides(author):
    bot = await author.import_bot()
    base = bot["revision"]
    done(await change(author, bot["id"], say("hello", "Theirs"), base_revision=base))

    answer = await change(author, bot["id"], say("echo", "x"), say("hello", "Mine"), base_revision=base)

    assert refused(answer) == (409, "change:conflict")
    details = answer.json()["error"]["details"]
    assert details["revision"] == base + 1
    [conflict] = details["conflicts"]
    assert (conflict["operation"], conflict["path"]) == (1, "steps.hello.message.text")
    assert conflict["yours"]["value"] == "Mine"
    assert conflict["theirs"] == "Theirs"
    assert conflict["author_id"] == str(author.person.id)
    texts = [step["message"]["text"] for step in (await document(author, bot["id"]))["steps"]]
    assert texts[1] == ECHO["steps"][1]["message"]["text"], "all or none"


async def test_a_removed_step_meets_every_change_in_it(author):
    bot = await author.import_bot()
    base = bot["revision"]
    done(await change(author, bot["id"], {"op": "remove", "path": "steps.echo"}, base_revision=base))

    answer = await change(author, bot["id"], say("echo", "Mine"), base_revision=base)

    assert refused(answer) == (409, "change:conflict")
    [conflict] = answer.json()["error"]["details"]["conflicts"]
    assert (conflict["path"], conflict["theirs"]) == ("steps.echo", None)


async def test_a_part_that_is_not_there_is_not_found_with_the_revision(author):
    bot = await author.import_bot()

    answer = await change(author, bot["id"], say("nobody", "Mine"), base_revision=bot["revision"])

    assert refused(answer) == (404, "change:no_such_part")
    assert answer.json()["error"]["details"]["revision"] == bot["revision"]


async def test_an_operation_is_done_once(author):
    bot = await author.import_bot()
    add = {"op": "add", "path": "notes", "value": {"text": "once"}, "operation_id": "op-1"}

    first = done(await change(author, bot["id"], add))
    again = done(await change(author, bot["id"], add))
    both = done(await change(author, bot["id"], add, say("hello", "New", operation_id="op-2")))

    assert (first["applied"][0]["is_new"], again["applied"][0]["is_new"]) == (True, False)
    assert again["applied"][0]["id"] == first["applied"][0]["id"] == "n1"
    assert again["revision"] == first["revision"]
    assert both["revision"] == first["revision"] + 1
    assert len((await document(author, bot["id"]))["notes"]) == 1


async def test_a_dry_run_tells_and_writes_nothing(author):
    bot = await author.import_bot()

    answer = done(
        await change(
            author,
            bot["id"],
            {"op": "set", "path": "steps.hello.groups.g.connections.c.to", "value": "nowhere"},
            dry_run=True,
        )
    )

    assert answer["revision"] == bot["revision"]
    assert [(one["code"], one["step"]) for one in answer["issues"] if one["severity"] == "error"] == [
        ("flow:unknown_step", "hello")
    ]
    assert await document(author, bot["id"]) == json.loads(await author.export(bot["id"], format="json"))
    assert (await draft(author, bot["id"]))["revision"] == bot["revision"]


async def test_undo_is_a_change_that_takes_another_back(author):
    bot = await author.import_bot()
    before = await document(author, bot["id"])
    made = done(await change(author, bot["id"], {"op": "remove", "path": "steps.hello"}))

    undone = done(await author.call("POST", f"/bots/{bot['id']}/changes/{made['revision']}/undo"))
    redone = done(await author.call("POST", f"/bots/{bot['id']}/changes/{undone['revision']}/undo"))

    assert redone["revision"] == made["revision"] + 2
    done(await author.call("POST", f"/bots/{bot['id']}/changes/{redone['revision']}/undo"))
    assert await document(author, bot["id"]) == before


async def test_undo_of_what_was_changed_since_is_a_conflict(author):
    bot = await author.import_bot()
    made = done(await change(author, bot["id"], say("hello", "A")))
    done(await change(author, bot["id"], say("hello", "B")))

    answer = await author.call("POST", f"/bots/{bot['id']}/changes/{made['revision']}/undo")

    assert refused(answer) == (409, "change:conflict")


async def test_the_history_names_who_did_what(author):
    bot = await author.import_bot()
    done(await change(author, bot["id"], say("hello", "A")))

    answer = done(await author.call("GET", f"/bots/{bot['id']}/changes", params={"after": bot["revision"]}))

    [made] = answer["items"]
    assert (made["author_id"], made["action"]) == (str(author.person.id), "change")
    assert made["operations"][0]["path"] == "steps.hello.message.text"
    assert answer["revision"] == made["revision"]


async def test_an_import_over_a_bot_is_a_change_that_can_be_taken_back(author):
    bot = await author.import_bot()
    before = await document(author, bot["id"])
    other = {**ECHO, "name": "Other", "steps": [*ECHO["steps"][::-1], {"id": "new"}]}

    imported = await author.import_bot(other, target_bot_id=bot["id"])
    assert (await document(author, bot["id"]))["name"] == "Other"
    done(await author.call("POST", f"/bots/{bot['id']}/changes/{imported['revision']}/undo"))

    assert await document(author, bot["id"]) == before


async def test_a_revision_that_is_not_there_yet_is_refused(author):
    bot = await author.import_bot()

    answer = await change(author, bot["id"], say("hello", "x"), base_revision=bot["revision"] + 5)

    assert refused(answer) == (409, "change:unknown_revision")


class Client:
    """Somebody who edits a copy of their own, and takes in what others did."""

    def __init__(self, author: Author, bot_id: str, opened: dict[str, Any], seed: int) -> None:
        self._author = author
        self._bot_id = bot_id
        self._choice = random.Random(seed)  # noqa: S311 - the same edits every time
        self._name = f"client{seed}"
        self.document: dict[str, Any] = opened["document"]
        self.revision: int = opened["revision"]
        self.written: dict[str, int] = {}

    async def edit(self, times: int) -> None:
        for number in range(times):
            operation = {**self._operation(number), "operation_id": f"{self._name}-{number}"}
            answer = await change(self._author, self._bot_id, operation, base_revision=self.revision)
            if answer.status_code == 200:
                self.written[operation["operation_id"]] = answer.json()["revision"]
            else:
                assert answer.status_code in {404, 409}, answer.text
            await self.catch_up()

    async def catch_up(self) -> None:
        while True:
            query = {"after": self.revision, "limit": 50}
            since = done(await self._author.call("GET", f"/bots/{self._bot_id}/changes", params=query))
            for made in since["items"]:
                outcome = apply(self.document, [from_json(one) for one in made["operations"]])
                self.document = settle(outcome.document, outcome.touched).document
                self.revision = made["revision"]
            if not since["has_more"]:
                return

    def _operation(self, number: int) -> dict[str, Any]:
        steps = [step["id"] for step in self.document.get("steps", [])]
        one, other = self._choice.choice(steps), self._choice.choice(steps)
        mark = f"{self._name} {number}"
        return self._choice.choice(
            [
                say(one, mark),
                {"op": "set", "path": f"steps.{one}.name", "value": mark},
                {"op": "set", "path": f"steps.{one}.position", "value": {"x": number, "y": 0}},
                {"op": "add", "path": "steps", "value": {"id": f"{self._name}-{number}", "name": mark}},
                {"op": "add", "path": f"steps.{one}.groups", "value": {"connections": [{"to": other}]}},
                {"op": "move", "path": f"steps.{one}", "after": other if other != one else None},
                {"op": "set", "path": f"variables.{self._name}", "value": number},
                *([{"op": "remove", "path": f"steps.{one}"}] if len(steps) > 8 else []),
            ]
        )


async def test_two_clients_who_edit_at_once_end_with_what_the_server_has(author):
    steps = [{"id": f"step{number}", "message": {"text": "?"}} for number in range(10)]
    bot = await author.import_bot({"dbcv": 1, "kind": "bot", "name": "Both", "steps": steps})
    opened = await draft(author, bot["id"])
    clients = [Client(author, bot["id"], opened, seed) for seed in (1, 2)]

    await asyncio.gather(*(client.edit(500) for client in clients))
    for client in clients:
        await client.catch_up()
    server = await draft(author, bot["id"])

    assert clients[0].document == clients[1].document == server["document"]
    assert clients[0].revision == server["revision"]
    written = {name: revision for client in clients for name, revision in client.written.items()}
    assert len(written) > 700, "most of it was disjoint"
    assert sorted(written.values()) == list(range(opened["revision"] + 1, server["revision"] + 1))
    assert json.loads(await author.export(bot["id"], format="json")) == server["document"]


async def test_lines_that_end_with_carriage_returns_end_with_line_feeds_in_draft_and_history(author):
    bot = await author.import_bot({**ECHO, "description": "one\r\ntwo"})
    tests = [{"name": "t", "turns": [{"start": True}, {"user": "a\r\nb"}]}]
    code = {"type": "code", "code": "x = 1\r\ny = 2\r"}

    done(
        await change(
            author,
            bot["id"],
            say("hello", "one\r\ntwo\rthree"),
            {"op": "add", "path": "steps.hello.groups", "value": code},
            {"op": "set", "path": "tests", "value": tests},
            base_revision=bot["revision"],
        )
    )
    now = await document(author, bot["id"])
    told = done(await author.call("GET", f"/bots/{bot['id']}/changes?after={bot['revision']}"))["items"]

    assert now["description"] == "one\ntwo"
    assert now["steps"][0]["message"]["text"] == "one\ntwo\nthree"
    assert now["steps"][0]["groups"][-1]["code"] == "x = 1\ny = 2\n"
    assert now["tests"] == tests
    assert told[0]["operations"][0]["value"] == "one\ntwo\nthree"
