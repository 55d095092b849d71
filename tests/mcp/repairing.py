"""Bots broken by a seed, and a script that mends them from what `check` returns, knowing nothing of them."""

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from assistants import Assistant

type Json = dict[str, Any]

ROUNDS = 5


async def repair(assistant: Assistant, bot: str) -> Json:
    """What `check` says in the end."""
    for _ in range(ROUNDS):
        found = await assistant("check", bot_id=bot, severity="error")
        fixes = [one["fix"] for one in found["issues"] if "fix" in one]
        if not fixes:
            return found
        operations = [operation for fix in fixes for operation in fix]
        await assistant("apply_changes", bot_id=bot, operations=operations)
    return await assistant("check", bot_id=bot, severity="error")


def broken(document: Json, seed: int) -> tuple[Json, list[str]]:
    """The document with faults of two to four kinds in it, and which."""
    chance = random.Random(seed)  # noqa: S311 - a seed is what is wanted
    kinds = chance.sample(sorted(BREAKERS), k=len(BREAKERS))
    done: list[str] = []
    for kind in kinds:
        if len(done) < 2 + seed % 3 and BREAKERS[kind](document, chance):
            done.append(kind)
    return document, done


def _mistyped(word: str) -> str:
    """A letter twice, in the middle of the last part of the name."""
    at = len(word) - max(1, len(re.split(r"[_./]", word)[-1]) // 2) - 1
    return word[: at + 1] + word[at] + word[at + 1 :]


def _connections(document: Json) -> Iterator[Json]:
    for holder in (document, *document["steps"]):
        for group in holder.get("groups", ()):
            yield from group.get("connections", ())


def _rules(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if "operator" in value and "field" in value:
            yield value
        for inner in value.values():
            yield from _rules(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _rules(inner)


def _in_text(old: str, new: str) -> Callable[[Json, random.Random], bool]:
    def breaker(document: Json, chance: random.Random) -> bool:
        messages = [
            step["message"]
            for step in document["steps"]
            if old in (step.get("message") or {}).get("text", "")
        ]
        if messages:
            message = chance.choice(messages)
            message["text"] = message["text"].replace(old, new, 1)
        return bool(messages)

    return breaker


def _key(of: Callable[[Json], Iterator[Json]], key: str, change: Callable[[str], str]) -> Any:
    def breaker(document: Json, chance: random.Random) -> bool:
        found = [
            one for one in of(document) if isinstance(one.get(key), str) and change(one[key]) != one[key]
        ]
        if found:
            one = chance.choice(found)
            one[key] = change(one[key])
        return bool(found)

    return breaker


def _groups(document: Json) -> Iterator[Json]:
    for step in document["steps"]:
        yield from step.get("groups", ())


def _templates(document: Json) -> Iterator[Json]:
    return (step["template"] for step in document["steps"] if "template" in step)


BREAKERS: dict[str, Callable[[Json, random.Random], bool]] = {
    "target": _key(_connections, "to", lambda to: _mistyped(to) if len(to) > 5 else to),
    "first step": _key(lambda document: iter([document]), "first_step", _mistyped),
    "time zone": _key(
        lambda document: iter([document]), "timezone", lambda zone: zone.split("/")[-1].lower()
    ),
    "operator": _key(_rules, "operator", lambda name: _mistyped(name) if len(name) > 4 else name),
    "field": _key(_rules, "field", lambda field: field.replace("message.", "mesage.", 1)),
    "request": _key(_groups, "request", _mistyped),
    "template": _key(_templates, "id", _mistyped),
    "scope": _in_text("{$session.", "{$sesion."),
    "filter": _in_text("|default:", "|defualt:"),
}
