"""Live figures for administrators: a socket that tells them every two seconds, and a page that draws them."""

from .figures import Board, Sources
from .serving import ROUTERS
from .socket import Watchers

__all__ = ["ROUTERS", "Board", "Sources", "Watchers"]
