"""What is asked of a server and what came back, as plain values (flow-language.md 6)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """Rendered and ready; `query` holds plain text, not yet percent-encoded. Times are seconds.

    `retry_times` are further attempts, `retry_backoff` the wait before the first of them, doubled each time.
    `credential` is a name, never a secret; `proxy` is the address of an HTTP proxy.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    content_type: str | None = None
    timeout: float = 30
    retry_times: int = 0
    retry_backoff: float = 0
    credential: str | None = None
    proxy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResult:
    """`response.*`: `status` is 0 and `error` a code `http:…` where there is no answer.

    `elapsed_ms` covers every attempt and the waits between them.
    """

    status: int = 0
    ok: bool = False
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: Any = None
    error: str | None = None
    elapsed_ms: int = 0
