import asyncio
from typing import Any

import pytest

from app.kit.egress import EgressError, GuardedClient, IncomingResponse, OutgoingRequest
from egress_servers import Handler, Names, Seen, Server, answer, client, redirect, serving, until_closed

SECRETS = (("Authorization", "Bearer s"), ("Cookie", "a=s"), ("X-Api-Key", "s"), ("Anything", "s"))
ORDINARY = (("Accept", "a/b"), ("Content-Type", "text/plain"), ("Idempotency-Key", "i"))


async def ask(asking: GuardedClient, url: str, method: str = "GET", **more: Any) -> IncomingResponse:
    return await asking.request(OutgoingRequest(method=method, url=url, **more))


async def refusal(asking: GuardedClient, url: str, method: str = "GET", **more: Any) -> str:
    with pytest.raises(EgressError) as refused:
        await ask(asking, url, method, **more)
    return refused.value.code


def routes(**answers: bytes) -> Handler:
    """Answers by path, `/` is `start`."""

    async def handler(seen: Seen, writer: asyncio.StreamWriter) -> None:
        path = seen.line.split(" ")[1].strip("/") or "start"
        writer.write(answers.get(path, answer(404)))

    return handler


def told(server: Server) -> set[str]:
    return {value for _, value in server.seen[-1].headers}


@pytest.mark.parametrize(
    ("location", "there"),
    [
        ("/there", "/there"),
        ("there", "/there"),
        ("./x/../there", "/there"),
        ("/there#part", "/there"),
        ("//{}/there", "/there"),
    ],
)
async def test_a_redirect_is_followed_as_browsers_read_it(location: str, there: str) -> None:
    async def handler(seen: Seen, writer: asyncio.StreamWriter) -> None:
        host = seen.header("host") or ""
        arrived = seen.line.startswith("GET /there ")
        writer.write(answer(200, b"there") if arrived else redirect(location.format(host)))

    async with serving(handler) as server:
        response = await ask(client("127.0.0.1"), server.url)
    assert (response.body, response.url) == (b"there", server.url + there)


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:9/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706434/",
        "http://[::ffff:127.0.0.2]/",
        "http://user@127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "javascript:alert(1)",
    ],
)
async def test_a_redirect_to_where_nobody_may_go_is_blocked(location: str) -> None:
    async with serving(redirect(location)) as server:
        assert await refusal(client(f"127.0.0.1:{server.port}"), server.url) == "http:blocked"
    assert len(server.seen) == 1


async def test_the_name_is_checked_anew_on_a_redirect_to_itself() -> None:
    names = Names(rebind_test=[["127.0.0.1"], ["10.0.0.1"]])
    async with serving(redirect("/again")) as server:
        url = f"http://rebind.test:{server.port}/"
        assert await refusal(client("127.0.0.1", resolver=names), url) == "http:blocked"
    assert len(server.seen) == 1


@pytest.mark.parametrize("location", ["http://[", "http://a..b/", "http://x:99999/"])
async def test_a_redirect_to_nowhere_is_invalid(location: str) -> None:
    async with serving(redirect(location)) as server:
        assert await refusal(client("127.0.0.1"), server.url) == "http:invalid"


async def test_a_loop_of_redirects_ends_after_five() -> None:
    async with serving(routes(start=redirect("/other"), other=redirect("/"))) as server:
        assert await refusal(client("127.0.0.1"), server.url) == "http:redirects"
    assert len(server.seen) == 6


async def test_five_redirects_are_followed() -> None:
    way = {str(step): redirect(f"/{step + 1}") for step in range(1, 5)}
    async with serving(routes(start=redirect("/1"), **way, **{"5": answer(200, b"there")})) as server:
        assert (await ask(client("127.0.0.1"), server.url)).body == b"there"


async def test_all_redirects_share_one_deadline() -> None:
    async with serving(redirect("/again")) as server:
        asking = client("127.0.0.1", max_redirects=1_000_000)
        assert await refusal(asking, server.url, timeout=0.1) == "http:timeout"


async def test_the_body_of_a_redirect_is_not_read() -> None:
    async def handler(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if seen.line.startswith("GET /there "):
            writer.write(answer(200, b"there"))
            return
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n")
        await until_closed(writer, b"x" * 65536)

    async with serving(handler) as server:
        assert (await ask(client("127.0.0.1"), server.url)).body == b"there"


@pytest.mark.parametrize(
    "raw", [answer(302, b"no location"), answer(304), answer(300, b"", "Location: /there")]
)
async def test_what_leads_nowhere_is_the_answer(raw: bytes) -> None:
    async with serving(raw) as server:
        response = await ask(client("127.0.0.1"), server.url)
    assert 300 <= response.status < 400
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("status", "method", "then", "body"),
    [
        (301, "POST", "GET", b""),
        (302, "POST", "GET", b""),
        (303, "POST", "GET", b""),
        (303, "PUT", "GET", b""),
        (303, "HEAD", "HEAD", b""),
        (301, "PUT", "PUT", b"hi"),
        (302, "DELETE", "DELETE", b"hi"),
        (307, "POST", "POST", b"hi"),
        (308, "POST", "POST", b"hi"),
    ],
)
async def test_the_method_changes_as_the_standard_says(
    status: int, method: str, then: str, body: bytes
) -> None:
    async with serving(routes(start=redirect("/there", status), there=answer())) as server:
        sent = None if method == "HEAD" else b"hi"
        await ask(client("127.0.0.1"), server.url, method, headers=ORDINARY, body=sent)
    last = server.seen[-1]
    assert (last.line, last.body) == (f"{then} /there HTTP/1.1", body)
    assert (last.header("content-type") is not None) is (then == method)


async def test_secrets_stay_with_the_origin_they_were_meant_for() -> None:
    async with serving(answer()) as other, serving(redirect(f"{other.url}/there", 307)) as server:
        await ask(client("127.0.0.1"), server.url, "POST", headers=SECRETS + ORDINARY, body=b"hi")
    assert {"Bearer s", "a=s", "s"} <= told(server)
    assert not {"Bearer s", "a=s", "s"} & told(other)
    assert {"a/b", "text/plain", "i"} <= told(other)


async def test_secrets_go_along_within_an_origin() -> None:
    async with serving(routes(start=redirect("/there"), there=answer())) as server:
        await ask(client("127.0.0.1"), server.url, headers=SECRETS)
    assert server.seen[-1].line.startswith("GET /there")
    assert {"Bearer s", "a=s", "s"} <= told(server)


async def test_another_name_for_the_same_server_is_another_origin() -> None:
    async def handler(seen: Seen, writer: asyncio.StreamWriter) -> None:
        away = seen.line.startswith("GET / ")
        port = (seen.header("host") or "").rpartition(":")[2]
        writer.write(redirect(f"http://other.test:{port}/there") if away else answer())

    async with serving(handler) as server:
        asking = client("127.0.0.1", resolver=Names(other_test=[["127.0.0.1"]]))
        await ask(asking, server.url, headers=SECRETS)
    assert server.seen[-1].line.startswith("GET /there")
    assert not {"Bearer s", "a=s", "s"} & told(server)


# A proxy that the request names


async def test_a_request_goes_through_its_proxy() -> None:
    async with serving(answer(200, b"by proxy")) as proxy:
        asking = client(resolver=Names(far_test=[["8.8.8.8"]]), proxies=(f"127.0.0.1:{proxy.port}",))
        through = f"http://ada:w%3Ard@127.0.0.1:{proxy.port}"
        response = await ask(asking, "http://far.test/x", proxy=through)
    assert response.body == b"by proxy"
    assert proxy.seen[0].line == "GET http://far.test/x HTTP/1.1"
    assert proxy.seen[0].header("proxy-authorization") == "Basic YWRhOnc6cmQ="
    assert proxy.seen[0].header("host") == "far.test"


async def test_a_proxy_opens_no_way_inside() -> None:
    async with serving(answer()) as proxy:
        here = f"127.0.0.1:{proxy.port}"
        asking = client(resolver=Names(inside_test=[["10.0.0.1"]]), proxies=(here,))
        for url in ("http://10.0.0.1/", "http://inside.test/", "https://169.254.169.254/"):
            assert await refusal(asking, url, proxy=proxy.url) == "http:blocked"
    assert proxy.seen == []


@pytest.mark.parametrize(
    ("proxy", "code"),
    [
        ("http://10.0.0.1:3128", "http:blocked"),
        ("http://8.8.4.4:3128", "http:blocked"),
        ("http://proxy.test:3128", "http:blocked"),
        ("socks5://8.8.8.8", "http:blocked"),
        ("https://8.8.8.8", "http:blocked"),
        ("nonsense", "http:invalid"),
    ],
)
async def test_a_proxy_that_the_operator_did_not_allow_is_refused(proxy: str, code: str) -> None:
    asking = client("10.0.0.1", "8.8.4.4", proxies=("8.8.8.8", "10.0.0.1:8080"))
    assert await refusal(asking, "http://8.8.8.8/", proxy=proxy) == code


async def test_a_proxy_allowed_by_name_or_network_may_stand_inside() -> None:
    async with serving(answer(200, b"by proxy")) as proxy:
        for rule in ("proxy.test", f"proxy.test:{proxy.port}"):
            asking = client(resolver=Names(proxy_test=[["127.0.0.1"]]), proxies=(rule,))
            response = await ask(asking, "http://8.8.8.8/", proxy=f"http://proxy.test:{proxy.port}")
            assert response.body == b"by proxy"
        asking = client(proxies=("127.0.0.0/8",))
        assert (await ask(asking, "http://8.8.8.8/", proxy=proxy.url)).body == b"by proxy"


async def test_what_a_proxy_may_be_is_nothing_that_a_request_may_reach() -> None:
    async with serving(answer()) as proxy:
        asking = client(proxies=("127.0.0.1",))
        assert await refusal(asking, proxy.url) == "http:blocked"
        assert await refusal(asking, proxy.url, proxy=proxy.url) == "http:blocked"
    assert proxy.seen == []


async def test_a_proxy_that_opens_no_tunnel_is_a_connection_error() -> None:
    async with serving(answer(403, b"no")) as proxy:
        assert await refusal(client(proxies=("127.0.0.1",)), "https://8.8.8.8/", proxy=proxy.url) == (
            "http:connection"
        )
    assert proxy.seen[0].line == "CONNECT 8.8.8.8:443 HTTP/1.1"
