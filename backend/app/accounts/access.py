"""Who may touch which workspace and which bot (architecture.md 6).

What a person may not see does not exist for them: 404. What they see but may not do is 403.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.principals import ACCESS_BY_NAME, Access, Principal
from app.kit.errors import Forbidden, NotFound
from app.storage.models import Bot, BotAccess, Workspace, WorkspaceMember


@dataclass(frozen=True, slots=True, kw_only=True)
class BotReach:
    """A bot a person reaches, with the workspace it belongs to and what they may do with it."""

    bot_id: UUID
    workspace_id: UUID
    access: Access


async def require_workspace(
    session: AsyncSession, principal: Principal, workspace_id: UUID, least: Access
) -> Access:
    """Their access there; `workspace:not_found`, or `workspace:forbidden` where it is less than `least`."""
    access = await workspace_access(session, principal, workspace_id)
    if access is None:
        raise NotFound("workspace:not_found", "There is no such workspace.")
    if access < least:
        raise Forbidden("workspace:forbidden", "Your role in this workspace doesn't allow this.")
    return access


async def require_bot(session: AsyncSession, principal: Principal, bot_id: UUID, least: Access) -> BotReach:
    """Likewise with `bot:not_found` and `bot:forbidden`."""
    reach = await bot_access(session, principal, bot_id)
    if reach is None:
        raise NotFound("bot:not_found", "There is no such bot.")
    if reach.access < least:
        raise forbidden()
    return reach


def forbidden() -> Forbidden:
    """They see the bot, and may not do this with it."""
    return Forbidden("bot:forbidden", "Your role doesn't allow this with this bot.")


async def workspace_access(session: AsyncSession, principal: Principal, workspace_id: UUID) -> Access | None:
    """None where there is no such workspace for them. Who only chats reaches none."""
    if not principal.has_role("DEVELOPER"):
        return None
    statement = (
        select(WorkspaceMember.role)
        .select_from(Workspace)
        .outerjoin(
            WorkspaceMember,
            and_(
                WorkspaceMember.workspace_id == Workspace.id,
                WorkspaceMember.user_id == principal.person_id,
            ),
        )
        .where(Workspace.id == workspace_id)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else _granted(principal, row[0])


async def bot_access(session: AsyncSession, principal: Principal, bot_id: UUID) -> BotReach | None:
    """None where there is no such bot for them: the better of workspace membership and a single share."""
    if not principal.has_role("DEVELOPER"):
        return None
    statement = (
        select(Bot.workspace_id, WorkspaceMember.role, BotAccess.role)
        .outerjoin(
            WorkspaceMember,
            and_(
                WorkspaceMember.workspace_id == Bot.workspace_id,
                WorkspaceMember.user_id == principal.person_id,
            ),
        )
        .outerjoin(BotAccess, and_(BotAccess.bot_id == Bot.id, BotAccess.user_id == principal.person_id))
        .where(Bot.id == bot_id)
    )
    row = (await session.execute(statement)).one_or_none()
    access = None if row is None else _granted(principal, row[1], row[2])
    if row is None or access is None:
        return None
    return BotReach(bot_id=bot_id, workspace_id=row[0], access=access)


def _granted(principal: Principal, *roles: str | None) -> Access | None:
    if principal.role == "ADMIN":
        return Access.OWNER
    return max((ACCESS_BY_NAME[role] for role in roles if role is not None), default=None)
