"""Code that cannot be read is told before it is published, and judged in the sandbox alone."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main as cli
from app.cli.test import results
from app.engine.inspect import UNREAD, CodeFault
from app.runtime.code import runner
from app.runtime.reading import CodeReader, Verdicts, reader
from app.sandbox import BlockingSandbox, Call, Outcome, Sandbox, SandboxLimits
from app.sandbox.outcome import (
    CRASHED,
    ENDED,
    NOT_MADE,
    NOT_STARTED,
    TOO_MUCH,
    UNJAILED,
    Failure,
    too_slow,
)
from eventually import PATIENCE

BOT = """
dbcv: 1
kind: bot
name: Codes
first_step: ask
steps:
  - id: ask
    message: {{text: "?"}}
    groups:
      - type: code
        code: |
          async def main(message, variables):
              {line}
        connections: [{{to: told}}]
  - id: told
    message: {{text: "{{$code.n$}} {{$code.error.source$}}"}}
"""


TROUBLES = ["too_much", "not_started", "not_made", "unjailed", "ended"]


class Counting:
    """Counts the calls that reach the sandbox; after `stops_at` of them none is answered."""

    def __init__(self, sandbox: Sandbox, stops_at: int | None = None) -> None:
        self.sandbox = sandbox
        self.limits = SandboxLimits()
        self.stops_at = stops_at
        self.calls = 0

    async def run(self, bot: str, call: Call) -> Outcome:
        if self.calls == self.stops_at:
            await asyncio.get_running_loop().create_future()
        self.calls += 1
        return await self.sandbox.run(bot, call)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[BlockingSandbox]:
    with BlockingSandbox() as sandbox:
        yield sandbox


def test_faults_have_their_line_and_good_code_none(sandbox: BlockingSandbox):
    read = reader(sandbox, "bot")
    assert read(["x = 1", "x = 1\ndef f(:\n", "\0", "(" * 500]) == [
        None,
        CodeFault(message="invalid syntax", line=2),
        CodeFault(message="source code string cannot contain null bytes", line=0),
        CodeFault(message="too many nested parentheses", line=1),
    ]


def test_code_is_judged_without_being_run(sandbox: BlockingSandbox):
    assert reader(sandbox, "bot")(["while True: pass", "raise SystemExit"]) == [None, None]


async def test_a_verdict_is_kept_by_what_was_judged(bench):
    counting = Counting(bench.sandbox)
    code = CodeReader(counting)
    for owner in ("one", "two", "one"):
        read = await code.read(owner, ["x = 1", "x = ("])
        assert read(["x = (", "x = 1"]) == [CodeFault(message="'(' was never closed", line=1), None]
    assert counting.calls == 2


async def test_what_there_is_no_time_for_is_told_and_read_the_next_time(bench):
    counting = Counting(bench.sandbox, stops_at=3)
    code = CodeReader(counting, seconds=2.0)
    sources = [f"x = {number}" for number in range(5)]
    async with asyncio.timeout(PATIENCE):
        assert (await code.read("bot", sources))(sources) == [None, None, None, UNREAD, UNREAD]
        counting.stops_at = None
        assert (await code.read("bot", sources))(sources) == [None] * 5
    assert counting.calls == 5


async def test_nothing_is_known_of_a_source_that_nobody_asked_to_read(bench):
    assert (await CodeReader(bench.sandbox).read("bot", []))(["x = ("]) == [UNREAD]


def test_the_verdicts_asked_for_least_lately_are_forgotten_first():
    verdicts = Verdicts(most=2)
    good = Outcome(answer=b'{"error":null}')
    for source in ("a", "b"):
        verdicts.take(source, good)
    verdicts.of("a")
    verdicts.take("c", good)
    assert [verdicts.of(source) for source in "abc"] == [None, UNREAD, None]


class Passing:
    """Has troubles of its own first; then it is the sandbox."""

    def __init__(self, sandbox: BlockingSandbox, *troubles: Outcome) -> None:
        self.sandbox = sandbox
        self.troubles = list(troubles)

    def run(self, bot: str, call: Call) -> Outcome:
        return self.troubles.pop(0) if self.troubles else self.sandbox.run(bot, call)


@pytest.mark.parametrize("trouble", [TOO_MUCH, NOT_STARTED, NOT_MADE, UNJAILED, ENDED], ids=TROUBLES)
def test_troubles_of_the_sandbox_are_no_verdict(sandbox: BlockingSandbox, trouble: Failure):
    read = reader(Passing(sandbox, Outcome(failure=trouble)), "bot")
    assert read(["x = ("]) == [None]
    assert read(["x = ("]) == [CodeFault(message="'(' was never closed", line=1)]


@pytest.mark.parametrize(
    "trouble",
    [
        Outcome(failure=CRASHED),
        Outcome(failure=too_slow(1)),
        Outcome(answer=b'{"error":{"type":"Timeout","message":"slow","line":1}}'),
        Outcome(answer=b'{"error":{"type":"MemoryError","message":"large","line":1}}'),
    ],
    ids=["crash", "too_slow", "timeout", "memory"],
)
def test_a_reading_that_failed_is_told_and_not_kept(sandbox: BlockingSandbox, trouble: Outcome):
    read = reader(Passing(sandbox, trouble), "bot")
    assert read(["x = 1"]) != [None]
    assert read(["x = 1"]) == [None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The code cannot be read (line 2): "), ("ru", "Код нельзя прочитать (строка 2): ")],
)
def test_check_tells_the_line_in_both_languages(tmp_path: Path, capsys, language: str, sentence: str):
    (tmp_path / "bot.yaml").write_text(BOT.format(line="return {"))
    assert cli(["check", str(tmp_path / "bot.yaml"), "--language", language]) == 1
    assert sentence in capsys.readouterr().out


def test_a_conversation_test_runs_code_at_its_own_time_and_chance(tmp_path: Path, sandbox: BlockingSandbox):
    line = "import time, random, uuid; return {'n': [time.time(), random.random(), str(uuid.uuid4())]}"
    (tmp_path / "bot.yaml").write_text(BOT.format(line=line))
    test = "bot: bot.yaml\nnow: 1970-01-01T00:01:00Z\nturns: [{start: true}, {user: x, bot: ['never']}]\n"
    (tmp_path / "test.yaml").write_text(test)
    told = [next(results([tmp_path / "test.yaml"], runner(sandbox))).differences for _ in range(2)]
    assert told[0] == told[1]
    assert "[60," in told[0][0]


def test_playing_runs_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    (tmp_path / "bot.yaml").write_text(BOT.format(line="return {'n': len(message['text'])}"))
    monkeypatch.setattr("sys.stdin", iter(["four\n"]))
    assert cli(["play", str(tmp_path / "bot.yaml")]) == 0
    assert "\n4 \n" in capsys.readouterr().out
