"""What is asked of a server and what came back, as plain values (flow-language.md 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

type Unfit = Literal["bad_address", "bad_header", "no_file", "no_request"]

# Why there is no request to be sent.
UNFIT: Final[Mapping[Unfit, str]] = {
    "bad_address": "what came out is no address that begins with http:// or https://",
    "bad_header": "a line break or another control character came into a header",
    "no_file": "what stands in the place of a file names none",
    "no_request": "the bot has no request of that name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRef:
    """An upload that is sent along: `file` is its id or its own link; the rest stands in place of its own."""

    file: str
    name: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A field of a multipart form: a text, or a file."""

    name: str
    text: str = ""
    file: FileRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """Rendered and ready; `query` holds plain text, not yet percent-encoded. Times are seconds.

    One of `body`, `parts` (a multipart form) and `file` at most is sent.
    `retry_times` are further attempts, `retry_backoff` the wait before the first of them, doubled each time.
    `credential` is a name, never a secret; `proxy` is the address of an HTTP proxy.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    content_type: str | None = None
    parts: tuple[FormPart, ...] = ()
    file: FileRef | None = None
    timeout: float = 30
    retry_times: int = 0
    retry_backoff: float = 0
    credential: str | None = None
    proxy: str | None = None


def unfit_detail(reason: Unfit) -> dict[str, Any]:
    """As `HttpResult.detail`."""
    return {"reason": reason, "message": UNFIT[reason]}


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResult:
    """`response.*`: `status` is 0 and `error` a code `http:…` where there is no answer.

    `elapsed_ms` covers every attempt and the waits between them. `detail` says more of the error: {reason,
    host?, credential?, message}, never a secret or the rest of an address.
    """

    status: int = 0
    ok: bool = False
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: Any = None
    error: str | None = None
    elapsed_ms: int = 0
    detail: dict[str, Any] = field(default_factory=dict[str, Any])
