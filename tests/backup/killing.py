"""Commands as processes of their own, to be killed; and an installation that takes a while."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from stores import put_files

from at_a_terminal import at_a_terminal
from eventually import eventually
from servers import product_environment, run_sql

ROWS = """
insert into inbox (session_id, event)
select gen_random_uuid(), json_build_object('text', repeat(md5(n::text), 20)) from generate_series(1, 20000) n
"""
OTHERS = (
    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
)

# What deferred constraints do is done in the commit itself, once there is a table to tell it by.
_AT_COMMIT = """
create function act() returns trigger language plpgsql as $$ begin STATEMENT; return null; end $$;
create function lay_in_wait() returns event_trigger language plpgsql as $$
begin
    if to_regclass('alembic_version') is not null
       and not exists (select from pg_trigger where tgname = 'acts') then
        create constraint trigger acts after insert or update on alembic_version
            deferrable initially deferred for each row execute function act();
    end if;
end $$;
create event trigger waits on ddl_command_end when tag in ('CREATE TABLE') execute function lay_in_wait();
"""


class Restoring:
    """A restore that is given its archive by us, a part at a time."""

    def __init__(self, archive: bytes) -> None:
        self.archive = archive
        self.given = 0
        self.program = begun("restore", "-", "--replace", stdin=subprocess.PIPE)

    def give(self, share: float) -> None:
        """So much of it in all; who reads has taken all but what a pipe holds."""
        upto = int(len(self.archive) * share)
        part, self.given = self.archive[self.given : upto], upto
        try:
            self.program.stdin.write(part)
            self.program.stdin.flush()
        except BrokenPipeError:
            raise AssertionError(self.program.stderr.read()) from None

    def give_all(self) -> None:
        self.give(1.0)
        self.program.stdin.close()
        self.program.stdin = None

    def end_within(self, seconds: float) -> None:
        """All of it was given; what comes now is the end of the transaction, and what is after it."""
        self.give_all()
        with suppress(subprocess.TimeoutExpired):
            self.program.wait(seconds)


def at_commit(url: str, statement: str) -> None:
    """The server executes it in the commit of a restore into this empty database."""
    run_sql(url, _AT_COMMIT.replace("STATEMENT", statement))


def at_commit_no_more(url: str) -> None:
    run_sql(url, "drop event trigger waits")


def fill(url: str, place: Path) -> None:
    run_sql(url, ROWS)
    put_files(url, place / "room", [os.urandom(30_000) for _ in range(60)])


def begun(*words: str, **how) -> subprocess.Popen:
    return subprocess.Popen(
        at_a_terminal(sys.executable, "-m", "app.cli", *words),
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
