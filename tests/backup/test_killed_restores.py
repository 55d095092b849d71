"""`dbcv restore` killed with signal 9: nothing is half, and the next one ends well."""

import asyncio
import base64
import random
import signal

import pytest
from archives import part, state, told
from killing import Restoring, begun, drafted, drafts, fill, is_left_alone, killed
from stores import kept_files, named_files, put_files, turn_to_bucket

from app.backup.keys import lay_keys, turn_to_keys
from app.backup.manifest import KeysKept
from app.kit.keys import KeptKeys
from app.main import create_app
from app.settings import Settings
from cli.commanding import dbcv
from eventually import eventually
from servers import run_sql

KEYS = [base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2)]


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


@pytest.mark.parametrize("share", [0.05, 0.5, 0.97])
def test_a_restore_that_is_stopped_changes_nothing_and_says_nothing(large, place, elsewhere, share):
    assert dbcv("backup", "a.tar")[0] == 0
    url = elsewhere()
    program = Restoring((place / "a.tar").read_bytes())
    program.give(share)
    program.program.send_signal(signal.SIGTERM)
    _, complaint = program.program.communicate()

    assert (program.program.returncode, complaint) == (130, b"")
    assert run_sql(url, "select to_regclass('bot')") == ""
    assert kept_files() == set()


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
