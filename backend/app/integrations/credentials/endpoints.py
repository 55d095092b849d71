"""/credentials (interfaces.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, cast
from uuid import UUID

from fastapi import Depends, Query, Request

from app.accounts.dependencies import Developer, ThisProcess, Work
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.keyset import SortedPageQuery
from app.kit.pagination import Page
from app.runtime.performers import HttpPerformer
from app.runtime.ports import Origin

from ..registry import MANIFESTS
from .administration import Administration
from .providers import NEEDS
from .schemas import (
    Catalogue,
    CredentialChange,
    CredentialCreate,
    CredentialFilter,
    CredentialRead,
    ProviderRead,
    StrategyRead,
    Trial,
    TrialRead,
    UsageRead,
)
from .strategies import STRATEGIES
from .trial import obtain, try_out
from .usages import usages
from .vault import Vault

router = ApiRouter(prefix="/credentials", tags=["credentials"])

_NONE = UUID(int=0)


def _administration(work: Work, person: Developer, process: ThisProcess) -> Administration:
    return Administration(session=work, person=person, sealer=process.sealer)


Here = Annotated[Administration, Depends(_administration)]


@router.get("")
async def list_credentials(
    here: Here, page: SortedPageQuery, wanted: Annotated[CredentialFilter, Query()]
) -> Page[CredentialRead]:
    """What there is of them, without what is secret."""
    found, cursor = await here.page(wanted, page)
    return Page(items=[CredentialRead.of(one) for one in found], next_cursor=cursor)


@router.post("", status_code=201, responses=errors(409))
async def create_credential(wanted: CredentialCreate, here: Here) -> CredentialRead:
    """Keep a secret for requests and integrations. It cannot be read again."""
    return CredentialRead.of(await here.create(wanted))


@router.get("/catalogue")
async def list_strategies(person: Developer) -> Catalogue:
    """How one signs in to servers, and what the services we know take: what forms draw themselves from."""
    del person
    return CATALOGUE


@router.get("/{credential_id}")
async def read_credential(credential_id: UUID, here: Here) -> CredentialRead:
    """One of them, without what is secret."""
    return CredentialRead.of(await here.reach(credential_id, Access.VIEWER))


@router.patch("/{credential_id}", responses=errors(409))
async def change_credential(credential_id: UUID, wanted: CredentialChange, here: Here) -> CredentialRead:
    """Rename it, replace its secret, or bind it to other hosts."""
    return CredentialRead.of(await here.change(credential_id, wanted))


@router.delete("/{credential_id}", status_code=204, responses=errors(409))
async def delete_credential(
    credential_id: UUID,
    here: Here,
    force: Annotated[bool, Query(description="Although bots still name it.")] = False,
) -> None:
    """Whatever names it has none from now on. 409 `credential:in_use` with `details.usages` while the draft
    or the published version of a bot names it."""
    await here.delete(credential_id, force=force)


@router.get("/{credential_id}/usages")
async def list_usages(credential_id: UUID, here: Here) -> list[UsageRead]:
    """Which bots name it, and where."""
    credential = await here.reach(credential_id, Access.VIEWER)
    found = await usages(here.session, credential)
    return [UsageRead.model_validate(one, from_attributes=True) for one in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What trying one out takes."""

    vault: Vault
    performer: HttpPerformer


def _outside(request: Request) -> Outside:
    state = request.app.state
    return Outside(vault=cast("Vault", state.vault), performer=cast("HttpPerformer", state.performer))


@router.post("/{credential_id}/test")
async def test_credential(
    credential_id: UUID,
    wanted: Trial,
    person: Developer,
    process: ThisProcess,
    outside: Annotated[Outside, Depends(_outside)],
) -> TrialRead:
    """Use it once: whether a token is given for it, or a server of its own lets it in."""
    async with process.database.unit_of_work() as session:
        here = Administration(session=session, person=person, sealer=process.sealer)
        row = await here.reach(credential_id, Access.EDITOR)
        name = row.name
        origin = Origin(bot_id=row.bot_id or _NONE, session_id=_NONE, workspace_id=row.workspace_id)
    if wanted.url is None:
        return await obtain(outside.vault, origin, name)
    return await try_out(outside.performer, origin, name, wanted.url)


def _form(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Without the names of our classes."""
    return {key: value for key, value in schema.items() if key not in {"title", "description"}}


CATALOGUE = Catalogue(
    strategies=[
        StrategyRead(
            id=name,
            title=one.title,
            settings=_form(one.settings.model_json_schema()),
            secret=_form(one.secret.model_json_schema()),
        )
        for name, one in STRATEGIES.items()
    ],
    providers=[
        ProviderRead(
            id=name,
            title=next(one.title.en for one in MANIFESTS.values() if one.credential is need),
            strategies=list(need.strategies),
            hosts=list(need.hosts),
        )
        for name, need in NEEDS.items()
    ],
)
