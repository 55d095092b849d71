"""What goes out and what comes back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRequest:
    """`timeout` is seconds for everything, redirects and body included; `proxy` is an http:// address."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    timeout: float | None = None
    proxy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingResponse:
    """The last answer after redirects, from `url`: header names as they came, the body decompressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    url: str

    def header(self, name: str) -> str | None:
        """The first header of that name in any case, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)
