"""Which addresses are told to be refused before anything is looked up."""

import pytest

from app.kit.egress import EgressPolicy
from app.kit.egress.literal import is_surely_refused

REFUSED = [
    "http://127.0.0.1/",
    "http://127.1",
    "http://0x7f000001",
    "http://10.0.0.1:8080/x",
    "http://169.254.169.254/latest",
    "http://168.63.129.16/",
    "http://100.64.0.1/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fe80::1]/",
    "http://LOCALHOST:3000/",
    "http://a.localhost/",
    "http://db.internal/",
    "http://printer.local/",
    "http://user:word@api.example/",
    "ftp://api.example/",
]
OPEN = [
    "https://api.example/x",
    "http://8.8.8.8/",
    "http://internal.example/",
    "nothing",
    "http://",
    "http://[/",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_refused_whatever_a_look_up_says(url):
    assert is_surely_refused(url, EgressPolicy())


@pytest.mark.parametrize("url", OPEN)
def test_an_address_of_which_only_a_look_up_can_tell(url):
    assert not is_surely_refused(url, EgressPolicy())


@pytest.mark.parametrize(
    ("allowed", "url", "refused"),
    [
        ("10.0.0.0/8", "http://10.1.2.3/", False),
        ("10.0.0.0/8", "http://192.168.0.1/", True),
        ("10.0.0.0/8", "http://db.internal/", False),
        ("db.internal", "http://db.internal/", False),
        ("db.internal:5000", "http://db.internal:80/", True),
        ("localhost:3000", "http://localhost:3000/", False),
        ("localhost:3000", "http://localhost:3001/", True),
        ("127.0.0.0/8", "http://localhost:3001/", False),
    ],
)
def test_what_the_operator_allows_is_not_refused(allowed, url, refused):
    assert is_surely_refused(url, EgressPolicy.from_words([allowed])) is refused
