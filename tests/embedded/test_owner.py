"""Two users of one machine: neither start locks the other out, and each is told what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.embedded.owner import check_owner, name_of
from app.embedded.refusal import CannotStart
from servers import product_environment

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two users")
SOMEBODY = 1000


def owned_by(path: Path, uid: int) -> Path:
    for one in (path, *path.rglob("*")):
        os.chown(one, uid, uid, follow_symlinks=False)
    return path


def some_data(folder: Path) -> Path:
    for name in ("secrets", "postgres", "valkey"):
        (folder / name).mkdir(parents=True, mode=0o700)
    (folder / "supervisor.lock").touch()
    return folder


AS = """
import os, sys
import app.cli.up, app.cli
uid = int(sys.argv[1])
os.setgroups([]), os.setgid(uid), os.setuid(uid)
sys.exit(app.cli.main(sys.argv[2:]))
"""


def up(folder: Path, *words: str, uid: int | None = None) -> subprocess.CompletedProcess[str]:
    """Imported before the user is changed: another user may not read where Python lies."""
    program = ("-m", "app.cli") if uid is None else ("-c", AS, str(uid))
    return subprocess.run(
        [sys.executable, *program, "up", "--port", "1", *words],
        cwd=folder,
        env=product_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@as_root
def test_root_leaves_the_data_of_an_ordinary_user_alone(tmp_path: Path):
    data = owned_by(some_data(tmp_path / "d"), SOMEBODY)
    before = {path: path.lstat().st_uid for path in data.rglob("*")}
    ran = up(tmp_path, "--data", str(data))
    assert ran.returncode == 1
    assert f"belongs to the user {name_of(SOMEBODY)}. Start DBCV as {name_of(SOMEBODY)}" in ran.stderr
    assert "--data DIR" in ran.stderr
    assert {path: path.lstat().st_uid for path in data.rglob("*")} == before


@as_root
def test_root_may_begin_in_an_empty_folder_of_anybody(tmp_path: Path):
    (tmp_path / "d").mkdir()
    check_owner(owned_by(tmp_path / "d", SOMEBODY))
    check_owner(tmp_path / "not" / "there")


@as_root
def test_data_that_root_has_taken_are_told_how_to_be_given_back(open_path: Path):
    data = owned_by(some_data(open_path / "d"), SOMEBODY)
    os.chown(data / "postgres", 0, 0)
    ran = up(open_path, "--data", str(data), uid=SOMEBODY)
    assert ran.returncode == 1
    assert f"sudo chown -R {name_of(SOMEBODY)} {data}" in ran.stderr
    assert "Traceback" not in ran.stderr


@as_root
@pytest.mark.parametrize("exists", [True, False])
def test_an_ordinary_user_in_roots_folder_gets_a_sentence(open_path: Path, *, exists: bool):
    if exists:
        some_data(open_path / ".dbcv").chmod(0o700)
    ran = up(open_path, uid=SOMEBODY)
    assert ran.returncode == 1
    assert ran.stderr.startswith("DBCV can't start: ")
    assert "root" in ran.stderr
    assert "--data DIR" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_ones_own_data_are_ones_own(tmp_path: Path):
    check_owner(some_data(tmp_path / "d"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_folder_is_refused(tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(CannotStart, match="can't be made"):
        check_owner(tmp_path / "d")
