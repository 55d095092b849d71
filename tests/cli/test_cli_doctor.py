"""`dbcv doctor`: each fault is found, named, and told how to be mended, in both languages."""

import base64
import json
import re
from pathlib import Path

import pytest
from redis import Redis

import app.cli.doctor
from app.cli.doctor.texts import texts
from app.embedded.ports import free_port
from app.kit.sealing import Sealer
from cli.commanding import dbcv
from servers import empty_database, run_sql

SOURCES = "".join(path.read_text() for path in Path(app.cli.doctor.__file__).parent.glob("*.py"))
KEY = base64.b64encode(b"k" * 32).decode()
NAMED = re.compile(r"\{(\w+)\}")


@pytest.fixture
def healthy(system, place, monkeypatch, redis_url):
    """An installation whose database is in order and whose processes do not run."""
    with Redis.from_url(redis_url) as redis:
        redis.flushall()  # of workers that other tests had
    monkeypatch.setenv("DBCV_DATA_DIR", str(place / "data"))
    monkeypatch.setenv("PORT", str(free_port()))
    monkeypatch.delenv("PUBLIC_URL")
    return system


def found(*words):
    """Findings by code, and the exit code."""
    code, said, complaint = dbcv("doctor", "--json", *words)
    assert complaint == ""
    findings = {one["code"].removeprefix("doctor:"): one for one in json.loads(said)["findings"]}
    assert code == (1 if any(one["level"] == "error" for one in findings.values()) else 0)
    return findings


def test_what_is_well_is_told_to_be_well(healthy):
    told = found()

    assert {code for code, one in told.items() if one["level"] == "ok"} >= {
        *("database", "connections", "clock", "schema", "letters", "keys"),
        *("redis", "folder", "disk", "secrets", "address_none"),
    }
    assert told["workers_missing"]["details"] == {"roles": "user, bot"}
    assert told["port_silent"]["level"] == "warning"
    assert "sandbox" in told or "sandbox_refuses" in told
    assert run_sql(healthy, "select count(*) from stored_file") == "0"


def test_people_read_a_line_for_each_and_what_to_do(healthy):
    code, said, _ = dbcv("doctor")
    assert code == 1
    assert "✓ PostgreSQL: PostgreSQL 18" in said
    assert "✗ Workers: No worker of this kind has asked for work lately: user, bot.\n    → Start it" in said

    code, said, _ = dbcv("doctor", "--language", "ru")
    assert code == 1
    assert "✓ Часы: Часы этой машины и PostgreSQL согласны." in said
    assert "    → Запустите его" in said


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DATABASE_URL", "postgresql://dbcv@127.0.0.1:1/dbcv", "database_away"),
        ("REDIS_URL", "redis://127.0.0.1:1/0", "redis_away"),
        ("CACHE_REDIS_URL", "redis://127.0.0.1:1/0", "redis_away"),
        ("PUBLIC_URL", "http://bots.example.org", "address_plain"),
        ("PUBLIC_URL", "http://127.0.0.1:1", "address_away"),
        ("HOST", "192.0.2.1", "port_taken"),
        ("SMTP_URL", "smtp://127.0.0.1:1", "address_missing"),
        ("PORT", "many", "settings_wrong"),
    ],
)
def test_what_is_set_wrong_is_found(healthy, monkeypatch, name, value, code):
    monkeypatch.setenv(name, value)

    told = found()

    assert told[code]["level"] in {"warning", "error"}
    assert told[code]["remedy"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda url: url.replace("dbcv:", "dbcv:x", 1), "database_refuses"),
        (lambda url: url + "_not", "database_missing"),
    ],
)
def test_what_the_database_refuses_is_told_apart(healthy, monkeypatch, change, code):
    monkeypatch.setenv("DATABASE_URL", change(healthy))

    told = found()

    assert told[code]["level"] == "error"
    assert all(healthy.split(":")[2].split("@")[0] not in one["message"] for one in told.values())


def test_a_password_that_redis_refuses_is_told_apart(healthy, monkeypatch, redis_url):
    monkeypatch.setenv("REDIS_URL", re.sub(r":[^:@/]+@", ":wrong@", redis_url))

    assert found()["redis_refuses"]["level"] == "error"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("update alembic_version set version_num = 'foundation'", "schema_behind"),
        ("update alembic_version set version_num = 'of_next_year'", "schema_ahead"),
        (
            "insert into dead_letter (id, kind, payload, error, attempts)"
            " values (gen_random_uuid(), 'event', '{}', 'x', 5)",
            "letters_wait",
        ),
    ],
)
def test_what_is_wrong_in_the_database_is_found(healthy, statement, code):
    run_sql(healthy, statement)

    assert found()[code]["remedy"]


def test_a_database_without_tables_is_told_so(healthy, postgres_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", empty_database(postgres_url))

    assert found()["schema_missing"]["level"] == "error"


def test_a_key_that_is_lost_is_found(healthy, monkeypatch):
    sealed = Sealer(KEY).seal(b"x").hex()
    letter = """
    insert into outgoing_mail (id, kind, email, secret, expires_at)
    values (gen_random_uuid(), 'reset', 'a@b.c', '\\x{}', now())
    """
    run_sql(healthy, letter.replace("{}", sealed))
    assert found()["keys_missing"]["details"] == {"count": 1}

    monkeypatch.setenv("SECRET_BOX_KEY", KEY)

    assert found()["keys"]["details"] == {"count": 1}


def test_secrets_that_others_may_read_are_found(healthy, place):
    folder = place / "data" / "secrets"
    folder.mkdir(parents=True)
    (folder / "jwt_secret").write_text("x")
    (folder / "jwt_secret").chmod(0o644)

    told = found()["secrets_open"]

    assert told["details"]["names"] == "jwt_secret"


def test_a_place_where_nothing_is_is_told_so(place):
    told = found()
    assert told["nothing_runs"]["details"]["log"].endswith("log")
    # What is told of the machine all the same: it may be why nothing runs.
    assert {"disk", "secrets", "address_none"} <= told.keys()
    assert not {"database_away", "redis_away", "folder", "folder_away"} & told.keys()
    assert found("--data", "elsewhere")["nothing_runs"]["details"]["place"].endswith("elsewhere")


def test_every_finding_is_told_in_both_languages_with_the_same_details():
    english, russian = texts("en"), texts("ru")
    assert english["subjects"].keys() == russian["subjects"].keys()
    assert english["findings"].keys() == russian["findings"].keys()
    for code, here in english["findings"].items():
        there = russian["findings"][code]
        assert here.keys() == there.keys(), code
        for part in here:
            assert set(NAMED.findall(here[part])) == set(NAMED.findall(there[part])), code


def test_every_finding_is_made_somewhere_and_every_one_made_is_told():
    named = set(re.findall(r'(?:fine|warning|error|told)\(\s*"\w+",\s*"(\w+)"', SOURCES))
    known = set(texts("en")["findings"])
    assert named <= known
    assert {code for code in known if f'"{code}"' not in SOURCES} == {
        "folder",
        "s3",
        "folder_away",
        "s3_away",
    } - {code for code in known if f'"{code}"' in SOURCES}
