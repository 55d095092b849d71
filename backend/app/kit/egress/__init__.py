"""The one way out: requests to addresses that authors control (architecture.md 6)."""

from .client import GuardedClient
from .errors import EgressError
from .messages import Content, Egress, IncomingResponse, OutgoingRequest, Streamed
from .policy import AllowRule, EgressPolicy, read_allow
from .resolver import Resolver, SystemResolver
from .target import Target, read_target

__all__ = [
    "AllowRule",
    "Content",
    "Egress",
    "EgressError",
    "EgressPolicy",
    "GuardedClient",
    "IncomingResponse",
    "OutgoingRequest",
    "Resolver",
    "Streamed",
    "SystemResolver",
    "Target",
    "read_allow",
    "read_target",
]
