"""What the sockets of a process share."""

from dataclasses import dataclass

from app.accounts.verify import TokenVerifier
from app.storage.database import Database

from .hub import Hub
from .people import People
from .seats import Seats


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveParts:
    """One of each an API process."""

    hub: Hub
    people: People
    seats: Seats
    verifier: TokenVerifier
    database: Database
