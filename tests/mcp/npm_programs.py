"""Programs of others that speak MCP, from npm: those of tests/mcp/peers."""

import asyncio
import os
from pathlib import Path
from typing import NamedTuple

import pytest

_ROOT = Path(__file__).parents[2]
_PACKAGES = Path(__file__).parent / "peers" / "node_modules"
_OWN = _PACKAGES / "@modelcontextprotocol"
_ENOUGH = 500  # characters: one line of a program's crash may be a hundred thousand
_PATIENCE = 90.0  # seconds

installed = pytest.mark.skipif(
    not (_PACKAGES / ".installed").exists(),
    reason="the programs of tests/mcp/peers are not installed: make peers",
)


class Told(NamedTuple):
    """How a program ended and all it wrote; `short` is fit to be shown."""

    code: int
    output: str
    errors: str

    @property
    def short(self) -> str:
        return f"{self.code}: {self.output[-_ENOUGH:]} {self.errors[-_ENOUGH:]}"


async def inspector(*words: str) -> Told:
    # Where it looks for its own version it must be at home.
    return await _run(_OWN / "inspector-cli" / "build", "cli.js", "--cli", *words)


async def conformance(*words: str) -> Told:
    return await _run(_OWN / "conformance" / "dist", "index.js", *words)


async def _run(home: Path, *words: str) -> Told:
    running = await asyncio.create_subprocess_exec(
        *(_ROOT / ".ci" / "node", "node", *words),
        cwd=home,
        env={**os.environ, "NODE_LEAST": "22.12", "NO_COLOR": "1"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            output, errors = await running.communicate()
    finally:
        if running.returncode is None:
            running.kill()
            await running.wait()
    return Told(running.returncode, output.decode(errors="replace"), errors.decode(errors="replace"))
