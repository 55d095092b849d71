"""How the tests of the chat page come to it: a browser, a visitor, what is on the screen."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fake_server import FakeServer
from playwright.async_api import Browser, BrowserContext, Locator, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSER_ON_A_SERVER_THAT_IS_DOWN = ("WebSocket connection to", "net::ERR_", "status of 503")


@asynccontextmanager
async def visitor(
    browser: Browser, allowed: tuple[str, ...] = (), **options: Any
) -> AsyncIterator[BrowserContext]:
    """Somebody's browser; leaving it asserts that its pages wrote no error but `allowed` ones."""
    context = await browser.new_context(**{"locale": "en-GB", **options})
    faults: list[str] = []
    context.on(
        "console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None
    )
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
    try:
        yield context
        assert [fault for fault in faults if not any(part in fault for part in allowed)] == []
    finally:
        await context.close()


async def visit(context: BrowserContext, server: FakeServer, query: str = "") -> Page:
    page = await context.new_page()
    await page.goto(f"{server.base_url}/chat/{server.channel_id}{query}")
    return page


async def write(page: Page, text: str) -> None:
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("textbox").press("Enter")


def own(page: Page) -> Locator:
    return page.locator("article.own .text")


def answers(page: Page) -> Locator:
    return page.locator("article.other .text")


def a_message(seq: int, text: str, **parts: Any) -> dict:
    bot = {"kind": "bot", "id": "bot", "name": "Bot"}
    now = "2026-11-20T10:00:00Z"
    return {
        "id": f"m{seq}",
        "seq": seq,
        "sender": bot,
        "text": text,
        "buttons": [],
        "created_at": now,
        **parts,
    }
