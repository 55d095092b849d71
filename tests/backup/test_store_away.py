"""The store of files is away while a backup is taken or put back."""

from pathlib import Path

import pytest
from archives import told
from stores import named_files, put_files

from cli.commanding import dbcv
from servers import run_sql

AWAY = {
    "S3_ENDPOINT": "http://127.0.0.1:1",
    "S3_BUCKET": "none",
    "S3_ACCESS_KEY": "none",
    "S3_SECRET_KEY": "none",
}
DOOMED = "select count(*) from stored_file where doomed_at is not null"


@pytest.fixture
def lose_the_store(monkeypatch: pytest.MonkeyPatch):
    def lose() -> None:
        for name, value in AWAY.items():
            monkeypatch.setenv(name, value)

    return lose


@pytest.fixture
def filled(source: str, place: Path) -> str:
    put_files(source, place / "room", [b"one", b"two"])
    return source


def test_a_backup_is_not_made_without_the_files_it_could_not_ask_for(filled, place, lose_the_store):
    lose_the_store()

    code, _, complaint = dbcv("backup", "a.tar")

    assert code == 1
    assert "file store" in complaint
    assert list(place.glob("*.tar")) == list(place.glob(".*")) == []


def test_a_restore_changes_nothing_where_files_can_not_be_kept(filled, place, elsewhere, lose_the_store):
    assert dbcv("backup", "a.tar")[0] == 0
    url = elsewhere()
    lose_the_store()

    code, _, complaint = dbcv("restore", "a.tar")

    assert code == 1
    assert "file store" in complaint
    assert run_sql(url, "select to_regclass('bot')") == ""


def test_what_was_replaced_is_left_to_the_clock_where_it_can_not_be_removed(filled, place, lose_the_store):
    before, old = told(filled), named_files(filled)
    run_sql(filled, "delete from stored_file")
    assert dbcv("backup", "empty.tar")[0] == 0
    for rows in before["stored_file"]:
        run_sql(filled, f"copy stored_file from stdin;\n{rows}\n\\.\n")
    lose_the_store()

    code, _, complaint = dbcv("restore", "empty.tar", "--replace")

    assert code == 0
    assert "the clock does the rest" in complaint
    assert named_files(filled) == set()
    assert run_sql(filled, DOOMED) == str(len(old))
