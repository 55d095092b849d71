"""`dbcv backup` and `dbcv restore` killed with signal 9: nothing is half, and the next one ends well."""

import asyncio
import base64
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from archives import names_of, part, told
from stores import kept_files, named_files, put_files

from app.backup.keys import lay_keys, turn_to_keys
from app.backup.manifest import KeysKept
from app.kit.keys import KeptKeys
from app.main import create_app
from app.settings import Settings
from cli.commanding import dbcv
from eventually import eventually
from media.object_storage import ObjectStorage, start_object_storage
from servers import product_environment, run_sql

ROWS = """
insert into inbox (session_id, event)
select gen_random_uuid(), json_build_object('text', repeat(md5(n::text), 20)) from generate_series(1, 20000) n
"""
OTHERS = (
    "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
)
KEYS = [base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2)]
SCHEMA = "select relname from pg_class where relnamespace = 'public'::regnamespace order by 1"


@pytest.fixture(scope="module")
def object_storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStorage]:
    running = start_object_storage(tmp_path_factory.mktemp("object_storage"))
    yield running
    running.stop()


def turn_to_bucket(storage: ObjectStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in storage.settings(f"b{uuid4().hex}").items():
        monkeypatch.setenv(name.upper(), value)


@pytest.fixture
def large(source: str, place: Path) -> str:
    """An installation whose backup takes a while, with its uploads in the data directory."""
    fill(source, place)
    return source


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


@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 0.95])
def test_a_backup_that_is_killed_leaves_nothing_that_looks_whole(large, place, share):
    assert dbcv("backup", "whole.tar", "--with-keys")[0] == 0
    size = (place / "whole.tar").stat().st_size

    program = begun("backup", "a.tar", "--with-keys")
    eventually(
        lambda: program.poll() is not None or any(p.stat().st_size >= size * share for p in drafts(place))
    )
    killed(program)

    is_whole = (place / "a.tar").exists()
    if is_whole:  # it was quicker
        assert names_of(place / "a.tar") == names_of(place / "whole.tar")
        (place / "a.tar").unlink()
    is_left_alone(large)
    left = drafts(place)
    assert is_whole or len(left) == 1
    code, _, complaint = dbcv("backup", "a.tar", "--with-keys")
    assert code == 0
    assert all(path.name in complaint for path in left)
    assert drafts(place) == []
    assert names_of(place / "a.tar") == names_of(place / "whole.tar")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_backup_that_is_stopped_leaves_no_draft(large, place, number):
    program = begun("backup", "a.tar")
    eventually(lambda: drafted(place))
    program.send_signal(number)
    _, complaint = program.communicate()

    assert (program.returncode, complaint) == (130, b"")
    assert list(place.glob("*.tar")) == drafts(place) == []
    uploads = place / "source" / "media" / "uploads"
    assert not uploads.exists() or list(uploads.iterdir()) == []


def test_a_draft_of_a_backup_under_way_is_not_taken_away(large, place):
    first = begun("backup", "a.tar")
    eventually(lambda: drafted(place))
    first.send_signal(signal.SIGSTOP)
    code, _, complaint = dbcv("backup", "b.tar")
    first.send_signal(signal.SIGCONT)

    assert (code, "Removed" in complaint) == (0, False)
    first.communicate()
    assert first.returncode == 0
    assert names_of(place / "a.tar") == names_of(place / "b.tar")


def test_of_two_backups_to_one_name_the_second_is_refused_and_the_first_kept(large, place):
    first = begun("backup", "a.tar")
    eventually(lambda: drafted(place))
    first.send_signal(signal.SIGSTOP)
    assert dbcv("backup", "a.tar")[0] == 0
    before = (place / "a.tar").read_bytes()
    first.send_signal(signal.SIGCONT)

    _, complaint = first.communicate()
    assert first.returncode == 1
    assert b"is there already" in complaint
    assert (place / "a.tar").read_bytes() == before
    assert drafts(place) == []


def test_a_full_disk_is_told_and_leaves_no_file(large, place):
    def bounded():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))

    program = begun("backup", "a.tar", preexec_fn=bounded)
    _, complaint = program.communicate()

    assert program.returncode == 1
    assert b"It broke off" in complaint
    assert b"Traceback" not in complaint
    assert list(place.glob("*.tar")) == drafts(place) == []


class Restoring:
    """A restore that is given its archive by us, a part at a time."""

    def __init__(self, archive: bytes) -> None:
        self.archive = archive
        self.program = begun("restore", "-", "--replace", stdin=subprocess.PIPE)

    def give(self, share: float) -> None:
        """So much of it; who reads has taken all but what a pipe holds."""
        part = self.archive[: int(len(self.archive) * share)]
        try:
            self.program.stdin.write(part)
            self.program.stdin.flush()
        except BrokenPipeError:
            raise AssertionError(self.program.stderr.read()) from None

    def end_within(self, seconds: float) -> None:
        """All of it was given; what comes now is the end of the transaction, and what is after it."""
        self.program.stdin.close()
        self.program.stdin = None
        with suppress(subprocess.TimeoutExpired):
            self.program.wait(seconds)


@pytest.fixture(params=["folder", "bucket"])
def target(request, source, place, elsewhere, monkeypatch):
    """Another installation, which has rows and files of its own, and an archive beside it."""

    def keep_files() -> None:
        if request.param == "bucket":
            turn_to_bucket(request.getfixturevalue("object_storage"), monkeypatch)

    keep_files()
    fill(source, place)
    assert dbcv("backup", "a.tar")[0] == 0
    url = elsewhere()
    keep_files()
    assert begun("migrate").communicate() == (None, b"")
    assert dbcv("user", "create", "--email", "old@example.org")[0] == 0
    put_files(url, place / "room", [b"of before", b"of before too"])
    return url


def state(url: str) -> object:
    return told(url), run_sql(url, SCHEMA)


def test_a_restore_that_is_killed_has_changed_all_or_nothing(target, source, place):
    """At shares of the archive, and at random moments after all of it was read."""
    archive, moments = (place / "a.tar").read_bytes(), random.SystemRandom()
    before, old = state(target), named_files(target)
    after = told(source)
    for share in (0.01, 0.3, 0.8, 0.97, 1.0, 1.0, 1.0):
        program = Restoring(archive)
        program.give(share)
        if share == 1.0:
            program.end_within(moments.random() * 2)
        killed(program.program)
        is_left_alone(target)
        if run_sql(target, 'select count(*) from "user"') == "0":
            break  # it was quicker
        assert state(target) == before
        assert named_files(target) == old <= kept_files()

    code, _, complaint = dbcv("restore", "a.tar", "--replace")
    assert (code, complaint) == (0, "")
    assert told(target) == after
    assert kept_files() <= named_files(target)
    assert not kept_files() & old
    assert list((place / "elsewhere" / "restoring").iterdir()) == []


async def test_files_of_a_restore_that_was_killed_are_gone_with_the_next_start(target, place, redis_url):
    old = named_files(target)
    program = Restoring((place / "a.tar").read_bytes())
    program.give(0.97)
    await asyncio.to_thread(eventually, lambda: kept_files() > old)
    killed(program.program)
    is_left_alone(target)

    app = create_app(Settings(_env_file=None, redis_url=redis_url))
    async with app.router.lifespan_context(app):
        assert kept_files() == old
    assert list((place / "elsewhere" / "restoring").iterdir()) == []


def test_keys_wait_behind_those_that_are_there_until_the_rows_are_in_place(place):
    here = Settings(_env_file=None, dbcv_data_dir=place)
    (place / "secrets").mkdir()
    box, tokens = place / "secrets" / "secret_box_key", place / "secrets" / "jwt_secret"
    box.write_text(KEYS[0] + "\n")
    tokens.write_text("of before\n")
    kept = KeysKept(secret_box_keys=[KEYS[1]], jwt_secret="of the archive")

    assert lay_keys(here, kept)
    assert [key.text for key in KeptKeys(box).known()] == KEYS
    assert tokens.read_text() == "of before\n"

    turn_to_keys(here, kept)
    assert [key.text for key in KeptKeys(box).known()] == KEYS[::-1]
    assert tokens.read_text() == "of the archive\n"


@pytest.mark.parametrize("made", ["postgres.draft", "postgres", "restoring/*"])
def test_a_data_directory_is_used_again_after_a_kill(large, place, monkeypatch, made):
    """Killed while its PostgreSQL was made, when it was there, and while rows and files came."""
    before = told(large)
    assert dbcv("backup", "a.tar")[0] == 0
    for name in ("DATABASE_URL", "REDIS_URL", "DBCV_DATA_DIR"):
        monkeypatch.delenv(name)

    program = begun("restore", "a.tar", "--data", "own")
    eventually(lambda: [*(place / "own").glob(made)])
    killed(program)

    # What is left of the server ends by itself; until then the directory is in use.
    eventually(lambda: dbcv("restore", "a.tar", "--data", "own")[0] == 0)
    program = begun("backup", "b.tar", "--data", "own")
    eventually(lambda: drafted(place) > 100_000)
    killed(program)
    eventually(lambda: dbcv("backup", "b.tar", "--data", "own")[0] == 0)
    assert drafts(place) == []
    assert part(place / "b.tar", "manifest.json") == part(place / "a.tar", "manifest.json")
    assert len(before["inbox"]) == part(place / "b.tar", "manifest.json")["tables"]["inbox"]["rows"]


def test_an_output_that_is_full_is_told(large):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        program = begun("backup", "-", stdout=full)
        _, complaint = program.communicate()

    assert program.returncode == 1
    assert b"It broke off: [Errno 28]" in complaint
    assert b"Traceback" not in complaint
