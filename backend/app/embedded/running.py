"""Where a running system is, for the commands that talk to it."""

import json
from pathlib import Path

from app.embedded.lock import is_held
from app.kit.private_files import write_private

_NAME = "running.json"


def remember_running(data: Path, environment: dict[str, str]) -> None:
    """Keep what other commands need to reach this system; the file is private, it holds passwords."""
    write_private(data / _NAME, json.dumps(environment))


def forget_running(data: Path) -> None:
    """The system is down."""
    (data / _NAME).unlink(missing_ok=True)


def running_environment(data: Path) -> dict[str, str]:
    """Settings (DATABASE_URL, REDIS_URL, …) of the system that runs on `data`; empty when none does."""
    path = data / _NAME
    if not path.exists() or not is_held(data):
        return {}
    return {str(key): str(value) for key, value in json.loads(path.read_text()).items()}
