"""Bots of `examples/` are built from nothing by an assistant's calls, tried, published and talked to."""

from typing import Any

import pytest
from assistants import Assistant, Owner, assistant_at, example, example_tests, talk

from chaos.whole_system import System

MOST_CALLS = 12
FIRST_WORDS = {
    "quiz": (("go",), "Which planet is the largest?"),
    "lead-form": (("Ada",), "e-mail"),
}


async def build(assistant: Assistant, document: dict[str, Any]) -> str:
    bot = (await assistant("create_bot", name=document["name"], description=document["description"]))["id"]
    lists = ("templates", "requests", "steps", "groups", "notes")
    operations: list[dict[str, Any]] = [
        {"op": "add", "path": name, "value": part} for name in lists for part in document.get(name, ())
    ]
    head = {
        key: document[key] for key in ("locale", "timezone", "variables", "first_step") if key in document
    }
    operations += [{"op": "set", "path": key, "value": value} for key, value in head.items()]
    made = await assistant("apply_changes", bot_id=bot, operations=operations, base_revision=0)
    assert [one for one in made["issues"] if one["severity"] == "error"] == []
    return bot


@pytest.mark.parametrize("name", FIRST_WORDS)
async def test_an_example_is_built_tried_published_and_talked_to_in_twelve_calls(
    system: System, author: Owner, token: str, name: str
):
    async with assistant_at(system, token) as assistant:
        bot = await build(assistant, example(name))
        assert (await assistant("check", bot_id=bot, severity="error"))["issues"] == []
        for test in example_tests(name):
            played = await assistant("simulate", bot_id=bot, test=test)
            assert played["passed"], (test["name"], played["differences"])
        assert (await assistant("publish", bot_id=bot, note="First"))["version"] == 1
        assert assistant.calls <= MOST_CALLS

    said, awaited = FIRST_WORDS[name]
    await talk(system, author.public_channel(bot), *said, until=awaited)


async def test_tests_that_are_kept_can_be_required_for_publishing_and_only_a_person_waives_them(
    system: System, author: Owner, token: str
):
    async with assistant_at(system, token) as assistant:
        bot = await build(assistant, example("quiz"))
        for test in example_tests("quiz")[:2]:
            await assistant("save_test", bot_id=bot, test=test)
        await assistant("update_bot", bot_id=bot, publish_needs_tests=True)
        ran = await assistant("run_tests", bot_id=bot)
        assert ran["passed"]
        assert len(ran["results"]) == 2

        await assistant("update_step", bot_id=bot, step_id="q5", fields={"message.text": "Something else"})
        refusal = await assistant.refused("publish", bot_id=bot)
        assert refusal["code"] == "bot:red_tests"
        assert "run_tests" in refusal["next"]
        ran = await assistant("run_tests", bot_id=bot, tests=[0, 1])
        assert [one["passed"] for one in ran["results"]] == [False, False] or not ran["passed"]
        assert any("Something else" in line for one in ran["results"] for line in one.get("differences", ()))

        refusal = await assistant.refused("update_bot", bot_id=bot, publish_needs_tests=False)
        assert (refusal["code"], refusal.get("scope")) == ("auth:scope_needed", None)
        assert "person" in refusal["next"]
        assert (await assistant.refused("publish", bot_id=bot))["code"] == "bot:red_tests"
        author.patch(f"/bots/{bot}", {"publish_needs_tests": False})
        assert (await assistant("publish", bot_id=bot))["version"] == 1


async def test_a_whole_document_can_be_the_beginning(system: System, token: str):
    async with assistant_at(system, token) as assistant:
        document = example("shop-faq")
        made = await assistant("create_bot", name="Our shop", document=document)
        assert made["faults"]["error"] == 0
        seen = await assistant("get_bot_info", bot_id=made["id"])
        assert (seen["name"], seen["counts"]["steps"]) == ("Our shop", len(document["steps"]))
