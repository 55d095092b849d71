"""POST /template-instances/{id}/update: a step runs a newer version of its template."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends

from app.accounts.dependencies import Developer, Work
from app.kit.api import ApiRouter, errors

from ..bots import locked_bot
from ..changes import Terms, change
from ..parts.schemas import INSTANCES
from ..parts.service import Caller, IfMatch, owner_of, read_part, revision_of
from .instances import updating
from .schemas import InstanceUpdate

router = ApiRouter(prefix="/template-instances", tags=["parts"])


async def _caller(person: Developer, session: Work, if_match: IfMatch = None) -> Caller:
    return Caller(session=session, person=person, base_revision=revision_of(if_match))


@router.post(
    "/{part_id}/update",
    response_model=INSTANCES.read,
    response_model_exclude_unset=True,
    responses=errors(409, 413),
)
async def update_instance(
    part_id: UUID, caller: Annotated[Caller, Depends(_caller)], wanted: InstanceUpdate | None = None
) -> Any:
    """Pin the step to a version of its template, or to the newest that fits, as a change of the bot; 409 with
    the issues where its inputs and outputs do not fit."""
    place = await owner_of(caller, "template_instance", part_id)
    bot = await locked_bot(caller.session, place.bot_id)
    operations = await updating(caller.session, bot, place.key, (wanted or InstanceUpdate()).version)
    if operations:
        terms = Terms(author_id=caller.person.person_id, base_revision=caller.base_revision)
        await change(caller.session, place.bot_id, operations, terms)
    return await read_part(caller, "template_instance", part_id)
