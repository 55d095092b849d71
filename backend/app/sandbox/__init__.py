"""Authors' code, run apart from ours: other processes in a kernel jail (docs/decisions/sandbox.md)."""

from .blocking import BlockingSandbox, InThreads
from .limits import SandboxLimits
from .outcome import Call, Outcome
from .sandbox import Sandbox, opened

__all__ = ["BlockingSandbox", "Call", "InThreads", "Outcome", "Sandbox", "SandboxLimits", "opened"]
