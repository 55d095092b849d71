"""OAuth 2.0 without a person at hand: client credentials, or a refresh token (RFC 6749 4.4, 6)."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import Field, StringConstraints

from .base import Address, Exchange, Fields, SecretLine, Strategy, Unlocked, bearer
from .basic import basic_header

type _Word = Annotated[str, StringConstraints(max_length=1000, pattern=r"^[\x20-\x7e]*$")]


class _Settings(Fields):
    grant: Literal["client_credentials", "refresh_token"] = Field(description="What a token is given for.")
    token_url: Address = Field(description="Where tokens are given out.")
    scope: _Word | None = Field(default=None, description="What it opens, as the server names it.")
    audience: _Word | None = Field(default=None, description="For whom the token is, where a server asks.")
    client_in: Literal["header", "body"] = Field(
        default="header", description="How the client proves who it is: HTTP Basic, or fields of the form."
    )


class _Secret(Fields):
    client_id: SecretLine = Field(description="Id of the client.")
    client_secret: SecretLine | None = Field(default=None, description="Its secret, where it has one.")
    refresh_token: SecretLine | None = Field(default=None, description="For the grant refresh_token.")


def _exchange(unlocked: Unlocked, _now: datetime) -> Exchange:
    settings: _Settings = unlocked.settings
    secret = unlocked.secret
    form = [("grant_type", settings.grant)]
    if settings.grant == "refresh_token":
        form.append(("refresh_token", secret.get("refresh_token", "")))
    form += [(name, value) for name in ("scope", "audience") if (value := getattr(settings, name))]
    client_secret = secret.get("client_secret")
    if settings.client_in == "header" and client_secret is not None:
        # RFC 6749 2.3.1: both are form-encoded before they are joined.
        header = basic_header(quote(secret["client_id"], safe=""), quote(client_secret, safe=""))
        return Exchange(url=settings.token_url, form=tuple(form), headers=(header,))
    form.append(("client_id", secret["client_id"]))
    if client_secret is not None:
        form.append(("client_secret", client_secret))
    return Exchange(url=settings.token_url, form=tuple(form))


def _missing(unlocked: Unlocked) -> tuple[str, ...]:
    needed = "refresh_token" if unlocked.settings.grant == "refresh_token" else "client_secret"
    return () if unlocked.secret.get(needed) else (needed,)


STRATEGY = Strategy(
    title="OAuth 2.0",
    settings=_Settings,
    secret=_Secret,
    added=bearer,
    exchange=_exchange,
    missing=_missing,
)
