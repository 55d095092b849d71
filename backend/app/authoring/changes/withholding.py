"""Values of secrets are not kept in drafts: they become the bot's variables, MASK stands for them.

docs/decisions/secret-values.md says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.engine.document import BotDocument
from app.engine.masking import MASK
from app.engine.paths import Path
from app.engine.secret_values import read_at, replaced_at, secret_paths_in
from app.kit.acting import acting_token
from app.kit.errors import Forbidden

from ..administration.scopes import KINDS, Scope, held, store, written
from .operation import Operation

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A document's variables without the values of secrets; `values` by path, `initial` as they were."""

    variables: Json
    initial: Json = field(default_factory=dict[str, Any])
    values: Mapping[Path, Any] = field(default_factory=dict[Path, Any])
    paths: tuple[Path, ...] = ()

    async def keep(self, session: AsyncSession, bot_id: UUID) -> None:
        """The values are what the bot remembers from now on; InvalidInput where they do not fit there."""
        if not self.values:
            return
        scope = Scope(name="bot", owner=(bot_id,))
        root = await held(session, scope)
        # Publishing gives initial values by top-level key, and only where there is none yet.
        root = {path[0]: self.initial[path[0]] for path in self.values} | root
        wanted = {".".join(path): value for path, value in self.values.items()}
        await store(session, scope, written(scope, root, wanted))

    def without(self, operations: Sequence[Operation]) -> tuple[Operation, ...]:
        """The operations as history may show them."""
        return tuple(self._without(one) for one in operations) if self.paths else tuple(operations)

    def told(self, before: Json) -> tuple[Operation, ...]:
        """What happened to values that were no secrets before, for those who follow the history."""
        known: Json = before.get("variables") or {}
        return tuple(
            Operation(op="set", path=("variables", *path), value=MASK)
            for path, value in self.values.items()
            if read_at(known, path) == value
        )

    def _without(self, operation: Operation) -> Operation:
        if operation.path[0] != "variables":
            return operation
        at = tuple(map(str, operation.path[1:]))
        value = operation.value
        for path in self.paths:
            if path[: len(at)] == at:
                value = _hidden(value, path[len(at) :])
            elif at[: len(path)] == path:
                value = _hidden(value, ())
        return operation if value is operation.value else replace(operation, value=value)


def withhold(document: Json) -> Withheld:
    """What is secret among the initial values of a bot's document."""
    variables, secrets = document.get("variables"), document.get("secrets")
    if not secrets:
        return Withheld(variables=variables or {})
    always = KINDS["bot"].always
    paths = tuple(path for path in secret_paths_in("bot", secrets) if path[0] not in always)
    shown: Json = variables or {}
    values: dict[Path, Any] = {}
    for path in paths:
        value = read_at(shown, path)
        if _tells(value):
            values[path] = value
            shown = replaced_at(shown, path, MASK)
    return Withheld(variables=shown, initial=variables or {}, values=values, paths=paths)


def withhold_from(document: Json, parsed: BotDocument) -> tuple[BotDocument, Withheld]:
    """The same of a new draft in both its forms; the document is changed in place."""
    withheld = withhold(document)
    if not withheld.values:
        return parsed, withheld
    document["variables"] = withheld.variables
    return parsed.model_copy(update={"variables": withheld.variables}), withheld


def refuse_unnaming(before: Json, after: Json) -> None:
    """Forbidden `change:secrets_kept` where an access token takes names off the list of secrets: what the bot
    remembers there could be read then."""
    if acting_token() is None:
        return
    named = after.get("secrets") or ()
    gone = [one for one in before.get("secrets") or () if one not in named]
    if gone:
        raise Forbidden(
            "change:secrets_kept",
            "What is secret stays so for access tokens: only a person, signed in, takes it off the list.",
            secrets=gone,
        )


def _hidden(value: Any, path: Path) -> Any:
    return replaced_at(value, path, MASK) if _tells(read_at(value, path)) else value


def _tells(value: Any) -> bool:
    """Whether there is something to keep secret."""
    return value is not None and value not in ("", MASK)
