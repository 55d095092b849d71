"""Why a request has no answer: which host, and what is the matter there, without a secret."""

import ast
import socket
from pathlib import Path

import pytest
from http_calls import call

import app
from app.kit.egress import EgressError, EgressPolicy, GuardedClient, OutgoingRequest, read_allow
from app.kit.egress.reasons import REASONS, in_words
from app.settings import Settings
from egress_servers import Names, answer, client, server_tls, serving

SOURCES = [*Path(app.__file__).parent.rglob("*.py")]


async def why(url, asking=None):
    with pytest.raises(EgressError) as refused:
        await (asking or client("127.0.0.1")).request(OutgoingRequest(method="GET", url=url))
    return refused.value.code, refused.value.reason, refused.value.named.get("host")


def test_every_reason_that_is_given_has_words_in_both_languages():
    given = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EgressError":
                given |= {one.value for one in node.args[1:2] if isinstance(one, ast.Constant)}

    assert given - REASONS.keys() == set()
    assert len(given) > 20


async def test_a_name_that_is_not_known_and_a_port_where_nobody_listens_are_told_apart():
    with socket.create_server(("127.0.0.1", 0)) as closing:
        port = closing.getsockname()[1]
    names = Names(known_test=[["127.0.0.1"]])
    asking = client("known.test", resolver=names)

    assert await why(f"http://known.test:{port}/x?key=k", asking) == (
        "http:connection",
        "no_listener",
        f"known.test:{port}",
    )
    assert await why("http://unknown.test/", asking) == ("http:connection", "unknown_name", "unknown.test")


async def test_a_server_that_says_nothing_is_a_matter_of_time():
    async def silent(_, writer):
        await writer.wait_closed()

    async with serving(silent) as server:
        late = await why(f"{server.url}/x?key=k", client("127.0.0.1", total_timeout=0.2))

    assert late == ("http:timeout", "slow_answer", f"127.0.0.1:{server.port}")


async def test_a_certificate_that_nobody_trusts_is_told(tmp_path):
    async with serving(answer(200), tls=server_tls(tmp_path)) as server:
        names = Names(server_test=[["127.0.0.1"]])
        strict = GuardedClient(
            EgressPolicy(allow=read_allow(["server.test"]), total_timeout=5), resolver=names
        )
        assert (await why(f"https://server.test:{server.port}/", strict))[1] == "certificate"


async def test_the_host_of_a_redirect_is_the_one_that_is_told():
    async def there(_, writer):
        writer.write(
            b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1:81/secret\r\nContent-Length: 0\r\n\r\n"
        )

    async with serving(there) as server:
        assert await why(server.url) == ("http:blocked", "not_public", "10.0.0.1:81")


async def test_a_result_says_why_without_the_rest_of_the_address():
    result = await call("http://127.0.0.2:9/path?key=s3cret")

    assert (result.error, result.detail["reason"], result.detail["host"]) == (
        "http:blocked",
        "not_public",
        "127.0.0.2:9",
    )
    assert "s3cret" not in str(result.detail)


def test_words_name_what_is_known_and_nothing_that_is_no_line():
    told = {"reason": "credential_host", "credential": "shop", "host": "a.test:81"}

    assert in_words(told).endswith("(shop, a.test:81)")
    assert in_words(told, "ru").startswith("доступ нельзя")
    assert in_words({**told, "credential": "a\nb"}).endswith("(a.test:81)")
    assert in_words({}) == ""


# The instance's own servers


def own(**told):
    given = {
        "port": 8000,
        "database_url": "postgresql://u:p@127.0.0.1:15432/d",
        "redis_url": "redis://localhost",
    }
    return GuardedClient(EgressPolicy.of(Settings(_env_file=None, **{**given, **told})))


@pytest.mark.parametrize("port", [8000, 15432, 6379, 8101, 9000])
@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "[::1]"])
async def test_own_servers_stay_closed_where_this_machine_is_allowed(host, port):
    told = {"mcp_url": "http://127.0.0.1:8101", "s3_endpoint": "http://127.0.0.1:9000"}
    keys = {"s3_access_key": "a", "s3_secret_key": "b", "s3_bucket": "bucket"}
    asking = own(egress_allow="127.0.0.0/8,localhost,::1", **told, **keys)

    assert (await why(f"http://{host}:{port}/", asking))[:2] == ("http:blocked", "own_server")
    assert asking.surely_refuses(f"http://{host}:{port}/")


async def test_an_entry_with_the_port_opens_an_own_server():
    with socket.create_server(("127.0.0.1", 0)) as closing:
        port = closing.getsockname()[1]

    assert (await why(f"http://127.0.0.1:{port}/", own(port=port, egress_allow="127.0.0.1")))[
        1
    ] == "own_server"
    allowed = own(port=port, egress_allow=f"127.0.0.1:{port}")
    assert (await why(f"http://127.0.0.1:{port}/", allowed))[1] == "no_listener"


async def test_other_ports_and_other_machines_are_no_own_servers():
    with socket.create_server(("127.0.0.1", 0)) as closing:
        port = closing.getsockname()[1]
    asking = own(egress_allow="127.0.0.1,10.0.0.0/8", database_url="postgresql://u@10.0.0.5/d")

    assert (await why(f"http://127.0.0.1:{port}/", asking))[1] == "no_listener"
    assert asking.surely_refuses("http://10.0.0.5:5432/")
    assert not asking.surely_refuses("http://10.0.0.6:5432/")
    assert not asking.surely_refuses("http://10.0.0.5:8000/")
