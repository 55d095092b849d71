"""What is published, and publishing."""

from typing import Annotated, Any, Literal

from pydantic import Field

from ..api import Api
from ..shapes import BotId, Version
from ..untrusted import cut
from .tool import Answer

_PARTS = 60
_FIELDS = 10
_LONGEST = 400


async def diff_versions(
    api: Api,
    bot_id: BotId,
    since: Annotated[Version, Field(description="The older one.")],
    to: Version = "draft",
) -> Answer:
    """What was added, removed, changed and moved between two versions, field by field."""
    told = await api.get("bots", bot_id, "versions", "diff", **{"from": since, "to": to})
    parts = [_part(one) for one in told["changes"][:_PARTS]]
    left = len(told["changes"]) - len(parts)
    return {"counts": told["counts"], "changes": parts} | ({"left_out": left} if left else {})


async def publish(
    api: Api,
    bot_id: BotId,
    note: Annotated[str | None, Field(max_length=2000, description="What is new, for people.")] = None,
    sessions: Annotated[
        Literal["finish", "move", "restart"],
        Field(
            description="Running conversations finish on their version, move where their step is, or restart."
        ),
    ] = "finish",
) -> Answer:
    """Make the draft the next version. Refused while check finds errors, or while required tests are red."""
    made = await api.post("bots", bot_id, "publish", body={"note": note, "sessions": sessions})
    return {"version": made["number"], "sessions": made["sessions"]}


def _part(part: dict[str, Any]) -> dict[str, Any]:
    told = {name: part[name] for name in ("kind", "id", "how") if part[name]}
    fields = [cut(one, _LONGEST) for one in part["fields"][:_FIELDS]]
    left = len(part["fields"]) - len(fields)
    return told | ({"fields": fields} if fields else {}) | ({"fields_left_out": left} if left else {})
