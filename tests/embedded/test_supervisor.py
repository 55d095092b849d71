import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.embedded.backoff import HEALTHY_SECONDS, count_failures, delay_seconds
from embedded.processes import descendants, is_alive
from eventually import PATIENCE, eventually
from servers import product_environment

type Start = Callable[..., subprocess.Popen[str]]

# Writes its pid, then waits; at SIGTERM it writes its name and goes.
FAITHFUL = """
import os, signal, sys
name, folder = sys.argv[1:]
def leave(*_):
    with open(f"{folder}/ends", "a") as ends:
        ends.write(name + "\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, leave)
with open(f"{folder}/{name}.pids", "a") as pids:
    pids.write(f"{os.getpid()}\\n")
while True:
    signal.pause()
"""
STUBBORN = FAITHFUL.replace(
    "signal.signal(signal.SIGTERM, leave)", "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
)
MOTHER = FAITHFUL.replace(
    "while True:",
    """
import subprocess
with open(f"{folder}/grand", "w") as note:
    note.write(str(subprocess.Popen(["sleep", "600"]).pid))
while True:""",
)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    running: list[subprocess.Popen[str]] = []

    def begin(*rows: dict[str, Any]) -> subprocess.Popen[str]:
        with (tmp_path / "log").open("w") as log:
            program = subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("stand_in.py")), json.dumps(rows)],
                env=product_environment(),
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        running.append(program)
        return program

    yield begin
    for program in running:
        program.kill()
        program.communicate()


@pytest.fixture
def row(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def make(name: str, code: str = FAITHFUL, **settings: Any) -> dict[str, Any]:
        return {"name": name, "argv": [sys.executable, "-S", "-c", code, name, str(tmp_path)], **settings}

    return make


def lives(folder: Path, name: str) -> list[int]:
    path = folder / f"{name}.pids"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def until_ready(program: subprocess.Popen[str]) -> None:
    assert program.stdout.readline() == "ready\n"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_what_ends_for_any_reason_is_started_again(start: Start, row, tmp_path: Path, number: int):
    until_ready(start(row("one")))
    first = eventually(lambda: lives(tmp_path, "one"))[0]
    os.kill(first, number)
    second = eventually(lambda: lives(tmp_path, "one")[1:])[0]
    assert is_alive(second)
    assert not is_alive(first)
    assert "starting it again in 0.1 s" in (tmp_path / "log").read_text()


def test_the_pause_before_a_restart_doubles_up_to_ten_seconds_and_a_healthy_life_resets_it():
    assert [delay_seconds(failures) for failures in range(1, 9)] == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10.0]
    assert delay_seconds(5000) == 10.0
    assert count_failures(6, HEALTHY_SECONDS - 1) == 7
    assert count_failures(6, HEALTHY_SECONDS) == 1


def test_what_crashes_at_once_is_tried_ever_more_slowly(start: Start, row, tmp_path: Path):
    program = start(row("steady"), row("broken", "raise SystemExit(3)"))
    log = tmp_path / "log"
    eventually(lambda: "broken exited with 3; starting it again in 0.4 s" in log.read_text())
    assert "in 0.1 s" in log.read_text()
    assert "in 0.2 s" in log.read_text()
    assert program.poll() is None
    eventually(lambda: lives(tmp_path, "steady"))
    assert len(lives(tmp_path, "steady")) == 1


def test_everything_stops_in_the_order_of_its_rank(start: Start, row, tmp_path: Path):
    names = ["database", "clock", "worker", "api"]
    program = start(*(row(name, stop_rank=rank) for name, rank in zip(names, [90, 30, 20, 10], strict=True)))
    until_ready(program)
    for name in names:
        eventually(lambda name=name: lives(tmp_path, name))
    program.send_signal(signal.SIGTERM)
    assert program.wait(timeout=PATIENCE) == 0
    assert (tmp_path / "ends").read_text().split() == ["api", "worker", "clock", "database"]


def test_an_interrupt_from_the_keyboard_reaches_only_the_supervisor(start: Start, row, tmp_path: Path):
    program = start(row("one"))
    until_ready(program)
    pid = eventually(lambda: lives(tmp_path, "one"))[0]
    assert os.getpgid(pid) != os.getpgid(program.pid)
    program.send_signal(signal.SIGINT)
    assert program.wait(timeout=PATIENCE) == 0
    assert (tmp_path / "ends").read_text().split() == ["one"]


def test_what_will_not_stop_is_killed_with_what_it_started(start: Start, row, tmp_path: Path):
    program = start(
        row("deaf", MOTHER.replace("SIGTERM, leave", "SIGTERM, signal.SIG_IGN"), stop_seconds=0.2)
    )
    until_ready(program)
    grandchild = int(eventually(lambda: (tmp_path / "grand").exists() and (tmp_path / "grand").read_text()))
    program.terminate()
    assert program.wait(timeout=PATIENCE) == 0
    assert not is_alive(lives(tmp_path, "deaf")[0])
    eventually(lambda: not is_alive(grandchild))
    assert "deaf did not stop in time and was killed" in (tmp_path / "log").read_text()


def test_a_second_wish_to_stop_cuts_the_patience_short(start: Start, row, tmp_path: Path):
    program = start(row("deaf", STUBBORN, stop_seconds=600.0))
    until_ready(program)
    eventually(lambda: lives(tmp_path, "deaf"))
    program.send_signal(signal.SIGTERM)
    program.send_signal(signal.SIGINT)
    assert program.wait(timeout=PATIENCE) == 0


def test_a_supervisor_killed_with_9_leaves_no_child_behind(start: Start, row, tmp_path: Path):
    program = start(row("one"), row("two"), row("deaf", STUBBORN))
    until_ready(program)
    children = {eventually(lambda name=name: lives(tmp_path, name))[0] for name in ("one", "two", "deaf")}
    assert children == descendants(program.pid)
    program.kill()
    program.wait()
    eventually(lambda: not any(is_alive(pid) for pid in children))


def test_a_step_that_must_come_first_comes_first_and_is_not_repeated(start: Start, row, tmp_path: Path):
    step = "import sys; open(sys.argv[2] + '/steps', 'a').write('x')"
    late = FAITHFUL.replace(
        "import os,", "import sys; assert open(sys.argv[2] + '/steps').read() == 'x'\nimport os,"
    )
    until_ready(start(row("late", late, after=["step"]), row("step", step, once=True)))
    first = eventually(lambda: lives(tmp_path, "late"))[0]
    os.kill(first, signal.SIGKILL)
    eventually(lambda: lives(tmp_path, "late")[1:])
    assert (tmp_path / "steps").read_text() == "x"


def test_a_step_that_fails_ends_the_start_and_stops_the_rest(start: Start, row, tmp_path: Path):
    program = start(row("one"), row("step", "raise SystemExit(4)", once=True), row("late", after=["step"]))
    assert program.stdout.readline() == "failed step\n"
    assert program.wait(timeout=PATIENCE) == 1
    assert not any(is_alive(pid) for pid in lives(tmp_path, "one"))
    assert lives(tmp_path, "late") == []
