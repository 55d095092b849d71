"""Actions on chosen rows: each in a transaction of its own, so that one that can't be done stops no other."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastadmin import ActionResponseSchema, ActionResponseType
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import Conflict, DbcvError, InvalidInput

from .faults import Told
from .section import Key, Section

MOST = 1000

type Work = Callable[[AsyncSession, Key], Awaitable[None]]


async def done(section: Section, ids: list[Any], work: Work, word: str) -> ActionResponseSchema:
    """How many were done, and why others were not; Conflict where none was."""
    if len(ids) > MOST:
        raise Told(InvalidInput("admin:too_many", f"Choose at most {MOST} at once."))
    refused: dict[str, None] = {}
    count = 0
    for one in ids:
        try:
            async with section.visit.parts.database.unit_of_work() as session:
                await work(session, section.key_of(str(one)))
            count += 1
        except DbcvError as error:
            refused[error.message] = None
    told = ". ".join([f"{count} of {len(ids)} {word}", *refused])
    if count == 0:
        raise Told(Conflict("admin:not_done", told))
    return ActionResponseSchema(type=ActionResponseType.MESSAGE, data=told)
