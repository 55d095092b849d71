"""Settings from files, as containers are given secrets."""

import pytest

from app.kit.starting import BadSetting, checked_settings
from app.settings import Settings
from cli.commanding import dbcv


@pytest.fixture
def secret(tmp_path, monkeypatch):
    """Writes a file, and names it as NAME_FILE."""

    def write(name, text):
        path = tmp_path / name
        path.write_text(text)
        monkeypatch.setenv(f"{name}_FILE", str(path))

    return write


def test_a_file_holds_what_the_setting_would(secret):
    secret("JWT_SECRET", "of the file\n")
    secret("MESSAGE_DAYS", "7\r\n")

    settings = Settings(_env_file=None)

    assert settings.jwt_secret.get_secret_value() == "of the file"
    assert settings.message_days == 7


def test_the_file_wins_over_the_environment_and_what_is_given_over_both(secret, monkeypatch):
    secret("PORT", "8001")
    monkeypatch.setenv("PORT", "8002")

    assert Settings(_env_file=None).port == 8001
    assert Settings(_env_file=None, port=8003).port == 8003


def test_what_stands_in_a_file_is_checked_and_never_shown(secret):
    secret("DATABASE_URL", "mysql://me:hidden@there/x")

    with pytest.raises(BadSetting) as wrong:
        checked_settings(_env_file=None)

    assert "DATABASE_URL" in str(wrong.value)
    assert "hidden" not in str(wrong.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff", b"x" * 100_000])
def test_a_file_that_can_not_be_read_is_told_by_its_name(tmp_path, monkeypatch, content):
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("JWT_SECRET_FILE", str(path))

    with pytest.raises(BadSetting, match=f"JWT_SECRET_FILE: {path}"):
        checked_settings(_env_file=None)
    code, _, complaint = dbcv("up", "--data", str(tmp_path / "data"))
    assert code == 1
    assert "JWT_SECRET_FILE" in complaint


def test_a_mark_that_an_editor_wrote_before_it_is_no_part_of_it(secret):
    secret("JWT_SECRET", "\ufeffof the file\r\n")

    assert Settings(_env_file=None).jwt_secret.get_secret_value() == "of the file"


def test_a_file_that_is_no_text_is_none(secret):
    secret("JWT_SECRET", "of\0the file")

    with pytest.raises(BadSetting, match=r"JWT_SECRET_FILE: .* it is no text") as refused:
        checked_settings(_env_file=None)
    assert "of\0the" not in str(refused.value)
