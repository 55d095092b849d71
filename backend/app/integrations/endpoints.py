"""/integrations: what bots can call, with all that a form needs to draw itself."""

from functools import cache
from typing import Any

from pydantic import BaseModel, Field

from app.accounts.dependencies import Developer
from app.kit.api import ApiRouter
from app.kit.errors import NotFound

from .base import CredentialNeed, Manifest
from .faults import FAULTS
from .registry import OPERATIONS, Registered
from .words import spelled

router = ApiRouter(prefix="/integrations", tags=["integrations"])


class ServiceRead(BaseModel):
    """`icon`: a public address."""

    id: str
    title: str
    title_ru: str
    description: str
    description_ru: str
    icon: str

    @classmethod
    def of(cls, manifest: Manifest) -> "ServiceRead":
        return cls(
            id=manifest.id,
            icon=manifest.icon.address,
            **spelled({"title": manifest.title, "description": manifest.description}),
        )


class CredentialNeedRead(BaseModel):
    """`provider` null: of any. `unless`: a setting that makes the credential dispensable."""

    provider: str | None
    strategies: tuple[str, ...]
    description: str
    description_ru: str
    is_required: bool
    unless: str | None

    @classmethod
    def of(cls, need: CredentialNeed) -> "CredentialNeedRead":
        return cls(
            provider=need.provider,
            strategies=need.strategies,
            is_required=need.is_required,
            unless=need.unless,
            **spelled({"description": need.description}),
        )


class IntegrationRead(BaseModel):
    """`id` is what a group's `integration` says. `input`, `output`: JSON Schema of `config` and of
    `integration.result`, with `title_ru` and `description_ru` beside `title` and `description`."""

    id: str
    service: ServiceRead
    title: str
    title_ru: str
    description: str
    description_ru: str
    credential: CredentialNeedRead | None
    input: dict[str, Any]
    output: dict[str, Any]

    @classmethod
    def of(cls, registered: Registered) -> "IntegrationRead":
        operation, need = registered.operation, registered.manifest.credential
        return cls(
            id=registered.id,
            service=ServiceRead.of(registered.manifest),
            credential=None if need is None else CredentialNeedRead.of(need),
            input=spelled(operation.input),
            output=spelled(operation.output),
            **spelled({"title": operation.title, "description": operation.description}),
        )


class FaultRead(BaseModel):
    """A code that `integration.error.code` can have."""

    code: str
    message: str
    message_ru: str


class Integrations(BaseModel):
    items: list[IntegrationRead]
    faults: list[FaultRead] = Field(description="What an operation can fail with, whatever the service.")


@cache
def _catalogue() -> Integrations:
    return Integrations(
        items=[IntegrationRead.of(registered) for registered in OPERATIONS.values()],
        faults=[
            FaultRead(code=code, message=words.en, message_ru=words.ru) for code, words in FAULTS.items()
        ],
    )


@router.get("")
async def list_integrations(_: Developer) -> Integrations:
    """What bots can call, each with the JSON Schema of its settings and of its result."""
    return _catalogue()


@router.get("/{integration_id}")
async def get_integration(integration_id: str, _: Developer) -> IntegrationRead:
    """One of them, such as `telegram.send_message`."""
    registered = OPERATIONS.get(integration_id)
    if registered is None:
        raise NotFound("integration:not_found", "There is no such integration.")
    return IntegrationRead.of(registered)
