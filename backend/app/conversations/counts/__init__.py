"""How often each step was entered, left and given up at, for the canvas."""

from .aggregate import count_traces
from .problems import forget_problems
from .reading import read_counts
from .removal import remove_traces

__all__ = ["count_traces", "forget_problems", "read_counts", "remove_traces"]
