"""Conversations that are only played, and the tests made of them."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from ..api import Api
from ..changing import Place, change
from ..shapes import BaseRevision, BotId, Proposal, Test, Version
from ..stories import reasons, story_of
from ..untrusted import cut
from .tool import Answer

MOST_TOLD = 40  # turns
_PLAIN = {"text", "buttons"}


async def simulate(
    api: Api,
    bot_id: BotId,
    test: Test,
    version: Version = "draft",
    explain: Annotated[bool, Field(description="Also every rule with the value it saw.")] = False,
    proposal: Proposal = None,
) -> Answer:
    """Play a whole conversation on the real engine with its own clock (`wait: 1h`) and given answers of
    servers and integrations. Expectations in the test are compared: `differences`. The same test can be kept
    by save_test."""
    played = await api.post("bots", bot_id, "simulate", body=test, version=version, proposal=proposal)
    turns = [_turn(turn, explain=explain) for turn in played["turns"][:MOST_TOLD]]
    left = len(played["turns"]) - len(turns)
    told = {"passed": played["passed"], "differences": played["differences"], "turns": turns}
    return told | ({"turns_left_out": left} if left else {})


async def save_test(
    api: Api,
    bot_id: BotId,
    test: Test,
    index: Annotated[int | None, Field(ge=0, lt=2**31, description="Replace the test at this index.")] = None,
    base_revision: BaseRevision = None,
    proposal: Proposal = None,
) -> Answer:
    """Keep a conversation test with the bot, so that run_tests and publishing can ask for it."""
    if proposal is not None:
        return await _proposed(api, bot_id, proposal, _keeping(test, index), base_revision)
    if index is None:
        kept = await api.post("bots", bot_id, "tests", body=test, base_revision=base_revision)
    else:
        kept = await api.put("bots", bot_id, "tests", index, body=test, base_revision=base_revision)
    return {name: kept[name] for name in ("index", "name", "revision")}


async def run_tests(
    api: Api,
    bot_id: BotId,
    tests: Annotated[
        list[Annotated[int, Field(ge=0, lt=2**31)]] | None,
        Field(max_length=1000, description="Indexes; left out: all."),
    ] = None,
    version: Version = "draft",
    proposal: Proposal = None,
) -> Answer:
    """Play the tests kept with a bot, all or some: which are green, which red, and why."""
    wanted = {"version": version} | ({} if tests is None else {"tests": tests})
    wanted |= {} if proposal is None else {"proposal": str(proposal)}
    run = await _run(api, bot_id, wanted)
    return {
        "revision": run["revision"],
        "passed": run["passed"],
        "results": [_result(one) for one in run["results"]],
    }


def _keeping(test: dict[str, Any], index: int | None) -> dict[str, Any]:
    if index is None:
        return {"op": "add", "path": "tests", "value": test}
    return {"op": "set", "path": ["tests", index], "value": test}


async def _proposed(
    api: Api, bot_id: UUID, proposal: UUID, operation: dict[str, Any], base_revision: int | None
) -> Answer:
    told = await change(api, Place(bot_id, proposal), [operation], base_revision)
    kept = (await api.get("bots", bot_id, "tests", proposal=proposal))["items"]
    index = operation["path"][1] if operation["op"] == "set" else len(kept) - 1
    return {"index": index, "name": kept[index]["name"], "revision": told["revision"]}


async def _run(api: Api, bot_id: UUID, wanted: dict[str, Any]) -> dict[str, Any]:
    return await api.post("bots", bot_id, "tests", "run", body=wanted)


def _turn(turn: dict[str, Any], *, explain: bool) -> dict[str, Any]:
    entries = [entry for trace in turn["trace"] for entry in trace["entries"]]
    story = story_of(entries).as_json()
    told = {
        "turn": turn["label"],
        "replies": [_reply(one) for one in turn["sent"]],
        "at": turn["at"],
        **story,
    }
    told |= {name: True for name in ("finished", "no_match") if turn[name]}
    if turn["differences"]:
        told["differences"] = turn["differences"]
    return told | ({"why": reasons(entries, cut)} if explain else {})


def _reply(sent: dict[str, Any]) -> Any:
    """A text alone where there is nothing but a text."""
    shown = {name: value for name, value in sent.items() if value}
    if shown.keys() <= {"text"}:
        return shown.get("text", "")
    if shown.keys() <= _PLAIN:
        return {**shown, "buttons": [_button(one) for one in shown["buttons"]]}
    return shown


def _button(button: dict[str, Any]) -> str:
    value = button.get("value")
    return button["text"] if value in {None, button["text"]} else f"{button['text']} = {value}"


def _result(result: dict[str, Any]) -> dict[str, Any]:
    told = {name: result[name] for name in ("index", "name", "passed")}
    if result["differences"]:
        told["differences"] = result["differences"]
    error = result["error"]
    return told | ({} if error is None else {"error": {name: error[name] for name in ("code", "message")}})
