"""What the forms of the administration send, where the API has no body for it."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ValidationError

from app.accounts.schemas import WorkspaceRole
from app.kit.api.faults import faulty
from app.kit.fields import Input


class MemberRole(Input):
    role: WorkspaceRole


class NewMember(MemberRole):
    workspace_id: UUID
    user_id: UUID


class NewShare(Input):
    bot_id: UUID
    user_id: UUID
    role: Literal["EDITOR", "VIEWER"]


def body[Model: BaseModel](model: type[Model], given: Mapping[str, Any]) -> Model:
    """As the border of the API reads it; InvalidInput with every faulty field."""
    try:
        return model.model_validate(given)
    except ValidationError as fault:
        raise faulty(fault.errors(include_url=False, include_input=False)) from None
