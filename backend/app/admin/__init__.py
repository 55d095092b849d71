"""FastAdmin at /admin, for those who run the place (docs/decisions/admin.md)."""

from .endpoints import ROUTERS
from .sessions import AdminSessions

__all__ = ["ROUTERS", "AdminSessions"]
