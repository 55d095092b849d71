"""The first administrator, accounts made at the command line, secrets made once."""

import asyncio
import re
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.accounts.first_admin import ensure_first_admin
from app.kit.secrets import secret
from app.settings import Settings
from drive import calling
from servers import product_environment

LOGIN = "/api/v1/auth/login"


def told(database_url: str, **more) -> Settings:
    return Settings(_env_file=None, database_url=database_url, **more)


async def test_the_first_admin_is_who_the_operator_named_and_is_made_once(start_app, database_url):
    settings = told(database_url, first_admin_email="Boss@example.org", first_admin_password="long enough")

    made = [await ensure_first_admin(settings) for _ in range(2)]

    assert (made[0].email, made[0].password, made[1]) == ("boss@example.org", None, None)
    async with calling(await start_app()) as client:
        answer = await client.post(LOGIN, json={"email": "boss@example.org", "password": "long enough"})
    assert answer.json()["user"]["role"] == "ADMIN"


async def test_a_first_admin_nobody_named_gets_a_password_that_is_told_once(start_app, database_url):
    starts = await asyncio.gather(*(ensure_first_admin(told(database_url)) for _ in range(3)))

    (made,) = [admin for admin in starts if admin is not None]
    async with calling(await start_app()) as client:
        answer = await client.post(LOGIN, json={"email": made.email, "password": made.password})
    assert answer.status_code == 200


def dbcv(database_url: str, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        env=product_environment(DATABASE_URL=database_url),
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )


async def test_the_command_line_makes_an_account(start_app, database_url):
    words = ("user", "create", "--email", "Dev@example.org", "--role", "DEVELOPER")

    made = await asyncio.to_thread(dbcv, database_url, *words)
    again = await asyncio.to_thread(dbcv, database_url, *words, "--ask-password", said="long enough\n")
    short = await asyncio.to_thread(
        dbcv, database_url, "user", "create", "--email", "x@example.org", "--ask-password", said="short\n"
    )

    assert made.returncode == 0, made.stderr
    password = re.search(r"Password: (\S+)", made.stdout)[1]
    async with calling(await start_app()) as client:
        answer = await client.post(LOGIN, json={"email": "dev@example.org", "password": password})
    assert answer.json()["user"]["role"] == "DEVELOPER"
    assert (again.returncode, again.stderr) == (
        1,
        "dbcv user: There is an account with this e-mail address.\n",
    )
    assert (short.returncode, short.stderr) == (
        1,
        "dbcv user: Some fields are not right.\n  password: At least 8 characters (password_too_short)\n",
    )


def test_a_secret_is_made_once_whoever_asks_first_and_only_we_can_read_it(tmp_path):
    settings = Settings(_env_file=None, dbcv_data_dir=tmp_path / "data")

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: secret("jwt_secret", settings), range(32)))

    assert len(made) == 1
    kept = tmp_path / "data" / "secrets"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert [path.name for path in kept.iterdir()] == ["jwt_secret"]
    assert stat.S_IMODE((kept / "jwt_secret").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["jwt_secret", "secret_box_key"])
def test_a_secret_that_was_given_is_used_as_it_is(tmp_path, name):
    settings = Settings(_env_file=None, dbcv_data_dir=tmp_path / "data", **{name: "given"})

    assert secret(name, settings) == "given"
    assert not (tmp_path / "data").exists()
