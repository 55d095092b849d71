"""Settings of mail that nobody could mean are refused at the start, and no password shows."""

import pytest
from pydantic import ValidationError

from app.settings import Settings


@pytest.mark.parametrize(
    "url",
    [
        "http://user:hunter2@mail.example.org",
        "smtp://",
        "smtp://user:hunter2@mail.example.org:99999",
        "smtp://user:hunter2@mail.example.org?starttls=maybe",
        "mail.example.org",
    ],
)
def test_an_address_of_no_mail_server_is_refused_without_repeating_it(url):
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None, smtp_url=url)

    assert "smtp_url" in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("sender", ["nobody", "DBCV <>", "пример@пример.рф", "a@b.org\nBcc: c@d.org"])
def test_a_sender_that_is_no_address_is_refused(sender):
    with pytest.raises(ValidationError):
        Settings(_env_file=None, mail_from=sender)


@pytest.mark.parametrize(
    ("given", "sender"),
    [
        ({"mail_from": "Bots <bots@example.org>"}, "Bots <bots@example.org>"),
        ({"smtp_url": "smtp://bots%40example.org:p@mail.example.org"}, "bots@example.org"),
        ({"smtp_url": "smtp://robot:p@mail.example.org"}, "DBCV <dbcv@localhost>"),
        ({"public_url": "https://bots.example.org/"}, "DBCV <dbcv@bots.example.org>"),
    ],
)
def test_letters_are_from_whom_the_operator_says_or_whom_the_server_knows(given, sender):
    assert Settings(_env_file=None, **given).sender == sender


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"public_url": "https://bots.example.org/"}, "https://bots.example.org"),
        ({}, "http://localhost:8000"),
        ({"host": "::", "port": 80}, "http://localhost:80"),
        ({"host": "::1"}, "http://localhost:8000"),
    ],
)
def test_links_lead_where_the_operator_says_and_never_where_a_request_says(given, address):
    assert Settings(_env_file=None, **given).own_address == address


def test_an_empty_line_of_the_file_means_that_nothing_is_sent():
    assert Settings(_env_file=None, smtp_url="", mail_from="").smtp_url is None
