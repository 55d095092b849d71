"""The bots of `examples/`: without faults, every way through them walked by one of their conversations."""

from collections import Counter
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import pytest

from app.cli.jail import sandbox
from app.cli.test import results
from app.engine import compile_document
from app.engine.document import parse_document, read_source
from app.engine.inspect import inspect
from app.engine.simulation import Mocks, Player, Setup, incoming, read_case, run_test
from app.runtime.code import runner

EXAMPLES = Path(__file__).parents[2] / "examples"
BOTS = sorted(EXAMPLES.glob("*/bot.yaml"))
CONVERSATIONS = sorted(EXAMPLES.glob("*/tests/*.yaml"))
COLUMN, ROW = 260, 120  # pixels of the canvas from step to step: nearer they cover each other

# It takes two people at once, and a conversation test has one: the last test here has two.
NOT_ALONE = {"taken in the meantime"}


def example_id(bot):
    return bot.parent.name


def conversation_id(file):
    return f"{file.parts[-3]}/{file.stem}"


def flows(bot):
    """The bot, and the templates it bundles."""
    return [bot, *bot.templates]


def ways(bot):
    """(connection, target) of each connection; ids are unique in the bot and in each template."""
    groups = [*bot.groups, *(group for flow in flows(bot) for step in flow.steps for group in step.groups)]
    return Counter(
        (way.id, way.to) for group in groups for way in group.connections if way.name not in NOT_ALONE
    )


@pytest.fixture(scope="module")
def run_code():
    with sandbox() as jail:
        yield runner(jail)


def walked(file, run_code):
    """The connections a conversation took, as (connection, target)."""
    case = read_case(read_source(file.read_bytes()), lambda name: (file.parent / name).read_bytes())
    entries = [
        entry
        for turn in run_test(case.bot, case.test, run_code=run_code).turns
        for trace in turn.traces
        for entry in trace.body()["entries"]
    ]
    return {
        (entry["connection"], entry["to"])
        for entry in entries
        if entry["kind"] == "connection" and entry["taken"]
    }


@pytest.mark.parametrize("file", BOTS, ids=example_id)
def test_an_example_has_nothing_to_be_told_of(file):
    assert [issue.message for issue in inspect(parse_document(file.read_bytes()))] == []


@pytest.mark.parametrize("file", CONVERSATIONS, ids=conversation_id)
def test_a_conversation_of_an_example_goes_as_it_is_written(file, run_code):
    (result,) = results([file], run_code)

    assert result.differences == []


@pytest.mark.parametrize("file", BOTS, ids=example_id)
def test_every_connection_of_an_example_is_taken_in_one_of_its_conversations(file, run_code):
    taken = {way for test in file.parent.glob("tests/*.yaml") for way in walked(test, run_code)}
    there = ways(parse_document(file.read_bytes()))

    assert set(there) - taken == set()
    assert max(there.values()) == 1


@pytest.mark.parametrize("file", BOTS, ids=example_id)
def test_the_steps_of_an_example_stand_apart_on_the_canvas(file):
    for flow in flows(parse_document(file.read_bytes())):
        places = [step.position for step in flow.steps]

        assert not [
            pair
            for pair in combinations(places, 2)
            if abs(pair[0].x - pair[1].x) < COLUMN and abs(pair[0].y - pair[1].y) < ROW
        ]


def test_the_list_of_examples_names_each_of_them():
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")

    assert [example_id(bot) for bot in BOTS if f"]({example_id(bot)}/bot.yaml)" not in listed] == []


def test_two_people_at_once_do_not_get_the_same_hour():
    bot = compile_document(parse_document((EXAMPLES / "appointment" / "bot.yaml").read_bytes()))
    setup = Setup(now=datetime(2026, 3, 6, 9, 30, tzinfo=UTC))
    first, second = (Player(bot, setup, Mocks().perform) for _ in range(2))
    for person in (first, second):
        person.start()
        for text in ("haircut", "2026-03-09", "11:00"):
            person.say(incoming(text, text))

    first.say(incoming("yes", "yes"))
    second.scopes["bot"] = first.scopes["bot"]
    told = second.say(incoming("yes", "yes"))

    assert (first.session.place, second.session.place) == ("booked", "time")
    assert told.sent[0].text == "Sorry, 11:00 on Monday, 09 March is taken."
    assert second.read("bot.taken") == ["2026-03-09 11:00"]
