"""Secrets of the installation: given in the environment, else made once into the data directory."""

import base64
import os
import secrets
from pathlib import Path
from typing import Literal

from app.settings import Settings

type SecretName = Literal["jwt_secret", "secret_box_key"]


def secret(name: SecretName, settings: Settings) -> str:
    """Base64 of 32 bytes where we made it; else whatever the operator gave."""
    given = settings.jwt_secret if name == "jwt_secret" else settings.secret_box_key
    if given is not None and given.get_secret_value():
        return given.get_secret_value()
    return kept_secret(name, settings).read_text().strip()


def kept_secret(name: SecretName, settings: Settings) -> Path:
    """The file it is kept in, made on first use."""
    path = secret_path(name, settings)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
    return path


def secret_path(name: SecretName, settings: Settings) -> Path:
    """Where it is kept, once it is."""
    return settings.dbcv_data_dir / "secrets" / name


def new_secret() -> str:
    """32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _make(path: Path) -> None:
    """Several processes may be here at once: linking a whole file in is what only one of them can do."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(new_secret().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
