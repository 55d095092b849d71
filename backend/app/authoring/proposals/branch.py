"""The branch of a proposal: changed on the same path as a draft, and read like one."""

from asyncio import to_thread
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import BotDocument, parse_document, values
from app.engine.document import canonical
from app.engine.secret_values import read_at
from app.kit.errors import Conflict, Forbidden, InvalidInput
from app.storage.database import after_commit
from app.storage.models import Proposal, ProposalChange, ProposalOperation

from ..changes.conflicts import History
from ..changes.line import Known, Line
from ..changes.operation import dotted
from ..changes.withholding import Withheld, withhold
from ..changes.writing import Entry
from ..draft import Draft, keeping, size_of
from ..draft.cache import DRAFTS
from .counting import counts_of
from .limits import MOST_REVISIONS
from .news import tell
from .repository import locked, steady

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was done with a proposal at a revision of it."""

    author_id: UUID | None
    action: str
    touched: tuple[tuple[str | int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """An open proposal with its documents."""

    session: AsyncSession
    proposal: Proposal

    def line(self) -> Line:
        """What operations are done to. Ids that are made in it are none that the draft gives meanwhile."""
        change, proposal = ProposalChange, self.proposal
        owner = change.proposal_id == proposal.id
        return Line(
            revision=proposal.revision,
            history=History(table=change, owner=owner, revision=proposal.revision),
            known=self._known,
            read=self.read,
            withhold=_withhold,
            write=self._write,
            mark=f"p{proposal.id.hex[-4:]}",
        )

    async def _known(self, names: Collection[str]) -> Known:
        if not names:
            return {}
        row = ProposalOperation
        asked = select(row.operation_id, row.part_id, row.digest)
        of_this = asked.where(row.proposal_id == self.proposal.id, row.operation_id.in_([*names]))
        return {name: (part_id, digest) for name, part_id, digest in await self.session.execute(of_this)}

    async def read(self) -> Draft:
        return await read_branch(self.session, self.proposal)

    async def _write(self, before: Draft, after: Draft, entry: Entry, withheld: Withheld) -> int:
        del before, withheld
        if self.proposal.revision >= MOST_REVISIONS:
            raise Conflict(
                "proposal:too_many_changes",
                "This proposal was changed too often: make another one.",
                limit=MOST_REVISIONS,
            )
        step = Step(author_id=entry.author_id, action="change", touched=entry.touched)
        await self.advance(step, document=after.document)
        await self._remember(entry.digests, entry.parts)
        after_commit(self.session, keeping(self.proposal.id, self.proposal.revision, after))
        return self.proposal.revision

    async def advance(self, step: Step, *, base: Json | None = None, document: Json | None = None) -> None:
        """Its next revision, with another base or another document; what is left out stays."""
        proposal = self.proposal
        for name, side in (("base", base), ("document", document)):
            if side is not None:
                setattr(proposal, name, (await to_thread(values.encode, side)).decode())
        sides = base or await read_base(proposal), document or (await self.read()).document
        proposal.counts = await to_thread(counts_of, *sides)
        proposal.revision += 1
        await self.session.flush()
        await self._note(step)
        await tell(self.session, proposal)

    async def _note(self, step: Step) -> None:
        self.session.add(
            ProposalChange(
                proposal_id=self.proposal.id,
                revision=self.proposal.revision,
                author_id=step.author_id,
                action=step.action,
                touched=[list(path) for path in step.touched],
            )
        )
        await self.session.flush()

    async def _remember(self, digests: Mapping[str, bytes], parts: Mapping[str, str | None]) -> None:
        rows = [
            {
                "proposal_id": self.proposal.id,
                "operation_id": name,
                "revision": self.proposal.revision,
                "part_id": part_id,
                "digest": digests[name],
            }
            for name, part_id in parts.items()
        ]
        if rows:
            await self.session.execute(insert(ProposalOperation).values(rows))


async def open_branch(session: AsyncSession, bot_id: UUID, proposal_id: UUID, *, to_write: bool) -> Branch:
    """Of the proposal of a bot, to be written by one at a time. NotFound `proposal:not_found`, Conflict
    `proposal:decided`."""
    proposal = await (locked if to_write else steady)(session, bot_id, proposal_id)
    refuse_decided(proposal)
    return Branch(session=session, proposal=proposal)


async def open_line(session: AsyncSession, bot_id: UUID, proposal_id: UUID, *, to_write: bool) -> Line:
    """The same, for operations to be done to it."""
    return (await open_branch(session, bot_id, proposal_id, to_write=to_write)).line()


def _withhold(before: Draft, document: Json, parsed: BotDocument) -> tuple[BotDocument, Withheld]:
    """No value of a secret comes into a proposal; one that was in the draft before it was called secret stays
    until that is accepted."""
    there: Json = before.document.get("variables") or {}
    found = withhold(document).values
    new = [path for path, value in found.items() if read_at(there, path) != value]
    if new:
        raise InvalidInput(
            "proposal:secret_value",
            "A proposal holds no value of a secret: a person gives it to the bot.",
            paths=[dotted(("variables", *path)) for path in new],
        )
    return parsed, Withheld(variables=document.get("variables") or {})


def refuse_decided(proposal: Proposal) -> None:
    """Conflict `proposal:decided`."""
    if proposal.state != "open":
        raise Conflict(
            "proposal:decided",
            "This proposal was accepted, rejected or withdrawn already.",
            state=proposal.state,
            revision=proposal.revision,
        )


def refuse_others(proposal: Proposal, person_id: UUID) -> None:
    """Forbidden `proposal:not_yours`."""
    if proposal.author_id != person_id:
        raise Forbidden("proposal:not_yours", "Somebody else made this proposal.")


async def read_branch(session: AsyncSession, proposal: Proposal) -> Draft:
    """The branch as it is written."""
    known = DRAFTS.get(proposal.id, proposal.revision)
    if known is not None:
        return known
    draft = await to_thread(_draft, proposal.document)
    after_commit(session, keeping(proposal.id, proposal.revision, draft))
    return draft


async def read_base(proposal: Proposal) -> Json:
    """What it is compared with."""
    return (await to_thread(_draft, proposal.base)).document


def _draft(written: str) -> Draft:
    parsed = parse_document(written)
    document = canonical(parsed)
    return Draft(document=document, parsed=parsed, size=size_of(document))
