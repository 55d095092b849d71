"""`python -m bench.run`: product and floor, the engine alone, memory; writes `bench/results.json`."""

import argparse
import asyncio
import random
import sys
import tempfile
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import uvloop

from bench import report
from bench.accounting import memory
from bench.assistants import measure_assistants
from bench.authoring import measure_authoring
from bench.clock import measure_clock
from bench.editor import measure_editor
from bench.machine import machine, versions
from bench.measure import Pace, Run, measure, until_quiet
from bench.memory import measure_memory
from bench.neighbours import measure_neighbours
from bench.rows import Row, quiz_row, ratios
from bench.subjects import SUBJECTS, Subject
from bench.subjects.children import ROOT, project_environment

RESULTS = Path(__file__).parent / "results.json"
BENCHES = ("quiz", "engine", "sandbox", "neighbours", "clock", "authoring", "assistants", "memory", "editor")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", choices=BENCHES, help="one bench instead of all")
    parser.add_argument("--subjects", default="product,floor iii", help=f"of {', '.join(SUBJECTS)}")
    parser.add_argument("--users", default="1,16,64", help="numbers of users of the quiz")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each subject and number of users")
    parser.add_argument("--seconds", type=float, default=6.0, help="counted seconds of a run")
    parser.add_argument("--warm-up", type=float, default=2.0, help="seconds before them")
    parser.add_argument("--clock-due", type=int, default=100_000, help="reminders due at once")
    parser.add_argument("--clock-pending", type=int, default=1_000_000, help="reminders that wait meanwhile")
    parser.add_argument("--clock-rate", type=float, default=1000.0, help="reminders due in a second")
    parser.add_argument("--clock-seconds", type=float, default=30.0, help="seconds of these")
    parser.add_argument(
        "--quiet", type=float, default=8.0, help="seconds to wait at most for an idle machine"
    )
    parser.add_argument(
        "--data", type=Path, help="where servers keep their files (default: a temporary folder)"
    )
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args()


async def measure_quiz(
    asked: argparse.Namespace, folder: Path
) -> tuple[list[Row], dict[str, dict[str, str]]]:
    """Rows and each subject's durability settings; subjects take turns, so that a slow minute hits both."""
    pace = Pace(warm_up=asked.warm_up, seconds=asked.seconds, quiet=asked.quiet, repeat=asked.repeat)
    async with AsyncExitStack() as stack:
        subjects = [await open_subject(stack, name.strip(), folder) for name in asked.subjects.split(",")]
        counts = sorted(int(count) for count in asked.users.split(","))
        rows = [row for users in counts for row in await compare(subjects, users, pace)]
        return rows, {subject.name: subject.durability for subject in subjects}


async def open_subject(stack: AsyncExitStack, name: str, folder: Path) -> Subject:
    own = folder / name.replace(" ", "-")
    own.mkdir()
    subject = await stack.enter_async_context(SUBJECTS[name](own))
    stack.callback(subject.hang_up)
    return subject


async def compare(subjects: list[Subject], users: int, pace: Pace) -> list[Row]:
    runs: dict[str, list[Run]] = {subject.name: [] for subject in subjects}
    for seed in range(pace.repeat):
        for subject in subjects if seed % 2 else reversed(subjects):
            await until_quiet(pace.quiet)
            choice = random.Random(seed)  # noqa: S311 - the same answers for every subject
            runs[subject.name].append(await measure(subject, users, pace, choice))
            last = runs[subject.name][-1]
            sys.stderr.write(f"{subject.name}, {users} users: {last.replies / last.seconds:.0f} replies/s\n")
    return [quiz_row(one.name, users, runs[one.name], memory(one.roots)) for one in subjects]


async def measure_alone(name: str) -> list[Row]:
    """In a fresh process: nothing of ours in its way."""
    alone = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", f"bench.{name}"),
        cwd=ROOT,
        env=project_environment(),
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await alone.communicate()
    if alone.returncode:
        raise RuntimeError(f"bench.{name} exited with {alone.returncode}")
    return orjson.loads(printed)


async def run(asked: argparse.Namespace, folder: Path) -> dict[str, Any]:
    rows: list[Row] = []
    kept: dict[str, dict[str, str]] = {}
    if asked.only in (None, "quiz"):
        rows, kept = await measure_quiz(asked, folder)
    for name in ("engine", "sandbox"):
        if asked.only in (None, name):
            rows += await measure_alone(name)
    if asked.only in (None, "neighbours"):
        neighbours = folder / "neighbours"
        neighbours.mkdir()
        rows += await measure_neighbours(neighbours)
    if asked.only in (None, "clock"):
        clock = folder / "clock"
        clock.mkdir()
        rows += await measure_clock(clock, asked)
    if asked.only in (None, "authoring"):
        authors = folder / "authors"
        authors.mkdir()
        rows += await measure_authoring(authors)
    if asked.only in (None, "assistants"):
        assistants = folder / "assistants"
        assistants.mkdir()
        rows += await measure_assistants(assistants)
    if asked.only in (None, "memory"):
        idle = folder / "idle"
        idle.mkdir()
        rows += await measure_memory(idle)
    if asked.only in (None, "editor"):
        pages = folder / "pages"
        pages.mkdir()
        rows += await measure_editor(pages)
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": "python -m bench.run " + " ".join(sys.argv[1:]),
        "machine": machine(folder),
        "versions": versions(),
        "durability": kept,
        "rows": rows,
        "ratios": ratios(rows),
    }


def main() -> None:
    asked = arguments()
    with (
        tempfile.TemporaryDirectory(prefix="dbcv-bench-", dir=asked.data) as folder,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        results = runner.run(run(asked, Path(folder)))
    report.write(asked.out, results)
    sys.stdout.write(report.table(results["rows"], results["ratios"]))


if __name__ == "__main__":
    main()
