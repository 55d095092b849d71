"""`dbcv credentials rotate`: everything sealed anew, whatever it is and however often it is stopped."""

import base64

import pytest

from app.kit.keys import KeptKeys
from app.kit.sealing import Sealer, keys_of, sealed_by
from app.settings import Settings
from cli.commanding import dbcv
from servers import run_sql

KEYS = [base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2)]
ID = "01900000-0000-7000-8000-00000000000{}"
PLANTED = """
insert into channel (id, workspace_id, name, kind, secret)
select '{}', id, 'Here', 'webhook', '\\x{}' from workspace limit 1;
insert into credential_entity
  (id, workspace_id, name, provider, strategy, settings, sealed, key_id, hosts)
select '{}', id, 'shop', 'shop', 'api_key', '{{}}', '\\x{}', '{}', '[]' from workspace limit 1;
insert into credential_token (credential_id, sealed) select id, '\\x{}' from credential_entity;
insert into outgoing_mail (id, kind, email, secret, expires_at)
values ('{}', 'reset', 'a@b.c', '\\x{}', now());
"""
HOOK = "update channel set secret = '\\x{}'"
READ = """
select encode(secret, 'hex') from channel union all select encode(sealed, 'hex') from credential_entity
union all select encode(sealed, 'hex') from credential_token
union all select encode(secret, 'hex') from outgoing_mail
"""


def plant(url: str, sealer: Sealer) -> None:
    sealed = [sealer.seal(word.encode()).hex() for word in ("hook", "key", "token", "link")]
    ids = [ID.format(n) for n in (1, 2, 3)]
    fills = (ids[0], sealed[0], ids[1], sealed[1], sealer.key_id, sealed[2], ids[2], sealed[3])
    run_sql(url, PLANTED.format(*fills))


def stored(url: str) -> list[bytes]:
    return [bytes.fromhex(line) for line in run_sql(url, READ).splitlines()]


@pytest.fixture
def keys(system, place, monkeypatch):
    """Those of a data directory, on which all four kinds of secrets are sealed."""
    monkeypatch.setenv("DBCV_DATA_DIR", str(place / "data"))
    settings = Settings(_env_file=None, dbcv_data_dir=place / "data")
    (place / "data" / "secrets").mkdir(parents=True)
    (place / "data" / "secrets" / "secret_box_key").write_text(KEYS[0] + "\n")
    found = keys_of(settings)
    assert isinstance(found, KeptKeys)
    plant(system, Sealer(found))
    return found


def opened(keys: KeptKeys, url: str) -> list[bytes]:
    return [Sealer(keys).open(sealed) for sealed in stored(url)]


def test_a_rotation_seals_everything_anew_and_keeps_the_old_key_for_now(system, keys):
    code, said, _ = dbcv("credentials", "rotate")

    assert (code, said.splitlines()[0]) == (0, "4 secrets sealed anew.")
    now, old = keys.known_anew()
    assert (old.text, old.retired_at is None) == (KEYS[0], False)
    assert {sealed_by(one) for one in stored(system)} == {now.id}
    assert run_sql(system, "select key_id from credential_entity") == now.id
    assert opened(keys, system) == [b"hook", b"key", b"token", b"link"]
    assert KEYS[0] not in said


def test_a_rotation_that_was_stopped_is_finished_without_another_key(system, keys):
    before = stored(system)
    keys.turn()
    keys.known_anew()
    newest = Sealer(keys).key_id
    run_sql(system, HOOK.format(Sealer(keys).seal(b"hook").hex()))

    code, said, _ = dbcv("credentials", "rotate")

    assert (code, said.splitlines()[1]) == (0, "3 secrets sealed anew.")
    assert {sealed_by(one) for one in stored(system)} == {newest} == {keys.known_anew()[0].id}
    assert sealed_by(before[0]) in {key.id for key in keys.known_anew()}
    assert opened(keys, system) == [b"hook", b"key", b"token", b"link"]


def test_a_key_goes_only_when_it_is_long_out_of_use(system, keys, place):
    dbcv("credentials", "rotate")
    file = place / "data" / "secrets" / "secret_box_old_keys"
    file.write_text(f"{KEYS[0]} 2026-01-01T00:00:00+00:00\n")

    dbcv("credentials", "rotate")

    assert KEYS[0] not in file.read_text()
    assert len(file.read_text().splitlines()) == 1
    assert opened(keys, system) == [b"hook", b"key", b"token", b"link"]


def test_a_second_rotation_at_once_promises_what_it_does(system, keys):
    kept = "Keys before are kept for now: a rotation an hour from now, or later, removes them."

    for _ in range(2):
        assert dbcv("credentials", "rotate")[1].splitlines()[-1] == kept

    assert len(keys.known_anew()) == 3


def test_what_no_known_key_opens_stays_and_is_told(system, keys):
    stray = Sealer(KEYS[1]).seal(b"lost")
    run_sql(system, HOOK.format(stray.hex()))

    code, said, wrong = dbcv("credentials", "rotate")

    assert (code, said.splitlines()[0]) == (1, "3 secrets sealed anew.")
    assert "1 could not be opened" in wrong
    assert stray in stored(system)
    assert len(keys.known_anew()) == 2


def test_keys_the_operator_gives_are_changed_by_the_operator(system, place, monkeypatch):
    plant(system, Sealer(KEYS[0]))
    monkeypatch.setenv("SECRET_BOX_KEY", KEYS[0])
    code, said, _ = dbcv("credentials", "rotate")
    assert (code, "SECRET_BOX_OLD_KEYS" in said) == (0, True)

    monkeypatch.setenv("SECRET_BOX_KEY", KEYS[1])
    monkeypatch.setenv("SECRET_BOX_OLD_KEYS", KEYS[0])
    code, said, _ = dbcv("credentials", "rotate")

    assert (code, said.splitlines()[-2:]) == (
        0,
        ["4 secrets sealed anew.", "Nothing needs the keys of SECRET_BOX_OLD_KEYS any more: remove them."],
    )
    assert {sealed_by(one) for one in stored(system)} == {Sealer(KEYS[1]).key_id}


def test_where_there_is_no_key_none_is_made(system, place, monkeypatch):
    monkeypatch.setenv("DBCV_DATA_DIR", str(place / "nowhere"))

    code, _, wrong = dbcv("credentials", "rotate")

    assert (code, "SECRET_BOX_KEY" in wrong) == (1, True)
    assert not (place / "nowhere").exists()
