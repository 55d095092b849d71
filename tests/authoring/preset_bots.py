"""Bots around one preset: its open ways lead to steps that say which way was taken."""

from typing import Any

from app.authoring.presets import PRESETS
from app.authoring.presets.making import made_of, read_config
from app.authoring.presets.parts import Made, Site
from app.engine import BotDocument, parse_document
from app.engine.simulation import TestOutcome, read_test, run_test

KEY = "x"


def made(preset_id: str, *, language: str = "en", **config: Any) -> Made:
    preset = PRESETS[preset_id]
    site = Site(id=KEY, name="X", at=(0, 0), language=language)
    return made_of(preset, read_config(preset, config or preset.example), site)


def ways(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The connections that lead nowhere yet."""
    groups = [group for step in steps for group in step.get("groups", ())]
    return [way for group in groups for way in group["connections"] if not way["to"]]


def bot(parts: Made, *, back: dict[str, str] | None = None, **document: Any) -> BotDocument:
    """Each open way leads to a step called as it is, which says so; with `back` it leads on from there."""
    endings = [way["id"].removeprefix(f"{KEY}_").replace("_", "-") for way in ways(parts.steps)]
    for way, ending in zip(ways(parts.steps), endings, strict=True):
        way["to"] = ending
    steps = [*parts.steps, *(_ending(name, (back or {}).get(name)) for name in endings)]
    whole = {"dbcv": 1, "kind": "bot", "first_step": KEY, "steps": steps, "requests": parts.requests}
    return parse_document({**whole, **document})


def _ending(name: str, back: str | None) -> dict[str, Any]:
    step: dict[str, Any] = {"id": name, "message": {"text": f"-> {name}"}}
    if back is None:
        return step
    return {
        **step,
        "proxy": True,
        "groups": [{"id": f"{name}-g", "connections": [{"id": f"{name}-c", "to": back}]}],
    }


def played(
    document: BotDocument, turns: list[dict[str, Any]], run_code: Any = None, **test: Any
) -> TestOutcome:
    """What came of it; nothing of it may differ from what the turns say."""
    case = read_test({"turns": turns, **test})
    outcome = run_test(document, case) if run_code is None else run_test(document, case, run_code=run_code)
    told = [*outcome.differences, *(one for turn in outcome.turns for one in turn.differences)]
    assert told == []
    return outcome


def said(text: Any, *bot_says: str, **more: Any) -> dict[str, Any]:
    return {"user": text, "bot": [*bot_says], **more}
