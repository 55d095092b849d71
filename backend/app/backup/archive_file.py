"""The file an archive becomes: a draft of ours until it is whole, and never in the place of another."""

import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from app.kit.errors import Unavailable

from .faults import TakenName

ENDING: Final = ".dbcv-partial"
_NO_LINKS: Final = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL})


@contextmanager
def written(path: Path) -> Generator[BinaryIO]:
    """Under its name when it is whole and on disk, and readable by nobody else; TakenName, Unavailable."""
    if os.path.lexists(path):
        raise TakenName(str(path))
    try:
        draft, descriptor = _draft(path)
    except OSError as refused:
        why = refused.strerror
        raise Unavailable(
            "cli:no_place", f"{path} can't be written: {why}.", path=str(path), why=why
        ) from refused
    try:
        with os.fdopen(descriptor, "wb") as out:
            yield out
            out.flush()
            os.fsync(descriptor)
            _name(draft, path)
    except OSError as fault:  # a full disk is noticed where the last bytes are written too
        why = fault.strerror or str(fault)
        raise Unavailable("cli:failed", f"It broke off: {why}", why=why) from fault
    finally:
        draft.unlink(missing_ok=True)


def remove_abandoned(folder: Path) -> list[str]:
    """Names of the drafts that backups left which were killed; those under way are locked, and stay."""
    removed: list[str] = []
    for path in folder.glob(f".*{ENDING}"):
        with suppress(OSError):  # another user's, or removed by another at this moment
            if _is_removed(path):
                removed.append(path.name)
    return removed


def _draft(path: Path) -> tuple[Path, int]:
    """A new one that is ours for as long as its descriptor is open."""
    while True:
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}{ENDING}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        if _locked(descriptor) is not False and os.fstat(descriptor).st_nlink:
            return draft, descriptor
        os.close(descriptor)  # another took it for abandoned before it was locked


def _is_removed(path: Path) -> bool:
    """Where nobody holds it. It goes while we do, so that whoever has just made it sees that it went."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        is_abandoned = stat.S_ISREG(os.fstat(descriptor).st_mode) and _locked(descriptor) is True
        if is_abandoned:
            path.unlink()
        return is_abandoned
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool | None:
    """Whether it is ours alone now; None where files can't be locked."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _name(draft: Path, path: Path) -> None:
    """Two that write to one name at once must not take the place of each other: linking is refused."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise TakenName(str(path)) from None
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        draft.rename(path)
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """On disk: of what is in it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
