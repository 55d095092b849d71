"""Operations by the names their senders gave them: the same again is done once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.errors import Conflict
from app.storage.models import Bot, DraftOperation

from .operation import Op, Operation, Path

_encode = msgspec.json.Encoder(decimal_format="number", order="deterministic").encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """`id` of the part that was added or moved. `is_new` False: it had been done before."""

    operation_id: str | None
    op: Op
    path: Path
    id: str | None
    is_new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """`fresh`: what was not done yet; `digests` of those with a name; `repeated`: what was done before."""

    fresh: tuple[Operation, ...]
    repeated: tuple[Applied, ...] = ()
    digests: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


def digests_of(operations: Sequence[Operation]) -> dict[str, bytes]:
    """What tells an operation sent again from another one of the same name; Conflict where these differ."""
    found: dict[str, bytes] = {}
    for number, one in enumerate(operations):
        if one.operation_id is not None:
            digest = digest_of(one)
            if found.setdefault(one.operation_id, digest) != digest:
                raise _reused(number, one.operation_id)
    return found


def sort_out(
    operations: Sequence[Operation],
    digests: Mapping[str, bytes],
    known: Mapping[str, tuple[str | None, bytes]],
) -> Sorted:
    """`known`: the part and the digest of those done before. Conflict `change:operation_reused` where another
    operation had the name."""
    fresh: list[Operation] = []
    repeated: list[Applied] = []
    named: dict[str, str | None] = {}
    for number, one in enumerate(operations):
        name = one.operation_id
        if name is not None and name in known:
            part_id, digest = known[name]
            if digest != digests[name]:
                raise _reused(number, name)
            named[name] = part_id
        if name is None or name not in named:
            fresh.append(one)
        else:
            repeated.append(
                Applied(operation_id=name, op=one.op, path=one.path, id=named[name], is_new=False)
            )
        if name is not None:
            named.setdefault(name, None)
    return Sorted(fresh=tuple(fresh), repeated=tuple(repeated), digests=digests)


async def remember(
    session: AsyncSession, bot: Bot, digests: Mapping[str, bytes], parts: Mapping[str, str | None]
) -> None:
    """`parts`: by the name of an operation that was done now, the part it made or moved."""
    rows = [
        {
            "bot_id": bot.id,
            "operation_id": name,
            "revision": bot.revision,
            "part_id": part_id,
            "digest": digests[name],
        }
        for name, part_id in parts.items()
    ]
    if rows:
        await session.execute(insert(DraftOperation).values(rows))


def digest_of(operation: Operation) -> bytes:
    """What it says, the same however a path was spelt."""
    paths = {"path": operation.path} | ({} if operation.to is None else {"to": operation.to})
    spelt = {name: [str(one) for one in path] for name, path in paths.items()}
    return sha256(_encode(operation.as_json() | spelt)).digest()


def _reused(number: int, name: str) -> Conflict:
    return Conflict(
        "change:operation_reused",
        "This operation_id was given to another operation.",
        operation=number,
        operation_id=name,
    )
