"""/tokens: access tokens for scripts and assistants."""

from uuid import UUID

from app.accounts.dependencies import AccountOwner, Developer, ThisProcess, Work
from app.accounts.personal_tokens import PersonalTokens
from app.accounts.schemas import TokenIn, TokenMade, TokenOut
from app.kit.api import ApiRouter, errors
from app.kit.pagination import Page, PageQuery

tokens = ApiRouter(prefix="/tokens", tags=["tokens"])


@tokens.post("", status_code=201, responses=errors(409))
async def make_token(body: TokenIn, person: Developer, work: Work) -> TokenMade:
    """Make a token that acts for oneself within its scopes; `token` is shown this once."""
    made, secret = await PersonalTokens(work).make(person, body)
    await work.refresh(made)
    return TokenMade(**TokenOut.model_validate(made).model_dump(), token=secret)


@tokens.get("")
async def list_tokens(person: AccountOwner, work: Work, page: PageQuery) -> Page[TokenOut]:
    """One's own, without their secrets."""
    found, next_cursor = await PersonalTokens(work).page(person, page)
    return Page(items=[TokenOut.model_validate(row) for row in found], next_cursor=next_cursor)


@tokens.delete("/{token_id}", status_code=204)
async def revoke_token(token_id: UUID, person: AccountOwner, work: Work, process: ThisProcess) -> None:
    """End a token at once, with its open sockets; an ADMIN ends anybody's."""
    await PersonalTokens(work).revoke(person, token_id, process.revocations)
