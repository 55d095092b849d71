"""/bots: documents in and out, versions, faults, simulation (interfaces.md)."""

from asyncio import to_thread
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from app.accounts.access import require_bot, require_workspace
from app.accounts.audit import Change, record
from app.accounts.dependencies import Developer, Work
from app.accounts.principals import Access
from app.engine.document import to_json, to_yaml
from app.engine.inspect import inspect
from app.kit.api import ApiRouter, errors
from app.kit.errors import TooLarge
from app.kit.pagination import Page, PageQuery
from app.storage.database import after_commit
from app.storage.models import Bot
from app.storage.removal import remove_bot_traces

from .bots import bots_of, locked_bot, personal_workspace, steady_bot
from .exchange import LARGEST, create_from, parse, replace_with
from .letters import letter_of, letters_of
from .schemas import (
    BotChange,
    BotCreate,
    BotRead,
    DeadLetterRead,
    Imported,
    IssueRead,
    Issues,
    Publish,
    Replayed,
    Simulated,
    VersionRead,
    Versions,
    VersionWhole,
)
from .simulation import simulate
from .versions import (
    document_of,
    publish,
    restore,
    version,
    versions_of,
    waiting_sessions,
    workspace_templates,
)
from .waking import Waking

router = ApiRouter(prefix="/bots", tags=["bots"])

DOCUMENT = {
    "content": {kind: {"schema": {"type": "object"}} for kind in ("application/json", "application/yaml")},
    "required": True,
}


async def _source(request: Request) -> bytes:
    """The body as it came: what it holds is for the parser to say."""
    body = await request.body()
    if len(body) > LARGEST:
        raise TooLarge("document:too_large", "A document has at most 10 MB.", limit=LARGEST)
    return body


Source = Annotated[bytes, Depends(_source)]


@router.get("")
async def list_bots(
    person: Developer,
    session: Work,
    page: PageQuery,
    search: Annotated[str | None, Query(max_length=200)] = None,
) -> Page[BotRead]:
    """The bots of one's workspaces and those shared singly, oldest first; `search`: a part of the name."""
    bots, cursor = await bots_of(session, person, page, search)
    return Page(items=[BotRead.of(bot) for bot in bots], next_cursor=cursor)


@router.post("", status_code=201)
async def create_bot(wanted: BotCreate, person: Developer, session: Work) -> BotRead:
    """An empty bot; its first step is made in the editor, or comes with an import."""
    workspace_id = wanted.workspace_id or await personal_workspace(session, person)
    await require_workspace(session, person, workspace_id, Access.EDITOR)
    head: dict[str, Any] = {"dbcv": 1, "kind": "bot", "name": wanted.name}
    if wanted.description:
        head["description"] = wanted.description
    bot = Bot(workspace_id=workspace_id, name=wanted.name, head=head, revision=0)
    session.add(bot)
    await session.flush()
    record(session, Change(action="bot.create", subject_id=bot.id, bot_id=bot.id, actor_id=person.person_id))
    await session.refresh(bot)
    return BotRead.of(bot)


@router.post("/import", status_code=201, responses=errors(413), openapi_extra={"requestBody": DOCUMENT})
async def import_bot(
    source: Source,
    person: Developer,
    session: Work,
    target_bot_id: UUID | None = None,
    workspace_id: UUID | None = None,
) -> Imported:
    """A document, JSON or YAML, as a new bot, or over the draft of an existing one."""
    document = await to_thread(parse, source)
    if target_bot_id is not None:
        await require_bot(session, person, target_bot_id, Access.EDITOR)
        bot = await replace_with(session, target_bot_id, document)
    else:
        place = workspace_id or await personal_workspace(session, person)
        await require_workspace(session, person, place, Access.EDITOR)
        bot = await create_from(session, place, document)
    record(session, Change(action="bot.import", subject_id=bot.id, bot_id=bot.id, actor_id=person.person_id))
    await session.flush()
    await session.refresh(bot)
    templates = await workspace_templates(session, bot.workspace_id)
    issues = [IssueRead.of(issue) for issue in await to_thread(inspect, document, templates)]
    return Imported.model_validate({**BotRead.of(bot).model_dump(), "issues": issues})


@router.get("/{bot_id}")
async def read_bot(bot_id: UUID, person: Developer, session: Work) -> BotRead:
    """The bot itself; its draft is what an export shows."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    return BotRead.of(await steady_bot(session, bot_id))


@router.patch("/{bot_id}")
async def change_bot(bot_id: UUID, wanted: BotChange, person: Developer, session: Work) -> BotRead:
    """Name and description; what is not named stays."""
    await require_bot(session, person, bot_id, Access.EDITOR)
    bot = await locked_bot(session, bot_id)
    before = {"name": bot.name, "description": bot.head.get("description")}
    changed = wanted.model_dump(exclude_unset=True)
    bot.name = changed.get("name") or bot.name
    head = {**bot.head, **changed, "name": bot.name}
    bot.head = {key: value for key, value in head.items() if value is not None}
    bot.revision += 1
    change = Change(
        action="bot.change",
        subject_id=bot.id,
        bot_id=bot.id,
        actor_id=person.person_id,
        before=before,
        after=changed,
    )
    record(session, change)
    await session.flush()
    await session.refresh(bot)
    return BotRead.of(bot)


@router.delete("/{bot_id}", status_code=204)
async def delete_bot(bot_id: UUID, person: Developer, session: Work) -> None:
    """The bot with its draft and versions; what was said to it stays with its channels."""
    reach = await require_bot(session, person, bot_id, Access.OWNER)
    await session.delete(await locked_bot(session, bot_id))
    await remove_bot_traces(session, bot_id)
    change = Change(
        action="bot.delete", subject_id=bot_id, workspace_id=reach.workspace_id, actor_id=person.person_id
    )
    record(session, change)


@router.get("/{bot_id}/export", response_class=Response)
async def export_bot(
    bot_id: UUID,
    person: Developer,
    session: Work,
    format: Literal["yaml", "json"] = "yaml",  # noqa: A002 - the name in the address
    number: Annotated[int | None, Query(alias="version", ge=1)] = None,
) -> Response:
    """The draft, or a version, as the document an import takes."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    document = await document_of(session, bot_id, number)
    written = to_yaml(document) if format == "yaml" else to_json(document)
    return Response(written, media_type=f"application/{format}; charset=utf-8")


@router.get("/{bot_id}/inspect")
async def inspect_bot(bot_id: UUID, person: Developer, session: Work) -> Issues:
    """What is wrong with the draft, errors first."""
    reach = await require_bot(session, person, bot_id, Access.VIEWER)
    document = await document_of(session, bot_id, None)
    templates = await workspace_templates(session, reach.workspace_id)
    return Issues(issues=[IssueRead.of(issue) for issue in await to_thread(inspect, document, templates)])


@router.post("/{bot_id}/publish", status_code=201, responses=errors(409))
async def publish_bot(
    bot_id: UUID, person: Developer, session: Work, waking: Waking, wanted: Publish | None = None
) -> VersionRead:
    """The draft as the next version, which runs from the next event on; 409 while it has errors."""
    await require_bot(session, person, bot_id, Access.EDITOR)
    chosen = wanted or Publish()
    made = await publish(
        session, bot_id, author_id=person.person_id, note=chosen.note, sessions=chosen.sessions
    )
    change = Change(
        action="bot.publish",
        subject_id=bot_id,
        bot_id=bot_id,
        actor_id=person.person_id,
        after={"version": made.number, "sessions": made.sessions},
    )
    record(session, change)
    waiting = await waiting_sessions(session, bot_id)
    after_commit(session, lambda: waking.wake(waiting))
    await session.refresh(made)
    return VersionRead.of(made)


@router.get("/{bot_id}/versions")
async def list_versions(bot_id: UUID, person: Developer, session: Work) -> Versions:
    """Every published version, newest first, without the documents."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    return Versions(items=[VersionRead.of(one) for one in await versions_of(session, bot_id)])


@router.get("/{bot_id}/versions/{number}")
async def read_version(bot_id: UUID, number: int, person: Developer, session: Work) -> VersionWhole:
    """One version with its document, which never changes."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    return VersionWhole.whole(await version(session, bot_id, number))


@router.post("/{bot_id}/versions/{number}/restore")
async def restore_version(bot_id: UUID, number: int, person: Developer, session: Work) -> BotRead:
    """The version as the draft; what was in the draft is gone from it, not from the versions."""
    await require_bot(session, person, bot_id, Access.EDITOR)
    bot = await restore(session, bot_id, number)
    change = Change(
        action="bot.restore",
        subject_id=bot_id,
        bot_id=bot_id,
        actor_id=person.person_id,
        after={"version": number},
    )
    record(session, change)
    await session.flush()
    await session.refresh(bot)
    return BotRead.of(bot)


@router.post("/{bot_id}/simulate", responses=errors(413), openapi_extra={"requestBody": DOCUMENT})
async def simulate_bot(
    bot_id: UUID,
    source: Source,
    person: Developer,
    session: Work,
    chosen: Annotated[str, Query(alias="version", pattern=r"^(draft|[1-9][0-9]{0,8})$")] = "draft",
) -> Simulated:
    """A conversation test (flow-language.md 9, without `bot`) on the real engine; it touches nothing."""
    reach = await require_bot(session, person, bot_id, Access.VIEWER)
    document = await document_of(session, bot_id, None if chosen == "draft" else int(chosen))
    templates = await workspace_templates(session, reach.workspace_id)
    return Simulated.model_validate(await to_thread(simulate, document, templates, source))


@router.get("/{bot_id}/dead-letters")
async def list_dead_letters(
    bot_id: UUID, person: Developer, session: Work, page: PageQuery
) -> Page[DeadLetterRead]:
    """Events that could not be handled and messages nobody took, oldest first."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    letters, cursor = await letters_of(session, bot_id, page)
    return Page(items=[DeadLetterRead.of(letter) for letter in letters], next_cursor=cursor)


@router.post("/{bot_id}/dead-letters/{letter_id}/replay", responses=errors(409))
async def replay_dead_letter(
    bot_id: UUID, letter_id: UUID, person: Developer, session: Work, waking: Waking
) -> Replayed:
    """Handle the event again, as the newest of its conversation."""
    await require_bot(session, person, bot_id, Access.EDITOR)
    await letter_of(session, bot_id, letter_id)
    return Replayed(session_id=await waking.replay(letter_id))
