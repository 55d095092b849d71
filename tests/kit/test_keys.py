"""Keys change while everything runs, and nothing that was sealed is lost."""

import base64
import stat
from datetime import UTC, datetime

import pytest
from nacl.secret import SecretBox

from app.kit.errors import Unavailable
from app.kit.keys import GivenKeys, KeptKeys
from app.kit.sealing import HEAD_BYTES, Sealer, keys_of, sealed_by, sealer_of
from app.settings import Settings
from app.storage.models import Base
from app.storage.sealed import SEALED

OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(_env_file=None, dbcv_data_dir=tmp_path)


def kept(settings: Settings) -> KeptKeys:
    keys = keys_of(settings)
    assert isinstance(keys, KeptKeys)
    return keys


def test_what_is_sealed_says_by_which_key_and_nothing_more():
    sealer = Sealer(OLD)

    sealed = sealer.seal(b"a secret")

    assert (sealed_by(sealed), sealed[:HEAD_BYTES]) == (sealer.key_id, sealer.head)
    assert sealer.open(sealed) == b"a secret"
    assert b"a secret" not in sealed
    assert OLD not in repr(GivenKeys(OLD).known())


def test_an_old_key_opens_what_it_sealed_and_the_new_one_seals():
    earlier = Sealer(OLD).seal(b"before")
    both = Sealer(GivenKeys(NEW, [OLD]))

    assert both.open(earlier) == b"before"
    assert Sealer(NEW).open(both.seal(b"after")) == b"after"
    with pytest.raises(Unavailable) as refused:
        Sealer(NEW).open(earlier)
    assert refused.value.code == "secrets:wrong_key"


def test_what_was_sealed_before_keys_had_names_is_opened_by_whichever_fits():
    unnamed = bytes(SecretBox(base64.b64decode(OLD)).encrypt(b"long ago"))

    assert Sealer(GivenKeys(NEW, [OLD])).open(unnamed) == b"long ago"
    assert sealed_by(unnamed) is None
    with pytest.raises(Unavailable):
        Sealer(NEW).open(unnamed)


@pytest.mark.parametrize(
    "sealed", [b"", b"dbcv1:", b"dbcv1:0123456789abcdef:", b"x" * 39, b"dbcv1:" + b"z" * 60]
)
def test_what_is_no_sealed_secret_is_refused(sealed):
    with pytest.raises(Unavailable):
        Sealer(OLD).open(sealed)


@pytest.mark.parametrize("key", ["", "x", "a" * 44, base64.b64encode(bytes(31)).decode(), "é"])
def test_a_key_that_is_none_is_refused_without_being_shown(key):
    with pytest.raises(ValueError, match="32 bytes in base64") as refused:
        Sealer(key)
    assert not key or key not in str(refused.value)


def test_processes_that_run_take_up_a_new_key_and_still_open_the_old(settings, tmp_path):
    one, other = sealer_of(settings), sealer_of(settings)
    before = one.seal(b"before")

    kept(settings).turn()
    after = one.seal(b"after")

    assert sealed_by(after) != sealed_by(before)
    assert [other.open(sealed) for sealed in (before, after)] == [b"before", b"after"]
    for file in (tmp_path / "secrets").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_keys_are_given_up_one_by_one(settings):
    sealer = sealer_of(settings)
    first = sealer.seal(b"first")
    keys = kept(settings)
    keys.turn()
    second = sealer.seal(b"second")
    keys.turn()
    now, middle, oldest = keys.known_anew()

    assert (middle.id, oldest.id) == (sealed_by(second), sealed_by(first))
    assert now.retired_at is None
    assert datetime(2026, 1, 1, tzinfo=UTC) < oldest.retired_at <= middle.retired_at
    keys.forget(frozenset({oldest.id}))
    assert sealer_of(settings).open(second) == b"second"
    with pytest.raises(Unavailable):
        sealer_of(settings).open(first)


def test_keys_that_were_given_win_over_those_in_files(settings, tmp_path):
    given = Settings(
        _env_file=None, dbcv_data_dir=tmp_path, secret_box_key=NEW, secret_box_old_keys=f" {OLD}, "
    )

    assert sealer_of(given).open(Sealer(OLD).seal(b"x")) == b"x"
    assert not (tmp_path / "secrets").exists()
    assert keys_of(settings) is None


def test_every_column_of_bytes_is_sealed_or_known_not_to_be():
    """A new sealed column that rotation does not know would be lost with its key."""
    sealed = {(one.model.__tablename__, one.column) for one in SEALED}
    plain = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.type.python_type is bytes
    } - sealed
    assert sealed <= {(table.name, c.name) for table in Base.metadata.sorted_tables for c in table.columns}
    # Fingerprints, and what is no secret.
    assert {name for _, name in plain} <= {
        "digest",
        "follows",
        "sha256",
        "previous_digest",
        "token_digest",
        "password",
    }, plain
