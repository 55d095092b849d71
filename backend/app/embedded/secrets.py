"""Secrets that nobody gave: made once, kept in files only we can read."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def keep_secret(directory: Path, name: str, make: Callable[[], str]) -> str:
    """What `directory/name` holds, made on first use; the file appears whole or not at all."""
    path = directory / name
    if path.exists():
        return path.read_text().strip()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_private(path, make() + "\n")
    return path.read_text().strip()


def write_private(path: Path, text: str) -> None:
    """Replace `path`, mode 0600, on disk before it has its name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def password() -> str:
    """Fit for a URL as it is."""
    return secrets.token_urlsafe(24)


def box_key() -> str:
    """32 random bytes, base64: what a SecretBox wants."""
    return base64.b64encode(secrets.token_bytes(32)).decode()
