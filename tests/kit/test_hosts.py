"""Hosts that a credential is bound to, with their ports."""

import pytest

from app.kit.hosts import is_among, is_covered, read_host


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("API.Example.com", "api.example.com"),
        ("api.example.com:8443", "api.example.com:8443"),
        ("api.example.com:*", "api.example.com:*"),
        ("*.example.com:8443", "*.example.com:8443"),
        ("0x7f.1:80", "127.0.0.1:80"),
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("[::1]:8443", "[::1]:8443"),
    ],
)
def test_a_host_is_read_with_its_port(written, read):
    assert read_host(written) == read
    assert read_host(read) == read


@pytest.mark.parametrize(
    "written", ["a.test:", "a.test:0", "a.test:65536", "a.test:x", "a.test:٨٠", "[::1]8443", "[::1", "a:1:2"]
)
def test_what_is_no_port_is_refused(written):
    with pytest.raises(ValueError, match="not a"):
        read_host(written)


@pytest.mark.parametrize(
    ("place", "bound", "admitted"),
    [
        (("a.test", 443), "a.test", True),
        (("a.test", 80), "a.test", True),
        (("a.test", 8443), "a.test", False),
        (("a.test", 8443), "a.test:8443", True),
        (("a.test", 443), "a.test:8443", False),
        (("a.test", 22), "a.test:*", True),
        (("x.a.test", 8443), "*.a.test:8443", True),
        (("x.a.test", 443), "*.a.test:8443", False),
        (("a.test", 8443), "*.a.test:8443", False),
        (("::1", 8443), "[::1]:8443", True),
        (("::1", 443), "::1", True),
    ],
)
def test_a_host_without_a_port_means_the_ports_of_http_and_https(place, bound, admitted):
    assert is_among(place, [bound]) is admitted


def test_a_protocol_has_usual_ports_of_its_own():
    assert is_among(("mail.test", 587), ["mail.test"], {25, 465, 587})
    assert not is_among(("mail.test", 443), ["mail.test"], {25, 465, 587})


@pytest.mark.parametrize(
    ("one", "before", "covered"),
    [
        ("a.test", "a.test", True),
        ("a.test:443", "a.test", True),
        ("a.test:8443", "a.test", False),
        ("a.test", "a.test:443", False),
        ("a.test:*", "a.test", False),
        ("a.test", "a.test:*", True),
        ("a.test:8443", "a.test:*", True),
        ("x.a.test:8443", "*.a.test:8443", True),
        ("*.b.a.test", "*.a.test", True),
        ("*.a.test", "a.test", False),
    ],
)
def test_a_new_host_is_covered_where_nothing_is_added(one, before, covered):
    assert is_covered(one, [before]) is covered
