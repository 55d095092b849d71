"""Routes of a bot as a whole, and of what it shares with channels and people."""

from .access import router as access
from .standing import router as standing
from .trail import router as trail
from .variables import ROUTERS as VARIABLES

ROUTERS = (access, standing, trail, *VARIABLES)
