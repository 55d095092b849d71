"""What typical answers weigh, in bytes of text (four make a token): they may not grow unnoticed."""

from typing import Any

import pytest
from assistants import Owner, assistant_at, example, example_tests, text_size

from chaos.whole_system import System

# Bytes as they are, with a tenth or so to spare.
MOST = {
    "tools": 30_500,
    "list_bots of 20": 2_850,
    "get_bot_info": 550,
    "get_outline": 900,
    "get_parts of a step": 390,
    "get_step_info": 1_300,
    "check": 80,
    "search": 370,
    "simulate a whole test": 3_650,
    "apply_changes": 30,
    "a refusal": 770,
    "list_presets": 1_900,
    "list_integrations": 1_300,
    "get_guide": 2_700,
}


@pytest.fixture(scope="module")
async def sizes(system: System, author: Owner, token: str) -> dict[str, int]:
    bot = author.imported(example("quiz"))
    for number in range(20):
        author.post("/bots", {"name": f"Weighed {number:02}"})
    operation = {"op": "set", "path": "steps.q4.name", "value": "Four"}
    calls: dict[str, tuple[str, dict[str, Any]]] = {
        "list_bots of 20": ("list_bots", {"search": "Weighed"}),
        "get_bot_info": ("get_bot_info", {"bot_id": bot}),
        "get_outline": ("get_outline", {"bot_id": bot}),
        "get_parts of a step": ("get_parts", {"bot_id": bot, "paths": ["steps.ready"]}),
        "get_step_info": ("get_step_info", {"bot_id": bot, "step_id": "q4"}),
        "check": ("check", {"bot_id": bot}),
        "search": ("search", {"bot_id": bot, "text": "session.hints"}),
        "simulate a whole test": ("simulate", {"bot_id": bot, "test": example_tests("quiz")[1]}),
        "apply_changes": ("apply_changes", {"bot_id": bot, "operations": [operation]}),
        "a refusal": (
            "apply_changes",
            {"bot_id": bot, "operations": [{**operation, "path": "steps.x.name"}]},
        ),
        "list_presets": ("list_presets", {}),
        "list_integrations": ("list_integrations", {}),
        "get_guide": ("get_guide", {}),
    }
    async with assistant_at(system, token) as assistant:
        found = {
            name: text_size((await assistant.ask(tool, **given))[0]) for name, (tool, given) in calls.items()
        }
        tools = (await assistant.client.list_tools()).tools
        shown = [one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in tools]
        found["tools"] = sum(text_size(one) for one in shown)
    return found


@pytest.mark.parametrize("name", MOST)
def test_an_answer_is_no_larger_than_it_was(sizes: dict[str, int], name: str):
    assert sizes[name] <= MOST[name]
