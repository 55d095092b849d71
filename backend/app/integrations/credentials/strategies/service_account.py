"""A service account's key file: a signed grant is exchanged for a token (RFC 7523, as Google does it)."""

import json
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from .base import Address, Exchange, Fields, SecretLine, Strategy, Unlocked, bearer

_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_LIFE = timedelta(hours=1)
_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_LARGEST = 32 * 1024


type _Scope = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[\x21-\x7e]+$")]


class _Settings(Fields):
    scopes: list[_Scope] = Field(min_length=1, max_length=50, description="What the token is to open.")
    subject: Annotated[str, StringConstraints(max_length=320)] | None = Field(
        default=None, description="E-mail address of the person it acts for, where that was granted."
    )


class _KeyFile(Fields, extra="ignore"):
    client_email: SecretLine
    private_key: Annotated[str, StringConstraints(max_length=16 * 1024)]
    private_key_id: SecretLine | None = None
    token_uri: Address = _TOKEN_URL


class _Secret(Fields):
    key_file: Annotated[str, StringConstraints(max_length=_LARGEST)] = Field(
        description="The whole key file, as JSON."
    )

    @field_validator("key_file")
    @classmethod
    def _usable(cls, text: str) -> str:
        try:
            file = _KeyFile.model_validate(json.loads(text))
            _signed(file, {"iss": file.client_email})
        except (ValueError, RecursionError, TypeError) as unfit:
            raise PydanticCustomError(
                "key_file", "The JSON of a service account's key file is wanted, with an RSA key"
            ) from unfit
        return text


def _exchange(unlocked: Unlocked, now: datetime) -> Exchange:
    settings: _Settings = unlocked.settings
    file = _KeyFile.model_validate(json.loads(unlocked.secret["key_file"]))
    claims: dict[str, Any] = {
        "iss": file.client_email,
        "scope": " ".join(settings.scopes),
        "aud": file.token_uri,
        "iat": int(now.timestamp()),
        "exp": int((now + _LIFE).timestamp()),
    }
    if settings.subject:
        claims["sub"] = settings.subject
    return Exchange(url=file.token_uri, form=(("grant_type", _GRANT), ("assertion", _signed(file, claims))))


def _signed(file: _KeyFile, claims: dict[str, Any]) -> str:
    """A JWT (RFC 7515, RS256); ValueError where there is no RSA key to sign it with.

    Not by the library that signs our own tokens: its RSA would cost each process a dozen megabytes, asked
    for or not. This one is there for object storage, and loaded when it is needed.
    """
    from Crypto.Hash import SHA256  # noqa: PLC0415
    from Crypto.PublicKey import RSA  # noqa: PLC0415
    from Crypto.Signature import pkcs1_15  # noqa: PLC0415

    key = RSA.import_key(file.private_key)
    head = {"alg": "RS256", "typ": "JWT"} | ({"kid": file.private_key_id} if file.private_key_id else {})
    signed = f"{_encoded(json.dumps(head).encode())}.{_encoded(json.dumps(claims).encode())}"
    return f"{signed}.{_encoded(pkcs1_15.new(key).sign(SHA256.new(signed.encode())))}"


def _encoded(part: bytes) -> str:
    return urlsafe_b64encode(part).rstrip(b"=").decode()


STRATEGY = Strategy(
    title="Service account", settings=_Settings, secret=_Secret, added=bearer, exchange=_exchange
)
