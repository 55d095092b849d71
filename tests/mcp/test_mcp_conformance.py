"""The MCP conformance suite's scenarios for servers against the running system.

The suite has no token to send, and calls tools and prompts of a server made for it: a door between adds the
one, and says ours for the other where ours is of the same kind.
"""

import json
import re
from pathlib import Path

import httpx
import pytest
from npm_programs import conformance, installed
from token_door import with_token

from chaos.whole_system import System

pytestmark = installed

# By scenario: its names for what ours are called.
APPLY: dict[str, dict[str, str]] = {
    "server-initialize": {},
    "ping": {},
    "tools-list": {},
    "tools-call-simple-text": {"test_simple_text": "list_integrations"},
    "tools-call-error": {"test_error_handling": "get_bot_info"},
    "resources-list": {},
    "resources-read-text": {"test://static-text": "dbcv://guide"},
    "prompts-list": {},
    "prompts-get-with-args": {
        "test_prompt_with_arguments": "repair_bot",
        "arg1": "bot",
        "arg2": "complaint",
    },
}
ON_ITS_OWN_PORT = "dns-rebinding-protection"

_NO_BINARY = "every answer of ours is text"
_NO_ASKING = "ours asks the client for nothing while a tool runs: no sampling, no elicitation"
_NO_STREAM = "ours answers each call whole, and keeps no session"
_NO_EMBEDDING = "our prompts are words; what they speak of is read by tools"
DO_NOT_APPLY = {
    "completion-complete": "not among our capabilities",
    "logging-set-level": "not among our capabilities",
    "resources-subscribe": "not among our capabilities",
    "resources-unsubscribe": "not among our capabilities",
    "tools-call-image": _NO_BINARY,
    "tools-call-audio": _NO_BINARY,
    "tools-call-mixed-content": _NO_BINARY,
    "tools-call-embedded-resource": _NO_BINARY,
    "resources-read-binary": _NO_BINARY,
    "tools-call-with-logging": _NO_STREAM,
    "tools-call-with-progress": _NO_STREAM,
    "server-sse-polling": _NO_STREAM,
    "server-sse-multiple-streams": _NO_STREAM,
    "tools-call-sampling": _NO_ASKING,
    "tools-call-elicitation": _NO_ASKING,
    "elicitation-sep1034-defaults": _NO_ASKING,
    "elicitation-sep1330-enums": _NO_ASKING,
    "prompts-get-simple": "each of our prompts has an argument",
    "prompts-get-embedded-resource": _NO_EMBEDDING,
    "prompts-get-with-image": _NO_EMBEDDING,
    "json-schema-2020-12": "about a schema that a tool of its own server brings along",
    "resources-templates-read": "wants the number 123 back, an id that nothing of ours has",
}


async def run(port: int, token: str, scenario: str, names: dict[str, str], folder: Path) -> list[dict]:
    """The checks the suite made, each with `status`."""
    with with_token(port, token, names) as address:
        told = await conformance(
            *("server", "--url", f"{address}/mcp", "--scenario", scenario, "--output-dir", str(folder))
        )
    assert told.code == 0, told.short
    return _read(folder)


def _read(folder: Path) -> list[dict]:
    (written,) = folder.rglob("checks.json")
    return json.loads(written.read_text())


def passed(checks: list[dict]) -> set[str]:
    assert all(check["status"] in {"SUCCESS", "INFO"} for check in checks), checks
    return {check["id"] for check in checks if check["status"] == "SUCCESS"}


async def test_every_scenario_of_the_suite_is_accounted_for():
    told = await conformance("list", "--server")
    named = set(re.findall(r"^ +- ([\w-]+)", told.output, re.MULTILINE))
    assert named == {*APPLY, *DO_NOT_APPLY, ON_ITS_OWN_PORT}, told.short


@pytest.mark.parametrize("scenario", APPLY)
async def test_a_scenario_that_applies_passes(system: System, token: str, scenario: str, tmp_path: Path):
    assert passed(await run(system.port, token, scenario, APPLY[scenario], tmp_path))


async def test_a_page_of_another_site_gets_nothing_from_the_servers_own_port(
    system: System, own_port: int, token: str, tmp_path: Path
):
    checks = await run(own_port, token, ON_ITS_OWN_PORT, {}, tmp_path)
    assert passed(checks) == {"localhost-host-rebinding-rejected", "localhost-host-valid-accepted"}


async def test_what_does_not_apply_is_not_promised(system: System, token: str):
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json, text/event-stream"}
    hello = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    async with httpx.AsyncClient(timeout=30, headers=headers) as client:
        call = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
        promised = (await client.post(f"{system.url}/mcp", json=call)).json()["result"]["capabilities"]
        call = {"jsonrpc": "2.0", "id": 2, "method": "logging/setLevel", "params": {"level": "info"}}
        refused = (await client.post(f"{system.url}/mcp", json=call)).json()["error"]
        streams = [await client.request(method, f"{system.url}/mcp") for method in ("GET", "DELETE")]
    assert promised.keys() == {"prompts", "resources", "tools"}
    assert not promised["resources"].get("subscribe")
    assert refused["code"] == -32601
    assert [(one.status_code, one.headers["allow"]) for one in streams] == [(405, "POST")] * 2
