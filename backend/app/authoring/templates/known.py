"""The templates that bots of a workspace may use: its own and those of the gallery."""

from asyncio import to_thread
from collections import OrderedDict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import DocumentError, TemplateDocument, parse_document
from app.storage.models import Template

from ..gallery import gallery
from .limits import MOST_BYTES

INLINE = 16 * 1024  # characters of documents up to which reading them is no matter for a thread

type Known = TemplateDocument | None
"""None: it no longer reads; `inspect` names it as missing wherever it is used."""


class ReadVersions:
    """Versions that were read before: a row never changes. Bounded by the length of their sources."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._known: OrderedDict[UUID, tuple[Known, int]] = OrderedDict()
        self._length = 0

    def get(self, ids: Iterable[UUID]) -> dict[UUID, Known]:
        """Those of them that are known."""
        known = {one: self._known[one][0] for one in ids if one in self._known}
        for one in known:
            self._known.move_to_end(one)
        return known

    def keep(self, template_id: UUID, document: Known, length: int) -> None:
        if template_id in self._known:
            return
        self._known[template_id] = (document, length)
        self._length += length
        while self._length > self._most:
            _, (_, gone) = self._known.popitem(last=False)
            self._length -= gone


_READ = ReadVersions()


async def workspace_templates(session: AsyncSession, workspace_id: UUID) -> tuple[TemplateDocument, ...]:
    """Each version of each, those of the gallery included."""
    return (*await own_templates(session, workspace_id), *gallery())


async def own_templates(session: AsyncSession, workspace_id: UUID) -> tuple[TemplateDocument, ...]:
    """Those of the workspace itself; one that no longer reads is left out."""
    ids = list(await session.scalars(select(Template.id).where(Template.workspace_id == workspace_id)))
    known = _READ.get(ids)
    missing = [one for one in ids if one not in known]
    if missing:
        known |= await _read(session, missing)
    return tuple(document for one in ids if (document := known.get(one)) is not None)


async def _read(session: AsyncSession, ids: list[UUID]) -> dict[UUID, Known]:
    found = await session.execute(
        select(Template.id, cast(Template.document, Text)).where(Template.id.in_(ids))
    )
    sources: dict[UUID, str] = {row[0]: row[1] for row in found}
    is_little = sum(map(len, sources.values())) <= INLINE
    fresh = _parsed(sources) if is_little else await to_thread(_parsed, sources)
    for one, document in fresh.items():
        _READ.keep(one, document, len(sources[one]))
    return fresh


def _parsed(sources: dict[UUID, str]) -> dict[UUID, Known]:
    return {one: _document(source) for one, source in sources.items()}


def _document(source: str) -> Known:
    try:
        return parse_document(source, "template")
    except DocumentError:
        return None
