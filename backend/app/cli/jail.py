"""The sandbox on the command line: its processes are there only once code is to be run."""

from app.kit.starting import settings_to_start_with
from app.sandbox import BlockingSandbox, SandboxLimits


def sandbox() -> BlockingSandbox:
    """A context manager."""
    return BlockingSandbox(SandboxLimits.of(settings_to_start_with()))
