"""Commands that work on a system: import, export, user; and what they say when nothing runs."""

import json

import pytest

from app.cli import COMMANDS, main
from app.embedded.lock import data_lock
from app.embedded.running import remember_running
from cli.commanding import BOT, dbcv
from servers import empty_database, run_sql


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
    assert "broken.yaml:4: first_step: error: " in complaint


def test_a_second_bot_of_the_same_name_is_pointed_out_and_a_channel_may_take_the_bots_name(system):
    first = dbcv("import", "bot.yaml")[1].of("Bot")
    code, said, complaint = dbcv("import", "bot.yaml", "--channel")
    assert code == 0
    assert "version 1" in said
    assert f"({first})" in complaint
    assert "--target ID" in complaint
    assert run_sql(system, "select name from channel") == "Кафе"
    assert dbcv("import", "bot.yaml", "--target", first)[2] == ""


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
        ("dead-letters", "list", "--limit", "0"),
        ("dead-letters", "list", "--after", "x"),
        ("user",),
        ("user", "create"),
        ("fly",),
    ],
)
def test_wrong_words_are_answered_with_two(place, words):
    assert dbcv(*words)[0] == 2


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
    assert code == 1
    assert complaint.startswith(
        "dbcv export: PostgreSQL does not answer at 127.0.0.1:9 (Connection refused)."
    )
    monkeypatch.setenv("DATABASE_URL", empty_database(postgres_url))
    code, _, complaint = dbcv("export", "x")
    assert code == 1
    assert "dbcv migrate" in complaint
    assert "Traceback" not in complaint


@pytest.mark.parametrize(
    "words",
    [("export", "x"), ("backup", "a.tar"), ("restore", "a.tar"), ("dead-letters", "list")],
)
def test_a_database_that_takes_nobody_in_is_told_with_what_mends_it(place, postgres_url, monkeypatch, words):
    (place / "a.tar" if words[0] == "restore" else place / "unused").touch()
    password = postgres_url.split(":")[2].split("@")[0]
    for url, told in [
        (
            empty_database(postgres_url) + "_not",
            "PostgreSQL has no database of that name. Make it (createdb)",
        ),
        (postgres_url.replace(password, "wrong"), "PostgreSQL refuses the user or the password."),
    ]:
        monkeypatch.setenv("DATABASE_URL", url)
        code, said, complaint = dbcv(*words)

        assert (code, said) == (1, "")
        assert complaint.startswith(f"dbcv {words[0]}: {told}")
        assert password not in complaint
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    assert "не принимает" in dbcv(*words)[2]


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


def test_a_bot_travels_as_a_bundle(system, place):
    dbcv("import", "bot.yaml")

    assert dbcv("export", "Кафе", "--format", "bundle", "-o", "bot.zip")[:2] == (0, "")
    code, said, _ = dbcv("import", "bot.zip", "--target", "Кафе")

    assert (code, said.of("Bot")) == (0, dbcv("import", "bot.zip", "--target", "Кафе")[1].of("Bot"))
    assert dbcv("export", "Кафе") == (0, BOT, "")
    (place / "broken.zip").write_bytes((place / "bot.zip").read_bytes()[:-1])
    assert dbcv("import", "broken.zip")[0] == 1


def test_a_faulty_document_that_is_to_be_published_is_told_by_line_and_in_russian(system):
    code, said, complaint = dbcv("import", "broken.yaml", "--publish", "--language", "ru")

    assert (code, said) == (1, "")
    assert "Ничего не записано" in complaint
    assert "broken.yaml:4: first_step: ошибка: " in complaint
    code, _, complaint = dbcv("import", "-", "--language", "ru", typed="steps: 5")
    assert code == 1
    assert "ошибка: " in complaint
    assert "Нет бота «Nobody»" in dbcv("import", "bot.yaml", "--target", "Nobody", "--language", "ru")[2]


def test_that_there_is_a_bot_of_that_name_is_told_before_another_is_made(system):
    dbcv("import", "bot.yaml")

    code, _, complaint = dbcv("import", "broken.yaml", "--publish")

    assert code == 1
    assert complaint.startswith("There is a bot of that name")
    assert run_sql(system, "select count(*) from bot") == "1"


NAMED = """\
dbcv: 1
kind: bot
name: Shop
first_step: hello
requests: [{id: price, url: "https://shop.example/", credential: shop}]
steps:
  - id: hello
    message: {text: Hello}
    groups:
      - {id: g, on: message, type: response, request: price, connections: [{to: hello}]}
      - {id: c, on: message, type: code, code: "def main(:", connections: [{to: hello}]}
"""


def test_an_import_tells_afterwards_what_is_not_there_for_the_bot(system, place):
    (place / "shop.yaml").write_text(NAMED)

    code, said, complaint = dbcv("import", "shop.yaml")

    assert (code, said.splitlines()[0]) == (0, "Shop, not published")
    assert "shop.yaml:5: " in complaint
    assert "(credential:unknown)" in complaint
    assert "(group:code_syntax)" in complaint


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("name: " + "x" * 201, "name"),
        ('name: " "', "name"),
        ('name: "a\\nb"', "name"),
        ("name: B\ndescription: " + "x" * 2001, "description"),
    ],
)
def test_texts_that_no_bot_could_be_given_by_itself_are_not_imported(system, place, text, path):
    (place / "long.yaml").write_text(BOT.replace("name: Кафе", text))

    code, said, complaint = dbcv("import", "long.yaml")

    assert (code, said) == (1, "")
    assert path in complaint
    assert "document:" in complaint
    assert run_sql(system, "select count(*) from bot") == "0"
