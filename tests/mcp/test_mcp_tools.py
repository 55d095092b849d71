"""What tools tell, beside reading and changing the parts of a bot."""

from assistants import Owner, assistant_at, example

from chaos.whole_system import System


async def test_a_preset_becomes_ordinary_steps(system: System, token: str):
    async with assistant_at(system, token) as assistant:
        presets = {one["id"] for one in (await assistant("list_presets"))["items"]}
        assert "ask_email" in presets
        shown = await assistant("list_presets", preset_id="ask_email")
        bot = (await assistant("create_bot", name="Mail"))["id"]
        await assistant("create_step", bot_id=bot, step={"id": "thanks", "message": {"text": "Thanks"}})
        made = await assistant(
            "create_from_preset", bot_id=bot, preset_id="ask_email", config=shown["example"], key="email"
        )
        leading = [{"op": "set", "path": f"{way['path']}.to", "value": "thanks"} for way in made["exits"]]
        first = {"op": "set", "path": "first_step", "value": "email"}
        assert (await assistant("apply_changes", bot_id=bot, operations=[*leading, first]))["issues"] == []
        turns = [
            {"start": True},
            {"user": "no"},
            {"user": "ada@example.org", "at": "thanks", "finished": True},
        ]
        played = await assistant("simulate", bot_id=bot, test={"turns": turns})
        assert played["passed"], played
        assert played["turns"][2]["changed"]["session.email"] == "ada@example.org"
        refusal = await assistant.refused("list_presets", preset_id="ask_mail")
        assert (refusal["code"], refusal["nearest"]) == ("preset:not_found", "ask_email")


async def test_a_simulation_tells_what_happened_and_why_without_calling_anybody(
    system: System, author: Owner, token: str
):
    bot = author.imported(example("weather"))
    async with assistant_at(system, token) as assistant:
        turns = [{"start": True}, {"user": "Paris"}]
        played = await assistant("simulate", bot_id=bot, test={"turns": turns}, explain=True)
    last = played["turns"][-1]
    assert {one["code"] for one in last["problems"]} == {"http:connection"}
    assert any(one["tried"] and one["tried"][0].get("rules") for one in last["why"])


async def test_integrations_are_shown_and_credentials_by_name_only(system: System, author: Owner, token: str):
    secret = "sk-very-secret-1234567890"
    author.post(
        "/credentials",
        {"name": "openai-key", "provider": "openai", "strategy": "api_key", "secret": {"api_key": secret}},
    )
    async with assistant_at(system, token) as assistant:
        named = await assistant("list_credentials")
        assert "openai-key" in [one["name"] for one in named["items"]]
        assert secret not in str(named)
        known = await assistant("list_integrations")
        assert "telegram.send_message" in [one["id"] for one in known["items"]]
        one = await assistant("list_integrations", integration_id="telegram.send_message")
        assert "chat_id" in one["input"]["properties"]
        refusal = await assistant.refused("list_integrations", integration_id="telegram.send")
        assert refusal["code"] == "integration:not_found"


async def test_versions_are_compared(system: System, author: Owner, token: str):
    bot = author.published_bot(example("quiz"))
    async with assistant_at(system, token) as assistant:
        await assistant("update_step", bot_id=bot, step_id="hello", fields={"message.text": "Hello!"})
        told = await assistant("diff_versions", bot_id=bot, since=1)
    (change,) = told["changes"]
    assert (change["kind"], change["id"], change["how"]) == ("step", "hello", "changed")
    assert change["fields"][0]["after"] == "Hello!"


async def test_every_tool_says_what_it_changes(system: System, token: str):
    async with assistant_at(system, token) as assistant:
        tools = (await assistant.client.list_tools()).tools
    for tool in tools:
        assert tool.description.rstrip(".").count("hanges") >= 1, tool.name
        assert bool(tool.annotations.read_only_hint) == ("Changes nothing" in tool.description), tool.name
        assert tool.input_schema["type"] == "object"


async def test_assistants_are_told_how_to_work(system: System, token: str):
    async with assistant_at(system, token) as assistant:
        assert "get_guide" in assistant.client.instructions
        told = await assistant("get_guide")
        for topic in told["topics"]:
            assert len((await assistant("get_guide", topic=topic))["text"]) > 300
