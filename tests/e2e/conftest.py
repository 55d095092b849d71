from collections.abc import AsyncIterator

import pytest
from chat_visitor import CHROMIUM, FLAGS
from fake_server import FakeServer, serving
from playwright.async_api import Browser, async_playwright


@pytest.fixture
async def chat_server() -> AsyncIterator[FakeServer]:
    """A server with one public channel: `base_url`, `channel_id`, and hooks to trouble it."""
    async with serving() as server:
        yield server


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on PATH: apt-get install chromium (or brew install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()
