"""Why a backup was not made or put back, in Russian."""

from pathlib import Path

import pytest
from commanding import dbcv

from app.embedded.lock import data_lock


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def complaint_of(*words: str) -> str:
    code, _, complaint = dbcv(*words, "--language", "ru")
    assert code == 1
    return complaint


def test_an_archive_that_can_not_be_read_is_named(place):
    assert complaint_of("restore", "none.tar") == (
        "dbcv restore: none.tar не прочитать: No such file or directory\n"
    )


def test_a_folder_that_is_not_there_is_named(place, monkeypatch, database_url):
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert complaint_of("backup", "none/a.tar") == (
        "dbcv backup: none/a.tar не записать: No such file or directory.\n"
    )


def test_a_data_directory_that_can_not_be_used_is_told(place):
    (place / "own" / "supervisor.lock").mkdir(parents=True)
    (place / "a.tar").write_text("")
    assert "dbcv restore: Каталог данных не открыть" in complaint_of("restore", "a.tar", "--data", "own")


def test_a_data_directory_in_use_is_told(place):
    (place / "a.tar").write_text("")
    with data_lock(place / "own"):
        complaint = complaint_of("restore", "a.tar", "--data", "own")
    assert "dbcv restore: DBCV уже работает на этом каталоге данных" in complaint
