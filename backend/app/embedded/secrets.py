"""Secrets that nobody gave: made once, kept in files only we can read."""

import secrets
from collections.abc import Callable
from pathlib import Path

from app.kit.private_files import write_private


def keep_secret(directory: Path, name: str, make: Callable[[], str]) -> str:
    """What `directory/name` holds, made on first use; the file appears whole or not at all."""
    path = directory / name
    if path.exists():
        return path.read_text().strip()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, make() + "\n")
    return path.read_text().strip()


def password() -> str:
    """Fit for a URL as it is."""
    return secrets.token_urlsafe(24)
