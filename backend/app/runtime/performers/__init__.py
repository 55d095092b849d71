"""Who performs which command, by the command's type."""

from typing import Any

from app.engine.commands import CallHttp, CallIntegration
from app.kit.egress import Egress
from app.runtime.performers.call_http import HttpPerformer
from app.runtime.ports import Performer, RequestCredentials, Uploads

__all__ = ["HttpPerformer", "performers"]


def performers(
    *,
    egress: Egress,
    credentials: RequestCredentials | None = None,
    uploads: Uploads | None = None,
    integrations: Performer[CallIntegration] | None = None,
    own_address: str = "",
) -> dict[type, Performer[Any]]:
    """The registry, with what is outside plugged in. Who performs requests only leaves `integrations` out."""
    asking = HttpPerformer(egress, credentials, uploads, own_address=own_address)
    registry: dict[type, Performer[Any]] = {CallHttp: asking}
    return registry if integrations is None else registry | {CallIntegration: integrations}
