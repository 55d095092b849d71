"""`dbcv backup` and `dbcv restore`: what comes back is what was there, and conversations go on."""

import asyncio
import base64
import stat
from dataclasses import replace

import pytest
from archives import names_of, part, parts_of, told

from app.cli.sizes import size_told
from app.kit.keys import KeptKeys
from app.kit.sealing import Sealer
from cli.commanding import dbcv
from conversing import ECHO, open_world
from eventually import eventually_so
from servers import run_sql

KEYS = [base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2)]


async def test_conversations_go_on_where_the_backup_left_them(world, place, elsewhere, redis_url):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot) for _ in range(3)]
    for chat in chats:
        await chat.start()
        await chat.say("one")
    await world.handle(*chats[:2])  # the third still has all of it in the inbox
    assert (await asyncio.to_thread(dbcv, "backup", "a.tar"))[0] == 0
    before = await asyncio.to_thread(told, world.dsn)

    url = elsewhere()
    code, _, complaint = await asyncio.to_thread(dbcv, "restore", "a.tar")

    assert (code, complaint) == (0, "")
    assert await asyncio.to_thread(told, url) == before
    async with open_world(url, redis_url) as after:
        again = [replace(chat, world=after) for chat in chats]
        for chat in again:
            await chat.say("two")
        await after.handle(*again)
        for chat in again:
            assert await chat.replies() == ["Say something.", "1: one", "2: two"]
            assert await chat.waiting() == 0


async def test_a_backup_is_of_one_moment_while_people_talk(world, elsewhere):
    bot = await world.bot(ECHO)
    chats = [await world.chat(bot) for _ in range(4)]
    stopped = asyncio.Event()

    async def talk(chat):
        number = 0
        while not stopped.is_set():
            number += 1
            await chat.say(f"m{number}")
            await world.handle(chat)

    async def many():
        return await world.value("select count(*) from message") > 40

    talking = [asyncio.create_task(talk(chat)) for chat in chats]
    await eventually_so(many)
    assert (await asyncio.to_thread(dbcv, "backup", "a.tar"))[0] == 0
    stopped.set()
    await asyncio.gather(*talking)

    url = elsewhere()
    assert (await asyncio.to_thread(dbcv, "restore", "a.tar"))[0] == 0

    wrong = """
    select count(*) from thread t
    where t.last_seq <> (select max(seq) from message m where m.thread_id = t.id)
    """
    unheard = """
    select count(*) from session s
    where coalesce((s.state->'variables'->>'n')::int, 0)
          + (select count(*) from inbox i where i.session_id = s.id)
       <> (select count(*) from message m where m.session_id = s.id and m.sender_kind <> 'bot')
    """
    assert run_sql(url, "select count(*) from thread") == "4"
    assert run_sql(url, wrong) == "0"
    assert run_sql(url, unheard) == "0"


def test_numbers_go_on_after_those_that_were_given(source, place, elsewhere):
    ids = "insert into inbox (session_id, event) values (gen_random_uuid(), '{}') returning id"
    for _ in range(5):
        last = run_sql(source, ids)
    run_sql(source, "delete from inbox")
    dbcv("backup", "a.tar")

    url = elsewhere()
    assert dbcv("restore", "a.tar")[0] == 0

    assert int(run_sql(url, ids)) == int(last) + 1


def test_the_archive_says_what_is_in_it(archive, source):
    head, manifest = part(archive, "dbcv-backup.json"), part(archive, "manifest.json")

    assert head["revision"] == run_sql(source, "select version_num from alembic_version")
    assert head["format"] == 1
    assert manifest["tables"]["user"]["rows"] == 1
    assert manifest["tables"].keys() == head["tables"].keys() == told(source).keys()
    assert names_of(archive)[0] == "dbcv-backup.json"
    assert names_of(archive)[-1] == "manifest.json"
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_backup_is_told_in_numbers_and_never_written_over(source, place):
    code, said, complaint = dbcv("backup", "a.tar")
    assert (code, said) == (0, "")
    assert "0 files" in complaint
    assert "--with-keys" in complaint
    before = (place / "a.tar").read_bytes()

    code, _, complaint = dbcv("backup", "a.tar", "--language", "ru")

    assert code == 1
    assert "уже есть" in complaint
    assert (place / "a.tar").read_bytes() == before
    assert [path.name for path in place.glob(".*")] == []


def test_what_is_broken_off_leaves_no_file(place, source, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")

    code, _, complaint = dbcv("backup", "a.tar")

    assert code == 1
    assert "PostgreSQL does not answer at 127.0.0.1:1" in complaint
    assert list(place.glob("*.tar")) == list(place.glob(".*")) == []


def test_where_a_restore_went_is_told_and_that_another_database_would_be_used(archive, source, place):
    code, said, complaint = dbcv("restore", str(archive), "--data", "new")

    assert code == 0
    assert said.startswith(f"Restored into {place / 'new'} as it was at ")
    assert "0 files" in said
    assert "DATABASE_URL is set" in complaint
    assert "dbcv up --data new" in complaint


def test_an_installation_that_is_not_empty_is_left_alone_unless_that_is_asked_for(archive, source):
    dbcv("user", "create", "--email", "second@example.org")
    before = told(source)

    code, _, complaint = dbcv("restore", str(archive))
    assert code == 1
    assert "--replace" in complaint
    assert told(source) == before

    assert dbcv("restore", str(archive), "--replace")[0] == 0
    assert run_sql(source, 'select email from "user"') == "boss@example.org"


async def test_an_installation_somebody_uses_is_left_alone(archive, source, redis_url):
    before = told(source)
    async with open_world(source, redis_url) as other:
        assert await other.value("select 1") == 1
        before = await asyncio.to_thread(told, source)
        code, _, complaint = await asyncio.to_thread(dbcv, "restore", str(archive), "--replace")

    assert code == 1
    assert "stop DBCV" in complaint
    assert told(source) == before


def test_tables_of_others_stay_as_they_are(archive, elsewhere):
    url = elsewhere()
    run_sql(url, "create table theirs (n int); insert into theirs values (7)")

    assert dbcv("restore", str(archive))[0] == 0
    assert dbcv("restore", str(archive), "--replace")[0] == 0

    assert run_sql(url, "select n from theirs") == "7"
    assert dbcv("backup", "again.tar")[0] == 0
    assert not [name for name in names_of(archive.with_name("again.tar")) if "theirs" in name]


def test_keys_come_along_where_that_is_asked_for_and_nowhere_else(source, place, elsewhere, monkeypatch):
    secrets = place / "source" / "secrets"
    secrets.mkdir(parents=True)
    (secrets / "secret_box_key").write_text(KEYS[0] + "\n")
    (secrets / "jwt_secret").write_text("for tokens\n")
    dbcv("backup", "without.tar")
    dbcv("backup", "with.tar", "--with-keys")
    assert all(KEYS[0].encode() not in body for _, body in parts_of(place / "without.tar"))

    elsewhere()
    there = place / "elsewhere" / "secrets"
    there.mkdir(parents=True)
    (there / "secret_box_key").write_text(KEYS[1] + "\n")
    assert dbcv("restore", "with.tar")[0] == 0

    assert [key.text for key in KeptKeys(there / "secret_box_key").known()] == KEYS
    assert (there / "jwt_secret").read_text() == "for tokens\n"
    assert {stat.S_IMODE(path.stat().st_mode) for path in there.iterdir()} == {0o600}


def test_keys_that_the_operator_gives_are_the_operators_to_change(source, place, elsewhere, monkeypatch):
    monkeypatch.setenv("SECRET_BOX_KEY", KEYS[0])
    dbcv("backup", "a.tar", "--with-keys")
    elsewhere()

    assert dbcv("restore", "a.tar")[2] == ""
    monkeypatch.setenv("SECRET_BOX_KEY", KEYS[1])
    code, _, complaint = dbcv("restore", "a.tar")

    assert code == 0
    assert "SECRET_BOX_OLD_KEYS" in complaint
    assert not (place / "elsewhere" / "secrets" / "secret_box_key").exists()


def test_secrets_whose_key_is_missing_are_told_of(source, elsewhere, monkeypatch):
    sealed = Sealer(KEYS[0]).seal(b"x").hex()
    letter = """
    insert into outgoing_mail (id, kind, email, secret, expires_at)
    values (gen_random_uuid(), 'reset', 'a@b.c', '\\x{}', now())
    """
    run_sql(source, letter.replace("{}", sealed))
    dbcv("backup", "a.tar")
    elsewhere()

    code, _, complaint = dbcv("restore", "a.tar")

    assert code == 0
    assert complaint.startswith("Stored secrets that were sealed with a key that is not here: 1.")


def test_an_installation_that_does_not_run_is_restored_into_and_backed_up(
    archive, source, place, monkeypatch
):
    """The embedded database of a data directory is woken for it, and sleeps again."""
    before = told(source)
    for name in ("DATABASE_URL", "REDIS_URL", "DBCV_DATA_DIR"):
        monkeypatch.delenv(name)

    code, _, complaint = dbcv("restore", str(archive), "--data", "own")
    assert (code, complaint) == (0, "")
    assert dbcv("backup", "again.tar", "--data", "own")[0] == 0

    tables = "tables/"
    assert [one for one in _bodies(place / "again.tar") if one[0].startswith(tables)] == [
        one for one in _bodies(archive) if one[0].startswith(tables)
    ]
    assert before["user"]
    assert not (place / "own" / "postgres" / "postmaster.pid").exists()
    code, _, complaint = dbcv("restore", str(archive), "--data", "own")
    assert code == 1
    assert "--replace" in complaint


def _bodies(path):
    return [(one.name, body) for one, body in parts_of(path)]


def test_where_nothing_is_nothing_is_backed_up(place):
    code, _, complaint = dbcv("backup", "a.tar", "--data", "none")

    assert code == 1
    assert "No DBCV runs on" in complaint
    assert not (place / "none").exists()


def test_a_database_without_tables_has_no_backup(source, elsewhere):
    elsewhere()

    code, _, complaint = dbcv("backup", "a.tar")

    assert code == 1
    assert "no tables of DBCV" in complaint


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (12_345_678, "12.3 MB"), (5e15, "5000.0 TB")],
)
def test_sizes_are_told_in_steps_of_a_thousand(size, shown):
    assert size_told(size) == shown
