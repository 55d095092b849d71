"""Every route of the API with what it takes: the one table of the access matrix.

`{thing}` in a path, query or body stands for the id of one of the world's things (access_world.py). A new
route is one line here, and a line in MAKERS there if its id is of a kind that is not there yet.
"""

from dataclasses import dataclass, field
from typing import Any

from access_parts import CREDENTIAL, TEMPLATE
from access_roles import (
    ACCOUNT,
    ADMIN,
    BOT_EDITOR,
    BOT_MAKER,
    BOT_OWNER,
    BOT_VIEWER,
    CHAT,
    DEVELOPER,
    FILE_EDITOR,
    FILE_VIEWER,
    OWN,
    OWN_TOKEN,
    PEOPLE_EDITOR,
    PEOPLE_OWNER,
    PLACE_EDITOR,
    PLACE_OWNER,
    PLACE_VIEWER,
    PUBLIC,
    SIGNED_IN,
    Refusal,
    Take,
)
from authors import ECHO
from files import PNG


@dataclass(frozen=True, slots=True)
class Route:
    """`fresh`: the thing this route uses up, made anew for each who is let in. `alone`: the caller, too.
    `elsewhere`: how the id of such a thing of others is refused, where it is not just not found."""

    take: Take
    options: dict[str, Any] = field(default_factory=dict)
    fresh: str | None = None
    alone: bool = False
    elsewhere: dict[str, Refusal] = field(default_factory=dict)


def _route(take: Take, body: Any = None, **given: Any) -> Route:
    sent = {"json": body} if body is not None else {}
    own = {name: given.pop(name) for name in ("fresh", "alone", "elsewhere") if name in given}
    return Route(take, {**sent, **given}, **own)


# The parts of a bot: what makes one, and what changes it.
_PARTS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "steps": ("step", {"bot_id": "{bot}", "name": "New"}, {"name": "Newer"}),
    "connection-groups": ("group", {"bot_id": "{bot}", "step_id": "{step}"}, {"priority": 4}),
    "connections": ("connection", {"group_id": "{group}", "to": "echo"}, {"to": "hello"}),
    "requests": ("request", {"bot_id": "{bot}", "url": "https://api.example"}, {"method": "POST"}),
    "notes": ("note", {"bot_id": "{bot}", "text": "ask legal"}, {"color": "blue"}),
    "messages": ("message", {"step_id": "{step}", "text": "Hi"}, {"text": "Hello"}),
    "widgets": ("widget", {"step_id": "{step}", "type": "rating"}, {"props": {"max": 5}}),
    "template-instances": (
        "instance",
        {"bot_id": "{bot}", "step_id": "{step}", "template": "email", "version": 1},
        {"version": 2},
    ),
}


def _parts() -> dict[str, Route]:
    routes: dict[str, Route] = {}
    for path, (thing, create, change) in _PARTS.items():
        routes |= {
            f"GET /{path}": _route(BOT_VIEWER, params={"bot_id": "{bot}"}),
            f"POST /{path}": _route(BOT_EDITOR, create),
            f"GET /{path}/{{{thing}}}": _route(BOT_VIEWER),
            f"PATCH /{path}/{{{thing}}}": _route(BOT_EDITOR, change),
            f"DELETE /{path}/{{{thing}}}": _route(BOT_EDITOR, fresh=thing),
        }
    return routes


_NEW = "another long sentence"
_SIGN_IN = {"email": "{account}", "password": "{password}"}
_BUILD = {"base_revision": 1, "operations": [{"op": "set", "path": "steps.echo.name", "value": "Echo"}]}

_ACCOUNTS: dict[str, Route] = {
    "POST /auth/register": _route(PUBLIC, {"email": "{address}", "password": _NEW}),
    "POST /auth/login": _route(PUBLIC, _SIGN_IN),
    "POST /auth/token": _route(PUBLIC, data={"username": "{account}", "password": "{password}"}),
    "POST /auth/anonymous": _route(PUBLIC, {"name": "Ada"}),
    "POST /auth/refresh": _route(PUBLIC, {"refresh_token": "{refresh_token}"}, fresh="refresh_token"),
    "POST /auth/password/forgot": _route(PUBLIC, {"email": "{address}"}),
    "POST /auth/password/reset": _route(PUBLIC, {"token": "{reset}", "password": _NEW}, fresh="reset"),
    "POST /auth/verify": _route(PUBLIC, {"token": "{verification}"}, fresh="verification"),
    "POST /auth/logout": _route(SIGNED_IN, alone=True),
    "GET /auth/me": _route(SIGNED_IN),
    "PATCH /auth/me": _route(SIGNED_IN, {"name": "Ada"}),
    "POST /auth/password": _route(ACCOUNT, {"current_password": "{password}", "password": _NEW}, alone=True),
    "POST /auth/verify/resend": _route(ACCOUNT, alone=True),
    "POST /auth/email": _route(ACCOUNT, {"email": "{address}", "password": "{password}"}, alone=True),
    "GET /auth/sign-ins": _route(SIGNED_IN),
    "DELETE /auth/sign-ins": _route(SIGNED_IN, alone=True),
    "DELETE /auth/sign-ins/{sign_in}": _route(OWN, fresh="sign_in"),
    "GET /tokens": _route(ACCOUNT),
    "POST /tokens": _route(DEVELOPER, {"name": "script", "scopes": ["bots:read"]}),
    "DELETE /tokens/{token}": _route(OWN_TOKEN, fresh="token"),
    "GET /users": _route(ADMIN),
    "GET /users/{member}": _route(ADMIN),
    "PATCH /users/{member}": _route(ADMIN, {"role": "USER"}),
    "GET /mail": _route(ADMIN),
    "DELETE /mail/{mail}": _route(ADMIN, fresh="mail"),
    "GET /invitations": _route(PLACE_OWNER, params={"workspace_id": "{workspace}"}),
    "POST /invitations": _route(PLACE_OWNER, {"workspace_id": "{workspace}"}),
    "POST /invitations/{invitation}/resend": _route(PLACE_OWNER),
    "DELETE /invitations/{invitation}": _route(PLACE_OWNER, fresh="invitation"),
    "POST /invitations/accept": _route(ACCOUNT, {"token": "{welcome}"}, fresh="welcome"),
    "GET /workspaces": _route(SIGNED_IN),
    "POST /workspaces": _route(DEVELOPER, {"name": "Shop"}),
    "GET /workspaces/{workspace}": _route(PLACE_VIEWER),
    "PATCH /workspaces/{workspace}": _route(PLACE_OWNER, {"name": "Shop"}),
    "DELETE /workspaces/{workspace}": _route(PLACE_OWNER, fresh="workspace"),
    "GET /workspaces/{workspace}/members": _route(PLACE_VIEWER),
    "POST /workspaces/{workspace}/members": _route(PLACE_OWNER, {"user_id": "{member}", "role": "VIEWER"}),
    "PATCH /workspaces/{workspace}/members/{member}": _route(PLACE_OWNER, {"role": "EDITOR"}),
    "DELETE /workspaces/{workspace}/members/{member}": _route(PLACE_OWNER, fresh="member"),
}

_TEST = {"turns": [{"start": True}]}

_BOTS: dict[str, Route] = {
    "GET /bots": _route(DEVELOPER),
    "POST /bots": _route(PLACE_EDITOR, {"name": "New", "workspace_id": "{workspace}"}),
    "POST /bots/import": _route(BOT_EDITOR, ECHO, params={"target_bot_id": "{scratch}"}),
    "GET /bots/{bot}": _route(BOT_VIEWER),
    "PATCH /bots/{bot}": _route(BOT_EDITOR, {"name": "Echo"}),
    "DELETE /bots/{bot}": _route(BOT_OWNER, fresh="bot"),
    "GET /bots/{bot}/export": _route(BOT_VIEWER),
    "GET /bots/{bot}/inspect": _route(BOT_VIEWER),
    "POST /bots/{scratch}/publish": _route(BOT_EDITOR, {}),
    "GET /bots/{bot}/versions": _route(BOT_VIEWER),
    "GET /bots/{bot}/versions/{version}": _route(BOT_VIEWER),
    "POST /bots/{scratch}/versions/{version}/restore": _route(BOT_EDITOR),
    "POST /bots/{bot}/simulate": _route(BOT_VIEWER, {"turns": [{"start": True}]}),
    "POST /bots/{bot}/rules/try": _route(BOT_VIEWER, {"rules": None}),
    "GET /bots/{bot}/tests": _route(BOT_VIEWER),
    "POST /bots/{bot}/tests": _route(BOT_EDITOR, _TEST),
    "POST /bots/{bot}/tests/run": _route(BOT_VIEWER, {}),
    "GET /bots/{bot}/tests/{test}": _route(BOT_VIEWER),
    "PUT /bots/{bot}/tests/{test}": _route(BOT_EDITOR, _TEST),
    "DELETE /bots/{bot}/tests/{test}": _route(BOT_EDITOR, fresh="test"),
    "GET /bots/{bot}/proposals": _route(BOT_VIEWER),
    "POST /bots/{bot}/proposals": _route(BOT_EDITOR, {"title": "Better"}),
    "GET /bots/{bot}/proposals/{proposal}": _route(BOT_VIEWER),
    "GET /bots/{bot}/proposals/{proposal}/document": _route(BOT_VIEWER),
    "GET /bots/{bot}/proposals/{proposal}/difference": _route(BOT_VIEWER),
    "GET /bots/{bot}/proposals/{proposal}/inspect": _route(BOT_VIEWER),
    "POST /bots/{bot}/proposals/{proposal}/changes": _route(
        BOT_EDITOR, {**_BUILD, "base_revision": None, "dry_run": True}
    ),
    "POST /bots/{bot}/proposals/{proposal}/accept": _route(BOT_EDITOR, {}, fresh="proposal"),
    "POST /bots/{bot}/proposals/{proposal}/reject": _route(BOT_EDITOR, {}, fresh="proposal"),
    "POST /bots/{bot}/proposals/{proposal}/withdraw": _route(BOT_MAKER, fresh="proposal"),
    "GET /bots/{bot}/dead-letters": _route(BOT_VIEWER),
    "POST /bots/{bot}/dead-letters/{letter}/replay": _route(BOT_EDITOR, fresh="letter"),
    "GET /bots/{bot}/draft": _route(BOT_VIEWER),
    "POST /bots/{bot}/changes": _route(BOT_EDITOR, {**_BUILD, "dry_run": True}),
    "GET /bots/{bot}/changes": _route(BOT_VIEWER),
    "POST /bots/{bot}/changes/{revision}/undo": _route(BOT_EDITOR, fresh="revision"),
    "GET /bots/{bot}/sessions": _route(BOT_VIEWER),
    "GET /bots/{bot}/counts": _route(BOT_VIEWER),
    "GET /bots/{bot}/alerts": _route(BOT_EDITOR),
    "PATCH /bots/{bot}/alerts": _route(BOT_EDITOR, {"is_on": True, "url": "https://shop.example/alerts"}),
    "POST /bots/{bot}/alerts/secret": _route(BOT_EDITOR),
    "POST /bots/{bot}/alerts/trial": _route(BOT_EDITOR),
    "POST /requests/{request}/execute": _route(BOT_EDITOR, {"dry_run": True}),
    "POST /connection-groups/{coded}/execute": _route(BOT_EDITOR, {}),
    "GET /widget-catalogue": _route(DEVELOPER),
}

_TALK: dict[str, Route] = {
    "GET /channels": _route(DEVELOPER),
    "POST /channels": _route(
        PLACE_EDITOR, {"name": "C", "workspace_id": "{workspace}", "default_bot_id": "{bot}"}
    ),
    "GET /channels/{channel}": _route(CHAT),
    "PATCH /channels/{channel}": _route(PLACE_EDITOR, {"name": "Here", "default_bot_id": "{bot}"}),
    "DELETE /channels/{channel}": _route(PLACE_OWNER, fresh="channel"),
    "GET /channels/{channel}/subscribers": _route(PLACE_VIEWER),
    "POST /channels/{channel}/subscribers": _route(
        PLACE_EDITOR, {"kind": "bot", "member_id": "{guest_bot}"}, fresh="guest_bot"
    ),
    "DELETE /channels/{channel}/subscribers/{subscriber}": _route(PLACE_EDITOR, fresh="subscriber"),
    "GET /channels/{channel}/messages": _route(CHAT),
    "POST /channels/{channel}/messages": _route(CHAT, {"text": "Hi"}),
    "POST /channels/{channel}/start": _route(CHAT, {}),
    "POST /channels/{webhook}/webhook": _route(PUBLIC, {"text": "Hi"}),
    "GET /channels/{face}/widget": _route(PUBLIC),
    "POST /channels/{club}/identity": _route(PUBLIC, {"token": "{assertion}"}),
    "POST /channels/{channel}/secret": _route(PLACE_EDITOR, {}),
    "POST /channels/{channel}/attachments": _route(CHAT, content=PNG),
    "POST /attachments": _route(BOT_EDITOR, content=PNG, params={"bot_id": "{bot}"}),
    "GET /attachments": _route(BOT_VIEWER, params={"bot_id": "{bot}"}),
    "GET /attachments/{attachment}": _route(FILE_VIEWER),
    "GET /attachments/{attachment}/content": _route(FILE_VIEWER),
    "DELETE /attachments/{attachment}": _route(FILE_EDITOR, fresh="attachment"),
    "GET /sessions/{session}": _route(BOT_VIEWER),
    "DELETE /sessions/{session}": _route(BOT_EDITOR, fresh="session"),
    "GET /sessions/{session}/messages": _route(BOT_VIEWER),
    "GET /sessions/{session}/trace": _route(BOT_VIEWER),
    "POST /sessions/{session}/replay": _route(BOT_VIEWER, {}),
    "GET /people": _route(DEVELOPER),
    "POST /people/{person}/export": _route(PEOPLE_EDITOR),
    "POST /people/{person}/erase": _route(PEOPLE_OWNER, fresh="person"),
}

_SAID = {"pass_mark": 3}
_IN_WORKSPACE = {"params": {"workspace_id": "{workspace}"}}

_ADMINISTRATION: dict[str, Route] = {
    "GET /bots/{bot}/access": _route(BOT_VIEWER),
    "POST /bots/{bot}/access": _route(BOT_OWNER, {"user_id": "{member}", "role": "VIEWER"}),
    "PUT /bots/{bot}/access/{member}": _route(BOT_OWNER, {"role": "VIEWER"}),
    "DELETE /bots/{bot}/access/{guest}": _route(
        BOT_OWNER, fresh="guest", elsewhere={"guest": (404, "access:not_shared")}
    ),
    "POST /bots/{idle}/pause": _route(BOT_EDITOR),
    "POST /bots/{idle}/resume": _route(BOT_EDITOR),
    "POST /bots/{archived}/archive": _route(BOT_OWNER),
    "POST /bots/{archived}/unarchive": _route(BOT_OWNER, fresh="archived"),
    "POST /bots/{bot}/duplicate": _route(BOT_VIEWER, {"name": "Another"}),
    "GET /bots/{bot}/audit": _route(BOT_VIEWER),
    "GET /bots/{bot}/versions/diff": _route(BOT_VIEWER, params={"from": "1"}),
    "GET /bots/{bot}/variables": _route(BOT_VIEWER),
    "PUT /bots/{bot}/variables": _route(BOT_EDITOR, _SAID),
    "PATCH /bots/{bot}/variables": _route(BOT_EDITOR, _SAID),
    "DELETE /bots/{bot}/variables": _route(BOT_EDITOR),
    "GET /channels/{channel}/variables": _route(PLACE_VIEWER),
    "PUT /channels/{channel}/variables": _route(PLACE_EDITOR, _SAID),
    "PATCH /channels/{channel}/variables": _route(PLACE_EDITOR, _SAID),
    "DELETE /channels/{channel}/variables": _route(PLACE_EDITOR),
    "GET /users/{person}/variables": _route(PLACE_EDITOR, **_IN_WORKSPACE),
    "PUT /users/{person}/variables": _route(PLACE_EDITOR, _SAID, **_IN_WORKSPACE),
    "PATCH /users/{person}/variables": _route(PLACE_EDITOR, _SAID, **_IN_WORKSPACE),
    "DELETE /users/{person}/variables": _route(PLACE_EDITOR, **_IN_WORKSPACE),
}

_TIME = {"hour": "9", "minute": "30"}

_SCHEDULE: dict[str, Route] = {
    "GET /emitters": _route(BOT_VIEWER, params={"bot_id": "{bot}"}),
    "POST /emitters": _route(
        BOT_EDITOR,
        {
            "bot_id": "{bot}",
            "channel_id": "{square}",
            "name": "News",
            "message": {"text": "Good morning!"},
            "schedule": {"crons": [_TIME]},
        },
        elsewhere={"square": (422, "schedule:invalid")},
    ),
    "GET /emitters/{emitter}": _route(BOT_VIEWER),
    "PATCH /emitters/{emitter}": _route(
        BOT_EDITOR,
        {"is_paused": True, "channel_id": "{square}"},
        elsewhere={"square": (422, "schedule:invalid")},
    ),
    "DELETE /emitters/{emitter}": _route(BOT_EDITOR, fresh="emitter"),
    "POST /emitters/{emitter}/pause": _route(BOT_EDITOR),
    "POST /emitters/{emitter}/resume": _route(BOT_EDITOR),
    "POST /emitters/{emitter}/run": _route(BOT_EDITOR, fresh="emitter"),
    "GET /emitters/{emitter}/runs": _route(BOT_VIEWER),
    "GET /emitters/calendar": _route(
        BOT_VIEWER, params={"bot_id": "{bot}", "timezone": "Asia/Kolkata", "limit": 3}
    ),
    "GET /crons": _route(BOT_VIEWER, params={"bot_id": "{bot}"}),
    "POST /crons": _route(BOT_EDITOR, {"emitter_id": "{emitter}", **_TIME}),
    "POST /crons/preview": _route(DEVELOPER, _TIME),
    "GET /crons/{cron}": _route(BOT_VIEWER),
    "PATCH /crons/{cron}": _route(BOT_EDITOR, {"hour": "10"}),
    "DELETE /crons/{cron}": _route(BOT_EDITOR, fresh="cron"),
}

_PRESETS: dict[str, Route] = {
    "GET /examples": _route(DEVELOPER),
    "GET /examples/{example}": _route(DEVELOPER),
    "POST /examples/{example}/simulate": _route(DEVELOPER, {"turns": [{"start": True}]}),
    "GET /schemas/document": _route(DEVELOPER),
    "GET /schemas/operations": _route(DEVELOPER),
    "GET /presets/catalog": _route(DEVELOPER),
    "POST /presets/parts": _route(DEVELOPER, {"preset_id": "message", "key": "m1", "config": {"text": "Hi"}}),
    "POST /presets/create-step": _route(
        BOT_EDITOR, {"bot_id": "{bot}", "preset_id": "message", "config": {"text": "Hi"}}
    ),
    "POST /presets/update-step": _route(BOT_EDITOR, {"step_id": "{made}", "config": {"text": "Hello"}}),
    "GET /icons/{icon}": _route(PUBLIC),
}

_TEMPLATES: dict[str, Route] = {
    "GET /templates": _route(PLACE_VIEWER, **_IN_WORKSPACE),
    "POST /templates/import": _route(PLACE_EDITOR, TEMPLATE, **_IN_WORKSPACE),
    # Whoever sees the bot but not its workspace has no place to put the template.
    "POST /templates/from-steps": _route(
        PLACE_EDITOR, {"bot_id": "{bot}", "steps": ["echo"], "id": "parrot"}
    ),
    "GET /templates/{template}": _route(PLACE_VIEWER),
    "DELETE /templates/{template}": _route(PLACE_EDITOR, fresh="template"),
    "GET /templates/{template}/versions": _route(PLACE_VIEWER),
    "POST /templates/{versioned}/versions": _route(PLACE_EDITOR, TEMPLATE),
    "GET /templates/{template}/inspect": _route(PLACE_VIEWER),
    "GET /templates/{template}/export": _route(PLACE_VIEWER),
    "POST /template-instances/{ready}/update": _route(BOT_EDITOR, {}),
}

_CREDENTIALS: dict[str, Route] = {
    "GET /integrations": _route(DEVELOPER),
    "GET /integrations/{integration}": _route(DEVELOPER),
    "GET /credentials": _route(DEVELOPER),
    "POST /credentials": _route(PLACE_EDITOR, {**CREDENTIAL, "workspace_id": "{workspace}"}),
    "GET /credentials/catalogue": _route(DEVELOPER),
    "GET /credentials/{credential}": _route(PLACE_VIEWER),
    "PATCH /credentials/{credential}": _route(PLACE_EDITOR, {"hosts": ["api.test"]}),
    "DELETE /credentials/{credential}": _route(PLACE_EDITOR, fresh="credential"),
    "GET /credentials/{credential}/usages": _route(PLACE_VIEWER),
    "POST /credentials/{credential}/test": _route(PLACE_EDITOR, {"url": "http://127.0.0.1:9/"}),
}

ROUTES: dict[str, Route] = {
    **_ACCOUNTS,
    **_BOTS,
    **_ADMINISTRATION,
    **_parts(),
    **_TALK,
    **_PRESETS,
    **_TEMPLATES,
    **_SCHEDULE,
    **_CREDENTIALS,
}

# Above /api/v1: for whoever runs the place, without a sign-in.
ABOVE = {"GET /health", "GET /health/live", "GET /health/ready"}

# Not described: by the first segment, what is there for everybody.
OPEN_TO_ALL = {
    *("", "account", "assets", "bots", "channels", "chat", "chat-assets", "chat-frame", "credentials"),
    *("docs", "favicon.ico", "icon.svg", "metrics", "openapi.json", "people", "profile", "register"),
    *("sign-in", "templates", "widget.js"),
}
# And what asks who is there by itself: tests/admin/test_admin_routes.py, tests/mcp, test_socket_doors.py
OF_ITS_OWN = {"admin", "mcp", "ws", "api"}
# The administration's ways in, which lead to its sign-in; whatever else is below /admin takes a session of
# its own and no token.
DOORS_OF_ADMIN = {
    ("GET", "/admin"),
    ("GET", "/admin/"),
    ("GET", "/admin/live"),
    ("GET", "/admin/live/figures"),  # a socket: tests/admin/test_admin_live.py
    ("GET", "/admin/sign-in"),
    ("POST", "/admin/sign-in"),
}
