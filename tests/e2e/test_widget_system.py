"""The chat on a shop's page, against the whole system: another origin, a strict policy, known people."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from chat_visitor import answers, framed, own, visitor, write
from editor_author import SLOW
from playwright.async_api import BrowserContext, Page, expect
from shop_page import STRICT

from chaos.whole_system import System, author_of

SECRET = "a secret that only the shop knows"
BOT: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Tea",
    "first_step": "hello",
    "steps": [
        {
            "id": "hello",
            "message": {
                "text": "Hello {$user.name|default:'you'$}, of {$message.params.shelf|default:'nowhere'$}!",
                "widget": {"type": "rating", "props": {"max": 3}},
            },
            "groups": [{"id": "g", "connections": [{"id": "c", "to": "echo"}]}],
        },
        {
            "id": "echo",
            "message": {"text": "You said {$message.text$}, {$message.params.rating|default:'-'$}"},
            "groups": [{"id": "h", "connections": [{"id": "d", "to": "echo"}]}],
        },
    ],
}

pytestmark = pytest.mark.timeout(900)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A site of another origin, whose channel is `channel`; `elsewhere` is a channel of another site."""

    url: str
    channel: str
    elsewhere: str

    def page(self, **attributes: str) -> str:
        return f"{self.url}/?{httpx.QueryParams(attributes)}"


@contextmanager
def site(server: str) -> Iterator[str]:
    """Its address. A page has a chat with the attributes its query says, and allows what that needs."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            named = httpx.URL(self.path).params.multi_items()
            attributes = " ".join(f'{name}="{value}"' for name, value in named)
            chat = f'<script src="{server}/widget.js" async></script><dbcv-chat {attributes}></dbcv-chat>'
            page = f'<!doctype html><html lang="en"><title>A shop</title><h1>Tea</h1>{chat}'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            policy = STRICT.format(server=server, socket=server.replace("http", "ws"))
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Nobody reads along."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as pages:
        serving = threading.Thread(target=pages.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()
        serving.join()


@pytest.fixture(scope="module")
def shop(system: System) -> Iterator[Shop]:
    with site(system.url) as url, author_of(system) as author:
        bot = author.published_bot(BOT)
        channel = author.public_channel(bot, secret=SECRET, allowed_origins=[url])
        other = author.public_channel(bot, secret=SECRET, allowed_origins=["https://else.example"])
        yield Shop(url=url, channel=channel, elsewhere=other)


def token_of(channel: str, **claims: Any) -> str:
    given = {"sub": "customer-42", "aud": channel, "exp": int(time.time()) + 300, **claims}
    parts = [{"alg": "HS256", "typ": "JWT"}, given]
    words = [urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    signature = digest(SECRET.encode(), ".".join(words).encode(), sha256)
    return ".".join([*words, urlsafe_b64encode(signature).decode().rstrip("=")])


async def enter(context: BrowserContext, shop: Shop, **attributes: str) -> Page:
    page = await context.new_page()
    await page.goto(shop.page(channel=shop.channel, opened="", **attributes))
    return page


# The browser looks for an icon by itself; the page's policy forbids it one.
NO_ICON = ("favicon",)


async def test_a_visitor_of_the_shop_talks_and_answers_a_widget_and_sees_nothing_twice(browser, shop):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, shop, **{"params-shelf": "teapots"})
        await expect(answers(page)).to_have_text(["Hello you, of teapots!"], timeout=SLOW)
        await framed(page).get_by_role("button", name="3 stars").click()
        await expect(answers(page).last).to_have_text("You said 3, 3", timeout=SLOW)
        await write(page, "And green ones?")
        await expect(answers(page).last).to_have_text("You said And green ones?, -", timeout=SLOW)
        await expect(own(page)).to_have_text(["3", "And green ones?"])
        await page.reload()
        await expect(page.locator(".state.sent")).to_have_count(2, timeout=SLOW)
        await expect(own(page)).to_have_text(["3", "And green ones?"])


async def test_whom_the_shop_knows_goes_on_in_another_browser(browser, shop):
    told = token_of(shop.channel, name="Ada")
    for visit in (1, 2):
        async with visitor(browser, NO_ICON) as context:
            page = await enter(context, shop, identity=told)
            await expect(answers(page).first).to_have_text("Hello Ada, of nowhere!", timeout=SLOW)
            await expect(own(page)).to_have_count(visit - 1)
            await write(page, f"visit {visit}")
            await expect(answers(page).last).to_have_text(f"You said visit {visit}, -", timeout=SLOW)


async def test_the_shop_reaches_no_channel_of_another_site(browser, shop):
    """By the element, by a script of its own with a token that is good, or by a frame."""
    refused = (*NO_ICON, "CORS", "net::ERR", "status of 403", "frame-ancestors", "Framing")
    async with visitor(browser, refused) as context:
        page = await context.new_page()
        await page.goto(shop.page(channel=shop.elsewhere, opened=""))
        await expect(page.get_by_role("heading", name="This chat is not open to you")).to_be_visible(
            timeout=SLOW
        )
        await expect(page.locator("article")).to_have_count(0)
        tried = await page.evaluate(
            """async ([channel, own]) => {
              const server = new URL(document.querySelector("script").src).origin;
              const key = Object.keys(localStorage).find((key) => key.endsWith(":tokens"));
              const { access_token } = JSON.parse(localStorage.getItem(key));
              const headers = { Authorization: `Bearer ${access_token}` };
              const asked = (id) => fetch(`${server}/api/v1/channels/${id}/messages?after=0`, { headers })
                .then((answer) => answer.status, () => "refused");
              const opened = (id) => new Promise((told) => {
                const address = `${server.replace("http", "ws")}/ws/channel?channel_id=${id}&after=0`;
                const socket = new WebSocket(address, ["bearer", access_token]);
                socket.onclose = ({ code }) => told(code);
                socket.onmessage = ({ data }) => JSON.parse(data).type === "message" && told("heard");
                socket.onopen = () => socket.send(JSON.stringify({ type: "start" }));
              });
              return [await asked(channel), await opened(channel), await opened(own)];
            }""",
            [shop.elsewhere, shop.channel],
        )
        assert tried == ["refused", 1008, "heard"]
        framed_page = await context.new_page()
        await framed_page.goto(shop.page(channel=shop.channel))
        for channel, is_shown in ((shop.elsewhere, False), (shop.channel, True)):
            await framed_page.evaluate(
                """(channel) => {
                  const server = new URL(document.querySelector("script").src).origin;
                  const frame = document.createElement("iframe");
                  frame.id = "trap";
                  frame.src = `${server}/chat/${channel}`;
                  document.querySelector("#trap")?.remove();
                  return new Promise((seen) => { frame.onload = seen; document.body.append(frame); });
                }""",
                channel,
            )
            inside = framed_page.frame_locator("#trap").locator("dbcv-chat")
            await expect(inside).to_have_count(int(is_shown), timeout=SLOW)


async def test_a_token_of_one_channel_or_of_yesterday_makes_nobody_anybody(browser, shop):
    faulty = [
        (token_of(shop.elsewhere), "identity:other_channel"),
        (token_of(shop.channel, exp=int(time.time()) - 3600), "identity:expired"),
        (token_of(shop.channel)[:-8] + "AAAAAAAA", "identity:signature"),
    ]
    once = token_of(shop.channel, jti="once")
    async with visitor(browser, (*NO_ICON, "status of 401")) as context:
        page = await enter(context, shop)
        await expect(answers(page)).to_have_count(1, timeout=SLOW)
        tell = "token => dbcv.identify(token).then(() => 'taken', (error) => error.code)"
        for token, code in faulty:
            assert await page.evaluate(tell, token) == code
        assert await page.evaluate(tell, once) == "taken"
    async with visitor(browser, (*NO_ICON, "status of 401")) as context:
        page = await enter(context, shop)
        await expect(answers(page)).to_have_count(1, timeout=SLOW)
        assert await page.evaluate(tell, once) == "identity:used"
