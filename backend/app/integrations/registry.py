"""Every integration there is. One more is a folder, a line in MANIFESTS and a line in CLIENTS."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from app.engine.inspect import KnownIntegration

from .base import Manifest, Operation, Perform
from .dbcv.manifest import MANIFEST as DBCV
from .discord.manifest import MANIFEST as DISCORD
from .email.manifest import MANIFEST as EMAIL
from .http.manifest import MANIFEST as HTTP
from .openai.manifest import MANIFEST as OPENAI
from .sheets.manifest import MANIFEST as SHEETS
from .telegram.manifest import MANIFEST as TELEGRAM

MANIFESTS: Mapping[str, Manifest] = {
    manifest.id: manifest for manifest in (DBCV, HTTP, TELEGRAM, DISCORD, EMAIL, OPENAI, SHEETS)
}
# Imported when first called: the libraries behind some cost more memory than the rest of a worker.
CLIENTS: Mapping[str, str] = {
    "dbcv": "app.integrations.dbcv.client",
    "http": "app.integrations.http.client",
    "telegram": "app.integrations.telegram.client",
    "discord": "app.integrations.discord.client",
    "email": "app.integrations.email.client",
    "openai": "app.integrations.openai.client",
    "sheets": "app.integrations.sheets.client",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """An operation with the service it is of."""

    manifest: Manifest
    operation: Operation

    @property
    def id(self) -> str:
        return f"{self.manifest.id}.{self.operation.name}"

    def load(self) -> Perform:
        """What does it: the client's entry of its name."""
        clients: Mapping[str, Perform] = import_module(CLIENTS[self.manifest.id]).OPERATIONS
        return clients[self.operation.name]


OPERATIONS: Mapping[str, Registered] = {
    one.id: one
    for manifest in MANIFESTS.values()
    for one in (Registered(manifest=manifest, operation=operation) for operation in manifest.operations)
}


def known_integrations() -> Mapping[str, KnownIntegration]:
    """What `inspect` is told of them."""
    return {name: _known(registered) for name, registered in OPERATIONS.items()}


def _known(registered: Registered) -> KnownIntegration:
    need = registered.manifest.credential
    return KnownIntegration(
        input=registered.operation.input,
        provider=None if need is None else need.provider,
        takes_credential=need is not None,
        needs_credential=None if need is None else need.is_wanted,
    )
