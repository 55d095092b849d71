"""Assistants that only propose: they build, check and try on a branch, and a person decides."""

from typing import Any

import pytest
from assistants import Assistant, Owner, TokenMaker, assistant_at, example

from chaos.whole_system import System
from dbcv_mcp.tools import TOOLS

BYE = {"op": "add", "path": "steps", "value": {"id": "goodbye", "message": {"text": "Bye!"}}}
TALK = {"name": "greets", "turns": [{"start": True, "at": "goodbye"}]}


@pytest.fixture
def proposer(make_token: TokenMaker) -> str:
    return make_token("bots:read", "bots:propose", "bots:run")


def document(author: Owner, bot: str) -> dict[str, Any]:
    return author.exported(bot)


async def proposed(assistant: Assistant, bot: str, *operations: dict[str, Any]) -> str:
    made = await assistant("create_proposal", bot_id=bot, title="Say goodbye", note="They just leave.")
    await assistant("apply_changes", bot_id=bot, proposal=made["proposal"], operations=[*operations])
    return made["proposal"]


async def test_without_the_right_to_edit_an_edit_teaches_to_propose(
    system: System, author: Owner, proposer: str
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, proposer) as assistant:
        for tool, arguments in (
            ("apply_changes", {"operations": [BYE]}),
            ("create_step", {"step": BYE["value"]}),
            ("create_from_preset", {"preset_id": "message", "config": {"text": "Hi"}}),
            ("save_test", {"test": TALK}),
        ):
            error = await assistant.refused(tool, bot_id=bot, **arguments)
            assert error["code"] == "auth:scope_needed"
            assert "create_proposal" in error["next"]


async def test_what_is_proposed_is_read_changed_checked_and_played_before_a_person_accepts(
    system: System, author: Owner, proposer: str
):
    bot = author.imported(example("quiz"))
    before = document(author, bot)
    async with assistant_at(system, proposer) as assistant:
        made = await proposed(assistant, bot, BYE)
        here = {"bot_id": bot, "proposal": made}
        await assistant("update_bot", **here, first_step="goodbye")
        await assistant("update_step", **here, step_id="goodbye", fields={"name": "Goodbye"})
        await assistant("create_request", **here, request={"id": "late", "url": "https://api.example"})
        await assistant("layout", **here)
        preset = await assistant(
            "create_from_preset", **here, preset_id="ask_email", config={"variable": "session.email"}
        )
        kept = await assistant("save_test", **here, test=TALK)

        outline = await assistant("get_outline", **here)
        parts = await assistant("get_parts", **here, paths=["steps.goodbye"])
        found = await assistant("search", **here, text="Goodbye")
        checked = await assistant("check", **here)
        played = await assistant("simulate", **here, test=TALK)
        run = await assistant("run_tests", **here, tests=[kept["index"]])
        told = await assistant("get_proposal", bot_id=bot, proposal_id=made)
        listed = await assistant("list_proposals", bot_id=bot, state="open")

    assert outline["first_step"] == "goodbye"
    assert parts["operations"][0]["value"]["name"] == "Goodbye"
    assert found["count"] >= 1
    assert checked["counts"]["error"] >= 1  # the ways on of the preset
    assert played["passed"]
    assert run["passed"]
    assert preset["key"] in {one["part"].partition(".")[2] for one in told["parts"]}
    assert preset["exits"]
    assert {one["part"]: one["how"] for one in told["parts"]}["steps.goodbye"] == "added"
    assert [(one["proposal"], one["by"]) for one in listed["items"]] == [(made, "assistant")]
    assert document(author, bot) == before

    parts = ["steps.goodbye", "bot"]
    author.post(f"/bots/{bot}/proposals/{made}/accept", {"parts": parts, "with_needs": True})
    assert document(author, bot)["first_step"] == "goodbye"


async def test_given_back_as_they_are_parts_of_a_proposal_change_nothing(
    system: System, author: Owner, proposer: str
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, proposer) as assistant:
        made = await proposed(assistant, bot, BYE)
        here = {"bot_id": bot, "proposal": made}
        before = await assistant("get_proposal", bot_id=bot, proposal_id=made)
        parts = await assistant("get_parts", **here, paths=["all"])
        await assistant("apply_changes", **here, operations=parts["operations"])
        after = await assistant("get_proposal", bot_id=bot, proposal_id=made)

    assert (before["parts"], before["counts"]) == (after["parts"], after["counts"])


async def test_conflicts_with_people_are_told_and_a_decided_proposal_is_left_alone(
    system: System, author: Owner, proposer: str
):
    bot = author.imported(example("quiz"))
    step = document(author, bot)["first_step"]
    rename = {"op": "set", "path": f"steps.{step}.name", "value": "Theirs"}
    async with assistant_at(system, proposer) as assistant:
        made = await proposed(assistant, bot, {**rename, "value": "Mine"})
        author.change(bot, rename)
        told = await assistant("get_proposal", bot_id=bot, proposal_id=made)
        author.post(f"/bots/{bot}/proposals/{made}/reject", {})
        error = await assistant.refused("apply_changes", bot_id=bot, operations=[BYE], proposal=made)
        gone = await assistant.refused("get_outline", bot_id=bot, proposal=bot)

    [conflict] = told["parts"][0]["conflicts"]
    assert (conflict["code"], conflict["theirs"]) == ("change:conflict", "Theirs")
    assert (error["code"], gone["code"]) == ("proposal:decided", "proposal:not_found")
    assert "create_proposal" in error["next"]


async def test_a_proposal_is_made_once_however_often_it_is_asked_for_and_withdrawn_by_who_made_it(
    system: System, author: Owner, proposer: str
):
    bot = author.imported(example("quiz"))
    others = author.post(f"/bots/{bot}/proposals", {"title": "Of a person"})["id"]
    wanted = {"bot_id": bot, "title": "Say goodbye", "operation_id": "goodbye-1"}
    async with assistant_at(system, proposer) as assistant:
        first = await assistant("create_proposal", **wanted)
        again = await assistant("create_proposal", **wanted)
        reused = await assistant.refused("create_proposal", **{**wanted, "title": "Say hello"})
        listed = await assistant("list_proposals", bot_id=bot, state="open")
        told = await assistant("withdraw_proposal", bot_id=bot, proposal_id=first["proposal"])
        twice = await assistant.refused("withdraw_proposal", bot_id=bot, proposal_id=first["proposal"])
        gone = await assistant("list_proposals", bot_id=bot, state="withdrawn")

    assert (again["proposal"], again["done_before"]) == (first["proposal"], True)
    assert "done_before" not in first
    assert reused["code"] == "change:operation_reused"
    assert {one["proposal"] for one in listed["items"]} == {others, first["proposal"]}
    assert told["state"] == "withdrawn"
    assert (twice["code"], twice["state"]) == ("proposal:decided", "withdrawn")
    assert [one["proposal"] for one in gone["items"]] == [first["proposal"]]


def test_no_tool_accepts_or_rejects():
    assert {name for name in TOOLS if "accept" in name or "reject" in name} == set()
