"""Credentials as they lie in the database, and what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from app.engine import values
from app.kit.errors import Unavailable
from app.kit.sealing import Sealer

from .strategies import STRATEGIES, Strategy, Unlocked


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`token` is sealed too."""

    id: UUID
    provider: str
    strategy: str
    settings: Mapping[str, Any]
    hosts: tuple[str, ...]
    sealed: bytes = field(repr=False)
    sealed_at: datetime
    token: bytes | None = field(default=None, repr=False)
    expires_at: datetime | None = None

    @property
    def kind(self) -> Strategy:
        return STRATEGIES[self.strategy]


def found(row: Mapping[str, Any]) -> Found:
    """From a row of asyncpg, whose JSON is text."""
    return Found(
        id=row["id"],
        provider=row["provider"],
        strategy=row["strategy"],
        settings=values.decode(row["settings"]),
        hosts=tuple(values.decode(row["hosts"])),
        sealed=row["sealed"],
        sealed_at=row["sealed_at"],
        token=row["token"],
        expires_at=row["expires_at"],
    )


def seal_secret(sealer: Sealer, credential_id: UUID, secret: Mapping[str, str]) -> bytes:
    """The id goes in with it: what was sealed for one credential opens as no other."""
    return sealer.seal(values.encode({"id": str(credential_id), "secret": dict(secret)}))


def unlocked(sealer: Sealer, credential: Found) -> Unlocked:
    """Unavailable where it cannot be opened, was put into the place of another, or has unfit settings."""
    secret = opened_for(sealer, credential.id, credential.sealed)["secret"]
    try:
        settings = credential.kind.settings.model_validate(dict(credential.settings))
    except ValidationError as unfit:
        raise Unavailable("secrets:unfit", "The credential's settings are not taken any more.") from unfit
    return Unlocked(settings=settings, secret=secret)


def opened_for(sealer: Sealer, credential_id: UUID, sealed: bytes) -> dict[str, Any]:
    """What was sealed for that credential."""
    content: dict[str, Any] = values.decode(sealer.open(sealed))
    if content.get("id") != str(credential_id):
        raise Unavailable("secrets:misplaced", "This secret was sealed for another credential.")
    return content
