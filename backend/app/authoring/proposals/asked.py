"""`?proposal=`: what is read or tried is the branch of a proposal, in the place of the draft."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

OnProposal = Annotated[
    UUID | None,
    Query(alias="proposal", description="A proposal of the bot, in the place of its draft."),
]
