"""Why a request has no answer, as a stable code."""

from typing import Final

TIMEOUT: Final = "http:timeout"
CONNECTION: Final = "http:connection"
BLOCKED: Final = "http:blocked"
TOO_LARGE: Final = "http:too_large"
REDIRECTS: Final = "http:redirects"
INVALID: Final = "http:invalid"


class EgressError(Exception):
    """`code` is one of this file's; the reason never holds an address, which may carry a secret."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
