"""Requests to servers (flow-language.md 1, 3, 6)."""

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from ..limits import LIMITS
from .part import Free, Id, Number, Part

_MOST = LIMITS.request_timeout_most
type Timeout = Annotated[
    Number,
    Field(gt=0, le=_MOST),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": _MOST}),
]
type Backoff = Annotated[Number, Field(ge=0), WithJsonSchema({"type": "number", "minimum": 0})]
type Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Retry(Part):
    """Further attempts on an error or 5xx."""

    times: int = Field(default=0, ge=0, le=LIMITS.retries, description="How many further attempts.")
    backoff: Backoff = Field(default=0, description="Seconds before the first, doubled each time.")


class Request(Part):
    """One HTTP request that groups of type response name; texts in it may hold placeholders."""

    id: Id = Field(description="Unique in the bot.")
    name: str = Field(default="", description="Shown to people.")
    method: Method = Field(default="GET", description="HTTP method.")
    url: str = Field(default="", description="Address; placeholders in it are percent-encoded.")
    headers: Free = Field(default={}, description="Headers by name.")
    query: Free = Field(default={}, description="Query parameters by name.")
    body: Any = Field(
        default=None, description="A JSON value, or a text. Only one of body, form, multipart, file."
    )
    form: Free | None = Field(default=None, description="Fields of a form.")
    multipart: Free | None = Field(default=None, description="Fields and files of a multipart form.")
    file: Any = Field(default=None, description="A file sent as the body.")
    timeout: Timeout = Field(default=30, description="Seconds to wait for the answer.")
    retry: Retry | None = Field(default=None, description="Repeat on failure.")
    credential: str | None = Field(default=None, description="Name of a credential, never a secret.")
    proxy: str | None = Field(default=None, description="Address of an HTTP proxy to go through.")

    @property
    def title(self) -> str:
        return self.name or self.id
