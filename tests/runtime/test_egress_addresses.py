from ipaddress import ip_address

import pytest

from app.kit.egress import EgressError, EgressPolicy, OutgoingRequest, SystemResolver, read_allow, read_target
from app.kit.egress.addresses import is_public
from egress_servers import Names, client

NOT_PUBLIC = [
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_an_address_inside_is_not_public_whatever_hides_it(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_an_address_on_the_internet_is_public(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "0177.0.0.1",
        "0x7f.1",
        "0x7f000001",
        "127.1",
        "0",
        "127.0.0.1.",
        "１２７.0.0.1",
        "127。0。0。1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
        "[fe80::1]",
        "[64:ff9b::127.0.0.1]",
        "localhost",
        "LOCALHOST.",
    ],
)
async def test_every_way_to_write_this_machine_is_blocked(host: str) -> None:
    with pytest.raises(EgressError) as refused:
        await client(resolver=SystemResolver()).request(
            OutgoingRequest(method="GET", url=f"http://{host}:9/")
        )
    assert refused.value.code == "http:blocked"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://server.test/", "http:blocked"),
        ("file:///etc/passwd", "http:blocked"),
        ("http://user:word@server.test/", "http:blocked"),
        ("http://server.test@127.0.0.1/", "http:blocked"),
        ("http://server.test\\@127.0.0.1/", "http:blocked"),
        ("", "http:invalid"),
        ("server.test/path", "http:invalid"),
        ("//server.test/", "http:invalid"),
        ("http://", "http:invalid"),
        ("http:///path", "http:invalid"),
        ("http://:80/", "http:invalid"),
        ("http://server.test:0/", "http:invalid"),
        ("http://server.test:65536/", "http:invalid"),
        ("http://server.test:x/", "http:invalid"),
        ("http://[::1/", "http:invalid"),
        ("http://[fe80::1%25lo]/", "http:invalid"),
        ("http://a..b/", "http:invalid"),
        ("http://-a.test/", "http:invalid"),
        (f"http://{'a' * 64}.test/", "http:invalid"),
        (f"http://{'a.' * 127}test/", "http:invalid"),
        ("http://a b.test/", "http:invalid"),
        ("http://127.0.0.1%2f.test/", "http:invalid"),
        ("http://server.test/\r\nX: y", "http:invalid"),
        ("http://ser\tver.test/", "http:invalid"),
        ("http://server.test/\ud800", "http:invalid"),
    ],
)
def test_what_is_no_address_to_ask_is_refused_before_anybody_is_asked(url: str, code: str) -> None:
    with pytest.raises(EgressError) as refused:
        read_target(url)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("http://Server.TEST", "http://server.test/"),
        (" https://server.test:443/a?b#c \n", "https://server.test/a?b"),
        ("http://server.test:8080?q", "http://server.test:8080/?q"),
        (
            "https://пример.рф/путь?q=тест",
            "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?q=%D1%82%D0%B5%D1%81%D1%82",
        ),
        ('http://server.test/a b%20c"<>', "http://server.test/a%20b%20c%22%3C%3E"),
        ("http://[2606:4700:0::1111]:81/", "http://[2606:4700::1111]:81/"),
        ("http://0x08080808/", "http://8.8.8.8/"),
    ],
)
def test_an_address_has_one_reading(url: str, read: str) -> None:
    assert read_target(url).url == read


@pytest.mark.parametrize(
    ("entry", "host", "address", "port", "admitted"),
    [
        ("server.test", "server.test", "10.0.0.1", 80, True),
        ("Server.Test", "server.test", "10.0.0.1", 80, True),
        ("server.test", "other.test", "10.0.0.1", 80, False),
        ("server.test", "a.server.test", "10.0.0.1", 80, False),
        ("server.test:81", "server.test", "10.0.0.1", 80, False),
        ("server.test:81", "server.test", "10.0.0.1", 81, True),
        ("10.0.0.0/8", "other.test", "10.2.3.4", 80, True),
        ("10.0.0.0/8", "other.test", "11.2.3.4", 80, True),
        ("10.0.0.0/8", "other.test", "192.168.0.1", 80, False),
        ("10.0.0.0/8", "other.test", "::ffff:10.2.3.4", 80, True),
        ("10.0.0.1:81", "10.0.0.1", "10.0.0.1", 81, True),
        ("10.0.0.1:81", "10.0.0.1", "10.0.0.1", 82, False),
        ("fd00::/8", "other.test", "fd00::1", 80, True),
        ("::1", "::1", "::1", 80, True),
        ("[::1]:81", "::1", "::1", 81, True),
        ("[::1]:81", "::1", "::1", 82, False),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai", "10.0.0.1", 80, True),
    ],
)
def test_the_operator_allows_by_name_address_network_and_port(
    entry: str, host: str, address: str, port: int, *, admitted: bool
) -> None:
    assert EgressPolicy(allow=read_allow([entry])).admits(host, ip_address(address), port) is admitted


@pytest.mark.parametrize(
    "entry", ["10.0.0.0/33", "host:port", "a b", "http://server.test", "fd00::/129", "::g"]
)
def test_an_entry_that_allows_nothing_is_an_error_at_start(entry: str) -> None:
    with pytest.raises(ValueError, match="EGRESS_ALLOW"):
        read_allow([entry])


async def test_one_private_address_among_public_ones_blocks_the_name() -> None:
    names = Names(mixed_test=[["8.8.8.8", "10.0.0.1"]])
    with pytest.raises(EgressError) as refused:
        await client(resolver=names).request(OutgoingRequest(method="GET", url="http://mixed.test/"))
    assert refused.value.code == "http:blocked"


@pytest.mark.parametrize("answer", ["::1%lo", "fe80::1%eth0", "not an address"])
async def test_an_answer_that_is_no_address_of_ours_is_blocked(answer: str) -> None:
    names = Names(odd_test=[[answer]])
    with pytest.raises(EgressError) as refused:
        await client("odd.test", resolver=names).request(
            OutgoingRequest(method="GET", url="http://odd.test/")
        )
    assert refused.value.code == "http:blocked"


async def test_a_name_that_nobody_knows_is_a_connection_error() -> None:
    with pytest.raises(EgressError) as refused:
        await client(resolver=Names()).request(OutgoingRequest(method="GET", url="http://nobody.test/"))
    assert refused.value.code == "http:connection"


@pytest.mark.parametrize(
    "found",
    [
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1",
        "::",
        "::127.0.0.1",
    ],
)
async def test_a_name_that_leads_inside_by_way_of_ipv6_is_blocked(found: str) -> None:
    for answers in ([found], ["8.8.8.8", found]):
        asking = client(resolver=Names(inside_test=[answers]))
        with pytest.raises(EgressError) as refused:
            await asking.request(OutgoingRequest(method="GET", url="http://inside.test/"))
        assert refused.value.code == "http:blocked"
