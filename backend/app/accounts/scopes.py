"""What access tokens open: one table for every route, and what is not in it stays shut to them."""

import re
from typing import Literal

from app.kit.errors import Forbidden

type Scope = Literal[
    "bots:read", "bots:propose", "bots:edit", "bots:run", "bots:publish", "conversations:read"
]
type Opens = Scope | Literal["any"]  # any: whatever scopes the token has

READ: Scope = "bots:read"
PROPOSE: Scope = "bots:propose"  # edits that a person accepts or rejects
EDIT: Scope = "bots:edit"
RUN: Scope = "bots:run"
PUBLISH: Scope = "bots:publish"
CONVERSATIONS: Scope = "conversations:read"  # what people have said, and who they are

# What opens the same and more.
STRONGER: dict[Opens | None, Scope] = {PROPOSE: EDIT}

_PREFIX = "/api/v1/"
_READING = {"GET", "HEAD"}

# By the first word of the path: what reading takes, and what writing takes.
NOUNS: dict[str, tuple[Opens | None, Opens | None]] = {
    "attachments": (READ, EDIT),
    "bots": (READ, EDIT),
    "channels": (READ, PUBLISH),
    "connection-groups": (READ, EDIT),
    "connections": (READ, EDIT),
    "credentials": (READ, None),
    "crons": (READ, EDIT),
    "emitters": (READ, EDIT),
    "examples": (READ, RUN),
    "icons": ("any", None),
    "integrations": (READ, None),
    "messages": (READ, EDIT),
    "notes": (READ, EDIT),
    "presets": (READ, EDIT),
    "requests": (READ, EDIT),
    "schemas": (READ, None),
    "sessions": (CONVERSATIONS, RUN),
    "steps": (READ, EDIT),
    "template-instances": (READ, EDIT),
    "templates": (READ, EDIT),
    "widget-catalogue": (READ, None),
    "widgets": (READ, EDIT),
    "workspaces": (READ, None),
    # People, their sign-ins and what is kept about them are not for scripts.
    "auth": (None, None),
    "invitations": (None, None),
    "mail": (None, None),
    "people": (None, None),
    "tokens": (None, None),
    "users": (None, None),
}

# Routes that take something else, with `{}` for one word of the path.
ROUTES: dict[str, Opens | None] = {
    "GET auth/me": "any",
    "DELETE bots/{}": PUBLISH,
    "GET bots/{}/alerts": EDIT,
    "POST bots/{}/alerts/secret": None,
    "GET bots/{}/access": None,
    "POST bots/{}/access": None,
    "PUT bots/{}/access/{}": None,
    "DELETE bots/{}/access/{}": None,
    "POST bots/{}/archive": PUBLISH,
    "POST bots/{}/dead-letters/{}/replay": RUN,
    "POST bots/{}/pause": PUBLISH,
    "POST bots/{}/proposals": PROPOSE,
    "POST bots/{}/proposals/{}/changes": PROPOSE,
    "POST bots/{}/proposals/{}/withdraw": PROPOSE,
    "POST bots/{}/publish": PUBLISH,
    "POST bots/{}/resume": PUBLISH,
    "GET bots/{}/sessions": CONVERSATIONS,
    "POST bots/{}/rules/try": RUN,
    "POST bots/{}/simulate": RUN,
    "POST bots/{}/tests/run": RUN,
    "POST bots/{}/unarchive": PUBLISH,
    "POST channels/{}/attachments": RUN,
    "GET channels/{}/messages": RUN,
    "POST channels/{}/messages": RUN,
    "POST channels/{}/start": RUN,
    "GET channels/{}/subscribers": CONVERSATIONS,
    "POST connection-groups/{}/execute": RUN,
    "POST emitters/{}/run": RUN,
    "POST presets/parts": PROPOSE,
    "POST requests/{}/execute": RUN,
    "POST sessions/{}/replay": CONVERSATIONS,
    "GET workspaces/{}/members": None,
}


def _pattern(route: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(map(re.escape, route.split("{}"))))


_PATTERNS: list[tuple[re.Pattern[str], Opens | None]] = [
    (_pattern(route), needed) for route, needed in ROUTES.items()
]


def opens(method: str, path: str) -> Opens | None:
    """What a token needs for a request of this path; None: no token will do."""
    short = path.removeprefix(_PREFIX)
    for pattern, needed in _PATTERNS:
        if pattern.fullmatch(f"{method} {short}"):
            return needed
    reading, writing = NOUNS.get(short.partition("/")[0], (None, None))
    return reading if method in _READING else writing


def is_open(scopes: frozenset[str] | None, needed: Opens | None) -> bool:
    """Sign-ins (`scopes` None) are not narrowed."""
    return scopes is None or needed == "any" or needed in scopes or STRONGER.get(needed) in scopes


def scope_needed(needed: Opens | None) -> Forbidden:
    """`scope` is null where no access token will do."""
    message = "Only a sign-in may do this." if needed is None else "This access token doesn't allow this."
    return Forbidden("auth:scope_needed", message, scope=needed)
