"""Presets: ready parts of a conversation, made as ordinary steps (docs/presets.md)."""

from .registry import PRESETS

__all__ = ["PRESETS"]
