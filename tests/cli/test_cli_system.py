"""Commands that work on a system: import, export, dead-letters, user; and what they say when nothing runs."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout

import pytest

from app.cli import COMMANDS, main
from app.embedded.lock import data_lock
from app.embedded.running import remember_running
from servers import empty_database, run_sql

BOT = """\
dbcv: 1
kind: bot
name: Кафе
first_step: hello
steps: [{id: hello, message: {text: Hello}}]
"""
BROKEN = BOT.replace("first_step: hello", "first_step: nowhere")
SETTINGS = ("DATABASE_URL", "REDIS_URL", "DBCV_DATA_DIR", "PUBLIC_URL", "PORT")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder without a system, and no settings but those a test gives."""
    monkeypatch.chdir(tmp_path)
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "bot.yaml").write_text(BOT)
    (tmp_path / "broken.yaml").write_text(BROKEN)
    return tmp_path


@pytest.fixture
def system(place, database_url, redis_url, monkeypatch):
    """A database with an administrator."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", redis_url)
    monkeypatch.setenv("PUBLIC_URL", "https://chat.example/")
    assert dbcv("user", "create", "--email", "boss@example.org", "--role", "ADMIN")[0] == 0
    return database_url


class Printed(str):
    """What a command printed; `of` the value of a line `name: value`."""

    __slots__ = ()

    def of(self, name):
        return next(line for line in self.splitlines() if line.startswith(f"{name}: ")).split(": ", 1)[1]


def dbcv(*words, typed=""):
    """Exit code, output and errors of a command."""
    said, complaint = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as given, redirect_stdout(said), redirect_stderr(complaint):
        given.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        try:
            code = main(words)
        except SystemExit as ended:
            code = ended.code
    return code, Printed(said.getvalue()), complaint.getvalue()


def test_a_document_comes_out_as_it_went_in(system, place):
    code, said, _ = dbcv("import", "bot.yaml")
    assert code == 0
    assert "Кафе, not published" in said

    for name in ("Кафе", said.of("Bot")):
        assert dbcv("export", name) == (0, BOT, "")
    assert json.loads(dbcv("export", "Кафе", "--format", "json")[1])["name"] == "Кафе"
    assert dbcv("export", "Кафе", "-o", "out.yaml")[:2] == (0, "")
    assert (place / "out.yaml").read_text() == BOT


def test_a_bot_is_imported_published_and_ready_to_be_talked_to_in_one_go(system):
    code, said, _ = dbcv("import", "bot.yaml", "--channel", "Café")
    chat = said.of("Chat")

    assert code == 0
    assert "version 1" in said
    assert chat.startswith("https://chat.example/chat/")
    kept = run_sql(system, "select id, name, kind, is_public, default_bot_id from channel")
    assert kept == f"{chat.rsplit('/', 1)[1]}|Café|web|t|{said.of('Bot')}"
    assert dbcv("export", "Кафе", "--version", "1")[1] == BOT
    assert run_sql(system, "select action from audit where action not like 'user.%' order by id").split() == [
        "bot.import",
        "bot.publish",
        "channel.create",
    ]


def test_an_import_over_a_bot_changes_its_draft_and_not_its_version(system, place):
    first = dbcv("import", "bot.yaml", "--publish")[1]
    (place / "bot.yaml").write_text(BOT.replace("Hello", "Bye"))

    again = dbcv("import", "bot.yaml", "--target", "Кафе")[1]

    assert again.of("Bot") == first.of("Bot")
    assert "version 1" in again
    assert "Bye" in dbcv("export", "Кафе")[1]
    assert dbcv("export", "Кафе", "--version", "1")[1] == BOT
    assert dbcv("import", "bot.yaml", "--target", "Кафе", "--publish")[1].startswith("Кафе, version 2")


def test_what_can_not_be_published_is_not_imported_and_the_faults_are_told(system):
    code, said, complaint = dbcv("import", "broken.yaml", "--publish")

    assert (code, said) == (1, "")
    assert "first_step: " in complaint
    assert "(flow:unknown_first_step)" in complaint
    assert run_sql(system, "select count(*) from bot") == "0"
    code, said, complaint = dbcv("import", "broken.yaml")
    assert code == 0
    assert "error: first_step: " in complaint


def test_a_document_is_read_from_standard_input_too(system):
    assert dbcv("import", "-", typed=BOT)[0] == 0
    code, _, complaint = dbcv("import", "-", typed="steps: 5")
    assert code == 1
    assert "(document:" in complaint


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "nothing.yaml"), "nothing.yaml: No such file"),
        (("import", "bot.yaml", "--target", "Nobody"), "There is no bot 'Nobody'"),
        (("import", "bot.yaml", "--workspace", "00000000-0000-7000-8000-000000000000"), "no such workspace"),
        (("export", "Nobody"), "There is no bot 'Nobody'"),
        (("export", "00000000-0000-7000-8000-000000000000"), "There is no bot"),
        (("dead-letters", "list", "--bot", "Nobody"), "There is no bot 'Nobody'"),
        (("dead-letters", "replay", "00000000-0000-7000-8000-000000000000"), "unknown, replayed before"),
    ],
)
def test_what_is_not_there_is_said_to_be_missing(system, words, told):
    code, _, complaint = dbcv(*words)

    assert code == 1
    assert told in complaint
    assert "Traceback" not in complaint


def test_a_name_that_several_bots_bear_is_not_guessed_at(system):
    ids = {dbcv("import", "bot.yaml")[1].of("Bot") for _ in range(2)}

    code, _, complaint = dbcv("export", "Кафе")

    assert code == 1
    assert all(one in complaint for one in ids)
    assert dbcv("export", ids.pop())[0] == 0


def test_a_version_that_is_none_is_said_to_be_missing(system):
    dbcv("import", "bot.yaml")

    code, _, complaint = dbcv("export", "Кафе", "--version", "3")

    assert (code, complaint) == (1, "dbcv export: There is no such version.\n")


@pytest.mark.parametrize(
    "words",
    [
        ("import",),
        ("import", "bot.yaml", "--target", "x", "--workspace", "00000000-0000-7000-8000-000000000000"),
        ("import", "bot.yaml", "--workspace", "here"),
        ("export", "x", "--format", "xml"),
        ("dead-letters",),
        ("dead-letters", "replay"),
        ("dead-letters", "replay", "x"),
        ("user",),
        ("user", "create"),
        ("fly",),
    ],
)
def test_wrong_words_are_answered_with_two(place, words):
    assert dbcv(*words)[0] == 2


def test_dead_letters_are_listed_without_their_texts_and_replayed_once(system):
    dbcv("import", "bot.yaml")
    run_sql(
        system,
        """
        insert into dead_letter (id, kind, bot_id, session_id, payload, error, attempts)
        select '01900000-0000-7000-8000-000000000002', 'event', id, '01900000-0000-7000-8000-000000000001',
               '{"event": {"text": "private words"}, "answers": null}', 'KeyError in x, line 1', 5
        from bot
        """,
    )
    letter = run_sql(system, "select id from dead_letter")

    code, said, _ = dbcv("dead-letters", "list")
    assert code == 0
    assert all(part in said for part in (letter, "event", "Кафе", "KeyError in x, line 1", "5 attempts"))
    assert "private" not in said
    assert dbcv("dead-letters", "replay", "--bot", "Кафе")[:2] == (0, "1 of 1 replayed\n")
    assert run_sql(system, "select session_id, event->>'text' from inbox").endswith(
        "-000000000001|private words"
    )
    assert dbcv("dead-letters", "list")[1] == "There are none.\n"
    assert dbcv("dead-letters", "replay", letter)[:2] == (1, "0 of 1 replayed\n")


def test_an_account_is_made_with_a_password_that_is_shown_or_asked_for(system):
    code, said, _ = dbcv("user", "create", "--email", "A@Example.org")
    assert (code, said.splitlines()[0]) == (0, "Made a@example.org, USER.")
    assert len(said.of("Password")) > 12
    asked = dbcv("user", "create", "--email", "b@example.org", "--ask-password", typed="a good password\n")
    assert asked[:2] == (0, "Made b@example.org, USER.\n")
    for email, password in (
        ("a@example.org", "long enough"),
        ("nonsense", "long enough"),
        ("c@d.org", "1234"),
    ):
        code, _, complaint = dbcv("user", "create", "--email", email, "--ask-password", typed=f"{password}\n")
        assert code == 1
        assert complaint.startswith("dbcv user: ")
        assert password not in complaint


def test_a_running_system_is_found_by_its_data_directory(place, database_url, redis_url):
    told = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "PORT": "8123"}
    for data in (place / ".dbcv", place / "other"):
        with data_lock(data):
            remember_running(data, told)
            named = () if data.name == ".dbcv" else ("--data", "other")
            boss = ("--email", f"{data.name[1:]}@example.org", "--role", "ADMIN")
            assert dbcv("user", "create", *boss, *named)[0] == 0
            said = dbcv("import", "bot.yaml", "--channel", "C", *named)[1]
            assert said.of("Chat").startswith("http://localhost:8123/chat/")


@pytest.mark.parametrize(
    "words",
    [
        ("import", "bot.yaml"),
        ("export", "x"),
        ("dead-letters", "list"),
        ("user", "create", "--email", "a@b.org"),
    ],
)
def test_without_a_system_it_is_said_how_to_have_one(place, words):
    code, said, complaint = dbcv(*words)

    assert (code, said) == (1, "")
    assert f"No DBCV runs on {place / '.dbcv'}" in complaint
    assert "dbcv up" in complaint
    assert "DATABASE_URL" in complaint


def test_a_system_that_went_down_is_not_taken_for_a_running_one(place):
    with data_lock(place / ".dbcv"):
        remember_running(place / ".dbcv", {"DATABASE_URL": "postgresql://127.0.0.1:9/x"})

    assert "No DBCV runs" in dbcv("export", "x")[2]


def test_a_database_that_does_not_answer_or_is_not_ours_is_told_plainly(place, postgres_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://dbcv@127.0.0.1:9/dbcv")
    code, _, complaint = dbcv("export", "x")
    assert (code, complaint) == (1, "dbcv export: The database doesn't answer. Try again in a moment.\n")
    monkeypatch.setenv("DATABASE_URL", empty_database(postgres_url))
    code, _, complaint = dbcv("export", "x")
    assert code == 1
    assert "dbcv migrate" in complaint
    assert "Traceback" not in complaint


def test_an_import_needs_an_administrator_whose_workspace_it_goes_to(place, database_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:9/0")

    code, _, complaint = dbcv("import", "bot.yaml")

    assert code == 1
    assert "no administrator" in complaint


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("usage: ")
