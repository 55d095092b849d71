"""The installation's keys in an archive, where that is asked for: they open every secret in it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from app.kit import clock
from app.kit.keys import KeptKeys, Key, read_key
from app.kit.private_files import write_private
from app.kit.sealing import keys_given, keys_of
from app.kit.secrets import secret, secret_path
from app.settings import Settings

from .faults import Broken
from .manifest import KeysKept


def keys_to_keep(settings: Settings) -> KeysKept:
    """Those of this installation, the newest first."""
    keys = keys_of(settings)
    texts = [] if keys is None else [key.text for key in keys.known()]
    return KeysKept(secret_box_keys=texts, jwt_secret=_own_jwt_secret(settings))


def lay_keys(settings: Settings, kept: KeysKept) -> bool:
    """Into the data directory behind those that are there: they open what they sealed, and change nothing.

    Before the rows are committed: whenever we are killed, no row waits for a key that is not here.
    False where the operator gives keys by a setting: then they are the operator's to change.
    """
    wanted = _read(kept.secret_box_keys)
    given = keys_given(settings)
    if given is not None:
        known = {key.id for key in given.known()}
        return all(key.id in known for key in wanted)
    if wanted:
        there, path = _there(settings)
        KeptKeys(path).put([*there, *_others(wanted, there)])
    return True


def turn_to_keys(settings: Settings, kept: KeysKept) -> None:
    """Those of the archive are the newest, and its secret of tokens is the one; after the commit."""
    wanted = _read(kept.secret_box_keys)
    if wanted and keys_given(settings) is None:
        there, path = _there(settings)
        KeptKeys(path).put([*wanted, *_others(there, wanted)])
    if kept.jwt_secret and not _is_given_jwt(settings):
        path = secret_path("jwt_secret", settings)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, kept.jwt_secret + "\n")


def _there(settings: Settings) -> tuple[Sequence[Key], Path]:
    path = secret_path("secret_box_key", settings)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return (KeptKeys(path).known() if path.exists() else ()), path


def _others(there: Iterable[Key], wanted: Sequence[Key]) -> list[Key]:
    ids = {key.id for key in wanted}
    return [key for key in there if key.id not in ids]


def _read(texts: Sequence[str]) -> list[Key]:
    try:
        return [read_key(text, clock.now() if place else None) for place, text in enumerate(texts)]
    except ValueError:
        raise Broken("a key in it is none") from None


def _own_jwt_secret(settings: Settings) -> str | None:
    if _is_given_jwt(settings) or secret_path("jwt_secret", settings).exists():
        return secret("jwt_secret", settings)
    return None


def _is_given_jwt(settings: Settings) -> bool:
    return settings.jwt_secret is not None and bool(settings.jwt_secret.get_secret_value())
