"""Documents of older format versions, brought up to date: one function a version (flow-language.md 1)."""

from collections.abc import Callable, Mapping
from typing import Any

type Raw = dict[str, Any]
type Upgrade = Callable[[Raw], Raw]

CURRENT = 1

# From the version that is the key to the next: a function gets the document as read and returns a new one.
UPGRADES: Mapping[int, Upgrade] = {}


class VersionError(ValueError):
    """The document names no format version, or one that cannot be read here; `code` is a fault's."""

    def __init__(self, code: str, found: object = None) -> None:
        self.code = code
        self.found = None if found is None else str(found)[:80]
        super().__init__(code)


def upgrade(raw: Raw, upgrades: Mapping[int, Upgrade] = UPGRADES, current: int = CURRENT) -> Raw:
    """The document in the current version; the one given stays as it is. VersionError: it cannot be read."""
    version = _version(raw, current)
    while version < current:
        step = upgrades.get(version)
        if step is None:
            raise VersionError("document:version_unknown", version)
        version += 1
        raw = step(raw) | {"dbcv": version}
    return raw


def _version(raw: Raw, current: int) -> int:
    version = raw.get("dbcv")
    if version is None:
        raise VersionError("document:version_missing")
    if type(version) is not int or version < 1:
        raise VersionError("document:version_unknown", version)
    if version > current:
        raise VersionError("document:version_newer", version)
    return version
