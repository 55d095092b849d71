"""The accounts' routes, below /api/v1."""

from .auth import auth
from .invitations import invitations
from .users import users
from .workspaces import workspaces

ROUTERS = (auth, users, invitations, workspaces)

__all__ = ["ROUTERS"]
