"""/bots: documents in and out, versions, faults, simulation (interfaces.md)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from app.accounts.access import require_bot, require_workspace
from app.accounts.audit import Change, record
from app.accounts.dependencies import Developer, Work
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.errors import TooLarge
from app.kit.keyset import SortedPageQuery
from app.kit.pagination import Page, PageQuery
from app.storage.database import after_commit
from app.storage.models import Bot
from app.storage.removal import remove_bot_traces

from .bodies import TEST, document_body
from .bots import bots_of, locked_bot, personal_workspace, steady_bot
from .changes import Operation, Terms, change
from .exchange import LARGEST
from .inspection import Inspecting
from .kept_tests.setting import set_needs_tests
from .letters import letter_of, letters_of, place_of, replay_letter
from .placing import PLACE
from .played import played_with
from .proposals.asked import OnProposal
from .proposals.shown import draft_or_branch
from .publishing import Publishing
from .schemas import (
    BotChange,
    BotCreate,
    BotFilter,
    BotRead,
    DeadLetterRead,
    IssueRead,
    Issues,
    Publish,
    Replayed,
    Simulated,
    Simulation,
    VersionRead,
    Versions,
    VersionWhole,
)
from .seen import SeenRevision
from .simulation import Simulating
from .versions import restore, version, versions_of
from .waking import Waking

router = ApiRouter(prefix="/bots", tags=["bots"])


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
    page: SortedPageQuery,
    wanted: Annotated[BotFilter, Query()],
) -> Page[BotRead]:
    """The bots of one's workspaces and those shared singly, oldest first unless told otherwise."""
    bots, cursor = await bots_of(session, person, page, wanted.wanted())
    return Page(items=[BotRead.of(bot) for bot in bots], next_cursor=cursor)


@router.post("", status_code=201)
async def create_bot(wanted: BotCreate, person: Developer, session: Work) -> BotRead:
    """An empty bot; its first step is added by a change, or comes with an import."""
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


@router.get("/{bot_id}")
async def read_bot(bot_id: UUID, person: Developer, session: Work) -> BotRead:
    """The bot itself; its draft is what an export shows."""
    await require_bot(session, person, bot_id, Access.VIEWER)
    return BotRead.of(await steady_bot(session, bot_id))


@router.patch("/{bot_id}")
async def change_bot(bot_id: UUID, wanted: BotChange, person: Developer, session: Work) -> BotRead:
    """Name, description, and whether publishing needs green tests, which no access token takes off; what is
    not named stays."""
    await require_bot(session, person, bot_id, Access.EDITOR)
    changed = wanted.model_dump(exclude_unset=True)
    needs_tests = changed.pop("publish_needs_tests", None)
    operations = [Operation(op="set", path=(key,), value=value) for key, value in changed.items()]
    if operations:
        await change(session, bot_id, operations, Terms(author_id=person.person_id))
    bot = await locked_bot(session, bot_id)
    if needs_tests is not None:
        set_needs_tests(session, bot, person, needs_tests=needs_tests)
    await session.flush()
    await session.refresh(bot)
    return BotRead.of(bot)


@router.delete("/{bot_id}", status_code=204)
async def delete_bot(bot_id: UUID, person: Developer, session: Work, waking: Waking) -> None:
    """The bot with its draft and versions; what was said to it stays with its channels."""
    reach = await require_bot(session, person, bot_id, Access.OWNER)
    await session.delete(await locked_bot(session, bot_id))
    await remove_bot_traces(session, bot_id)
    change = Change(
        action="bot.delete", subject_id=bot_id, workspace_id=reach.workspace_id, actor_id=person.person_id
    )
    record(session, change)
    after_commit(session, lambda: waking.tell_deleted(bot_id))


@router.get("/{bot_id}/inspect", dependencies=[PLACE], responses=errors(429))
async def inspect_bot(
    bot_id: UUID, person: Developer, inspecting: Inspecting, proposal: OnProposal = None
) -> Issues:
    """What is wrong with the draft, errors first. `fix`: operations for `/changes` that mend it."""
    async with inspecting.database.unit_of_work() as session:
        reach = await require_bot(session, person, bot_id, Access.VIEWER)
        document = (await draft_or_branch(session, bot_id, proposal)).draft.parsed
    around = await inspecting.around(reach.workspace_id, bot_id, document)
    return Issues(issues=[IssueRead.of(issue) for issue in await inspecting.whole(around, document)])


@router.post("/{bot_id}/publish", status_code=201, dependencies=[PLACE], responses=errors(409, 429))
async def publish_bot(
    bot_id: UUID, person: Developer, publishing: Publishing, wanted: Publish | None = None
) -> VersionRead:
    """The draft as the next version, which runs from the next event on; 409 while it has errors, and with
    `publish_needs_tests` while a test is red."""
    return VersionRead.of(await publishing.publish(person, bot_id, wanted or Publish()))


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


@router.post("/{bot_id}/versions/{number}/restore", dependencies=[PLACE], responses=errors(409, 413, 429))
async def restore_version(
    bot_id: UUID, number: int, person: Developer, session: Work, seen: SeenRevision
) -> BotRead:
    """The version as the draft; what was in the draft is gone from it, not from the versions. 409
    `change:conflict` with the current revision where the draft is not at the one that is named."""
    await require_bot(session, person, bot_id, Access.EDITOR)
    bot = await restore(session, bot_id, number, author_id=person.person_id, base_revision=seen)
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


@router.post(
    "/{bot_id}/simulate",
    response_model=Simulated,
    responses=errors(413, 429),
    openapi_extra={"requestBody": document_body(TEST)},
)
async def simulate_bot(
    bot_id: UUID,
    source: Source,
    person: Developer,
    simulating: Simulating,
    chosen: Annotated[Simulation, Query()],
) -> Response:
    """A test (flow-language.md 9, its `bot` passed over) on the real engine; it touches nothing, unless it is
    `live`: then requests and integrations without a mock are performed, and `recorded` for the next time."""
    played = played_with(chosen.version, chosen.proposal)
    play = simulating.play_for_real if chosen.live else simulating.play
    return Response(await play(person, bot_id, played, source), media_type="application/json")


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
    """Handle an event again, as the newest of its conversation; carry a message again that nobody took."""
    await require_bot(session, person, bot_id, Access.EDITOR)
    letter = await letter_of(session, bot_id, letter_id)
    put_back = await replay_letter(session, person.person_id, letter, waking)
    return Replayed(**{place_of(letter): put_back.id})
