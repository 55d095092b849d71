"""/presets: what there is, and steps made from it."""

from functools import cache

from app.accounts.access import require_bot
from app.accounts.dependencies import Developer, ThisProcess
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors

from ..changes import Terms
from ..inspection import Inspecting, Inspector
from ..parts.places import Place, place_called
from ..parts.reaching import held
from ..placing import PLACE
from ..schemas import IssueRead
from .registry import PRESETS
from .schemas import (
    Catalog,
    PartsOfPreset,
    PresetChange,
    PresetParts,
    PresetRead,
    PresetStepRead,
    StepFromPreset,
)
from .service import Standing, create, update

router = ApiRouter(prefix="/presets", tags=["presets"])


@cache
def _catalog() -> Catalog:
    return Catalog(items=[PresetRead.of(preset) for preset in PRESETS.values()])


@router.get("/catalog")
async def list_presets(_: Developer) -> Catalog:
    """Ready parts of a conversation, each with the JSON Schema of what can be chosen in it."""
    return _catalog()


@router.post("/parts", dependencies=[PLACE], responses=errors(404, 429))
async def make_parts_of_preset(wanted: PartsOfPreset, _: Developer) -> PresetParts:
    """What a preset would make, for whoever adds it by changes of their own; nothing is written."""
    made = wanted.made()
    return PresetParts(steps=made.steps, requests=made.requests)


@router.post("/create-step", status_code=201, dependencies=[PLACE], responses=errors(409, 413, 429))
async def create_step_from_preset(
    wanted: StepFromPreset, person: Developer, process: ThisProcess, inspecting: Inspecting
) -> PresetStepRead:
    """Make ordinary steps, groups, connections and requests of a preset, as one change of the bot. `exits`
    are the ways on: errors until a change of `<path>.to` has chosen where each leads."""
    terms = Terms(author_id=person.person_id, base_revision=wanted.base_revision)
    async with process.database.unit_of_work() as session:
        await require_bot(session, person, wanted.bot_id, Access.EDITOR)
        standing = await create(session, wanted.bot_id, wanted.wanted(), terms, wanted.operation_id)
        row = await place_called(session, "step", wanted.bot_id, standing.key)
    return await _answer(standing, row, inspecting)


@router.post("/update-step", dependencies=[PLACE], responses=errors(409, 413, 429))
async def update_step_from_preset(
    wanted: PresetChange, person: Developer, process: ThisProcess, inspecting: Inspecting
) -> PresetStepRead:
    """Make the parts of a step's preset anew with another config, as one change of the bot. The targets its
    author has chosen stay, and what they changed by hand as far as the preset leaves it alone."""
    terms = Terms(author_id=person.person_id, base_revision=wanted.base_revision)
    async with process.database.unit_of_work() as session:
        bot, row = await held(session, person, "step", wanted.step_id)
        standing = await update(session, (bot.id, row.key), wanted.config, terms, wanted.operation_id)
    return await _answer(standing, row, inspecting)


async def _answer(standing: Standing, row: Place, inspecting: Inspector) -> PresetStepRead:
    """What was done is committed by now, and nothing is held while it is inspected."""
    around = await inspecting.around(standing.bot.workspace_id, standing.bot.id, standing.draft.parsed)
    issues = await inspecting.parts(around, standing.draft.parsed, standing.touched)
    return PresetStepRead.of(standing, row.id, [IssueRead.of(one) for one in issues])
