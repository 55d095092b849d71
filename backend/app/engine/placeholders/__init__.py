"""Placeholders in texts and JSON values: compiled once, rendered often (flow-language.md 3)."""

from .filters import FILTERS
from .rendered import Rendered, compile_value
from .template import Template, compile_text

__all__ = ["FILTERS", "Rendered", "Template", "compile_text", "compile_value"]
