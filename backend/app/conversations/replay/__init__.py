"""A real conversation once more, with another version of its bot: what would differ."""

from .run import replay

__all__ = ["replay"]
