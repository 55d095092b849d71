"""FastAdmin at /admin, for those who run the place (docs/decisions/admin.md)."""

from .endpoints import ROUTERS as PAGES
from .live import ROUTERS as LIVE
from .live import Board, Sources, Watchers
from .sessions import AdminSessions

ROUTERS = (*PAGES, *LIVE)

__all__ = ["ROUTERS", "AdminSessions", "Board", "Sources", "Watchers"]
