"""The scopes that sessions share, written by authors under the lock the workers take (flow-language.md 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Text, cast, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.engine import values
from app.engine.operations import READ_ONLY, apply
from app.engine.paths import is_segment, parse_path
from app.kit.errors import InvalidInput
from app.storage.models import BotVariables, ChannelVariables, UserVariables

type Root = dict[str, Any]
type Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`always`: keys that every session reads as the system has them, whatever is stored."""

    model: Any
    owner: tuple[str, ...]
    always: frozenset[str]


KINDS: dict[str, Kind] = {
    "bot": Kind(model=BotVariables, owner=("bot_id",), always=frozenset({"id", "name"})),
    "channel": Kind(model=ChannelVariables, owner=("channel_id",), always=frozenset({"id", "name", "kind"})),
    "user": Kind(model=UserVariables, owner=("workspace_id", "person_id"), always=frozenset({"id"})),
}

NO_PATH = "variable:no_path"
SENTENCES: dict[str, tuple[str, str]] = {
    NO_PATH: (
        "A name has letters, digits, _ and -; dots lead into a value",
        "В имени бывают буквы, цифры, _ и -; точки ведут внутрь значения",
    ),
    READ_ONLY: ("The system sets this one", "Это значение задаёт сама система"),
    "variable:not_an_object": (
        "Another value stands in the way of this path",
        "На этом пути стоит другое значение",
    ),
    "variable:too_large": (
        "A variable has at most 64 KiB, all of them together 256 KiB",
        "Переменная занимает не больше 64 КиБ, все вместе не больше 256 КиБ",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One scope of one owner."""

    name: str
    owner: tuple[UUID, ...]

    @property
    def kind(self) -> Kind:
        return KINDS[self.name]

    @property
    def where(self) -> Sequence[Any]:
        model = self.kind.model
        return [getattr(model, name) == one for name, one in zip(self.kind.owner, self.owner, strict=True)]

    def visible(self, root: Root) -> Root:
        """Without what the system sets."""
        return {key: value for key, value in root.items() if key not in self.kind.always}


async def read(session: AsyncSession, scope: Scope) -> Root:
    """What is stored now."""
    column = cast(scope.kind.model.variables, Text)
    return scope.visible(values.decode(await session.scalar(select(column).where(*scope.where)) or "{}"))


async def held(session: AsyncSession, scope: Scope) -> Root:
    """All that is stored, locked until the transaction ends; workers wait, and go on from what we leave."""
    model = scope.kind.model
    owner = dict(zip(scope.kind.owner, scope.owner, strict=True))
    await session.execute(insert(model).values(**owner, variables={}).on_conflict_do_nothing())
    column = cast(model.variables, Text)
    found = await session.scalar(select(column).where(*scope.where).with_for_update())
    return values.decode(found or "{}")


async def store(session: AsyncSession, scope: Scope, root: Root) -> None:
    """Over what was held."""
    written = cast(literal(values.encode(root).decode(), Text), JSON)
    await session.execute(update(scope.kind.model).where(*scope.where).values(variables=written))


def check_names(wanted: Mapping[str, Any]) -> None:
    """In a whole scope a key is a name, and no path."""
    faults = [_fault(name, NO_PATH) for name in wanted if not is_segment(name)]
    if faults:
        raise _refused(faults)


def written(scope: Scope, root: Root, wanted: Mapping[str, Any], *, null: str = "clear") -> Root:
    """Each value set at its path; `null`: the operation for a null. All, or InvalidInput with each fault."""
    faults: list[dict[str, str]] = []
    for text, value in wanted.items():
        path = parse_path(text)
        if path is None:
            faults.append(_fault(text, NO_PATH))
        elif path[0] in scope.kind.always:
            faults.append(_fault(text, READ_ONLY))
        else:
            root, problem = apply(root, path, null if value is None else "set", value)
            if problem is not None:
                faults.append(_fault(text, problem))
    if faults:
        raise _refused(faults)
    return root


def _refused(faults: list[dict[str, str]]) -> InvalidInput:
    return InvalidInput("variable:invalid", "Variables that cannot be written.", fields=faults)


def _fault(text: str, code: str) -> dict[str, str]:
    english, russian = SENTENCES[code]
    return {"path": f"body.{text[:200]}", "code": code, "message": english, "message_ru": russian}
