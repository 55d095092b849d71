"""The one write path: operations on a draft, all or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .api import Api
from .issues import issue_of

type Operation = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """What is changed: the draft of a bot, or a proposal's branch of it."""

    bot_id: UUID
    proposal: UUID | None = None

    @property
    def path(self) -> tuple[object, ...]:
        """Of the REST API."""
        return ("bots", self.bot_id, *(() if self.proposal is None else ("proposals", self.proposal)))


async def change(
    api: Api,
    place: Place,
    operations: Sequence[Operation],
    base_revision: int | None = None,
    *,
    dry_run: bool = False,
) -> dict[str, Any]:
    """`{revision, ids?, issues}`: of a dry run by the very same path, without the writing."""
    wanted = {"operations": list(operations), "base_revision": base_revision, "dry_run": dry_run}
    told = await api.post(*place.path, "changes", body=wanted)
    made = [one["id"] for one in told["applied"] if one["op"] in {"add", "move"} and one["id"]]
    repeated = [one["operation_id"] for one in told["applied"] if not one["is_new"]]
    return {
        "revision": told["revision"],
        **({"dry_run": True} if dry_run else {}),
        **({"ids": made} if made else {}),
        **({"done_before": repeated} if repeated else {}),
        "issues": [issue_of(one) for one in told["issues"]],
    }


def setting(base: Sequence[str], fields: dict[str, Any]) -> list[Operation]:
    """`set` operations for fields of a part; a field may be dotted."""
    return [
        {"op": "set", "path": [*base, *name.split(".")], "value": value} for name, value in fields.items()
    ]


def adding(collection: Sequence[str], part: dict[str, Any], after: str | None) -> list[Operation]:
    """A new part, behind its sibling `after` or last."""
    behind = {} if after is None else {"after": after}
    return [{"op": "add", "path": list(collection), "value": part, **behind}]
