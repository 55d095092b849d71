"""/auth: signing in, staying signed in, signing out."""

from typing import Annotated

from fastapi import Depends, Form, Request
from pydantic import SecretStr

from app.accounts.dependencies import CurrentPerson, TheCaller, ThisProcess, Work, current_person
from app.accounts.people import change_me
from app.accounts.schemas import (
    AnonymousIn,
    LoginIn,
    LogoutIn,
    MeIn,
    PersonOut,
    RefreshIn,
    RegisterIn,
    TokensOut,
)
from app.kit.api import ApiRouter, errors
from app.kit.fields import Email

auth = ApiRouter(prefix="/auth", tags=["auth"])

_LIMITED = errors(429)


@auth.post("/register", status_code=201, responses=errors(409, 429))
async def register(body: RegisterIn, caller: TheCaller, process: ThisProcess) -> TokensOut:
    """Make an account and sign in."""
    return await process.accounts.register(body, caller)


@auth.post("/login", responses=_LIMITED)
async def login(body: LoginIn, caller: TheCaller, process: ThisProcess) -> TokensOut:
    """Sign in with e-mail address and password."""
    return await process.accounts.login(body, caller)


def _form(
    username: Annotated[Email, Form(examples=["ada@example.org"])],
    password: Annotated[SecretStr, Form(max_length=512, examples=["a long sentence is a good password"])],
    grant_type: Annotated[str | None, Form(pattern="^password$")] = None,
) -> LoginIn:
    del grant_type
    return LoginIn(email=username, password=password)


@auth.post("/token", responses=_LIMITED)
async def token(
    body: Annotated[LoginIn, Depends(_form)], caller: TheCaller, process: ThisProcess
) -> TokensOut:
    """Sign in, in the form of OAuth2 (RFC 6749 4.3.2)."""
    return await process.accounts.login(body, caller)


@auth.post("/anonymous", status_code=201, responses=_LIMITED)
async def anonymous(caller: TheCaller, process: ThisProcess, body: AnonymousIn | None = None) -> TokensOut:
    """Chat without an account."""
    return await process.accounts.anonymous(body or AnonymousIn(), caller)


@auth.post("/refresh")
async def refresh(body: RefreshIn, process: ThisProcess) -> TokensOut:
    """New tokens for a refresh token, which is good once; used twice it ends the sign-in. Where the answer
    got lost it may be asked again for a minute, until a token of an answer was used."""
    return await process.accounts.refresh(body.refresh_token)


@auth.post("/logout", status_code=204)
async def logout(request: Request, process: ThisProcess, body: LogoutIn | None = None) -> None:
    """End this sign-in, at once. Its refresh token will do where the access token has ended."""
    if body is not None and body.refresh_token is not None:
        await process.accounts.leave(body.refresh_token)
    else:
        await process.accounts.logout(await current_person(request, process))


@auth.get("/me")
async def me(person: CurrentPerson, process: ThisProcess) -> PersonOut:
    """Who is signed in."""
    return await process.accounts.person(person)


@auth.patch("/me")
async def patch_me(body: MeIn, person: CurrentPerson, process: ThisProcess, work: Work) -> PersonOut:
    """Change one's own name, language or time zone."""
    return await change_me(work, person, body, process.revocations)
