"""What children print: in files of their own, bounded, and shown where a child failed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.embedded.child import Child
from app.embedded.logs import Log
from app.embedded.spec import ProcessSpec
from eventually import eventually
from servers import product_environment


def supervised(folder: Path, code: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    row = {
        "name": "one",
        "argv": [sys.executable, "-S", "-c", code],
        "log": str(folder / "one.log"),
        **settings,
    }
    return subprocess.run(
        [sys.executable, str(Path(__file__).with_name("stand_in.py")), json.dumps([row])],
        env=product_environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def write(log: Log, text: str) -> None:
    descriptor = log.open()
    os.write(descriptor, text.encode())
    os.close(descriptor)


def test_a_child_that_fails_shows_its_last_lines_and_all_of_them_are_in_its_file(tmp_path: Path):
    code = "for n in range(40): print('line', n)\nraise SystemExit(3)"
    ran = supervised(tmp_path, code, once=True)
    assert "failed one" in ran.stdout
    assert "one exited with 3" in ran.stderr
    assert "line 39" in ran.stderr
    assert "line 0\n" not in ran.stderr
    assert (tmp_path / "one.log").read_text().startswith("line 0\n")


@pytest.mark.parametrize(("said", "is_hopeless"), [("open data: Permission denied", True), ("no", False)])
def test_what_is_not_permitted_is_not_tried_again(tmp_path: Path, said: str, *, is_hopeless: bool):
    child = Child(
        ProcessSpec(
            name="one",
            argv=(sys.executable, "-S", "-c", f"raise SystemExit({said!r})"),
            is_ready=lambda _pid: False,
            gives_up_after=3,
            log=tmp_path / "one.log",
        )
    )
    child.start(0.0)
    ended = eventually(lambda: child.reap(0.0))
    assert (ended.said, child.hopeless) == ((said,), is_hopeless)


def test_only_the_present_life_is_told_of(tmp_path: Path):
    log = Log(tmp_path / "log" / "one.log")
    write(log, "from before\n")
    write(log, "now\n\n")
    assert log.last_lines() == ("now",)
    assert Log(tmp_path / "none").last_lines() == ()


def test_a_log_that_grew_is_kept_once_and_begun_anew(tmp_path: Path):
    log = Log(tmp_path / "one.log", largest=100)
    descriptor = log.open()
    for text in ("a" * 60, "b" * 60, "after"):
        os.write(descriptor, text.encode())
        log.bound()
    os.close(descriptor)
    assert (tmp_path / "one.log").read_text() == "after"
    assert (tmp_path / "one.log.1").read_text() == "a" * 60 + "b" * 60
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.log", "one.log.1"]
