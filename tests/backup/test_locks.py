"""What is under way is locked, and nothing locked is taken away, at whatever moment somebody looks."""

import fcntl
import os
from pathlib import Path
from uuid import uuid4

import pytest

from app.backup.archive_file import ENDING, remove_abandoned
from app.backup.files import File
from app.backup.journal import ended, journal


def is_locked(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def test_an_abandoned_draft_is_held_until_it_is_gone(tmp_path, monkeypatch):
    """Who makes one of its name and locks it in between would lose it."""
    draft = tmp_path / f".a.tar.0{ENDING}"
    draft.touch()
    unlink, held = Path.unlink, []

    def watched(path: Path, *, missing_ok: bool = False) -> None:
        held.append(is_locked(path))
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", watched)

    assert remove_abandoned(tmp_path) == [draft.name]
    assert held == [True]
    assert not draft.exists()


def test_a_journal_that_was_taken_away_before_it_was_locked_is_begun_anew(tmp_path, monkeypatch):
    lock, taken = fcntl.flock, []

    def too_late(file, operation: int) -> None:
        """Another saw it without a lock."""
        if not taken:
            taken.extend((tmp_path / "restoring").iterdir())
            for path in taken:
                path.unlink()
        lock(file, operation)

    monkeypatch.setattr(fcntl, "flock", too_late)
    one = File(id=uuid4(), workspace_id=uuid4(), sha256=os.urandom(32), size=1)

    with journal(tmp_path) as came:
        came.note(one)
        came.keep()
        assert [*ended(tmp_path)] == []

    (path,) = (tmp_path / "restoring").iterdir()
    assert [path] != taken != []
    assert [(at, [*listed]) for at, listed in ended(tmp_path)] == [(path, [one])]


def test_names_of_journals_are_on_disk_before_anything_is_brought(tmp_path, monkeypatch):
    sync, synced = os.fsync, []

    def watched(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)

    with journal(tmp_path):
        assert synced == [(tmp_path / "restoring").stat().st_ino, tmp_path.stat().st_ino]


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_only_looks_like_a_draft_stays(tmp_path, kind):
    path = tmp_path / f".a.tar.0{ENDING}"
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "none")

    assert remove_abandoned(tmp_path) == []
    assert path.is_symlink() or path.is_dir()
