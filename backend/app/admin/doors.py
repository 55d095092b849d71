"""/admin itself: its pages and files, and how one gets in."""

from asyncio import to_thread
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from app.accounts.dependencies import Parts, TheCaller
from app.accounts.schemas import LoginIn, PersonOut
from app.accounts.service import Caller
from app.kit.api.compressed import Accepts
from app.kit.errors import DbcvError, Forbidden, NotFound, Unauthenticated

from .assets import OPEN, asset
from .pages import admin_page, sign_in_page
from .registry import PREFIX
from .sessions import LIFETIME
from .visit import COOKIE, admin_sessions, is_secure, require_own_page
from .words import Words, words_for

SIGN_IN = f"{PREFIX}/sign-in"

doors = APIRouter(prefix=PREFIX, include_in_schema=False)


def _words(request: Request) -> Words:
    return words_for(request.headers.get("accept-language", ""))


InWords = Annotated[Words, Depends(_words)]


@doors.get("")
@doors.get("/")
async def page(request: Request, words: InWords) -> Response:
    """FastAdmin's page, for who is signed in here; others are asked to."""
    try:
        await admin_sessions(request).principal(request.cookies.get(COOKIE))
    except Unauthenticated:
        return RedirectResponse(SIGN_IN, 303)
    return await to_thread(admin_page, words)  # the first one reads and packs all files


@doors.get("/static/{name}")
async def file(name: str, request: Request, accepts: Accepts = "") -> Response:
    if name not in OPEN:
        await admin_sessions(request).principal(request.cookies.get(COOKIE))
    found = await to_thread(asset, name)
    if found is None:
        raise NotFound("api:not_found", "There is nothing at this address.")
    return found.answer(accepts)


@doors.get("/sign-in")
async def ask(words: InWords) -> Response:
    return sign_in_page(words)


@doors.post("/sign-in")
async def sign_in(request: Request, caller: TheCaller, words: InWords) -> Response:
    """By address and password, with the limits of the API's own sign-in; for administrators."""
    require_own_page(request)
    try:
        person = await _proven(await request.form(), caller, request)
    except DbcvError as fault:
        wait = fault.details.get("retry_after")
        headers = {} if wait is None else {"Retry-After": str(wait)}
        return sign_in_page(words, words.of(fault), fault.status, headers)
    cookie = await admin_sessions(request).open(person, caller.agent)
    answer = RedirectResponse(f"{PREFIX}/", 303)
    answer.set_cookie(
        COOKIE,
        cookie,
        max_age=int(LIFETIME.total_seconds()),
        path=PREFIX,
        secure=is_secure(request),
        httponly=True,
        samesite="strict",
    )
    return answer


async def _proven(form: FormData, caller: Caller, request: Request) -> PersonOut:
    try:
        wanted = LoginIn.model_validate({"email": form.get("username"), "password": form.get("password")})
    except ValidationError:
        raise Unauthenticated("auth:login_failed", "The e-mail address or the password is wrong.") from None
    person = await cast("Parts", request.app.state.parts).accounts.prove(wanted, caller)
    if person.role != "ADMIN":
        raise Forbidden("auth:role_needed", "Your role doesn't allow this.", role="ADMIN")
    return person
