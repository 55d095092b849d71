"""Where people reach an installation, as the terminal tells it."""

import pytest

from app.cli import console
from app.cli.address import cautions, opens_here_only

OPEN = {"HOST": "0.0.0.0", "PORT": "8000"}  # noqa: S104 - told of, not bound


def test_who_listens_to_others_is_told_that_links_open_here_only(capsys):
    console.ready("http://localhost:8000", "", opens_here_only(OPEN))
    told = capsys.readouterr().out.splitlines()
    assert told[1] == "Address: http://localhost:8000"
    assert "PUBLIC_URL is not set" in told[3]
    assert "http://localhost:8000" in told[4]
    assert told[-1] == "DBCV is ready"


@pytest.mark.parametrize(
    "told",
    [
        {**OPEN, "PUBLIC_URL": "https://bots.example.org"},
        {**OPEN, "HOST": "127.0.0.1"},
        {**OPEN, "HOST": "bots.example.org"},
    ],
)
def test_where_links_open_for_whoever_gets_them_nothing_is_said(told):
    assert opens_here_only(told) == ""


@pytest.mark.parametrize(
    ("build", "said"),
    [("there", ""), ("old", "built from older sources"), ("none", "no editor and no chat: run make build")],
)
def test_whoever_starts_without_its_pages_is_told_how_to_make_them(build, said):
    told = cautions({**OPEN, "HOST": "127.0.0.1"}, build)
    assert said in told
    assert bool(told) == bool(said)
