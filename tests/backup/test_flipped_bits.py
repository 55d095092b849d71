"""An archive that lay on a bad disk: it is refused, or what comes back is what was there."""

import base64
import os
import random
from pathlib import Path

import pytest
from archives import changed, part, state, told, with_json
from stores import kept_files, named_files, put_files

from app.kit.keys import KeptKeys
from cli.commanding import dbcv
from servers import run_sql

INBOX = "insert into inbox (session_id, event) values (gen_random_uuid(), '{}') returning id"
KEYS = [base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2)]


@pytest.fixture
def with_files(source: str, place: Path) -> Path:
    """An archive of rows and files."""
    assert dbcv("user", "create", "--email", "boss@example.org", "--role", "ADMIN")[0] == 0
    put_files(source, place / "room", [b"one", os.urandom(5000)])
    assert dbcv("backup", "a.tar")[0] == 0
    return place / "a.tar"


def test_whichever_bit_is_flipped_nothing_else_comes_back(with_files: Path, source: str, elsewhere):
    whole, given, where = with_files.read_bytes(), told(source), random.SystemRandom()
    used = len(whole.rstrip(b"\0"))
    url = elsewhere()
    for _ in range(12):
        place, bit = where.randrange(used), where.randrange(8)
        flipped = bytearray(whole)
        flipped[place] ^= 1 << bit
        with_files.with_name("flipped.tar").write_bytes(flipped)
        before = state(url), kept_files()

        code, _, complaint = dbcv("restore", "flipped.tar", "--replace")

        assert "Traceback" not in complaint
        if code == 0:
            assert told(url) == given, (place, bit)
            assert kept_files() == named_files(url), (place, bit)
        else:
            assert (state(url), kept_files()) == before, (place, bit)


def test_numbers_go_on_after_the_highest_whatever_the_archive_says_of_them(source, place, elsewhere):
    given = [int(run_sql(source, INBOX)) for _ in range(5)]
    assert dbcv("backup", "a.tar")[0] == 0
    sequences = {**part(place / "a.tar", "manifest.json")["sequences"], "inbox": {"id": 1}}
    path = changed(place / "a.tar", with_json("manifest.json", sequences=sequences))

    url = elsewhere()
    assert dbcv("restore", str(path))[0] == 0

    assert int(run_sql(url, INBOX)) > max(given)


@pytest.mark.parametrize("keys", [KEYS[1:], [*KEYS], []])
def test_a_key_that_was_changed_is_refused_and_none_of_ours_is(source, place, elsewhere, keys):
    secrets = place / "source" / "secrets"
    secrets.mkdir(parents=True)
    (secrets / "secret_box_key").write_text(KEYS[0] + "\n")
    assert dbcv("backup", "a.tar", "--with-keys")[0] == 0
    path = changed(place / "a.tar", with_json("keys.json", secret_box_keys=keys))
    elsewhere()
    there = place / "elsewhere" / "secrets" / "secret_box_key"
    there.parent.mkdir(parents=True)
    there.write_text(KEYS[1] + "\n")

    code, _, complaint = dbcv("restore", str(path))

    assert code == 1
    assert "a key in it is changed" in complaint
    assert [key.text for key in KeptKeys(there).known()] == [KEYS[1]]
