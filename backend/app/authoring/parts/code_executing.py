"""POST /connection-groups/{id}/execute."""

from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field

from app.accounts.dependencies import Developer, ThisProcess
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.api.computing import TheProcessors
from app.kit.errors import InvalidInput
from app.kit.fields import Input

from ..changes import value_at
from ..code import TheCode
from ..draft import read_draft
from ..placing import PLACE
from .code_execution import Ran, run_code
from .execution import check_scopes, in_words
from .reaching import steady

router = ApiRouter(prefix="/connection-groups", tags=["parts"])


class ExecuteCode(Input):
    """`variables`: values by path (`session.item`) or by scope (`{"session": {"item": 1}}`). The code hears a
    message where `message.text` or another of its variables is given."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"variables": {"session.item": 2, "message.text": "two"}}]},
    )

    variables: Annotated[dict[str, Any], Field(max_length=1000)] = Field(default_factory=dict)


class CodeError(BaseModel):
    """What the code raised, or why it was ended. `line`: of the source, from 1; `source`: that line."""

    type: str
    message: str
    line: int | None
    source: str | None


class CodeExecutedRead(BaseModel):
    """`value`: what it returned. `writes`: the variables it set, by path, those it cannot set left out.
    `problem` is the code a running bot would have recorded, `message` says it in words."""

    value: Any
    writes: dict[str, Any]
    prints: str
    problem: str | None
    message: str | None
    error: CodeError | None
    elapsed_ms: int

    @classmethod
    def of(cls, ran: Ran) -> Self:
        came = ran.came
        failed = came.error or {}
        error = CodeError(
            type=failed.get("type") or "Error",
            message=failed.get("message") or "",
            line=failed.get("line"),
            source=failed.get("source"),
        )
        return cls(
            value=came.value,
            writes=ran.writes,
            prints=came.prints,
            problem=came.problem,
            message=None if came.problem is None else in_words([came.problem])[0],
            error=None if came.problem is None else error,
            elapsed_ms=came.elapsed_ms,
        )


type Source = tuple[UUID, str, str | None]


async def _source(part_id: UUID, person: Developer, process: ThisProcess) -> Source:
    """Of which bot, the code, and the zone of the bot; the database is let go before anything runs."""
    async with process.database.unit_of_work() as session:
        bot, place = await steady(session, person, "group", part_id, Access.EDITOR)
        draft = await read_draft(session, bot)
    group: Any = value_at(draft.document, place.path) or {}
    if group.get("type") != "code":
        raise InvalidInput("part:no_code", "This group runs no code.")
    code, timezone = group.get("code"), draft.document.get("timezone")
    return bot.id, code if isinstance(code, str) else "", timezone if isinstance(timezone, str) else None


@router.post("/{part_id}/execute", dependencies=[PLACE], responses=errors(429))
async def execute_code(
    source: Annotated[Source, Depends(_source)],
    processors: TheProcessors,
    code: TheCode,
    given: ExecuteCode | None = None,
) -> CodeExecutedRead:
    """Run the code of the group once with the given variables, in the sandbox of running bots. Nothing is
    kept: `writes` tells what it would have set."""
    wanted = given or ExecuteCode()
    check_scopes(wanted.variables)
    bot_id, written, timezone = source
    ran = await processors.run_long(run_code, written, wanted.variables, timezone, code.runner(bot_id))
    return CodeExecutedRead.of(ran)
