"""How this process speaks HTTP and WebSockets, for uvicorn."""

from functools import partial
from typing import Any

from app.settings import Settings

from .connections import Connections
from .requests import RequestProtocol
from .sockets import SocketProtocol

LARGEST_FRAME = 2  # times a message: what is a little too large is answered, what is larger closes the socket


def protocols(settings: Settings) -> dict[str, Any]:
    """Options of uvicorn's Config; connections of both kinds are counted together."""
    connections = Connections(
        most=settings.connections,
        of_address=settings.connections_per_address,
        trusted=settings.trusted_networks,
    )
    return {
        "http": partial(RequestProtocol, connections=connections),
        "ws": partial(SocketProtocol, connections=connections),
        "ws_max_size": settings.message_max_bytes * LARGEST_FRAME,
    }
