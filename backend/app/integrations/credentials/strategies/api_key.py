"""A key in a header or in the query."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from app.runtime.ports import Added

from .base import Fields, HeaderName, SecretLine, Strategy, Unlocked, of_ones_own

_BEARER = "Bearer "


class _Settings(Fields):
    send_in: Literal["header", "query"] = Field(default="header", description="Where the key goes.")
    name: HeaderName = Field(default="Authorization", description="Name of the header or the parameter.")
    prefix: Annotated[str, StringConstraints(max_length=50, strip_whitespace=False)] | None = Field(
        default=None,
        description="Before the key. Left out: `Bearer ` in the header Authorization, else nothing.",
        pattern=r"^[\x20-\x7e]*$",
    )

    @model_validator(mode="after")
    def _sendable(self) -> Self:
        if self.send_in == "header":
            of_ones_own(self.name)
        return self


class _Secret(Fields):
    api_key: SecretLine = Field(description="The key, or the token.")


def _added(unlocked: Unlocked) -> Added:
    settings: _Settings = unlocked.settings
    key = unlocked.secret["api_key"]
    if settings.send_in == "query":
        return Added(query=((settings.name, (settings.prefix or "") + key),), secrets=(key,))
    usual = _BEARER if settings.name.lower() == "authorization" else ""
    value = (usual if settings.prefix is None else settings.prefix) + key
    return Added(headers=((settings.name, value),), secrets=(key,))


STRATEGY = Strategy(title="API key", settings=_Settings, secret=_Secret, added=_added)
