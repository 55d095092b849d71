"""Rule sets in jQuery QueryBuilder JSON: compiled once, tested often (flow-language.md 5)."""

from .compile import CompiledRules, compile_rules
from .operators import ALIASES, OPERATORS

__all__ = ["ALIASES", "OPERATORS", "CompiledRules", "compile_rules"]
