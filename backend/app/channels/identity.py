"""The word of a site's server for one of its people: a JWT signed with the channel's secret (docs/widget.md).

HS256 alone is read, whatever the token says of itself.
"""

import binascii
import hashlib
import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, FiniteFloat, ValidationError

from app.accounts.vouched import Vouched
from app.kit.errors import Unauthenticated
from app.kit.fields import Email, ExternalId, Line

LONGEST_LIFE = 3600  # seconds from now: a token that was copied is of no use later
LEEWAY = 60  # seconds two clocks may differ
LONGEST_TOKEN = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a token says: of whom, and its own name (`jti`) where it is good for one sign-in only."""

    person: Vouched
    once: str | None


class _Head(BaseModel):
    alg: Literal["HS256"]


class _Claims(BaseModel):
    sub: ExternalId
    aud: str
    exp: FiniteFloat
    jti: ExternalId | None = None
    name: Line | None = None
    email: Email | None = None


def read_vouched(token: str, secrets: Sequence[bytes], channel_id: UUID, now: float) -> Word:
    """What it says. Unauthenticated `identity:malformed`, `identity:signature`,
    `identity:other_channel`, `identity:expired` or `identity:too_long`."""
    head, payload, signature = _parts(token)
    # A faulty head says nothing about the signature, a faulty signature nothing about the rest.
    _read(_Head, head)
    signed = token.rpartition(".")[0].encode()
    if not any(hmac.compare_digest(_signature(secret, signed), signature) for secret in secrets):
        raise Unauthenticated("identity:signature", "The token is not signed with this channel's secret.")
    claims = _read(_Claims, payload)
    if claims.aud != str(channel_id):
        raise Unauthenticated("identity:other_channel", "The token is for another channel.")
    if claims.exp <= now - LEEWAY:
        raise Unauthenticated("identity:expired", "The token has expired.")
    if claims.exp > now + LONGEST_LIFE + LEEWAY:
        raise Unauthenticated(
            "identity:too_long", "A token is good for one hour at most.", limit=LONGEST_LIFE
        )
    person = Vouched(external_id=claims.sub, name=claims.name, email=claims.email)
    return Word(person=person, once=claims.jti)


def _signature(secret: bytes, signed: bytes) -> bytes:
    return hmac.digest(secret, signed, hashlib.sha256)


def _parts(token: str) -> tuple[bytes, bytes, bytes]:
    words = token.split(".") if len(token) <= LONGEST_TOKEN and token.isascii() else []
    if len(words) != 3:
        raise _malformed()
    try:
        head, payload, signature = (urlsafe_b64decode(word + "=" * (-len(word) % 4)) for word in words)
    except (binascii.Error, ValueError) as fault:
        raise _malformed() from fault
    return head, payload, signature


def _read[Model: BaseModel](model: type[Model], source: bytes) -> Model:
    try:
        told: Any = json.loads(source)
        return model.model_validate(told)
    except (ValueError, RecursionError, ValidationError) as fault:
        raise _malformed() from fault


def _malformed() -> Unauthenticated:
    return Unauthenticated("identity:malformed", "This is not a token of that kind.")
