"""The chat of end users, built from its sources where it is not yet, or not as they are now."""

import fcntl
import shutil
import subprocess
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[1] / "frontend"
DIST = FRONTEND / "dist"
SOURCES = ("src/widget", "src/hosted-chat", "build")


def _changed() -> float:
    files = (path for folder in SOURCES for path in (FRONTEND / folder).rglob("*") if path.is_file())
    return max(path.stat().st_mtime for path in files)


def built_chat() -> Path:
    """The folder of the build; the test is skipped where nothing can build it."""
    page, script = DIST / "chat" / "index.html", DIST / "widget.js"
    lock = FRONTEND / "node_modules" / ".chat-build"
    if shutil.which("node") is None or not lock.parent.is_dir():
        pytest.skip("the pages are not built: make build")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        stale = not (page.exists() and script.exists()) or script.stat().st_mtime < _changed()
        if stale:
            ran = subprocess.run(
                ["node", "build/chat.mjs"], cwd=FRONTEND, capture_output=True, text=True, check=False
            )
            assert ran.returncode == 0, ran.stderr
    return DIST
