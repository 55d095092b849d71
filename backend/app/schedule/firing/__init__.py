"""Firing: what is due is found, and said to whom it is for, each time once (docs/decisions/clock.md)."""

from .clockwork import Clockwork
from .history import forget_runs

__all__ = ["Clockwork", "forget_runs"]
