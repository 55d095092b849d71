"""POST /requests/{id}/execute."""

from typing import Annotated, Any, cast
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from app.accounts.dependencies import Developer, ThisProcess
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.api.computing import TheProcessors
from app.kit.fields import Input
from app.runtime.performers.call_http import HttpPerformer
from app.runtime.ports import Origin

from ..changes import value_at
from ..draft import read_draft
from .execution import check_scopes, execute, in_words, preview
from .places import not_found
from .reaching import steady
from .rendering import Rendered, render

_NO_SESSION = UUID(int=0)

router = ApiRouter(prefix="/requests", tags=["parts"])


class Execute(Input):
    """`variables`: values by path (`session.item`) or by scope (`{"session": {"item": 1}}`). `dry_run`: show
    what would be sent."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"variables": {"session.item": "pizza"}, "dry_run": True}]},
    )

    variables: Annotated[dict[str, Any], Field(max_length=1000)] = Field(default_factory=dict)
    dry_run: bool = False


class ExecutedRead(BaseModel):
    """`sent` is null where what came out is no request, `answer` where nothing was sent; `problems` are the
    codes a running bot would have recorded, `messages` say them in words, in the same order. `detail` is of
    the last one: `reason`, and what is known of `host`, `credential` and `status`."""

    sent: dict[str, Any] | None
    answer: dict[str, Any] | None
    problems: list[str]
    messages: list[str]
    detail: dict[str, Any] | None


def _performer(request: Request) -> HttpPerformer:
    return cast("HttpPerformer", request.app.state.performer)


async def _rendered(
    part_id: UUID,
    person: Developer,
    process: ThisProcess,
    processors: TheProcessors,
    given: Execute | None = None,
) -> tuple[Rendered, Origin, bool]:
    """The request with the variables, of which bot, and whether it is only to be shown. The processor is
    given back before anything is sent."""
    wanted = given or Execute()
    check_scopes(wanted.variables)
    async with processors.place(person.person_id):
        request, origin = await _request(process, person, part_id)
        rendered = await processors.run(render, request, wanted.variables)
    return rendered, origin, wanted.dry_run


@router.post("/{part_id}/execute", responses=errors(429))
async def execute_request(
    asked: Annotated[tuple[Rendered, Origin, bool], Depends(_rendered)],
    performer: Annotated[HttpPerformer, Depends(_performer)],
) -> ExecutedRead:
    """Run the request once with the given variables, without its retries, or show what would be sent."""
    rendered, origin, is_dry = asked
    done = await (preview if is_dry else execute)(rendered, performer, origin)
    return ExecutedRead(
        sent=done.sent,
        answer=done.answer,
        problems=list(done.problems),
        messages=in_words(done.problems, done.detail),
        detail=dict(done.detail) or None,
    )


async def _request(process: ThisProcess, person: Developer, part_id: UUID) -> tuple[dict[str, Any], Origin]:
    """Read in a unit of work that ends before anything is sent."""
    async with process.database.unit_of_work() as session:
        bot, place = await steady(session, person, "request", part_id, Access.EDITOR)
        draft = await read_draft(session, bot)
    value = value_at(draft.document, place.path)
    if value is None:
        raise not_found()
    origin = Origin(bot_id=bot.id, session_id=_NO_SESSION, workspace_id=bot.workspace_id)
    return value, origin
