"""Reading a bot in parts: its outline, its pages, what is found in it."""

from assistants import Owner, assistant_at, example, text_size

from chaos.whole_system import System


async def test_an_outline_of_fifty_steps_is_at_most_fifteen_hundred_tokens(
    system: System, author: Owner, token: str
):
    steps = [
        {
            "id": f"question_{number}",
            "name": f"Question number {number} about something",
            "message": {
                "text": "A rather long question. " * 10,
                "buttons": [{"text": "Yes"}, {"text": "No"}],
            },
            "groups": [
                {
                    "connections": [
                        {
                            "rules": {
                                "condition": "AND",
                                "rules": [{"field": "message.text", "operator": "equal", "value": "Yes"}],
                            },
                            "to": f"question_{(number + 1) % 50}",
                        },
                        {"to": f"question_{(number + 7) % 50}"},
                    ]
                },
                {"on": "timeout", "after": 600, "connections": [{"to": "question_0"}]},
            ],
        }
        for number in range(50)
    ]
    bot = author.imported(
        {"dbcv": 1, "kind": "bot", "name": "Fifty", "first_step": "question_0", "steps": steps}
    )
    async with assistant_at(system, token) as assistant:
        outline = await assistant("get_outline", bot_id=bot)
    assert len(outline["steps"]) == 50
    assert "-> question_1, question_7; (timeout 600s) question_0" in outline["steps"][0]
    assert text_size(outline) <= 1500 * 4


async def test_a_large_bot_is_read_page_by_page(system: System, author: Owner, token: str):
    steps = [{"id": f"s{number}", "message": {"text": "x" * 600}} for number in range(450)]
    bot = author.imported({"dbcv": 1, "kind": "bot", "name": "Large", "first_step": "s0", "steps": steps})
    async with assistant_at(system, token) as assistant:
        lines: list[str] = []
        after = None
        while True:
            page = await assistant("get_outline", bot_id=bot, after=after)
            lines += page["steps"]
            after = page["next_after"]
            if after is None:
                break
        assert [line.split(" ")[0] for line in lines] == [step["id"] for step in steps]

        read, wanted = {}, ["steps"]
        while wanted:
            parts = await assistant("get_parts", bot_id=bot, paths=wanted[:200])
            read |= {one["path"]: one["value"] for one in parts["operations"]}
            wanted = [*parts.get("left_out", []), *wanted[200:]]
        assert len(read) == 450
        checked = await assistant("check", bot_id=bot, limit=10)
        assert checked["left_out"] > 0
        assert len(checked["issues"]) == 10


async def test_words_variables_and_rules_are_found_at_paths_that_can_be_written(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        found = await assistant("search", bot_id=bot, text="SESSION.PERCENT")
        kinds = {one["kind"] for one in found["items"]}
        assert {"text", "variable", "rule"} <= kinds
        (note,) = (await assistant("search", bot_id=bot, text="bot.points to 100"))["items"]
        assert (note["path"], note["kind"]) == ("notes.n2.text", "note")
        for one in found["items"]:
            (part,) = (await assistant("get_parts", bot_id=bot, paths=[one["path"]]))["operations"]
            assert "session.percent" in part["value"]


async def test_a_part_is_told_with_its_own_faults_and_not_with_those_of_one_named_alike(
    system: System, author: Owner, token: str
):
    to_nowhere = {"connections": [{"id": "c", "to": "nowhere"}]}
    request = {"method": "GET", "url": "https://api.example/price"}
    bot = author.imported(
        {
            "dbcv": 1,
            "kind": "bot",
            "name": "Alike",
            "first_step": "a",
            "steps": [{"id": "a", "groups": [{"id": "g1", "connections": []}, {"id": "g10", **to_nowhere}]}],
            "groups": [{"id": "all", "type": "response", "request": "price", "connections": []}],
            "requests": [{"id": "price", **request}, {"id": "price2", **request, "url": ""}],
        }
    )
    async with assistant_at(system, token) as assistant:
        of_group = [
            {one["code"] for one in (await assistant("get_connection_group_info", **asked))["issues"]}
            for asked in ({"bot_id": bot, "step_id": "a", "group_id": name} for name in ("g1", "g10"))
        ]
        first, second = [
            await assistant("get_request_info", bot_id=bot, request_id=name) for name in ("price", "price2")
        ]
    assert ["flow:unknown_step" in codes for codes in of_group] == [False, True]
    assert [one["code"] for one in first["issues"]] == []
    assert "request:no_url" in {one["code"] for one in second["issues"]}
    assert (first["sent_by"], second["sent_by"]) == (["groups.all"], [])


async def test_a_page_of_the_outline_behind_a_step_that_is_not_there_is_no_first_page(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("quiz"))
    async with assistant_at(system, token) as assistant:
        error = await assistant.refused("get_outline", bot_id=bot, after="helo")
    assert (error["code"], error["nearest"]) == ("change:no_such_part", "hello")
