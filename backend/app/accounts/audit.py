"""One line of the audit log: who, what, before and after."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.storage.models import Audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`action` is `noun.verb`. People are named by id, so that erasing one reaches here too."""

    action: str
    subject_id: UUID
    actor_id: UUID | None
    workspace_id: UUID | None = None
    bot_id: UUID | None = None
    before: Any = None
    after: Any = None


def record(session: AsyncSession, change: Change) -> None:
    """In the same unit of work as the change itself."""
    session.add(
        Audit(
            action=change.action,
            subject_id=change.subject_id,
            actor_id=change.actor_id,
            workspace_id=change.workspace_id,
            bot_id=change.bot_id,
            before=change.before,
            after=change.after,
        )
    )
