"""A mistake in a setting is one sentence that names it, before anything is started, and never a traceback."""

import subprocess
import sys

import pytest

from app.embedded.ports import free_port
from app.kit.starting import BadSetting, checked_settings
from servers import product_environment

S3 = {"S3_ENDPOINT": "https://s3.example.org", "S3_ACCESS_KEY": "a", "S3_SECRET_KEY": "s3cret-of-it"}
WRONG = [
    ({"EGRESS_ALLOW": "10.0.0.0/33"}, "EGRESS_ALLOW", "'10.0.0.0/33'"),
    ({"EGRESS_ALLOW": "host:70000"}, "EGRESS_ALLOW", "'host:70000'"),
    ({"EGRESS_PROXIES": "a b"}, "EGRESS_PROXIES", "'a b'"),
    ({"TRUSTED_PROXIES": "10.0.0.0/99"}, "TRUSTED_PROXIES", "'10.0.0.0/99'"),
    ({**S3, "S3_BUCKET": "b"}, "S3_BUCKET", "3 to 63"),
    ({"S3_BUCKET": "bucket"}, "S3_BUCKET", "S3_ENDPOINT"),
    (S3, "S3_ENDPOINT", "S3_BUCKET"),
    ({**S3, "S3_BUCKET": "bucket", "S3_ENDPOINT": "https://s3.test/bucket"}, "S3_ENDPOINT", "server"),
    ({"DATABASE_URL": "mysql://u:s3cret-of-it@h/d"}, "DATABASE_URL", "postgresql://"),
    ({"REDIS_URL": "http://h"}, "REDIS_URL", "redis://"),
    ({"PUBLIC_URL": "bots.example.org"}, "PUBLIC_URL", "https://"),
    ({"PUBLIC_URL": "https://h:99999"}, "PUBLIC_URL", "https://"),
    ({"SECRET_BOX_KEY": "s3cret-of-it"}, "SECRET_BOX_KEY", "32 bytes"),
    ({"MESSAGE_RATE": "many"}, "MESSAGE_RATE", "integer"),
    ({"SMTP_URL": "ftp://u:s3cret-of-it@h"}, "SMTP_URL", "smtp://"),
]


@pytest.mark.parametrize(("told", "name", "words"), WRONG, ids=lambda one: str(one)[:40])
def test_the_sentence_names_the_setting_and_no_secret(told, name, words):
    with pytest.raises(BadSetting) as caught:
        checked_settings(_env_file=None, **{key.lower(): value for key, value in told.items()})

    assert name in str(caught.value)
    assert words in str(caught.value)
    assert "s3cret-of-it" not in str(caught.value)
    assert "\n" not in str(caught.value)


def ran(*words, folder, **told):
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=product_environment(**told),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize("told", [{"EGRESS_ALLOW": "10.0.0.0/33"}, {**S3, "S3_BUCKET": "b"}], ids=str)
def test_dbcv_up_stops_before_anything_is_started(tmp_path, told):
    done = ran("app.cli", "up", "--port", str(free_port()), "--data", "d", folder=tmp_path, **told)

    assert done.returncode == 1
    assert "EGRESS_ALLOW" in done.stderr or "S3_BUCKET" in done.stderr
    assert "a setting is wrong" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "d" / "postgres").exists()


def test_an_empty_setting_is_none_given(tmp_path):
    done = ran("app.cli", "check", "nothing", folder=tmp_path, S3_ENDPOINT="", DATABASE_URL="", PUBLIC_URL="")

    assert "setting" not in done.stderr


@pytest.mark.parametrize(
    "words", [("app.main",), ("app.faststream_app",), ("app.scheduler",), ("app.cli", "migrate")], ids=str
)
def test_a_process_that_is_started_alone_says_the_same(tmp_path, words):
    url = "postgresql://u@127.0.0.1:1/d"
    done = ran(*words, folder=tmp_path, EGRESS_ALLOW="10.0.0.0/33", DATABASE_URL=url)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "A setting of DBCV is wrong: EGRESS_ALLOW: '10.0.0.0/33' is no host, address or network."
    ]


def test_the_server_of_assistants_says_it_too(tmp_path):
    done = ran("dbcv_mcp", folder=tmp_path, MCP_PORT="many")

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "MCP_PORT" in done.stderr


def test_a_command_says_it_as_its_own_refusal(tmp_path):
    done = ran("app.cli", "dead-letters", "list", folder=tmp_path, EGRESS_ALLOW="10.0.0.0/33")

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "EGRESS_ALLOW" in done.stderr
