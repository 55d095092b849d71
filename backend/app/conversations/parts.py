"""What the composition root plugs in: conversations know nothing of drafts, and media nothing of people."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import CompiledBot
from app.engine.simulation import RunCodeWith
from app.kit.computing import Computing

# What makes the draft (None) or a version of a bot ready to run; NotFound where there is no such version.
type Compiled = Callable[[AsyncSession, UUID, int | None], Awaitable[Callable[[], CompiledBot]]]

# What runs the code of this bot, on a thread.
type CodeOf = Callable[[UUID], RunCodeWith]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationParts:
    """`app.state.conversations` in the composition root."""

    compiled: Compiled
    processors: Computing
    run_code: CodeOf


def _parts(request: Request) -> ConversationParts:
    parts: ConversationParts = request.app.state.conversations
    return parts


Plugged = Annotated[ConversationParts, Depends(_parts)]
