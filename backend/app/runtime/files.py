"""Links to uploaded files: what stands in a message in place of `file: <id>` (flow-language.md 1)."""

from collections.abc import Mapping, Sequence
from copy import replace
from dataclasses import dataclass
from uuid import UUID

from app.engine import Command, SendMessage, Turn

from .loading import Loaded
from .postgres import Connection, Pool, until_it_is_back

# A bot shows what authors of its workspace uploaded, and to a person what that person sent here.
# A placeholder may hold any id: for it all other files do not exist.
FIND = """
select a.id, a.key, a.name from unnest($1::uuid[]) as wanted(id)
join attachment a on a.id = wanted.id
where a.workspace_id = $2 and (a.bot_id is not null or (a.channel_id = $3 and a.person_id = $4))
"""
MISSING = "message:file_not_found"
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What a message shows of an upload."""

    url: str
    name: str


def file_link(attachment_id: UUID, key: str) -> str:
    """Opens the file to whoever has it; relative to PUBLIC_URL, so that it outlives a change of that."""
    return f"/api/v1/attachments/{attachment_id}/content?key={key}"


class Files:
    """Finds the files that messages name."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def link(self, turn: Turn, loaded: Loaded) -> Turn:
        """The turn with links for files; one that is not there is left out, with a problem in the trace."""
        wanted = {file for command in turn.commands for file in _files(command)}
        if not wanted:
            return turn
        found = await self._find([one for one in map(_uuid, wanted) if one is not None], loaded)
        commands = [_linked(command, found, turn) for command in turn.commands]
        return replace(turn, commands=tuple(one for one in commands if one is not None))

    async def _find(self, ids: Sequence[UUID], loaded: Loaded) -> dict[UUID, File]:
        here = (loaded.workspace_id, loaded.channel_id, loaded.person_id)
        rows = await until_it_is_back(lambda: self._pool.fetch(FIND, list(ids), *here), what="files")
        return {row["id"]: File(url=file_link(row["id"], row["key"]), name=row["name"]) for row in rows}


async def authors_files(
    connection: Connection, workspace_id: UUID, attachments: Sequence[Mapping[str, str]]
) -> dict[UUID, File]:
    """What authors of a workspace uploaded, of the files that these attachments name."""
    ids = [found for one in attachments if _names_file(one) and (found := _uuid(one["file"])) is not None]
    if not ids:
        return {}
    rows = await connection.fetch(FIND, ids, workspace_id, None, None)
    return {row["id"]: File(url=file_link(row["id"], row["key"]), name=row["name"]) for row in rows}


def linked(
    attachments: Sequence[Mapping[str, str]], found: Mapping[UUID, File]
) -> tuple[list[dict[str, str]], list[str]]:
    """The attachments with links for files, and the names of those that are not there."""
    kept: list[dict[str, str]] = []
    missing: list[str] = []
    for one in attachments:
        file = found.get(_uuid(one["file"]) or _NOBODY) if _names_file(one) else None
        if file is None and _names_file(one):
            missing.append(one["file"])
        else:
            kept.append(dict(one) if file is None else _shown(one, file))
    return kept, missing


def _files(command: Command) -> list[str]:
    return [one["file"] for one in _attachments(command) if _names_file(one)]


def _attachments(command: Command) -> list[dict[str, str]]:
    return command.attachments if isinstance(command, SendMessage) else []


def _names_file(attachment: Mapping[str, str]) -> bool:
    """Where both are given the address counts."""
    return bool(attachment.get("file")) and not attachment.get("url")


def _linked(command: Command, found: Mapping[UUID, File], turn: Turn) -> Command | None:
    """None where nothing of the message is left."""
    if not isinstance(command, SendMessage) or not _files(command):
        return command
    kept, missing = linked(_attachments(command), found)
    for file in missing:
        turn.trace.problem(MISSING, file=file, message=command.id)
    says = command.text or command.buttons or kept or command.widget is not None
    return replace(command, attachments=kept) if says else None


def _shown(attachment: Mapping[str, str], file: File) -> dict[str, str]:
    rest = {key: part for key, part in attachment.items() if key != "file"}
    return {**rest, "url": file.url, "name": rest.get("name") or file.name}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
