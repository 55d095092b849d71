"""Why a request has no answer, as a stable code."""

from typing import Any, Final

from .reasons import in_words

TIMEOUT: Final = "http:timeout"
CONNECTION: Final = "http:connection"
BLOCKED: Final = "http:blocked"
TOO_LARGE: Final = "http:too_large"
REDIRECTS: Final = "http:redirects"
INVALID: Final = "http:invalid"


class EgressError(Exception):
    """`code` is one of this file's, `reason` one of REASONS (reasons.py).

    `named` may hold the `host` (never the rest of an address, which may carry a secret), the name of a
    `credential` and a `status`; whoever knows more of them on the way adds it.
    """

    def __init__(self, code: str, reason: str, **named: Any) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason
        self.named = named

    def name(self, **named: Any) -> None:
        """What is known already stays."""
        self.named = {**named, **self.named}

    @property
    def detail(self) -> dict[str, Any]:
        """{reason, host?, credential?, status?, message}, as it stands in traces."""
        known = {"reason": self.reason, **self.named}
        return {**known, "message": in_words(known)}
