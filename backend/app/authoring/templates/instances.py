"""Steps of a draft that run templates: which version they pin, and updating it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import TemplateDocument
from app.engine.document import Step
from app.kit.errors import Conflict, NotFound
from app.storage.models import Bot

from ..bots import steady_bot
from ..changes import Operation
from ..draft import Draft, read_draft
from .fitting import misfits, newer
from .known import workspace_templates

type Json = dict[str, Any]


async def newer_by_step(
    session: AsyncSession, workspace_id: UUID, draft: Draft, keys: Sequence[str]
) -> dict[str, Json]:
    """`newest_version` and `newer_fits` of the steps of those keys."""
    templates = await _known(session, workspace_id, draft)
    wanted = frozenset(keys)
    found = {step.id: newer(step, templates) for step in draft.parsed.steps if step.id in wanted}
    return {key: {"newest_version": one.newest, "newer_fits": one.fits} for key, one in found.items()}


async def _known(session: AsyncSession, workspace_id: UUID, draft: Draft) -> tuple[TemplateDocument, ...]:
    """Every template the bot may use; those bundled in it win."""
    return (*await workspace_templates(session, workspace_id), *draft.parsed.templates)


async def newest_known(session: AsyncSession, bot_id: UUID, template_id: str) -> int:
    """The newest version the bot may use; NotFound `template:no_version` where there is none."""
    bot = await steady_bot(session, bot_id)
    templates = await _known(session, bot.workspace_id, await read_draft(session, bot))
    version = max((one.version for one in templates if one.id == template_id), default=None)
    if version is None:
        raise NotFound("template:no_version", "There is no version of this template.")
    return version


async def updating(session: AsyncSession, bot: Bot, key: str, wanted: int | None) -> list[Operation]:
    """What pins the step to the version, or to the newest that fits; nothing where it is that already.

    NotFound `template:no_version` where there is none, Conflict `template:does_not_fit` with the issues.
    """
    draft = await read_draft(session, bot)
    templates = await _known(session, bot.workspace_id, draft)
    step = next(step for step in draft.parsed.steps if step.id == key)
    version = _version(step, templates, wanted)
    if step.template is None or version == step.template.version:
        return []
    return [Operation(op="set", path=("steps", key, "template", "version"), value=version)]


def _version(step: Step, templates: Sequence[TemplateDocument], wanted: int | None) -> int:
    found = newer(step, templates)
    if found.newest is None:
        raise NotFound("template:no_version", "There is no version of this template.")
    if wanted is None:
        wanted = found.best or found.newest
    known = {(one.id, one.version): one for one in templates}
    issues = misfits(step, wanted, known)
    if issues:
        told = [{**issue.as_json(), "message_ru": issue.sentence("ru")} for issue in issues]
        raise Conflict("template:does_not_fit", "The step does not fit this version.", issues=told)
    return wanted
