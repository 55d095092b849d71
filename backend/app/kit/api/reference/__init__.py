"""`/docs`: the description of the API as pages of ours, which ask no other host for anything."""

from .endpoints import docs

__all__ = ["docs"]
