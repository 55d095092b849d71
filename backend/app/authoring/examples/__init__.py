"""Bots to begin with: those of the checkout's `examples` folder, as they are."""

from .endpoints import router

__all__ = ["router"]
