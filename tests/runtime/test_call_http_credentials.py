"""Credentials go where they are meant to go, and nowhere else."""

import pytest

from app.engine.commands import CallHttp
from app.engine.http import HttpRequest
from app.runtime.performers import HttpPerformer
from egress_servers import answer, client, redirect, serving
from runtime.http_calls import ID, NOWHERE, call


async def test_a_credential_adds_its_headers_over_the_authors_own() -> None:
    async with serving(answer()) as server:
        await call(server.url, credential="shop", headers=(("authorization", "Basic mine"),))
    assert [value for name, value in server.seen[0].headers if name.lower() == "authorization"] == [
        "Bearer secret"
    ]


async def test_a_credential_does_not_follow_a_redirect_elsewhere() -> None:
    async with serving(answer()) as other, serving(redirect(other.url)) as server:
        await call(server.url, credential="shop")
    assert server.seen[0].header("authorization") == "Bearer secret"
    assert other.seen[0].header("authorization") is None


async def test_without_a_safe_no_credential_is_known() -> None:
    request = HttpRequest(method="GET", url="http://127.0.0.1/", credential="shop")
    command = CallHttp(id=ID, deadline=10, request=request)
    answered = await HttpPerformer(client("127.0.0.1")).perform(command, NOWHERE)
    assert answered.result.error == "http:invalid"


@pytest.mark.parametrize("credential", ["shop", "unknown"])
async def test_nothing_is_sent_without_the_credential_it_needs(credential: str) -> None:
    async with serving(answer()) as server:
        host = "localhost" if credential == "shop" else "127.0.0.1"
        result = await call(f"http://{host}:{server.port}/", credential=credential)
    assert result.error == "http:invalid"
    assert server.seen == []
