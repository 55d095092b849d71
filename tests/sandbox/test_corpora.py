"""The scripts that the sandbox was chosen by, where they lie beside the project."""

import asyncio
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from eventually import eventually_so

CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "sandbox"
TYPICAL = sorted((CORPORA / "typical").glob("*.py"))
SOURCES = {script: script.read_text() for script in sorted((CORPORA / "abuse").glob("*.py"))}
CASES = {
    script: (script.read_text(), json.loads(script.with_suffix(".json").read_text())) for script in TYPICAL
}
PORT = 18999
CANARY = "canary-5f1e"
ENDED = 10.0  # seconds: a call has one, and a busy machine may stall
SCOPE = "session."
pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not beside the project")

# Variables have a scope here, and in these scripts none: the last line hands them over without.
ADAPTED = """
_inner = main
async def main(message, variables):
    plain = {name.removeprefix("session."): value for name, value in variables.items()}
    try:
        return {"result": await _inner(message, plain), "variables": plain}
    except SystemExit:
        raise
"""


@pytest.mark.parametrize("script", TYPICAL, ids=lambda script: script.stem)
async def test_ordinary_code_gives_what_python_gives(bench, script: Path):
    source, case = CASES[script]
    variables = {SCOPE + name: value for name, value in case["variables"].items()}
    answer = await bench.run(source + ADAPTED, message=case["message"], variables=variables, bot=script.stem)
    assert answer.problem is None, answer.error
    assert answer.value["result"] == case["expect"]["result"]
    assert answer.value["variables"] == case["expect"]["variables"]
    assert answer.prints == case["expect"]["stdout"]


def marks() -> set[Path]:
    """What scripts leave where they got out."""
    return set(Path(tempfile.gettempdir()).glob("sandbox_pwned_*"))


@pytest.fixture
async def came() -> AsyncIterator[list[str]]:
    """Who came where the scripts try to connect to: somebody listens there."""
    came: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(repr(writer.get_extra_info("peername")))
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", PORT):
        yield came


async def test_abuse_is_held(bench, came: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BOT_SECRET_CANARY", CANARY)
    server, failed = bench.sandbox.server_pid, []
    left = marks()
    for script, source in SOURCES.items():
        began = time.monotonic()
        bot = "poisoned" if script.stem[:3] in {"e27", "e28"} else script.stem
        answer = await bench.run(source, message={"text": "Hi"}, bot=bot)
        took = time.monotonic() - began
        given = repr((answer.value, answer.writes, answer.prints))
        may_look = source.startswith("# kind: introspect")
        if ("ESCAPED" in given and not may_look) or CANARY in repr(answer) or took > ENDED:
            failed.append((script.name, answer, took))
    assert failed == []
    assert bench.sandbox.server_pid == server
    assert marks() == left
    assert came == []
    _, ours = await asyncio.open_connection("127.0.0.1", PORT)
    ours.close()

    async def is_heard() -> bool:
        return len(came) == 1

    await eventually_so(is_heard)
    assert os.environ["BOT_SECRET_CANARY"] == CANARY
