"""operation_id: the same operation is done once, another one of the same name is refused."""

import pytest
from authors import done, refused
from test_changes import change, draft, say

NOTE = {"op": "add", "path": "notes", "value": {"text": "once", "color": "yellow"}, "operation_id": "op-1"}


async def test_another_operation_of_the_same_name_is_refused_and_nothing_of_the_request_is_done(author):
    bot = await author.import_bot()
    made = done(await change(author, bot["id"], say("hello", "One", operation_id="op-1")))

    answer = await change(
        author, bot["id"], say("echo", "New", operation_id="op-2"), say("hello", "Two", operation_id="op-1")
    )

    assert refused(answer) == (409, "change:operation_reused")
    assert answer.json()["error"]["details"] == {"operation": 1, "operation_id": "op-1"}
    assert (await draft(author, bot["id"]))["revision"] == made["revision"]


async def test_two_operations_of_one_request_share_a_name_only_if_they_are_the_same(author):
    bot = await author.import_bot()

    twice = done(await change(author, bot["id"], NOTE, NOTE))
    answer = await change(
        author, bot["id"], say("echo", "A", operation_id="op-3"), say("echo", "B", operation_id="op-3")
    )

    assert [one["is_new"] for one in twice["applied"]] == [False, True]
    assert len((await draft(author, bot["id"]))["document"]["notes"]) == 1
    assert refused(answer) == (409, "change:operation_reused")


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(NOTE | {"path": ["notes"]}, id="path as a list"),
        pytest.param(NOTE | {"value": {"color": "yellow", "text": "once"}}, id="keys in another order"),
    ],
)
async def test_the_same_operation_in_another_spelling_is_the_same(author, again):
    bot = await author.import_bot()
    first = done(await change(author, bot["id"], NOTE))

    second = done(await change(author, bot["id"], again))

    assert second["revision"] == first["revision"]
    assert [(one["id"], one["is_new"]) for one in second["applied"]] == [("n1", False)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"after": None}, id="elsewhere"),
        pytest.param({"path": "requests"}, id="another list"),
        pytest.param({"value": {"text": "twice", "color": "yellow"}}, id="another value"),
    ],
)
async def test_whatever_an_operation_says_is_part_of_it(author, other):
    bot = await author.import_bot()
    done(await change(author, bot["id"], NOTE))

    assert refused(await change(author, bot["id"], NOTE | other)) == (409, "change:operation_reused")
