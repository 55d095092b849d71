"""What an integration is made of: a manifest that declares, and a client that does (docs/integrations.md)."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from app.engine.masking import Secrets
from app.kit.egress import Egress
from app.kit.icons import Icon
from app.runtime.ports import Credentials, Opened, Origin
from app.runtime.postgres import Pool
from app.runtime.posting import Posting
from app.runtime.shares import Shares

from .faults import Failed
from .words import Words

type Schema = Mapping[str, Any]  # of the closed subset (flow-language.md 7), its texts as Words
type Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialNeed:
    """What credential is opened. `provider` None: only headers are made of it, whatever its provider.

    `unless`: a setting that makes it dispensable. `hosts`: where one that is bound to no host may go.
    """

    provider: str | None
    strategies: tuple[str, ...]
    description: Words
    hosts: tuple[str, ...] = ()
    is_required: bool = True
    unless: str | None = None

    def is_wanted(self, config: Config) -> bool:
        """Whether nothing can be done with this config where there is none."""
        return self.is_required and not (self.unless is not None and config.get(self.unless))


def _never(_: Config) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`repeats`: whether it may be done twice, where nobody knows if it was done (flow-language.md 6)."""

    name: str
    title: Words
    description: Words
    input: Schema
    output: Schema
    repeats: Callable[[Config], bool] = _never


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A service; its icon is of our own drawing."""

    id: str
    title: Words
    description: Words
    icon: Icon
    operations: tuple[Operation, ...]
    credential: CredentialNeed | None = None


def read_icon(manifest: str) -> Icon:
    """The SVG beside a manifest's file, named after its folder."""
    place = Path(manifest).with_name("icon.svg")
    return Icon(name=f"integration-{place.parent.name}", source=place.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One operation to be done. `id` is the command's, the same whenever it is done again.

    `config` fits the operation's input; `ends` is the moment of `time.monotonic` by which all must be over.
    `credential_name` None: the author named none, and the credential is a default.
    """

    id: UUID
    origin: Origin
    config: Config
    credential: Opened | None
    credential_name: str | None
    need: CredentialNeed | None
    ends: float
    secrets: Secrets  # what is masked in all that comes of it

    @property
    def is_named(self) -> bool:
        return self.credential_name is not None

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.ends - time.monotonic())

    def secret(self, name: str) -> str:
        """A part of the credential; Failed `no_credential` where it is not in there."""
        found = "" if self.credential is None else self.credential.secret.get(name, "").strip()
        if not found:
            raise Failed("no_credential", f"The credential has no {name}.")
        return found


class Dialing(Egress, Protocol):
    """Who reaches servers that speak something else, too."""

    async def dial(self, host: str, port: int, seconds: float) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What clients reach the world by; `pool` and `posting` are for DBCV itself.

    `places`: for whoever reads from `pool`, so that no bot has all of it.
    """

    egress: Dialing
    credentials: Credentials
    pool: Pool
    posting: Posting
    places: Shares


type Perform = Callable[[Call, Outside], Awaitable[Any]]  # the result; Failed for all the world can do
