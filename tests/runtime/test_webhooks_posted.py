"""What comes of posting to an author's address, and which of it no other try would change."""

import base64

import pytest

from app.kit.ids import uuid7
from app.kit.sealing import Sealer
from app.kit.signature import HEADER
from app.runtime.ports import Undelivered
from app.runtime.webhooks import Post, Poster
from egress_servers import answer, client, serving

SEALER = Sealer(base64.b64encode(bytes(32)).decode())
POSTER = Poster(client=client("127.0.0.1"), sealer=SEALER)


def to(url: str, secret: bytes | None = None) -> Post:
    return Post(url=url, secret=secret, body=b"{}", key=uuid7())


@pytest.mark.parametrize(
    ("url", "code"),
    [("http://10.0.0.1/in", "http:blocked"), ("http://x y/in", "http:invalid"), ("ftp://x/", "http:blocked")],
)
async def test_an_address_that_can_never_be_posted_to_is_given_up(url, code):
    with pytest.raises(Undelivered) as refused:
        await POSTER.post(to(url))

    assert (refused.value.code, refused.value.final) == (code, True)


@pytest.mark.parametrize(("status", "is_final"), [(302, False), (404, False), (410, True), (503, False)])
async def test_what_is_not_taken_is_tried_again_until_nobody_is_there_any_more(status, is_final):
    async with serving(answer(status)) as server:
        with pytest.raises(Undelivered) as refused:
            await POSTER.post(to(server.url))

    assert (refused.value.code, refused.value.final) == (f"webhook:status_{status}", is_final)


@pytest.mark.parametrize(
    "broken", [b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nno!", b"what?\r\n\r\n"]
)
async def test_an_answer_that_cannot_be_read_is_the_servers_fault_and_may_pass(broken):
    async with serving(broken) as server:
        with pytest.raises(Undelivered) as refused:
            await POSTER.post(to(server.url))

    assert (refused.value.code, refused.value.final) == ("http:invalid", False)


async def test_what_is_signed_says_so_and_what_is_not_does_not():
    async with serving(answer(204)) as server:
        await POSTER.post(to(server.url))
        await POSTER.post(to(server.url, SEALER.seal(b"k-secret")))

    plain, signed = ({name.lower() for name, _ in seen.headers} for seen in server.seen)
    assert signed - plain == {HEADER.lower()}
