"""The accounts' routes, below /api/v1."""

from .addresses import addresses
from .auth import auth
from .invitations import invitations
from .mail import mail
from .passwords import passwords
from .sign_ins import sign_ins
from .tokens import tokens
from .users import users
from .workspaces import workspaces

ROUTERS = (auth, passwords, addresses, sign_ins, tokens, users, invitations, workspaces, mail)

__all__ = ["ROUTERS"]
