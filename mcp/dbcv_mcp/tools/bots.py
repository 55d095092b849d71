"""Bots as a whole."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from ..api import Api
from ..changing import Place, change, setting
from ..issues import counted
from ..lessons import Lesson, Taught
from ..shapes import BaseRevision, BotId, Cursor, Limit, Name, Proposal
from .tool import Answer

_SHOWN = ("id", "name", "status", "revision", "published_version")
_HEAD = ("locale", "timezone", "first_step", "on_finish", "variables", "secrets")
_NOT_PROPOSED = Taught(
    Lesson(
        code="tool:bad_arguments",
        message="A proposal takes changes of the document; publish_needs_tests is for a person to set.",
        allowed=("name", "description", "first_step", "locale", "timezone", "on_finish", "variables"),
    )
)
_COUNTED = ("steps", "groups", "requests", "templates", "tests", "notes")


async def list_bots(
    api: Api,
    search: Annotated[str | None, Field(max_length=200, description="Part of a name.")] = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Answer:
    """The bots you may see."""
    page = await api.get("bots", search=search, limit=limit, cursor=cursor)
    return {"items": [_short(bot) for bot in page["items"]], "next_cursor": page["next_cursor"]}


async def get_bot_info(api: Api, bot_id: BotId) -> Answer:
    """Name, settings, sizes and number of faults of a bot. get_outline shows its steps."""
    bot = await api.get("bots", bot_id)
    draft = await api.get("bots", bot_id, "draft")
    document = draft["document"]
    return {
        **_short(bot),
        "description": bot["description"],
        "publish_needs_tests": bot["publish_needs_tests"],
        "access": draft["access"],
        **{name: document[name] for name in _HEAD if name in document},
        "counts": {name: len(document.get(name, ())) for name in _COUNTED},
        "faults": counted(draft["issues"]),
    }


async def create_bot(
    api: Api,
    name: Name,
    description: Annotated[str | None, Field(max_length=2000)] = None,
    document: Annotated[
        dict[str, Any] | None,
        Field(description="A whole bot document to begin with; steps may come later too."),
    ] = None,
    workspace_id: Annotated[UUID | None, Field(description="Left out: your own.")] = None,
) -> Answer:
    """Make a bot. Then add steps by apply_changes, and say first_step."""
    about = {"name": name} | ({} if description is None else {"description": description})
    if document is None:
        bot = await api.post(
            "bots", body=about | ({} if workspace_id is None else {"workspace_id": str(workspace_id)})
        )
    else:
        whole = {"dbcv": 1, "kind": "bot", **document, **about}
        bot = await api.post("bots", "import", body=whole, workspace_id=workspace_id)
    told = {**_short(bot), "workspace_id": bot["workspace_id"]}
    return told | ({"faults": counted(bot["issues"])} if "issues" in bot else {})


async def update_bot(
    api: Api,
    bot_id: BotId,
    name: Name | None = None,
    description: Annotated[str | None, Field(max_length=2000)] = None,
    first_step: Annotated[str | None, Field(max_length=140, description="Id of a step.")] = None,
    locale: Annotated[str | None, Field(max_length=35)] = None,
    timezone: Annotated[str | None, Field(max_length=60, description="Such as Europe/Moscow.")] = None,
    on_finish: Literal["restart", "stay"] | None = None,
    variables: Annotated[dict[str, Any] | None, Field(description="All initial values of bot.*.")] = None,
    publish_needs_tests: Annotated[
        bool | None, Field(description="Refuse to publish while a test is red. Only a person takes it off.")
    ] = None,
    base_revision: BaseRevision = None,
    proposal: Proposal = None,
) -> Answer:
    """Change settings of a bot; what is left out stays."""
    given = {
        "name": name,
        "description": description,
        "first_step": first_step,
        "locale": locale,
        "timezone": timezone,
        "on_finish": on_finish,
        "variables": variables,
    }
    fields = {key: value for key, value in given.items() if value is not None}
    if proposal is not None and (publish_needs_tests is not None or not fields):
        raise _NOT_PROPOSED
    told: Answer = {}
    if fields:
        told = await change(api, Place(bot_id, proposal), setting((), fields), base_revision)
    if publish_needs_tests is not None or not fields:
        wanted = {} if publish_needs_tests is None else {"publish_needs_tests": publish_needs_tests}
        bot = await api.patch("bots", bot_id, body=wanted)
        told = {**told, "revision": bot["revision"], "publish_needs_tests": bot["publish_needs_tests"]}
    return told


def _short(bot: dict[str, Any]) -> dict[str, Any]:
    return {name: bot[name] for name in _SHOWN}
