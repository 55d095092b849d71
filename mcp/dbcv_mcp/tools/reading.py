"""Reading a bot without its whole document."""

import json
from typing import Annotated, Any, Literal

from pydantic import Field

from ..api import Api
from ..document.outline import READ_ME
from ..document.outline import outline as outline_of
from ..document.places import ALL, HEAD, segments, spread, written
from ..document.searching import Kind, occurrences
from ..issues import counted, issue_of
from ..shapes import BotId, PathArgument, Proposal
from .tool import Answer

MOST_BYTES = 48 * 1024  # of parts in one answer


async def get_outline(
    api: Api,
    bot_id: BotId,
    after: Annotated[str | None, Field(max_length=140, description="next_after of the page before.")] = None,
    proposal: Proposal = None,
) -> Answer:
    # The docstring of this one is made from READ_ME.
    draft = await api.get("bots", bot_id, "draft", proposal=proposal)
    told = outline_of(draft["document"], draft["issues"], after)
    return {"revision": draft["revision"], "name": draft["document"].get("name"), **told}


get_outline.__doc__ = f"A bot at a glance, one line a step. {READ_ME}"


async def get_parts(
    api: Api,
    bot_id: BotId,
    paths: Annotated[
        list[PathArgument],
        Field(
            min_length=1,
            max_length=200,
            description=f"steps.hello, steps, groups, requests.price, variables, {HEAD} (settings), {ALL}.",
        ),
    ],
    proposal: Proposal = None,
) -> Answer:
    """Chosen parts whole, as operations: change the values and give them to apply_changes. Given back as they
    are they change nothing. `left_out` names what did not fit."""
    draft = await api.get("bots", bot_id, "draft", proposal=proposal)
    found = [one for path in paths for one in spread(draft["document"], segments(path))]
    operations: list[dict[str, Any]] = []
    left_out: list[str | list[str]] = []
    size = 0
    for path, value in dict(found).items():
        size += len(json.dumps(value, ensure_ascii=False).encode())
        if operations and size > MOST_BYTES:
            left_out.append(written(path))
        else:
            operations.append({"op": "set", "path": written(path), "value": value})
    told: dict[str, Any] = {"revision": draft["revision"], "operations": operations}
    return told | ({"left_out": left_out} if left_out else {})


async def search(
    api: Api,
    bot_id: BotId,
    text: Annotated[str, Field(min_length=1, max_length=200)],
    kind: Annotated[Kind | None, Field(description="Only there.")] = None,
    limit: Annotated[int, Field(ge=1, le=100)] = 30,
    proposal: Proposal = None,
) -> Answer:
    """Where words, a variable or a rule stand in a bot: paths for get_parts and apply_changes. Case is
    ignored."""
    document = (await api.get("bots", bot_id, "draft", proposal=proposal))["document"]
    found = list(occurrences(document, text, kind))
    return {"items": found[:limit], "count": len(found)}


async def check(
    api: Api,
    bot_id: BotId,
    severity: Annotated[
        Literal["error", "warning", "hint"] | None, Field(description="Only these; errors forbid publishing.")
    ] = None,
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
    proposal: Proposal = None,
) -> Answer:
    """What is wrong with the draft, errors first. `fix` holds operations for apply_changes; where there is
    none, the message says what is wanted."""
    issues = (await api.get("bots", bot_id, "inspect", proposal=proposal))["issues"]
    chosen = [one for one in issues if severity in {None, one["severity"]}]
    shown = [issue_of(one) for one in chosen[:limit]]
    return {"counts": counted(issues), "issues": shown, "left_out": len(chosen) - len(shown)}
