"""Writes to scopes that sessions share (flow-language.md 2): done again on what is there, under its lock.

Rows are locked in one order (scope, then id), so that two transactions never wait for each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.engine import Change, values
from app.engine.operations import apply

from .postgres import Connection

_EMPTY = "{}"
# A row is made first, so that there is one to lock; then it is read under its lock.
TABLES: dict[str, tuple[str, str, str]] = {
    "bot": (
        "insert into bot_variables (bot_id, variables) values ($1, '{}') on conflict do nothing",
        "select variables from bot_variables where bot_id = $1 for update",
        "update bot_variables set variables = $2 where bot_id = $1",
    ),
    "user": (
        "insert into user_variables (workspace_id, person_id, variables) values ($1, $2, '{}')"
        " on conflict do nothing",
        "select variables from user_variables where workspace_id = $1 and person_id = $2 for update",
        "update user_variables set variables = $3 where workspace_id = $1 and person_id = $2",
    ),
    "channel": (
        "insert into channel_variables (channel_id, variables) values ($1, '{}') on conflict do nothing",
        "select variables from channel_variables where channel_id = $1 for update",
        "update channel_variables set variables = $2 where channel_id = $1",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One change a turn made, with the owners of the three scopes it may be in."""

    change: Change
    bot_id: UUID
    workspace_id: UUID
    person_id: UUID
    channel_id: UUID

    @property
    def owner(self) -> tuple[UUID, ...]:
        owners = {
            "bot": (self.bot_id,),
            "user": (self.workspace_id, self.person_id),
            "channel": (self.channel_id,),
        }
        return owners[self.change.scope]


async def write_shared(connection: Connection, writes: Sequence[Write]) -> None:
    """Apply the changes, in their order, within the caller's transaction."""
    by_owner: dict[tuple[str, tuple[UUID, ...]], list[Change]] = {}
    for write in writes:
        by_owner.setdefault((write.change.scope, write.owner), []).append(write.change)
    for (scope, owner), changes in sorted(by_owner.items(), key=lambda item: item[0]):
        make, lock, store = TABLES[scope]
        stored = await connection.fetchval(lock, *owner)
        if stored is None:
            await connection.execute(make, *owner)
            stored = await connection.fetchval(lock, *owner)
        root: dict[str, Any] = values.decode(stored or _EMPTY)
        for change in changes:
            # A change that no longer fits (a limit reached meanwhile) leaves the variable as it is.
            root, _ = apply(root, change.path, change.op, change.value)
        await connection.execute(store, *owner, values.encode(root).decode())
