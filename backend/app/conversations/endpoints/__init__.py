"""/bots/{id}/sessions and /counts, /sessions, /people (interfaces.md)."""

from .bots import router as bots
from .people import router as people
from .sessions import router as sessions

ROUTERS = (bots, sessions, people)
