"""Who performs which command, by the command's type."""

from app.engine.commands import CallHttp
from app.runtime.performers.call_http import CredentialHeaders, Egress, HttpPerformer

__all__ = ["CredentialHeaders", "Egress", "HttpPerformer", "performers"]


def performers(*, egress: Egress, credentials: CredentialHeaders | None = None) -> dict[type, HttpPerformer]:
    """The registry, with what is outside plugged in."""
    return {CallHttp: HttpPerformer(egress, credentials)}
