"""Commands as processes of their own, to be killed; and an installation that takes a while."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from stores import put_files

from eventually import eventually
from servers import product_environment, run_sql

ROWS = """
insert into inbox (session_id, event)
select gen_random_uuid(), json_build_object('text', repeat(md5(n::text), 20)) from generate_series(1, 20000) n
"""
OTHERS = (
    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
)


def fill(url: str, place: Path) -> None:
    run_sql(url, ROWS)
    put_files(url, place / "room", [os.urandom(30_000) for _ in range(60)])


def begun(*words: str, **how) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words],
        env=product_environment(),
        stderr=subprocess.PIPE,
        **how,
    )


def killed(program: subprocess.Popen) -> None:
    program.send_signal(signal.SIGKILL)
    program.communicate()


def drafts(place: Path) -> list[Path]:
    return list(place.glob(".*"))


def drafted(place: Path) -> int:
    """Bytes of the draft."""
    with suppress(FileNotFoundError):
        return max((path.stat().st_size for path in drafts(place)), default=0)
    return 0


def is_left_alone(url: str) -> None:
    """The server has noticed that nobody is there any more."""
    eventually(lambda: run_sql(url, OTHERS) == "0")
