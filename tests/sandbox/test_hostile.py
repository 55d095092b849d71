"""Every hostile script, in a sandbox that others use too: it stays in, ends in time, and leaves nothing."""

import asyncio
import os
import time
from pathlib import Path

import pytest
from hostile import KINDS, SCRIPTS

CANARY = "a secret of the host"
ENDED = 10.0  # seconds: a call has one, and a busy machine may stall
NEXT = """
import asyncio, calendar, collections.abc, csv, html.entities, json, math, random, string, time, urllib.parse
import warnings
from decimal import Decimal
async def main(message, variables):
    await asyncio.sleep(0)
    found = [json.dumps({"a": [1]}), json.loads("[1]"), round(math.pi, 5), len("abc"), time.time()]
    found.append(string.digits)
    found += [str(Decimal(1) / Decimal(3)), random.random() != 0.1, calendar.mdays[1:2], len(calendar.mdays)]
    found += [calendar.firstweekday(), csv.field_size_limit(), csv.list_dialects(), len(str(10 ** 4000))]
    found += ["LEAK" in html.entities.entitydefs, "left behind" in urllib.parse.uses_netloc]
    found += [isinstance(1, collections.abc.Sequence), asyncio.base_events.sys.getrecursionlimit()]
    found.append(asyncio.base_events.sys.get_int_max_str_digits())
    warnings.warn("nobody is told")
    return [*found, "LEAK" in globals()["__builtins__"]]
"""
CLEAN = ['{"a": [1]}', [1], 3.14159, 3, 1767261600.0, "0123456789"]
CLEAN += ["0.3333333333333333333333333333", True, [31], 13]
CLEAN += [0, 131072, ["excel", "excel-tab", "unix"], 4001, False, False, False, 1000, 4300, False]


@pytest.fixture(scope="module", autouse=True)
def _canary():
    os.environ["BOT_SECRET_CANARY"] = CANARY
    yield
    del os.environ["BOT_SECRET_CANARY"]


@pytest.fixture
async def listener():
    """A port of the host, and whoever came there."""
    came: list[object] = []
    server = await asyncio.start_server(lambda _reader, writer: came.append(writer), "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], came


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """Where anybody may write, with a module to be imported."""
    (tmp_path / "pwned.py").write_text("raise SystemExit('imported')")
    tmp_path.chmod(0o777)
    return tmp_path


def names_in(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


@pytest.mark.parametrize(("kind", "name"), SCRIPTS, ids=lambda part: part)
async def test_a_hostile_script_is_held(bench, listener, open_folder: Path, kind: str, name: str):
    port, came = listener
    server, message = bench.sandbox.server_pid, {"port": port, "folder": str(open_folder)}
    began = time.monotonic()
    answer = await bench.run(SCRIPTS[kind, name], message=message, bot=f"{kind}/{name}")
    took = time.monotonic() - began
    assert took < ENDED
    assert "ESCAPED" not in repr((answer.value, answer.writes, answer.prints))
    assert CANARY not in repr(answer)
    assert not came
    assert names_in(open_folder) == ["pwned.py"]
    assert bench.sandbox.server_pid == server
    following = await bench.run(NEXT, bot=f"{kind}/{name}")
    assert (following.value, following.problem) == (CLEAN, None)
    assert following.prints == ""


@pytest.mark.parametrize(
    ("kind", "name", "problem"),
    [
        ("time", "loop", "code:timeout"),
        ("time", "loop_that_catches_everything", "code:timeout"),
        ("time", "alarm_switched_off", "code:timeout"),
        ("time", "sum_in_c", "code:timeout"),
        ("time", "regular_expression", "code:timeout"),
        ("time", "sleep", "code:timeout"),
        ("time", "loop_in_the_module", "code:timeout"),
        ("memory", "list_that_doubles", "code:memory"),
        ("memory", "one_large_object", "code:memory"),
        ("memory", "variables_that_grow", "code:memory"),
        ("memory", "recursion", "code:error"),
        ("results", "deep", "code:output"),
        ("results", "exploding_graph", "code:output"),
        ("results", "cycle", "code:output"),
        ("results", "large", "code:output"),
        ("results", "set", "code:output"),
        ("results", "not_a_number", "code:output"),
        ("results", "exit", "code:error"),
        ("results", "hard_exit_at_the_last_moment", "code:timeout"),
        ("results", "retirement_at_the_last_moment", "code:timeout"),
        ("results", "abort", "code:error"),
        ("results", "crash", "code:error"),
        ("results", "bad_syntax", "code:error"),
        ("results", "no_main", "code:error"),
        ("results", "plain_main", "code:error"),
        ("files", "open_through_posix", "code:error"),
        ("network", "connect", "code:error"),
        ("processes", "fork", "code:error"),
        ("processes", "thread", "code:error"),
    ],
)
async def test_the_author_is_told_which_limit_was_met(
    bench, tmp_path: Path, kind: str, name: str, problem: str
):
    message = {"port": 9, "folder": str(tmp_path)}
    answer = await bench.run(SCRIPTS[kind, name], message=message, bot=f"{kind}/{name}")
    assert answer.problem == problem
    assert problem != "code:timeout" or (answer.elapsed_ms >= 1000 and "than 1 s" in answer.error["message"])
    assert answer.error["type"]


def test_there_are_hostile_scripts_of_every_kind():
    assert len(SCRIPTS) >= 60
    assert all(len(scripts) >= 5 for scripts in KINDS.values())


async def test_a_bot_that_fails_again_and_again_does_not_hinder_another(bench):
    loops = [bench.run(SCRIPTS["time", "loop"], bot=f"loop{number}") for number in range(2)]
    running = asyncio.gather(*loops)
    for _ in range(20):
        assert (await bench.body("return 6 * 7", bot="quiet")).value == 42
    assert {answer.problem for answer in await running} == {"code:timeout"}
