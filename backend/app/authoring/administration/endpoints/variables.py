"""/bots, /channels, /users …/variables: what sessions share (interfaces.md)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from app.accounts.dependencies import Developer, Work
from app.accounts.principals import Access
from app.engine import values
from app.kit.api import ApiRouter, coded, errors
from app.kit.errors import BadRequest, InvalidInput

from ..schemas import Key
from ..scopes import Root
from ..variables import Variables, of_bot, of_channel, of_user

bots = ApiRouter(prefix="/bots", tags=["variables"])
channels = ApiRouter(prefix="/channels", tags=["variables"])
users = ApiRouter(prefix="/users", tags=["variables"])

ROUTERS = (bots, channels, users)

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"type": "object", "additionalProperties": True},
                "example": {"pass_mark": 3, "greeting": {"en": "Hello"}},
            }
        },
    }
}


PATHS: dict[str, Any] = {
    "requestBody": {
        "description": 'The variables themselves: `{"variables": …}` would set one called `variables`.',
        "required": True,
        "content": {
            "application/json": {
                "schema": {"type": "object", "additionalProperties": True},
                "example": {"pass_mark": 3, "limits.day": 10, "old_greeting": None},
            }
        },
    }
}


async def _given(request: Request) -> Root:
    """The body with its numbers exact, as flows have them."""
    try:
        read = values.decode(await request.body())
    except ValueError:
        raise BadRequest("api:malformed_json", "The body is not JSON.") from None
    if not isinstance(read, dict):
        fault = {"path": "body", "code": "dict_type", "message": "Input should be an object"}
        raise InvalidInput("api:invalid", "The request has faulty fields.", fields=[fault])
    return values.clean(read)


Given = Annotated[Root, Depends(_given)]
Names = Annotated[list[Key] | None, Query(alias="name", max_length=100)]
SHOWN: dict[str, Any] = {"response_model": dict[str, Any]}
# Names are long where an address is short.
NAMED: dict[str, Any] = {
    **SHOWN,
    "responses": coded(431, api__head_too_large="The address or the headers are too large."),
}
WRITTEN: dict[str, Any] = {**SHOWN, "responses": errors(400), "openapi_extra": BODY}
PATCHED: dict[str, Any] = {**WRITTEN, "openapi_extra": PATHS}


def _json(root: Root) -> Response:
    return Response(values.encode(root), media_type="application/json")


@bots.get("/{bot_id}/variables", **SHOWN)
async def read_bot_variables(bot_id: UUID, person: Developer, session: Work) -> Response:
    """`bot.*` as one object; what the bot calls secret is shown as •••. Of a bot that was never published
    also the values it begins with."""
    return _json(await (await of_bot(session, person, bot_id, Access.VIEWER)).show())


async def _bot(bot_id: UUID, person: Developer, session: Work) -> Variables:
    return await of_bot(session, person, bot_id, Access.EDITOR)


TheBots = Annotated[Variables, Depends(_bot)]


@bots.put("/{bot_id}/variables", **WRITTEN)
async def replace_bot_variables(variables: TheBots, given: Given) -> Response:
    """These variables and no others. What is sent as it was shown (•••) stays as it is."""
    return _json(await variables.replace(given))


@bots.patch("/{bot_id}/variables", **PATCHED)
async def change_bot_variables(variables: TheBots, given: Given) -> Response:
    """Set each at its path (`limits.day`); null takes one away; all others stay, whoever writes them now."""
    return _json(await variables.change(given))


@bots.delete("/{bot_id}/variables", **NAMED)
async def clear_bot_variables(variables: TheBots, names: Names = None) -> Response:
    """Take away the variables named (`?name=a&name=b.c`); all of them where none is named."""
    return _json(await variables.clear(names or []))


@channels.get("/{channel_id}/variables", **SHOWN)
async def read_channel_variables(channel_id: UUID, person: Developer, session: Work) -> Response:
    """`channel.*` as one object; what any bot of the workspace calls secret is shown as •••."""
    return _json(await (await of_channel(session, person, channel_id, Access.VIEWER)).show())


async def _channel(channel_id: UUID, person: Developer, session: Work) -> Variables:
    return await of_channel(session, person, channel_id, Access.EDITOR)


TheChannels = Annotated[Variables, Depends(_channel)]


@channels.put("/{channel_id}/variables", **WRITTEN)
async def replace_channel_variables(variables: TheChannels, given: Given) -> Response:
    """These variables and no others. What is sent as it was shown (•••) stays as it is."""
    return _json(await variables.replace(given))


@channels.patch("/{channel_id}/variables", **PATCHED)
async def change_channel_variables(variables: TheChannels, given: Given) -> Response:
    """Set each at its path; null takes one away; all others stay, whoever writes them now."""
    return _json(await variables.change(given))


@channels.delete("/{channel_id}/variables", **NAMED)
async def clear_channel_variables(variables: TheChannels, names: Names = None) -> Response:
    """Take away the variables named; all of them where none is named."""
    return _json(await variables.clear(names or []))


async def _user(user_id: UUID, workspace_id: UUID, person: Developer, session: Work) -> Variables:
    return await of_user(session, person, user_id, workspace_id)


TheUsers = Annotated[Variables, Depends(_user)]


@users.get("/{user_id}/variables", **SHOWN)
async def read_user_variables(variables: TheUsers) -> Response:
    """`user.*` of a person in one workspace, for those who edit there; secrets are shown as •••."""
    return _json(await variables.show())


@users.put("/{user_id}/variables", **WRITTEN)
async def replace_user_variables(variables: TheUsers, given: Given) -> Response:
    """These variables and no others. What is sent as it was shown (•••) stays as it is."""
    return _json(await variables.replace(given))


@users.patch("/{user_id}/variables", **PATCHED)
async def change_user_variables(variables: TheUsers, given: Given) -> Response:
    """Set each at its path; null takes one away; all others stay, whoever writes them now."""
    return _json(await variables.change(given))


@users.delete("/{user_id}/variables", **NAMED)
async def clear_user_variables(variables: TheUsers, names: Names = None) -> Response:
    """Take away the variables named; all of them where none is named."""
    return _json(await variables.clear(names or []))
