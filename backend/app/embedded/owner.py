"""Whose the data are: two users must never lock one another out."""

import os
import pwd
from collections.abc import Iterator
from pathlib import Path

from app.embedded.identity import nobody_identity
from app.embedded.refusal import CannotStart

ELSEWHERE = "or give this one a directory of its own: --data DIR"


def check_owner(data: Path) -> None:
    """Before anything is changed: CannotStart where `data` is in use by another user or closed to us."""
    if not data.exists():
        _check_may_be_made(data)
        return
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise not_ours(data)
    for path in _kept(data):
        if path.lstat().st_uid not in _ourselves():
            raise not_ours(path, data)


def not_ours(path: Path, data: Path | None = None) -> CannotStart:
    """The refusal, with whose `path` (of the data directory `data`) is and what can be done."""
    owner, whole = name_of(path.lstat().st_uid), data or path
    if os.geteuid() == 0 or data is None:
        remedy = f"Start DBCV as {owner}, {ELSEWHERE}."
    else:
        me = name_of(os.geteuid())
        remedy = f"Have it given back (sudo chown -R {me} {whole}), {ELSEWHERE}."
    return CannotStart("embedded:not_owner", f"{path} belongs to the user {owner}. {remedy}")


def name_of(uid: int) -> str:
    """The user's name, else the number."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _check_may_be_made(data: Path) -> None:
    parent = next(one for one in data.absolute().parents if one.exists())
    if not os.access(parent, os.W_OK | os.X_OK):
        raise CannotStart(
            "embedded:no_place",
            f"{data} can't be made: {name_of(os.geteuid())} may not write in {parent}, which belongs to "
            f"{name_of(parent.stat().st_uid)}. Start DBCV where you may write, {ELSEWHERE}.",
        )


def _kept(data: Path) -> Iterator[Path]:
    yield from sorted(path for path in data.iterdir() if not path.is_symlink())


def _ourselves() -> set[int]:
    """PostgreSQL's files are nobody's where root may not run it as itself."""
    me = os.geteuid()
    return {me, nobody_identity().uid} if me == 0 else {me}
