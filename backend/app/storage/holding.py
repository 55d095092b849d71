"""Rows that are held so that those who count or number what is in them wait for one another."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from .models import Workspace


async def hold_workspace(session: AsyncSession, workspace_id: UUID) -> bool:
    """Until the transaction ends nobody else holds it; False where it is gone."""
    held = select(Workspace.id).where(Workspace.id == workspace_id).with_for_update(key_share=True)
    return await session.scalar(held) is not None
