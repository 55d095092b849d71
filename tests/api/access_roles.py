"""Who calls, and what a route gives each of them: tables for the access matrix."""

from collections.abc import Mapping

type Refusal = tuple[int, str]  # status, and how its code ends
type Take = Mapping[str, Refusal]  # by caller; whoever is not named is let in

# viewer and editor: the bot is shared with them singly. member_*: they belong to its workspace.
CALLERS = (
    "nobody",
    "anonymous",
    "user",
    "stranger",
    "viewer",
    "editor",
    "member_viewer",
    "member_editor",
    "owner",
    "admin",
)
# The owner by an access token: with every scope but the one that is needed, and with that one only.
TOKENS = ("wrong_token", "right_token")
OUTSIDERS = ("nobody", "anonymous", "user", "stranger")

_SIGN_IN: Refusal = (401, "auth:required")
_ACCOUNT: Refusal = (403, "auth:account_needed")
_ROLE: Refusal = (403, "auth:role_needed")
_RANK: Refusal = (403, ":forbidden")
_HIDDEN: Refusal = (404, ":not_found")
NOT_YOURS: Refusal = (403, ":not_yours")


def _but(take: Take, refusal: Refusal, *callers: str) -> Take:
    return {**take, **dict.fromkeys(callers, refusal)}


PUBLIC: Take = {}
SIGNED_IN = _but(PUBLIC, _SIGN_IN, "nobody")
ACCOUNT = _but(SIGNED_IN, _ACCOUNT, "anonymous")
DEVELOPER = _but(SIGNED_IN, _ROLE, "anonymous", "user")
ADMIN = _but(SIGNED_IN, _ROLE, *(name for name in CALLERS[1:] if name != "admin"))

BOT_VIEWER = _but(DEVELOPER, _HIDDEN, "stranger")
BOT_EDITOR = _but(BOT_VIEWER, _RANK, "viewer", "member_viewer")
# What the owner made there.
BOT_MAKER = _but(BOT_EDITOR, NOT_YOURS, "editor", "member_editor", "admin")
BOT_OWNER = _but(BOT_EDITOR, _RANK, "editor", "member_editor")

# Of a workspace, and of what belongs to it but to no bot.
PLACE_VIEWER = _but(DEVELOPER, _HIDDEN, "stranger", "viewer", "editor")
PLACE_EDITOR = _but(PLACE_VIEWER, _RANK, "member_viewer")
PLACE_OWNER = _but(PLACE_EDITOR, _RANK, "member_editor")

# In a channel that is not public.
CHAT = _but(SIGNED_IN, _HIDDEN, "anonymous", "user", "stranger", "viewer", "editor")

# Files are also for those without a role who sent them, so that role is not what hides them.
FILE_VIEWER = _but(SIGNED_IN, _HIDDEN, "anonymous", "user", "stranger")
FILE_EDITOR = _but(FILE_VIEWER, _RANK, "viewer", "member_viewer")

# People are there for whoever may edit where they chat.
PEOPLE_EDITOR = _but(DEVELOPER, _HIDDEN, "stranger", "viewer", "editor", "member_viewer")
PEOPLE_OWNER = _but(PEOPLE_EDITOR, _RANK, "member_editor")

# What is the owner's alone, as a person.
OWN = _but(SIGNED_IN, _HIDDEN, *(name for name in CALLERS[1:] if name != "owner"))
OWN_TOKEN = _but(
    _but(SIGNED_IN, _ACCOUNT, "anonymous"),
    _HIDDEN,
    *(name for name in CALLERS[2:] if name not in {"owner", "admin"}),
)
