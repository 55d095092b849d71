"""Changing bots: what is read can be written, all or none, and nobody's work is lost."""

from typing import Any

import pytest
from assistants import EXAMPLES, Owner, assistant_at, example

from chaos.whole_system import System

NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/bot.yaml"))


@pytest.mark.parametrize("name", NAMES)
async def test_parts_read_and_written_back_change_nothing(
    system: System, author: Owner, token: str, name: str
):
    bot = author.imported(example(name))
    before = author.exported(bot)
    async with assistant_at(system, token) as assistant:
        read = await assistant("get_parts", bot_id=bot, paths=["all"])
        assert "left_out" not in read
        await assistant(
            "apply_changes", bot_id=bot, operations=read["operations"], base_revision=read["revision"]
        )
    assert author.exported(bot) == before


async def test_parts_of_one_bot_build_another_the_same(system: System, author: Owner, token: str):
    bot = author.imported(example("pizza-order"))
    async with assistant_at(system, token) as assistant:
        read = await assistant("get_parts", bot_id=bot, paths=["all"])
        lists = {"steps", "requests", "groups", "notes", "templates"}
        operations = []
        for one in read["operations"]:
            first, _, rest = one["path"].partition(".")
            if first in lists and rest:
                operations.append({"op": "add", "path": first, "value": one["value"]})
            else:
                operations.append(one)
        twin = (await assistant("create_bot", name="Twin"))["id"]
        await assistant("apply_changes", bot_id=twin, operations=operations)
    assert author.exported(twin) == author.exported(bot)


async def test_a_dry_run_says_what_the_real_call_says_and_writes_nothing(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("quiz"))
    before = author.exported(bot)
    tries = (
        [{"op": "set", "path": "steps.hello.message.text", "value": "{$sesion.x$}"}],
        [
            {
                "op": "add",
                "path": "steps",
                "value": {"id": "new", "groups": [{"connections": [{"to": "nowhere"}]}]},
            }
        ],
        [{"op": "set", "path": "steps.hello.name", "value": "A"}, {"op": "remove", "path": "steps.nope"}],
        [{"op": "add", "path": "steps", "value": {"id": "hello"}}],
        [{"op": "set", "path": "steps.hello.groups", "value": "none"}],
    )
    async with assistant_at(system, token) as assistant:
        for operations in tries:
            dry, dry_failed = await assistant.ask(
                "apply_changes", bot_id=bot, operations=operations, dry_run=True
            )
            assert author.exported(bot) == before
            real, failed = await assistant.ask("apply_changes", bot_id=bot, operations=operations)
            assert failed == dry_failed
            if failed:
                assert real == dry
                assert author.exported(bot) == before  # all or none
            else:
                assert real["issues"] == dry["issues"]
                author.post(f"/bots/{bot}/changes/{real['revision']}/undo", None)


async def test_the_same_operation_is_done_once(system: System, author: Owner, token: str):
    bot = author.imported(example("quiz"))
    operations = [{"op": "add", "path": "notes", "value": {"text": "Once"}, "operation_id": "note-1"}]
    async with assistant_at(system, token) as assistant:
        first = await assistant("apply_changes", bot_id=bot, operations=operations)
        again = await assistant("apply_changes", bot_id=bot, operations=operations)
        assert again["done_before"] == ["note-1"]
        assert again["revision"] == first["revision"]


async def test_a_human_and_an_assistant_at_once_are_merged_or_shown_both_sides(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        revision = (await assistant("get_outline", bot_id=bot))["revision"]
        author.change(bot, {"op": "set", "path": "steps.q4.name", "value": "By a human"})
        await assistant(
            "update_step", bot_id=bot, step_id="q4", fields={"note": "By a machine"}, base_revision=revision
        )
        step = (await assistant("get_step_info", bot_id=bot, step_id="q4"))["step"]
        assert (step["name"], step["note"]) == ("By a human", "By a machine")

        refusal = await assistant.refused(
            "update_step", bot_id=bot, step_id="q4", fields={"name": "By a machine"}, base_revision=revision
        )
        assert refusal["code"] == "change:conflict"
        assert refusal["conflicts"][0]["theirs"] == "By a human"
        assert "get_parts" in refusal["next"]


async def test_single_parts_have_their_tools(system: System, token: str):
    async with assistant_at(system, token) as assistant:
        bot = (await assistant("create_bot", name="Parts", description="Of parts"))["id"]
        await assistant("create_step", bot_id=bot, step={"id": "one", "message": {"text": "One?"}})
        await assistant(
            "create_step", bot_id=bot, step={"id": "two", "message": {"text": "Two."}}, after="one"
        )
        await assistant(
            "update_bot", bot_id=bot, first_step="one", variables={"size": 3}, timezone="Europe/Moscow"
        )
        group = {"connections": [{"to": "two"}]}
        made = await assistant("create_connection_group", bot_id=bot, step_id="one", group=group)
        (group_id,) = made["ids"]
        await assistant(
            "update_connection_group", bot_id=bot, step_id="one", group_id=group_id, fields={"priority": 5}
        )
        seen = await assistant("get_connection_group_info", bot_id=bot, step_id="one", group_id=group_id)
        assert (seen["group"]["priority"], seen["issues"]) == (5, [])
        request = {"id": "price", "method": "GET", "url": "https://api.example/price"}
        await assistant("create_request", bot_id=bot, request=request)
        await assistant(
            "update_request", bot_id=bot, request_id="price", fields={"timeout": 10, "headers.X": "1"}
        )
        seen = await assistant("get_request_info", bot_id=bot, request_id="price")
        assert (seen["request"]["timeout"], seen["request"]["headers"], seen["sent_by"]) == (
            10,
            {"X": "1"},
            [],
        )
        step = await assistant("get_step_info", bot_id=bot, step_id="two")
        assert step["from"] == [f"steps.one.groups.{group_id}"]
        gone = await assistant("delete_step", bot_id=bot, step_id="two")
        assert gone["left_open"] == [f"steps.one.groups.{group_id}"]
        await assistant("delete_connection_group", bot_id=bot, step_id="one", group_id=group_id)
        await assistant("delete_request", bot_id=bot, request_id="price")
        told = await assistant("get_bot_info", bot_id=bot)
        assert told["counts"] == dict.fromkeys(told["counts"], 0) | {"steps": 1}
        assert (told["timezone"], told["variables"], told["faults"]["error"]) == (
            "Europe/Moscow",
            {"size": 3},
            0,
        )
        found = await assistant("list_bots", search="Parts")
        assert bot in [one["id"] for one in found["items"]]


async def test_a_layout_moves_positions_and_nothing_else(system: System, author: Owner, token: str):
    document = example("lead-form")
    for step in document["steps"]:
        step["position"] = {"x": 0, "y": 0}
    bot = author.imported(document)
    async with assistant_at(system, token) as assistant:
        dry = await assistant("layout", bot_id=bot, dry_run=True)
        assert author.exported(bot)["steps"][1]["position"] == {"x": 0, "y": 0}
        assert (await assistant("layout", bot_id=bot))["moved"] == dry["moved"] > 5
        assert (await assistant("layout", bot_id=bot))["moved"] == 0
    after = author.exported(bot)
    places = [(step["position"]["x"], step["position"]["y"]) for step in after["steps"]]
    assert len(set(places)) == len(places)
    for step in after["steps"]:
        step["position"] = {"x": 0, "y": 0}
    assert after["steps"] == document_as_kept(author, document)["steps"]


def document_as_kept(author: Owner, document: dict[str, Any]) -> dict[str, Any]:
    return author.exported(author.imported(document))
